import { M as errnoOf, N as fileError, ct as SealiftError, it as printable } from "./words.js";
import { t as checkFolderWritable } from "./check-folder-writable.js";
import { a as IndexFile, c as LAYOUT_FILE, d as EMPTY_INDEX, f as formatIndexDocument, h as withLock, i as Blobs, l as checkVersion, m as LOCK_TIMES, o as BLOBS_FOLDER, p as listedDescriptors, r as LayoutStore, s as INDEX_FILE, u as layoutFile } from "./layout.js";
import { f as errorIn } from "./secrets.js";
import { On as kindOf, Tt as storeFile, bt as removeUnfinished } from "./notation.js";
import { Br as lazyRetried, Dt as isReferrersTag, Lt as parseManifest, Sr as digestHex, br as digestAlgorithm, qt as manifestKind, xr as digestHasher } from "./registry.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { randomBytes } = globalThis.process.getBuiltinModule("node:crypto");
const { dirname, join } = globalThis.process.getBuiltinModule("node:path");
const { mkdir, open, realpath, rm, stat } = globalThis.process.getBuiltinModule("node:fs/promises");
const { constants: constants$2 } = globalThis.process.getBuiltinModule("node:fs");
const { Readable, Writable, addAbortSignal } = globalThis.process.getBuiltinModule("node:stream");
const { pipeline: pipeline$1 } = globalThis.process.getBuiltinModule("node:stream/promises");

