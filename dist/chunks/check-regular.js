import { N as fileError, ct as SealiftError, nt as quotable } from "./words.js";
const { constants, open } = globalThis.process.getBuiltinModule("node:fs/promises");

// src/io/files/check-regular.ts
/**
* Refuses what is no regular file, such as a named pipe, which nobody may ever write to or read. Where nothing is at `path` there is
* nothing to refuse.
*
* @throws SealiftError `file_unreadable`.
*/
async function checkRegular(path, what) {
	let handle;
	try {
		handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
		if ((await handle.stat()).isFile()) return;
	} catch (error) {
		const refused = fileError(error, "read", path);
		if (refused instanceof SealiftError && refused.code === "file_not_found") return;
		throw refused;
	} finally {
		await handle?.close();
	}
	throw new SealiftError("file_unreadable", `the ${what} ${quotable(path, 300)} is no regular file`, { hint: "Name a file." });
}

export { checkRegular as t };