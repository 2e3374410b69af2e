// src/io/compile-cache.ts
/** Where the programs of this user keep what they can make again; none when it is not known. */
function cacheFolder(env, platform) {
	const { join, isAbsolute } = process.getBuiltinModule("node:path");
	const home = env.HOME && isAbsolute(env.HOME) ? env.HOME : void 0;
	if (platform === "win32") return env.LOCALAPPDATA;
	if (platform === "darwin") return home && join(home, "Library", "Caches");
	return env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : home && join(home, ".cache");
}
/** A folder that nobody else can write in: what is read back from any other could be theirs. */
function isOwn(found) {
	if (!found.isDirectory()) return false;
	return process.getuid === void 0 || found.uid === process.getuid() && (found.mode & 18) === 0;
}
function enableCompileCache(folder) {
	process.getBuiltinModule("node:module").enableCompileCache(folder);
}
/**
* Keeps what V8 has compiled for the next run, in a folder of this user alone: compiling is a third of what the start of a
* short command costs. Never in a pipeline, where what an earlier job left behind decides nothing, and not where Node keeps
* it by default, in the folder for temporary files that all users share. Where there is no folder for it, nothing is kept.
* `NODE_DISABLE_COMPILE_CACHE=1` turns it off, `NODE_COMPILE_CACHE` names another folder.
*
* @param enable Node's own, or what a test asks in its place.
*/
function keepCompiledCode(env, platform, enable = enableCompileCache) {
	if (env.NODE_COMPILE_CACHE || env.NODE_DISABLE_COMPILE_CACHE) return;
	if (env.CI || env.GITHUB_ACTIONS) return;
	const parent = cacheFolder(env, platform);
	if (!parent) return;
	try {
		const { lstatSync, mkdirSync } = process.getBuiltinModule("node:fs");
		const folder = `${parent}/sealift`;
		mkdirSync(folder, {
			recursive: true,
			mode: 448
		});
		if (isOwn(lstatSync(folder))) enable(folder);
	} catch {}
}

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
		message: `Sealift needs Node 24.5 or later, or Node 22 from 22.21 on; this is ${version}`,
		hint: "Install Node 22.21 or later, 24 is best."
	};
}

export { keepCompiledCode as n, nodeTooOld as t };