// src/io/files/ranged-file.ts
/** Bytes read at a time from a range that is streamed. */
const CHUNK$1 = 1048576;
const same = (a, b) => a.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs;
/** A regular file that is read by ranges, as it was when it was opened. To be closed. */
var RangedFile = class RangedFile {
	/** Without links, so that a rename to it replaces the file and not a link. */
	path;
	size;
	/** The rights, as `open` takes them. */
	mode;
	#handle;
	#state;
	constructor(path, handle, state) {
		this.path = path;
		this.#handle = handle;
		this.#state = state;
		this.size = Number(state.size);
		this.mode = Number(state.mode & 511n);
	}
	/**
	* Opens a file; links are followed. Resolves to the kind of what is no regular file, such as a folder or a pipe, and to
	* `undefined` where nothing is.
	*/
	static async open(path) {
		let handle;
		try {
			handle = await open(path, constants$2.O_RDONLY | (constants$2.O_NONBLOCK ?? 0));
			const state = await handle.stat({ bigint: true });
			const kind = kindOf(state);
			if (kind === "file") return new RangedFile(await realpath(path), handle, state);
			await handle.close();
			return kind;
		} catch (error) {
			await handle?.close().catch(() => {});
			const errno = errnoOf(error);
			if (errno === "ENOENT" || errno === "ENOTDIR") return void 0;
			if (errno === "ENXIO") return "special file";
			if (errno === "EISDIR") return "folder";
			throw fileError(error, "read", path);
		}
	}
	/** Up to `length` bytes from `position` on; fewer at the end of the file. */
	async read(position, length) {
		const buffer = new Uint8Array(length);
		let filled = 0;
		try {
			while (filled < length) {
				const { bytesRead } = await this.#handle.read(buffer, filled, length - filled, position + filled);
				if (bytesRead === 0) break;
				filled += bytesRead;
			}
		} catch (error) {
			throw fileError(error, "read", this.path);
		}
		return buffer.subarray(0, filled);
	}
	/** The bytes from `start` up to `end`, in chunks that are read when they are asked for. */
	async *chunks(start, end) {
		for (let at = start; at < end;) {
			const chunk = await this.read(at, Math.min(CHUNK$1, end - at));
			if (chunk.length === 0) return;
			at += chunk.length;
			yield chunk;
		}
	}
	/** The bytes from `start` up to `end`. The stream leaves the file open. */
	stream(start, end, signal) {
		return addAbortSignal(signal, Readable.from(this.chunks(start, end), { objectMode: false }));
	}
	/** Whether nobody has written to the file since it was opened. */
	async isUnchanged() {
		try {
			return same(this.#state, await this.#handle.stat({ bigint: true }));
		} catch (error) {
			throw fileError(error, "read", this.path);
		}
	}
	/** Whether its path still leads to the file as it was opened; `undefined` where nothing is there any more. */
	async isThere() {
		try {
			return same(this.#state, await stat(this.path, { bigint: true }));
		} catch (error) {
			if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return void 0;
			throw fileError(error, "read", this.path);
		}
	}
	/** A second call does nothing. */
	close() {
		return this.#handle.close();
	}
};

// src/io/files/spool.ts
const CHUNK = 1048576;
/**
* A temporary file that keeps contents until they find their place. Each has a range of its own, so that several are written
* at the same time. The file has no name while it is used, where the system allows that, so that a killed run leaves nothing.
*/
var Spool = class {
	#target;
	#path;
	#handle;
	#end = 0;
	#open = lazyRetried(async () => {
		await mkdir(dirname(this.#path), { recursive: true });
		this.#handle = await open(this.#path, "wx+", 384);
		await rm(this.#path, { force: true }).catch(() => {});
		return this.#handle;
	});
	/** @param target what the contents are for: the file is made in its folder by the first write, and errors name it. */
	constructor(target) {
		this.#target = target;
		this.#path = join(dirname(target), `.sealift-${randomBytes(8).toString("hex")}.tmp`);
	}
	/** Keeps `size` bytes, which `write` has to write exactly. */
	async keep(size, write) {
		try {
			const handle = await this.#open(new AbortController().signal);
			const start = this.#end;
			this.#end += size;
			await write(sinkTo(handle, start));
			return {
				start,
				size
			};
		} catch (error) {
			throw fileError(error, "write", this.#target);
		}
	}
	/** The bytes of a range from `offset` on. */
	async *chunks({ start, size }, offset = 0) {
		const end = start + size;
		for (let at = start + offset; at < end;) {
			const chunk = new Uint8Array(Math.min(CHUNK, end - at));
			const { bytesRead } = await this.#read(chunk, at);
			if (bytesRead === 0) return;
			at += bytesRead;
			yield chunk.subarray(0, bytesRead);
		}
	}
	stream(range, offset, signal) {
		return addAbortSignal(signal, Readable.from(this.chunks(range, offset), { objectMode: false }));
	}
	async #read(chunk, position) {
		try {
			return await this.#handle?.read(chunk, 0, chunk.length, position) ?? { bytesRead: 0 };
		} catch (error) {
			throw fileError(error, "read", this.#target);
		}
	}
	/** Removes the file. A second call does nothing. */
	async close() {
		await this.#handle?.close();
		this.#handle = void 0;
		await rm(this.#path, { force: true }).catch(() => {});
	}
};
/** A stream to a position of the file. It leaves the file open. */
function sinkTo(handle, start) {
	let at = start;
	const write = async (chunk) => {
		for (let done = 0; done < chunk.length;) {
			const { bytesWritten } = await handle.write(chunk, done, chunk.length - done, at);
			done += bytesWritten;
			at += bytesWritten;
		}
	};
	return new Writable({ write(chunk, _encoding, callback) {
		write(chunk).then(() => callback(), callback);
	} });
}

// src/stores/archive/archive-files.ts
/** The files of an archive, and those that were put since. What was put is held back in a temporary file beside the archive. */
var ArchiveFiles = class {
	/** The archive as it is on the disk; `undefined` when there is none. */
	base;
	#added = /* @__PURE__ */ new Map();
	#spool;
	constructor(path, base) {
		this.base = base;
		this.#spool = new Spool(path);
	}
	/** The names of the files that are held back. */
	get added() {
		return [...this.#added.keys()];
	}
	/** Bytes of a file that is held back. */
	sizeOf(name) {
		return this.#added.get(name)?.size;
	}
	async open(names) {
		const name = names.join("/");
		const range = this.#added.get(name);
		return range ? this.#held(range) : this.base?.open(name);
	}
	#held(range) {
		const { size } = range;
		return {
			size,
			bytes: async (limit) => size > limit ? void 0 : Buffer.concat(await Array.fromAsync(this.#spool.chunks(range))),
			stream: (offset, signal) => this.#spool.stream(range, offset, signal),
			close: async () => {}
		};
	}
	async put(names, size, write) {
		this.#added.set(names.join("/"), await this.#spool.keep(size, write));
	}
	/** All files of the archive, with those of `names` that are held back. */
	whole(names) {
		const files = /* @__PURE__ */ new Map();
		const { base } = this;
		for (const [name, range] of base?.entries ?? []) files.set(name, {
			size: range.size,
			chunks: () => base.chunks(range)
		});
		for (const name of names) {
			const range = this.#added.get(name);
			files.set(name, {
				size: range.size,
				chunks: () => this.#spool.chunks(range)
			});
		}
		return files;
	}
	/** Goes on with a new archive, in which `names` are. */
	rebase(base, names = []) {
		this.base = base;
		for (const name of names) this.#added.delete(name);
	}
	async close() {
		this.#added.clear();
		await this.#spool.close();
	}
};

// src/stores/archive/moved-tag.ts
function tagsOf(document) {
	const tagged = (document?.entries ?? []).filter(({ refName }) => refName !== void 0);
	return new Map(tagged.map(({ refName, raw }) => [refName, String(raw.digest)]));
}
/**
* A tag that `ours` moves away from where it was `before`, and that is somewhere else `now`. Lists of referrers are merged, so
* they are never in the way.
*
* @param merged other tags that keep what was put there meanwhile.
*/
function movedTag(documents, merged) {
	const [before, ours, now] = [
		documents.before,
		documents.ours,
		documents.now
	].map(tagsOf);
	for (const [tag, wanted] of ours) {
		const [from, to] = [before.get(tag), now.get(tag)];
		if (isReferrersTag(tag) || merged.has(tag)) continue;
		if (wanted !== from && to !== from && to !== wanted) return {
			tag,
			from,
			to
		};
	}
}

// src/stores/archive/archive-index.ts
/** Images with a tag first, since some readers take the first entry; lists of referrers last. */
function rank({ refName }) {
	if (refName === void 0) return 1;
	return isReferrersTag(refName) ? 2 : 0;
}
/** New entries in one order, whatever order they were made in. */
function byName(a, b) {
	const key = (entry) => `${rank(entry)} ${entry.raw.digest} ${entry.refName ?? ""}`;
	return key(a) < key(b) ? -1 : 1;
}
/** index.json of an archive: changes are held back, and made again on what another process wrote meanwhile. */
var ArchiveIndex = class extends IndexFile {
	/** As the archive has it; `null` before it was read. */
	#committed = null;
	#current;
	#changes = [];
	/** The tags of changes that keep what others put there. */
	#merged = /* @__PURE__ */ new Set();
	/** The end of all that was asked for so far. One change follows another. */
	#turn = Promise.resolve();
	async find() {
		if (this.#committed === null) {
			const found = await super.find();
			if (this.#committed === null) this.#adopt(found);
		}
		return this.#current;
	}
	#adopt(document) {
		this.#committed = document;
		this.#current = document;
	}
	update(change, _signal, merged) {
		return this.exclusively(async () => {
			const current = await this.find();
			const wanted = await change(current ?? EMPTY_INDEX);
			if (wanted === current) return;
			this.#current = wanted;
			this.#changes.push(change);
			if (merged !== void 0) this.#merged.add(merged);
		});
	}
	/** Runs `action` while nobody changes the document. */
	exclusively(action) {
		const turn = this.#turn.then(action);
		this.#turn = turn.catch(() => {});
		return turn;
	}
	get isChanged() {
		return this.#committed !== null && this.#current !== this.#committed;
	}
	/**
	* Reads the document anew, and makes all changes on it that were not committed. Resolves to a tag that these set and that
	* somebody else has moved meanwhile.
	*/
	async replay() {
		const [before, ours, now] = [
			this.#committed ?? void 0,
			this.#current,
			await super.find()
		];
		let current = now;
		for (const change of this.#changes) current = await change(current ?? EMPTY_INDEX);
		this.#committed = now;
		this.#current = current;
		return movedTag({
			before,
			ours,
			now
		}, this.#merged);
	}
	/** The document to be written. */
	async sorted() {
		const { members, entries } = await this.find() ?? EMPTY_INDEX;
		const known = new Set(this.#committed?.entries);
		const added = entries.filter((one) => !known.has(one)).toSorted(byName);
		return {
			members,
			entries: [...entries.filter((one) => known.has(one)), ...added]
		};
	}
	/** Says that `document` is in the archive now. */
	rebase(document) {
		this.#adopt(document);
		this.#changes = [];
		this.#merged.clear();
	}
};

// src/stores/archive/written-meanwhile.ts
/** The error when another program wrote to an archive that this one reads, or is about to replace. */
function writtenMeanwhile(name, when) {
	return new SealiftError("layout_locked", `${name}: another program wrote to the file ${when}`, { hint: "Nothing was changed by this run. Run it again when that program has ended." });
}

// src/stores/archive/archive.ts
/** A tar that was opened: its files are ranges of one file, which stays open, so that a new one under its name changes nothing. */
var Archive = class {
	file;
	entries;
	#name;
	/** @param name of the archive in errors. */
	constructor(file, entries, name) {
		this.file = file;
		this.entries = entries;
		this.#name = name;
	}
	/** @throws SealiftError `layout_locked` when the file was written to since its headers were read. */
	async #checkUnchanged() {
		if (!await this.file.isUnchanged()) throw writtenMeanwhile(this.#name, "while it was read");
	}
	/** The content of an entry from `offset` on. */
	async *chunks({ start, size }, offset = 0) {
		let left = size - offset;
		for await (const chunk of this.file.chunks(start + offset, start + size)) {
			left -= chunk.length;
			yield chunk;
		}
		if (left > 0) throw writtenMeanwhile(this.#name, "while it was read");
	}
	async open(name) {
		const range = this.entries.get(name);
		if (range === void 0) return void 0;
		await this.#checkUnchanged();
		const { start, size } = range;
		return {
			size,
			bytes: async (limit) => size > limit ? void 0 : this.file.read(start, size),
			stream: (offset, signal) => this.file.stream(start + offset, start + size, signal),
			close: async () => {}
		};
	}
	/** Whether a blob is there, and right. It is read and hashed where its size is right. */
	async holds(digest, { name, size }, signal) {
		const range = this.entries.get(name);
		if (range?.size !== size) return false;
		const hash = digestHasher(digest);
		for await (const chunk of this.chunks(range)) {
			signal.throwIfAborted();
			hash.update(chunk);
		}
		return `${digestAlgorithm(digest)}:${hash.digest("hex")}` === digest;
	}
	/** Whether the file is whole and still the one of its path. */
	async isCurrent() {
		const isThere = await this.file.isThere();
		if (isThere !== void 0) return isThere;
		throw new SealiftError("layout_locked", `${this.#name}: the file was removed while this run wrote to it`, { hint: "Nothing was written. Run it again; where the file is to stay away, name another one." });
	}
};

// src/stores/archive/compression.ts
const without = (path, ending) => path.replace(ending, "") || path;
/** What compressed files begin with. The commands leave the compressed file as it is. */
const COMPRESSIONS = [
	{
		name: "gzip",
		magic: [31, 139],
		command: (path) => `gunzip -c ${path} > ${plain(path)}`
	},
	{
		name: "zstd",
		magic: [
			40,
			181,
			47,
			253
		],
		command: (path) => `zstd -dc ${path} > ${plain(path)}`
	},
	{
		name: "xz",
		magic: [
			253,
			55,
			122,
			88,
			90
		],
		command: (path) => `xz -dc ${path} > ${plain(path)}`
	},
	{
		name: "bzip2",
		magic: [
			66,
			90,
			104
		],
		command: (path) => `bzip2 -dc ${path} > ${plain(path)}`
	}
];
/** `app.tgz` and `app.tar.gz` become `app.tar`; another name gets an ending of its own, so that no file is written over itself. */
function plain(path) {
	const bare = without(path, /\.(?:gz|zst|xz|bz2)$/);
	if (bare !== path) return bare;
	const tar = path.replace(/\.t(?:gz|zst|xz|bz2)$/, ".tar");
	return tar === path ? `${path}.plain.tar` : tar;
}
/** How a file is compressed, by its first bytes; `undefined` when it is not. */
function compression(head) {
	return COMPRESSIONS.find(({ magic }) => magic.every((byte, at) => head[at] === byte));
}

// src/stores/archive/tar/blocks.ts
/** Tar is made of blocks of this many bytes (POSIX.1-2017, pax, "ustar Interchange Format"). */
const BLOCK = 512;
/** The bytes that a content takes, with what fills its last block. */
function padded(size) {
	return Math.ceil(size / 512) * 512;
}
function isZero(bytes) {
	return bytes.every((byte) => byte === 0);
}

// src/stores/archive/tar/entry-name.ts
/** The names of a layout have 141 characters at most. */
const LENGTH = 1024;
const DEPTH = 16;
/**
* The name of an entry as a path inside the archive, without the `./` that `tar -C FOLDER .` writes; an empty text for the
* root.
*
* @throws SealiftError with the code of `context` for a name that leads outside, or that two programs could read differently.
*/
function entryName(name, isFolder, context) {
	const refused = (reason) => errorIn(context, `the entry ${JSON.stringify(printable(name))} ${reason}`);
	if (name.startsWith("/")) throw refused("has an absolute name");
	const bare = name.replace(/^(?:\.\/+)+/, "");
	const whole = isFolder ? bare.replace(/\/$/, "") : bare;
	if (isFolder && (whole === "" || whole === ".")) return "";
	const parts = whole.split("/");
	if (parts.includes("..")) throw refused("leads out of the archive (..)");
	if (parts.some((part) => part === "" || part === ".")) throw refused("has a name that is not a plain path");
	if (whole.length > LENGTH || parts.length > DEPTH) throw refused("has a name that is too long");
	return whole;
}

// src/stores/archive/tar/fields.ts
/** Where the fields of a header are (POSIX.1-2017, pax, table "ustar Header Block"): offset and length. */
const FIELDS = {
	name: [0, 100],
	mode: [100, 8],
	uid: [108, 8],
	gid: [116, 8],
	size: [124, 12],
	mtime: [136, 12],
	chksum: [148, 8],
	typeflag: [156, 1],
	magic: [257, 8],
	prefix: [345, 155]
};
function fieldBytes(block, field) {
	const [start, length] = FIELDS[field];
	return block.subarray(start, start + length);
}
/** The sum of all bytes, those of the field `chksum` counted as spaces. */
function checksum(block) {
	const [start, length] = FIELDS.chksum;
	let sum = length * 32;
	for (let at = 0; at < start; at += 1) sum += block[at];
	for (let at = start + length; at < block.length; at += 1) sum += block[at];
	return sum;
}
const UTF8 = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
/** A name: UTF-8 up to the first NUL. */
function fieldText(bytes, context) {
	const end = bytes.indexOf(0);
	try {
		const whole = end < 0 ? bytes : bytes.subarray(0, end);
		return UTF8.decode(whole);
	} catch {
		throw errorIn(context, "an entry has a name that is not UTF-8");
	}
}
/** A number: octal digits, or, as GNU tar writes large ones, base 256 behind a set bit. `undefined` when it is neither. */
function fieldNumber(bytes) {
	const [first = 0, ...others] = bytes;
	if (first === 128) {
		const value = others.reduce((sum, byte) => sum * 256 + byte, 0);
		return Number.isSafeInteger(value) ? value : void 0;
	}
	const digits = /^ *([0-7]*)[ \0]*$/.exec(String.fromCharCode(...bytes))?.[1];
	return digits === void 0 ? void 0 : Number.parseInt(digits || "0", 8);
}

// src/stores/archive/tar/read-header.ts
/** The formats by magic and version. POSIX alone has the field `prefix`; GNU tar has times there. */
const FORMATS = {
	"ustar\x0000": { hasPrefix: true },
	"ustar  \0": { hasPrefix: false },
	"\0\0\0\0\0\0\0\0": { hasPrefix: false }
};
/** How star ends its headers; it has a shorter `prefix`. */
const STAR = "tar\0";
const latin1 = (bytes) => String.fromCharCode(...bytes);
/** Reads one header block that is not zero. @throws SealiftError with the code of `context`. */
function readHeader(block, context) {
	if (fieldNumber(fieldBytes(block, "chksum")) !== checksum(block)) throw errorIn(context, "a header of the tar is damaged, or this is no tar: a checksum is wrong");
	const size = fieldNumber(fieldBytes(block, "size"));
	if (size === void 0) throw errorIn(context, "a header of the tar has no size that can be read");
	const format = FORMATS[latin1(fieldBytes(block, "magic"))];
	if (format === void 0 || latin1(block.subarray(-4)) === STAR) throw errorIn(context, "a header of the tar is neither that of POSIX nor that of GNU tar");
	const prefix = format.hasPrefix ? fieldText(fieldBytes(block, "prefix"), context) : "";
	const name = fieldText(fieldBytes(block, "name"), context);
	const type = latin1(fieldBytes(block, "typeflag"));
	return {
		name: prefix === "" ? name : `${prefix}/${name}`,
		size,
		type
	};
}

// src/stores/archive/tar/read-pax.ts
const RECORD = /^([1-9]\d{0,5}) ([^=]+)=/;
/** The records `LENGTH KEY=VALUE\n` of an extended header (POSIX.1-2017, pax, "pax Extended Header"). */
function* records(bytes, context) {
	for (let at = 0; at < bytes.length;) {
		const head = new TextDecoder("latin1").decode(bytes.subarray(at, at + 256));
		const [before = "", length = "", key = ""] = RECORD.exec(head) ?? [];
		const end = at + Number(length);
		if (!(length !== "" && end <= bytes.length && at + before.length < end && bytes[end - 1] === 10)) throw errorIn(context, "an extended header of the tar is malformed");
		yield [key, bytes.subarray(at + before.length, end - 1)];
		at = end;
	}
}
/**
* Reads an extended header. What says where a content is and what it is called counts; times, owners and attributes do not.
*
* @throws SealiftError with the code of `context`; also for the records of sparse files.
*/
function readPax(bytes, context) {
	const found = /* @__PURE__ */ new Map();
	for (const [key, value] of records(bytes, context)) {
		if (key.startsWith("GNU.sparse")) throw errorIn(context, "an entry is a sparse file");
		if (key !== "path" && key !== "size") continue;
		if (found.has(key)) throw errorIn(context, `an extended header of the tar has two records for ${key}`);
		found.set(key, value);
	}
	const [path, size] = [found.get("path"), found.get("size")];
	if (path?.includes(0)) throw errorIn(context, "an entry has a NUL in its name");
	return {
		...path === void 0 ? {} : { name: fieldText(path, context) },
		...size === void 0 ? {} : { size: decimal(size, context) }
	};
}
function decimal(bytes, context) {
	const text = new TextDecoder("latin1").decode(bytes);
	const value = Number(text);
	if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(value)) return value;
	throw errorIn(context, `an extended header of the tar has the size ${printable(text)}`);
}

// src/stores/archive/tar/read-index.ts
/** Headers count, those that only extend another one as well. */
const HEADERS_LIMIT = 1e5;
/** Characters of all names together. */
const NAMES_LIMIT = 16777216;
/** Bytes of a header that extends another one; its name and its size have some hundred. */
const EXTENSION_LIMIT = 65536;
/** What fills the last record of a tape; tar's own default is 10 KiB. */
const FILLING_LIMIT = 67108864;
/** Bytes read at a time: headers of small contents come with one read. */
const WINDOW = 65536;
/** What is no file and no folder: the content of a layout stands in neither, and readers differ in what they make of it. */
const REFUSED = {
	1: "a hard link",
	2: "a symbolic link",
	3: "a device",
	4: "a device",
	6: "a named pipe",
	7: "a contiguous file",
	K: "a link with a long name",
	S: "a sparse file"
};
const CUT = "the archive was cut short";
const CUT_HINT = "Write or send it again, and compare its size or checksum with that at its origin.";
/** Reads the headers of a tar, one after the other, without the contents between them. */
var Walk = class {
	files = /* @__PURE__ */ new Map();
	#file;
	#context;
	#folders = /* @__PURE__ */ new Set();
	#window = {
		start: 0,
		bytes: /* @__PURE__ */ new Uint8Array()
	};
	#extension = {};
	#names = 0;
	constructor(file, context) {
		this.#file = file;
		this.#context = context;
	}
	async read(signal) {
		let at = 0;
		for (let headers = 0;; headers += 1) {
			signal.throwIfAborted();
			if (headers >= HEADERS_LIMIT) throw errorIn(this.#context, `it has over ${HEADERS_LIMIT} entries`);
			const block = await this.#block(at);
			if (isZero(block)) break;
			const header = this.#extended(readHeader(block, this.#context));
			const start = at + 512;
			if (start + header.size > this.#file.size) throw errorIn(this.#context, CUT, CUT_HINT);
			await this.#take(header, {
				start,
				size: header.size
			});
			at = start + padded(header.size);
		}
		if (Object.keys(this.#extension).length > 0) throw errorIn(this.#context, CUT, CUT_HINT);
		await this.#checkRest(at, signal);
		this.#checkFolders();
	}
	async #block(at) {
		const { start, bytes } = this.#window;
		if (at < start || at + 512 > start + bytes.length) this.#window = {
			start: at,
			bytes: await this.#file.read(at, WINDOW)
		};
		const from = at - this.#window.start;
		const block = this.#window.bytes.subarray(from, from + 512);
		if (block.length === 512) return block;
		throw errorIn(this.#context, CUT, CUT_HINT);
	}
	/** An extended header itself is never extended. */
	#extended(header) {
		if ("xgL".includes(header.type)) return header;
		return {
			...header,
			...this.#extension
		};
	}
	async #take(header, range) {
		const { type } = header;
		if (type === "0" || type === "\0") return this.#takeFile(header, range);
		if (type === "5") return this.#takeFolder(header);
		if (type === "x" || type === "L") return this.#extend(type, range);
		if (type === "g") return this.#takeGlobal(range);
		const kind = REFUSED[type] ?? `of the type ${JSON.stringify(printable(type))}`;
		throw errorIn(this.#context, `the entry ${JSON.stringify(printable(header.name))} is ${kind}`, "The tar of an OCI image layout has files and folders alone: write it again with docker buildx build -o type=oci, skopeo copy, or tar without --sparse and with --hard-dereference.");
	}
	#takeFile({ name: given }, range) {
		this.#extension = {};
		const name = entryName(given, false, this.#context);
		this.#count(name);
		if (this.files.has(name)) throw errorIn(this.#context, `the entry ${JSON.stringify(printable(name))} is there twice`);
		this.files.set(name, range);
	}
	#takeFolder({ name: given, size }) {
		this.#extension = {};
		const name = entryName(given, true, this.#context);
		if (size !== 0) throw errorIn(this.#context, `the folder ${JSON.stringify(printable(name))} has a content`);
		this.#count(name);
		this.#folders.add(name);
	}
	#count(name) {
		this.#names += name.length;
		if (this.#names > NAMES_LIMIT) throw errorIn(this.#context, "its names have over 16 MiB");
	}
	async #small({ start, size }) {
		if (size > EXTENSION_LIMIT) throw errorIn(this.#context, "an extended header of the tar has over 64 KiB");
		return this.#file.read(start, size);
	}
	/** Keeps what `x` (pax) or `L` (GNU tar, a long name) says of the next entry. */
	async #extend(type, range) {
		const bytes = await this.#small(range);
		const added = type === "x" ? readPax(bytes, this.#context) : { name: fieldText(bytes, this.#context) };
		for (const key of Object.keys(added)) if (key in this.#extension) throw errorIn(this.#context, `an entry has two extended headers for its ${key}`);
		this.#extension = {
			...this.#extension,
			...added
		};
	}
	/** Global headers have comments, as those of `git archive`; names or sizes for all entries have no use. */
	async #takeGlobal(range) {
		const said = readPax(await this.#small(range), this.#context);
		if (Object.keys(said).length > 0) throw errorIn(this.#context, "a global header of the tar names a path or a size");
	}
	/** Behind the zero block that ends a tar readers differ: some stop, others read on. So nothing may be there. */
	async #checkRest(end, signal) {
		const behind = () => errorIn(this.#context, "something follows behind the end of the tar");
		if (this.#file.size - end > FILLING_LIMIT) throw behind();
		for await (const chunk of this.#file.chunks(end, this.#file.size)) {
			signal.throwIfAborted();
			if (!isZero(chunk)) throw behind();
		}
	}
	/** No program can unpack a file and a folder of one name. */
	#checkFolders() {
		for (const name of this.files.keys()) {
			const parts = name.split("/");
			const above = parts.slice(1).map((_, at) => parts.slice(0, at + 1).join("/"));
			const taken = this.#folders.has(name) ? name : above.find((one) => this.files.has(one));
			if (taken !== void 0) throw errorIn(this.#context, `${JSON.stringify(printable(taken))} is a file and a folder`);
		}
	}
};
/**
* The regular files of a tar, and where their contents are: an index by offsets, so that a content is a range of the file
* and nothing is unpacked. Read are POSIX (ustar, pax) and GNU headers.
*
* @throws SealiftError with the code of `context` for what is no such tar, for links, devices and sparse files, and for
*   entries that two programs could read differently.
*/
async function readIndex(file, context, signal) {
	const walk = new Walk(file, context);
	await walk.read(signal);
	return walk.files;
}

// src/stores/archive/open-archive.ts
/** The error for a tar that is no image layout, by what is in it. */
function notALayout(names, context, path) {
	const inside = names.find((name) => name.endsWith(`/${LAYOUT_FILE}`));
	if (inside !== void 0) {
		const folder = printable(inside.slice(0, -LAYOUT_FILE.length - 1));
		return errorIn(context, `the layout is in its folder ${folder}, and has to be at its top`, `Unpack it, and write: tar -C ${folder} -cf ${path} .`);
	}
	if (names.includes("manifest.json")) return errorIn(context, "it is what docker save writes without the containerd image store, and no OCI image layout", `Convert it: skopeo copy docker-archive:${path} oci-archive:NEW.tar:TAG; or write an OCI archive: docker buildx build -o type=oci,dest=NEW.tar.`);
	return errorIn(context, `it has no file ${LAYOUT_FILE}: it is not an OCI image layout`);
}
async function indexed(file, name, signal) {
	const context = {
		code: "archive_invalid",
		what: name
	};
	const path = printable(file.path, 600);
	const packed = compression(await file.read(0, 8));
	if (packed) throw errorIn(context, `the file is compressed (${packed.name}), and contents are read from their places in a plain tar`, `Unpack it: ${packed.command(path)}`);
	const entries = await readIndex(file, context, signal);
	if (!(entries.has("oci-layout") && entries.has("index.json"))) throw notALayout([...entries.keys()], {
		...context,
		code: "layout_invalid"
	}, path);
	return new Archive(file, entries, name);
}
/**
* Opens the tar at `path`, and reads where its contents are. `undefined` where nothing is, or an empty file.
*
* @param name of the archive in errors.
* @throws SealiftError `archive_invalid`, `layout_invalid`, `file_unreadable`.
*/
async function openArchive(path, name, signal) {
	const file = await RangedFile.open(path);
	if (file === void 0) return void 0;
	if (file === "folder") {
		const shown = printable(path, 600);
		throw new SealiftError("layout_invalid", `${name}: it is a folder, and no archive`, { hint: `If it is an image layout, write oci:${shown}, with tag or digest as before.` });
	}
	if (!(file instanceof RangedFile)) throw new SealiftError("file_unreadable", `${name}: it is a ${file}, and contents are read by their places`, { hint: "Name a file." });
	try {
		if (file.size > 0) return await indexed(file, name, signal);
		await file.close();
		return;
	} catch (error) {
		await file.close();
		throw error;
	}
}

// src/stores/archive/reachable.ts
/** What a manifest names. One that cannot be read names nothing: it was there before, since Sealift puts none. */
async function namedBy({ mediaType, digest }, blobs) {
	const bytes = await blobs.read(digest);
	if (bytes === void 0) return [];
	try {
		const { config, layers, manifests } = parseManifest({
			descriptor: {
				mediaType,
				digest,
				size: bytes.length
			},
			bytes
		});
		return [
			...config ? [config] : [],
			...layers,
			...manifests
		];
	} catch (error) {
		if (error instanceof SealiftError) return [];
		throw error;
	}
}
/** The digests of all that index.json leads to: manifests, their children, configs and layers. */
async function reachable(document, blobs, signal) {
	const found = /* @__PURE__ */ new Set();
	const left = [...listedDescriptors(document)];
	for (let next = left.pop(); next !== void 0; next = left.pop()) {
		signal.throwIfAborted();
		if (found.has(next.digest)) continue;
		found.add(next.digest);
		if (manifestKind(next.mediaType) !== void 0) left.push(...await namedBy(next, blobs));
	}
	return found;
}

// src/stores/archive/tar/write-header.ts
const MODES = {
	0: "0000644",
	5: "0000755",
	x: "0000644"
};
/** The largest size that eleven octal digits give. */
const OCTAL_SIZE = 8 ** 11 - 1;
function ustar({ name, size, type }) {
	const block = new Uint8Array(512);
	const set = (field, text) => {
		block.set(new TextEncoder().encode(text).subarray(0, FIELDS[field][1]), FIELDS[field][0]);
	};
	set("name", name);
	set("mode", MODES[type]);
	set("uid", "0000000");
	set("gid", "0000000");
	set("size", Math.min(size, OCTAL_SIZE).toString(8).padStart(11, "0"));
	set("mtime", "00000000000");
	set("typeflag", type);
	set("magic", "ustar\x0000");
	set("chksum", `${checksum(block).toString(8).padStart(6, "0")}\0 `);
	return block;
}
/** `LENGTH KEY=VALUE\n`, where LENGTH counts its own digits. */
function record(key, value) {
	const rest = new TextEncoder().encode(` ${key}=${value}\n`);
	const digits = (length) => String(length).length;
	let length = rest.length + digits(rest.length);
	if (digits(length) !== digits(rest.length)) length = rest.length + digits(length);
	return new Uint8Array([...new TextEncoder().encode(String(length)), ...rest]);
}
/**
* The header of one entry, the same bytes each time: owner 0, time 0, one mode for files and one for folders. What ustar has no
* room for, a name of over 100 bytes (that of a sha512 blob) or a size of 8 GiB, stands in an extended header (POSIX.1-2017, pax).
*/
function writeHeader(entry) {
	const { name, size } = entry;
	const records = [...new TextEncoder().encode(name).length > FIELDS.name[1] || /[^\x20-\x7e]/.test(name) ? [record("path", name)] : [], ...size > OCTAL_SIZE ? [record("size", String(size))] : []];
	const own = ustar(entry);
	if (records.length === 0) return own;
	const length = records.reduce((sum, one) => sum + one.length, 0);
	const whole = new Uint8Array(512 + padded(length) + 512);
	whole.set(ustar({
		name: "pax",
		size: length,
		type: "x"
	}));
	let at = 512;
	for (const one of records) {
		whole.set(one, at);
		at += one.length;
	}
	whole.set(own, 512 + padded(length));
	return whole;
}

// src/stores/archive/tar/write-tar.ts
/** The folders above the files, each once. */
function foldersOf(names) {
	const parents = [...names].flatMap((name) => {
		const parts = name.split("/");
		return parts.slice(1).map((_, at) => `${parts.slice(0, at + 1).join("/")}/`);
	});
	return [...new Set(parents)];
}
/**
* A tar of `files`: the same names and contents give the same bytes. Entries are sorted by name, each folder before what is in
* it, so that the blobs of a layout come first, then index.json and oci-layout, as BuildKit writes them.
*/
async function* writeTar(files) {
	const names = [...files.keys(), ...foldersOf(files.keys())];
	for (const name of names.toSorted((a, b) => a < b ? -1 : 1)) {
		const file = files.get(name);
		yield writeHeader({
			name,
			size: file?.size ?? 0,
			type: file ? "0" : "5"
		});
		if (!file) continue;
		let written = 0;
		for await (const chunk of file.chunks()) {
			written += chunk.length;
			yield chunk;
		}
		if (written !== file.size) throw new RangeError(`${written} bytes of ${name}, and not ${file.size}`);
		const filling = padded(file.size) - file.size;
		if (filling > 0) yield new Uint8Array(filling);
	}
	yield new Uint8Array(2 * 512);
}

// src/stores/archive/archive-place.ts
/** A large archive is copied while the lock is held. */
const TIMES = {
	...LOCK_TIMES,
	wait: 6e5
};
const blobName = (digest) => [
	BLOBS_FOLDER,
	digestAlgorithm(digest),
	digestHex(digest)
].join("/");
function inMemory(bytes) {
	return {
		size: bytes.length,
		chunks: () => [bytes]
	};
}
/**
* An image layout in a tar. Writes are held back until they are committed: then the archive is written anew beside the old one,
* under a lock, and takes its name in one step.
*/
var ArchivePlace = class {
	name;
	files;
	index;
	#path;
	#shown;
	#blobs;
	/** Archives that were replaced. Streams may still read them, so they are closed at the end. */
	#opened = [];
	/**
	* @param name as the user wrote it: `oci-archive:FILE`.
	* @param shown the name in errors.
	*/
	constructor(path, name, shown, base) {
		this.name = name;
		this.#shown = shown;
		this.#path = base?.file.path ?? path;
		this.files = new ArchiveFiles(this.#path, base);
		this.index = new ArchiveIndex(this.files, shown);
		this.#blobs = new Blobs(this.files, shown);
		if (base) this.#opened.push(base);
	}
	get isNew() {
		return this.files.base === void 0;
	}
	async make() {}
	/** Of commits that wait for one another, the first writes for all. */
	commit = (signal) => this.index.exclusively(async () => {
		if (!this.index.isChanged && this.files.added.length === 0) return;
		const context = {
			code: "layout_locked",
			what: this.#shown
		};
		const write = async (isMine) => {
			await this.#refresh(signal);
			await this.#write(async () => {
				if (!await isMine()) throw errorIn(context, "the lock was taken over while this process stood still");
			}, signal);
		};
		await withLock(`${this.#path}.lock`, write, context, signal, TIMES);
	});
	/**
	* Goes on with what another process of Sealift wrote since the archive was opened.
	*
	* @throws SealiftError `tag_moved`; a second commit then moves the tag from there. `layout_locked`.
	*/
	async #refresh(signal) {
		const { base } = this.files;
		if (base && await base.isCurrent()) return;
		const fresh = await openArchive(this.#path, this.#shown, signal);
		if (!base && !fresh) return;
		if (fresh) this.#opened.push(fresh);
		this.files.rebase(fresh);
		const moved = await this.index.replay();
		const needed = await reachable(await this.index.sorted(), this.#blobs, signal);
		const isHere = /* @__PURE__ */ new Set([...fresh?.entries.keys() ?? [], ...this.files.added]);
		if ([...needed].map(blobName).some((name) => base?.entries.has(name) && !isHere.has(name))) throw writtenMeanwhile(this.#shown, "and took contents away that belong to this image");
		if (moved === void 0) return;
		const { tag, from, to } = moved;
		throw new SealiftError("tag_moved", `${this.#shown}:${printable(tag)} moved during this run, from ${from ?? "nothing"} to ${to ?? "nothing"}; nothing was written`);
	}
	async #write(check, signal) {
		const document = await this.index.sorted();
		const wanted = await reachable(document, this.#blobs, signal);
		const names = await this.#missing([...wanted], signal);
		if (!this.index.isChanged && names.length === 0) return;
		const { base } = this.files;
		const files = this.files.whole(names);
		if (!files.has("oci-layout")) files.set(LAYOUT_FILE, inMemory(new TextEncoder().encode(layoutFile())));
		if (this.index.isChanged) files.set(INDEX_FILE, inMemory(formatIndexDocument(document)));
		await removeUnfinished(dirname(this.#path));
		await storeFile(this.#path, async (sink) => {
			await pipeline$1(writeTar(files), sink, { signal });
			await check();
			if (await this.#isTaken()) throw writtenMeanwhile(this.#shown, "while it was copied");
		}, base ? { mode: base.file.mode } : {});
		const written = await openArchive(this.#path, this.#shown, signal);
		if (written) this.#opened.push(written);
		this.files.rebase(written, names);
		this.index.rebase(document);
	}
	/** Whether a program without the lock has put something at the path that this run did not find there. */
	async #isTaken() {
		const { base } = this.files;
		if (base) return !(await base.file.isUnchanged() && await base.isCurrent());
		const found = await RangedFile.open(this.#path);
		if (!(found instanceof RangedFile)) return found !== void 0;
		await found.close();
		return found.size > 0;
	}
	/** The names of the blobs that are held back and not in the archive, or not as they should be. */
	async #missing(digests, signal) {
		const names = [];
		for (const digest of digests) {
			const name = blobName(digest);
			const size = this.files.sizeOf(name);
			if (size === void 0) continue;
			if (!await this.files.base?.holds(digest, {
				name,
				size
			}, signal)) names.push(name);
		}
		return names;
	}
	async close() {
		await this.files.close();
		for (const one of this.#opened.splice(0)) await one.file.close();
	}
};

// src/stores/archive/open.ts
/**
* Opens an OCI image layout (image-layout.md, version 1.0.0) in a tar, as `docker buildx build -o type=oci` writes it.
*
* @throws SealiftError `file_not_found` for a source that is not there, `archive_invalid`, `layout_invalid`, and `denied`
*   where nothing can be written beside it.
*/
async function openArchiveStore({ path, purpose }, signal) {
	const name = `oci-archive:${path}`;
	const shown = printable(name, 600);
	const archive = await openArchive(path, shown, signal);
	if (!archive && purpose !== "create") {
		const place = printable(path, 600);
		throw new SealiftError("file_not_found", `there is no image archive at ${place}: no file is there, or an empty one`, { needs: {
			kind: "file",
			path: place
		} });
	}
	try {
		if (purpose !== "read") await checkFolderWritable(archive?.file.path ?? path);
		const layout = new ArchivePlace(path, name, shown, archive);
		if (archive) await checkVersion(layout.files, shown);
		return new LayoutStore(layout);
	} catch (error) {
		await archive?.file.close();
		throw error;
	}
}

export { openArchiveStore };