#!/usr/bin/env node
import { r as nodeTooOld } from "./chunks/begin.js";

// src/cli/entry.ts
const old = nodeTooOld(process.version);
if (old) {
	if (process.argv.join(" ").indexOf("--output json") >= 0 || process.argv.indexOf("--output=json") >= 0) {
		const empty = {
			version: 1,
			command: "",
			status: "failed",
			error: old,
			warnings: [],
			images: []
		};
		process.stdout.write(`${JSON.stringify(empty)}\n`);
	}
	process.stderr.write(`error: ${old.message} [${old.code}]\n  ${old.hint}\n`);
	process.exitCode = 2;
} else import("./chunks/start2.js").then((module) => module.start()).catch((error) => {
	process.stderr.write(`error: ${error} [internal]\n`);
	process.exitCode = 70;
});

export {  };