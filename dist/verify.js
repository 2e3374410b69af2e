import { K as nodeTooOld } from "./chunks/words.js";

// src/action/verify-entry.ts
const old = nodeTooOld(process.version);
if (old) {
	process.stdout.write(`::error title=Sealift%3A ${old.code}::${old.message}. ${old.hint}\n`);
	process.exitCode = 2;
} else import("./chunks/start.js").then((module) => module.start("verify")).catch((error) => {
	process.stdout.write(`::error title=Sealift%3A internal::${encodeURIComponent(String(error))}\n`);
	process.exitCode = 70;
});

export {  };