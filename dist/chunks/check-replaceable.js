import { M as errnoOf, N as fileError, ct as SealiftError, nt as quotable } from "./words.js";
import { t as checkFolderWritable } from "./check-folder-writable.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { constants, open } = globalThis.process.getBuiltinModule("node:fs/promises");

// src/io/files/start-of.ts
/**
* The first bytes of a file, at most `length`; `undefined` where there is none.
*
* @throws SealiftError `file_exists` for what is no regular file; `denied`, `file_unreadable`.
*/
async function startOf(path, length) {
	let handle;
	try {
		handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
		if (!(await handle.stat()).isFile()) throw new SealiftError("file_exists", `${quotable(path, 600)} is there already, and is no regular file`);
		const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, 0);
		return buffer.subarray(0, bytesRead);
	} catch (error) {
		if (errnoOf(error) === "ENOENT") return void 0;
		throw fileError(error, "read", path);
	} finally {
		await handle?.close();
	}
}

// src/compose/check-replaceable.ts
/**
* Checks before anything is contacted that a file can be written. A mistyped path must not cost a key or the promotions file, so that
* nothing is replaced but an empty file, or an older one of the same kind.
*
* @throws SealiftError `file_exists`; `denied`, `file_unreadable`.
*/
async function checkReplaceable(path, { isOne, length, other, hint }) {
	const start = await startOf(path, length);
	if (start !== void 0 && start.length > 0 && !isOne(Buffer.from(start).toString("latin1"))) throw new SealiftError("file_exists", `${quotable(path, 600)} is there already, and ${other}`, { hint });
	await checkFolderWritable(path);
}

export { checkReplaceable as t };