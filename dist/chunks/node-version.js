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
/** What to tell the user of a Node that is too old, `undefined` on one that will do. */
function nodeTooOld(version) {
	if (isSupported(version)) return void 0;
	return {
		code: "node_too_old",
		message: `Sealift needs Node 22.21 or later of 22, or 24.5 or later; this is ${version}`,
		hint: "Install Node 22.21 or later, 24 is best."
	};
}

export { nodeTooOld as t };