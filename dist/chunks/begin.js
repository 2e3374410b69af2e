// src/compose/node-version.ts
/** Node 22.21 and 24.5 are the first with proxy support in node:http; 23 never got it. */
function isSupported(version) {
	const parts = version.replace(/^v/, "").split(".");
	const major = Number(parts[0]);
	const minor = Number(parts[1]);
	if (major === 22) return minor >= 21;
	if (major === 24) return minor >= 5;
	return major > 24;
}
/** The error for a Node that is too old; `undefined` for a supported one. */
function nodeTooOld(version) {
	if (isSupported(version)) return void 0;
	return {
		code: "node_too_old",
		message: `Sealift needs Node 24.5 or later, or Node 22 from 22.21 on; this is ${version}`,
		hint: "Install Node 24.5 or later, or Node 22 from 22.21 on.",
		docs: ["https://github.com/sealift/sealift/blob/main/docs/blocked.md", "node_too_old"].join("#")
	};
}

// src/action/error-command.ts
/**
* The runner's command for an error, for what happens before the toolkit is loaded. It imports nothing, so that any Node reads it.
* The runner undoes `%25`, `%0D` and `%0A` in a message and no other escape (actions/runner, ActionCommand.cs).
*/
function errorCommand(code, message) {
	return `::error title=Sealift%3A ${code}::${message.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A")}\n`;
}

// src/action/begin.ts
/** Starts an action, or reports that this Node is too old. Everything that is loaded before the check runs on any Node. */
function begin(action) {
	const old = nodeTooOld(process.version);
	if (old) {
		process.stdout.write(errorCommand(old.code, `${old.message}. ${old.hint}`));
		process.exitCode = 2;
		return;
	}
	import("./start.js").then((module) => module.start(action)).catch((error) => {
		process.stdout.write(errorCommand("internal", String(error)));
		process.exitCode = 70;
	});
}

export { errorCommand as n, nodeTooOld as r, begin as t };