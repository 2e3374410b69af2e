import { M as errnoOf, N as fileError } from "./words.js";
const { dirname } = globalThis.process.getBuiltinModule("node:path");
const { access, constants } = globalThis.process.getBuiltinModule("node:fs/promises");

// src/io/files/check-folder-writable.ts
/**
* Whether a file can be made beside `path`, as far as that can be known before. A folder that is not there is made later.
*
* @throws SealiftError `denied`.
*/
async function checkFolderWritable(path) {
	const folder = dirname(path);
	await access(folder, constants.W_OK).catch((error) => {
		if (errnoOf(error) !== "ENOENT") throw fileError(error, "write", folder);
	});
}

export { checkFolderWritable as t };