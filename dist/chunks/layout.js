import { r as __exportAll } from "./rolldown-runtime.js";
import { M as errnoOf, N as fileError, ct as SealiftError, it as printable } from "./words.js";
import { Ct as writeAtomic, En as entryKind, Tt as storeFile, bt as removeUnfinished, wt as isBusy, xt as makeFolderInside, yt as openInside } from "./notation.js";
import { f as errorIn } from "./secrets.js";
import { $t as readAs, At as referrerDescriptor, Br as lazyRetried, Bt as MANIFEST, Cr as digestOf, Dt as isReferrersTag, Ft as sameContent, Ht as parseEntry, Lt as parseManifest, Nt as plainDescriptor, Ot as mergeReferrers, Sr as digestHex, Tt as HIDING_HINT, Ut as MEDIA_TYPES, V as verifiedStream, Wt as isForeignLayer, Xt as MANIFEST_LIMIT, br as digestAlgorithm, ct as UnknownPart, gn as listFolder, jt as referrersTag, kt as parseReferrersIndex, lt as pLimit, ot as findReferrer, qt as manifestKind, st as tagContent, wr as isDigest, zt as LAYOUT } from "./registry.js";
const { setTimeout } = globalThis.process.getBuiltinModule("node:timers/promises");
const { randomBytes, randomUUID } = globalThis.process.getBuiltinModule("node:crypto");
const { dirname, join } = globalThis.process.getBuiltinModule("node:path");
const { lstat, open, readFile, readlink, rm } = globalThis.process.getBuiltinModule("node:fs/promises");
const { hostname } = globalThis.process.getBuiltinModule("node:os");
const { Readable } = globalThis.process.getBuiltinModule("node:stream");
const { pipeline: pipeline$1 } = globalThis.process.getBuiltinModule("node:stream/promises");

// src/stores/layout/folder-files.ts
/** The files of a layout in a folder. Links are not followed. */
var FolderFiles = class {
	#folder;
	#context;
	/** @param name of the layout in errors: `oci:DIR`. */
	constructor(folder, name) {
		this.#folder = folder;
		this.#context = {
			code: "layout_invalid",
			what: name
		};
	}
	open(names) {
		return openInside(this.#folder, names, this.#context);
	}
	async put(names, _size, write) {
		await makeFolderInside(this.#folder, names.slice(0, -1), this.#context);
		await storeFile(join(this.#folder, ...names), write, { stage: this.#folder });
	}
};

// src/io/files/lock-holder.ts
let known;
/** The boot id of the system and the PID namespace; an empty text on systems without them. */
async function space() {
	const parts = [readFile("/proc/sys/kernel/random/boot_id", "utf8"), readlink("/proc/self/ns/pid")];
	return (await Promise.all(parts.map((part) => part.catch(() => "")))).join(" ").replaceAll("\n", "").trim();
}
/** This process as a holder. */
async function ownHolder(token) {
	known ??= space();
	return {
		token,
		pid: process.pid,
		host: hostname(),
		space: await known
	};
}
/** The holder that a lock file names; `undefined` when the file is empty or was not written by Sealift. */
function parseHolder(text) {
	try {
		const { token, pid, host, space } = JSON.parse(text);
		return typeof token === "string" && typeof host === "string" && Number.isInteger(pid) && pid > 0 ? {
			token,
			pid,
			host,
			...typeof space === "string" ? { space } : {}
		} : void 0;
	} catch {
		return;
	}
}
/** Whether the holder has certainly ended: it was a process of this host, and there is no such process. */
async function isDead({ pid, host, space }) {
	const here = await ownHolder("");
	if (host !== here.host || space !== void 0 && space !== here.space) return false;
	try {
		process.kill(pid, 0);
		return false;
	} catch (error) {
		return errnoOf(error) === "ESRCH";
	}
}

// src/io/files/lock-file.ts
const HOLDER_LIMIT = 4096;
/** @throws SealiftError `file_unreadable` for a folder, which is no lock and is never removed. */
async function readLock(path) {
	try {
		const found = await lstat(path);
		if (found.isDirectory()) {
			const shown = printable(path, 600);
			throw new SealiftError("file_unreadable", `cannot lock: ${shown} is a folder, and has to be a file`, { hint: `Remove it, or move it away: ${shown}` });
		}
		const holder = found.isFile() && found.size <= HOLDER_LIMIT ? parseHolder(await readFile(path, "utf8")) : void 0;
		return {
			holder,
			written: found.mtimeMs,
			state: `${found.ino} ${found.mtimeMs} ${holder?.token}`
		};
	} catch (error) {
		if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ESTALE") return void 0;
		throw fileError(error, "read", path);
	}
}
/** Creates a lock file with `text` and returns it open; `undefined` when there is one already. */
async function createLock(path, text) {
	let file;
	try {
		file = await open(path, "wx");
		await file.writeFile(text);
		return file;
	} catch (error) {
		await file?.close();
		if (file) await rm(path, { force: true });
		if (!file && (errnoOf(error) === "EEXIST" || isBusy(error))) return void 0;
		throw fileError(error, "write", path);
	}
}
/** The time by the clock of the file system of `path`, which may be a server's. */
async function timeBeside(path) {
	const beside = join(dirname(path), `.sealift-${randomBytes(8).toString("hex")}.tmp`);
	const file = await createLock(beside, ".");
	try {
		return (await (file ?? await open(path)).stat()).mtimeMs;
	} finally {
		await file?.close();
		await rm(beside, { force: true });
	}
}

// src/io/files/lock.ts
/**
* The times of a lock in milliseconds. A living holder writes its lock again in every `beat`. Without a write a lock is removed
* after `silent`, and after `nameless` when it names no holder. `breaker` is the same time for the lock of a process that
* removes another lock.
*/
const LOCK_TIMES = {
	wait: 3e4,
	beat: 5e3,
	silent: 2e4,
	nameless: 1e3,
	breaker: 2e3,
	pause: 10
};
/** For each lock file, the last waiting action of this process. They queue here, so that they do not race for the file. */
const lines = /* @__PURE__ */ new Map();
/** Watches a lock file and measures for how long it has not changed. */
var Watch = class {
	#state;
	#since = 0;
	/** The age of the file when the watch began; it is asked for once. */
	#before;
	/** Milliseconds since the last change that the watch has seen, or since it began. */
	unchanged({ state }) {
		const now = performance.now();
		if (state !== this.#state) {
			this.#state = state;
			this.#since = now;
			this.#before = void 0;
		}
		return now - this.#since;
	}
	/** Milliseconds since the last change, by the time of the file. A time in the future counts as now. */
	async age(path, found) {
		const watched = this.unchanged(found);
		this.#before ??= Math.max(0, await timeBeside(path) - found.written - watched);
		return this.#before + watched;
	}
};
/** Whether the holder is gone: its process has ended on this host, or it has not written for too long. */
async function isStale(path, found, watch, times) {
	const watched = watch.unchanged(found);
	if (found.holder && await isDead(found.holder)) return true;
	if (watched < times.nameless) return false;
	return !found.holder || await watch.age(path, found) > times.silent;
}
/** Removes a stale lock. One process does so at a time, and reads the lock again before, so that no living one is removed. */
async function breakStale(path, stale, breakers, times) {
	const breaker = `${path}.break`;
	const file = await createLock(breaker, "");
	if (!file) {
		const other = await readLock(breaker);
		if (other && breakers.unchanged(other) > times.breaker) await rm(breaker, { force: true });
		return;
	}
	try {
		await file.close();
		if ((await readLock(path))?.state === stale.state) await rm(path, { force: true });
	} finally {
		await rm(breaker, { force: true });
	}
}
async function acquire(path, text, context, signal, times) {
	const end = performance.now() + times.wait;
	const [watch, breakers] = [new Watch(), new Watch()];
	for (;;) {
		signal.throwIfAborted();
		const file = await createLock(path, text);
		if (file) return file;
		const found = await readLock(path);
		if (found && await isStale(path, found, watch, times)) await breakStale(path, found, breakers, times);
		if (performance.now() > end) throw errorIn(context, `the lock ${printable(path, 600)} is held by another process`);
		await setTimeout(times.pause * (.5 + Math.random()), void 0, { signal });
	}
}
async function hold(path, action, context, signal, times) {
	const token = randomUUID();
	const text = JSON.stringify(await ownHolder(token));
	const file = await acquire(path, text, context, signal, times);
	const isMine = async () => (await readLock(path))?.holder?.token === token;
	const beat = async () => {
		await file.write(text, 0);
		await file.datasync();
	};
	const beats = setInterval(() => beat().catch(() => {}), times.beat);
	try {
		return await action(isMine);
	} finally {
		clearInterval(beats);
		await file.close();
		if (await isMine().catch(() => false)) await rm(path, { force: true });
	}
}
/**
* Runs `action` while this process alone holds the lock file `path`. A lock is taken over at once when its process has ended on
* this host, and otherwise when nobody has written it for 20 seconds by the clock of the file system. An action that may have
* slept so long calls `isMine` before it commits.
*
* @throws SealiftError with the code of `context` after 30 seconds of waiting; `file_unreadable` where the lock is a folder;
*   `denied` or `disk_full` where no file can be made.
*/
async function withLock(path, action, context, signal, times = LOCK_TIMES) {
	const turn = (lines.get(path) ?? Promise.resolve()).then(() => hold(path, action, context, signal, times));
	const settled = turn.then(() => {}, () => {});
	lines.set(path, settled);
	try {
		return await turn;
	} finally {
		if (lines.get(path) === settled) lines.delete(path);
	}
}

// src/stores/layout/index-document.ts
/** image-spec, annotations.md: in a layout it holds the tag. */
const REF_NAME = "org.opencontainers.image.ref.name";
const EMPTY_INDEX = {
	members: {
		schemaVersion: 2,
		mediaType: MEDIA_TYPES.ociIndex,
		manifests: []
	},
	entries: []
};
function indexEntry(raw, context) {
	return {
		raw,
		descriptor: parseEntry(raw, context),
		refName: raw.annotations?.["org.opencontainers.image.ref.name"] || void 0
	};
}
/** @throws SealiftError with the code of `context`. */
function parseIndexDocument(bytes, context) {
	const members = readAs(MANIFEST, bytes, context, "kept");
	if (members.schemaVersion !== 2) throw errorIn(context, "is not of schema version 2");
	if (members.mediaType !== void 0 && members.mediaType !== MEDIA_TYPES.ociIndex) throw errorIn(context, `says it is ${printable(members.mediaType)}`);
	return {
		members,
		entries: (members.manifests ?? []).map((raw) => indexEntry(raw, context))
	};
}
/** @throws SealiftError `content_too_large` when no reader would accept the file any more. */
function formatIndexDocument({ members, entries }) {
	const text = JSON.stringify({
		...members,
		manifests: entries.map(({ raw }) => raw)
	});
	const bytes = new TextEncoder().encode(text);
	if (bytes.length > 4194304) throw new SealiftError("content_too_large", "the index.json of this layout would be over 4 MiB", { hint: "Use one layout for each image." });
	return bytes;
}
/** The entries of `index.json` whose digest algorithm Sealift can check. */
function listedDescriptors({ entries }) {
	return entries.flatMap(({ descriptor }) => descriptor === void 0 ? [] : [descriptor]);
}

// src/stores/layout/layout-folder.ts
const LAYOUT_FILE = "oci-layout";
const INDEX_FILE = "index.json";
const BLOBS_FOLDER = "blobs";
/** image-layout.md: "The imageLayoutVersion value will align with the OCI Image Specification version". */
const LAYOUT_VERSION = "1.0.0";
const LAYOUT_FILE_LIMIT = 4096;
/** Files of a run that was killed while it created a layout. */
const OWN_NAME = /^(?:blobs|index\.json(?:\.lock(?:\.break)?)?|\.sealift-[0-9a-f]{16}\.tmp)$/;
/** Other forms of an image in a folder, with the command that converts each to a layout. */
const FOREIGN_FOLDERS = [{
	files: ["manifest.json", "version"],
	what: "a dir: folder of skopeo",
	hint: "Convert it: skopeo copy dir:DIR oci:LAYOUT:TAG."
}, {
	files: ["manifest.json"],
	what: "what docker save writes",
	hint: "Write a layout: docker buildx build -o type=oci,tar=false,dest=LAYOUT, or skopeo copy docker-archive:FILE oci:LAYOUT:TAG."
}];
function notALayout(path, names) {
	const place = printable(path, 600);
	const known = FOREIGN_FOLDERS.find(({ files }) => files.every((file) => names.includes(file)));
	if (known) return new SealiftError("layout_invalid", `${place} is ${known.what}, not an OCI image layout`, known);
	return new SealiftError("layout_invalid", `${place} has no file ${LAYOUT_FILE}: it is not an OCI image layout`);
}
function isFile(path) {
	const place = printable(path, 600);
	return new SealiftError("layout_invalid", `${place} is a file, and no image layout in a folder`, { hint: `If it is the tar of a layout, write oci-archive:${place}, with tag or digest as before.` });
}
/** Whether there is a layout at `path`, nothing, or an empty folder (also one that a killed run began to fill). */
async function folderState(path) {
	const names = await listFolder(path);
	if (names === "absent") return "absent";
	if (names === "file") {
		if (await entryKind(path, { followLinks: true }) !== void 0) throw isFile(path);
		throw new SealiftError("file_not_found", `there is no image layout at ${printable(path, 600)}: a part of the path is a file`);
	}
	if (!names.includes("oci-layout")) {
		if (names.every((name) => OWN_NAME.test(name))) return "empty";
		throw notALayout(path, names);
	}
	const name = `oci:${printable(path, 600)}`;
	await checkVersion(new FolderFiles(path, name), name);
	return "layout";
}
/**
* Refuses a layout of another version.
*
* @param name of the layout in errors.
*/
async function checkVersion(files, name) {
	const context = {
		code: "layout_invalid",
		what: name
	};
	const bytes = await (await files.open([LAYOUT_FILE]))?.bytes(LAYOUT_FILE_LIMIT);
	if (bytes === void 0) throw errorIn(context, `${LAYOUT_FILE} cannot be read`);
	const { imageLayoutVersion: version } = readAs(LAYOUT, bytes, {
		...context,
		what: `${context.what}, ${LAYOUT_FILE}`
	});
	if (version === "1.0.0") return;
	const found = version === void 0 ? "no imageLayoutVersion" : `version ${printable(version)}`;
	throw errorIn(context, `${LAYOUT_FILE} has ${found}; Sealift reads ${LAYOUT_VERSION}`);
}
/** The content of the file that makes a folder a layout. */
function layoutFile() {
	return JSON.stringify({ imageLayoutVersion: LAYOUT_VERSION });
}
/** Makes the folder a layout. */
async function writeLayoutFile(path) {
	await writeAtomic(join(path, LAYOUT_FILE), layoutFile());
}

// src/stores/layout/index-file.ts
/** index.json of one layout: read whole, and changed so that no writer loses what another wrote. */
var IndexFile = class {
	#files;
	name;
	/** @param name of the layout in errors: `oci:DIR`. */
	constructor(files, name) {
		this.#files = files;
		this.name = name;
	}
	/** `undefined` when there is no such file. */
	async find() {
		const context = {
			code: "layout_invalid",
			what: this.name
		};
		const file = await this.#files.open([INDEX_FILE]);
		if (file === void 0) return void 0;
		const bytes = await file.bytes(MANIFEST_LIMIT);
		if (bytes === void 0) throw errorIn(context, `${INDEX_FILE} is over 4 MiB`);
		return parseIndexDocument(bytes, {
			...context,
			what: `${this.name}, ${INDEX_FILE}`
		});
	}
	/** @throws SealiftError `layout_invalid`. */
	async read() {
		const document = await this.find();
		if (document !== void 0) return document;
		throw new SealiftError("layout_invalid", `${this.name} has no ${INDEX_FILE}: it is not an OCI image layout`);
	}
};

// src/stores/layout/folder-index.ts
/** index.json in a folder: changed under a lock, replaced in one step. Reading takes no lock. */
var FolderIndex = class extends IndexFile {
	#path;
	constructor(folder, files, name) {
		super(files, name);
		this.#path = join(folder, INDEX_FILE);
	}
	/** Other processes that do the same wait, so none loses what another wrote. */
	async update(change, signal) {
		const context = {
			code: "layout_locked",
			what: this.name
		};
		await withLock(`${this.#path}.lock`, async (isMine) => {
			const current = await this.find();
			const wanted = await change(current ?? EMPTY_INDEX);
			if (wanted === current) return;
			const bytes = formatIndexDocument(wanted);
			if (!await isMine()) throw errorIn(context, "the lock was taken over while this process stood still");
			await writeAtomic(this.#path, bytes);
		}, context, signal);
	}
};

// src/stores/layout/folder-place.ts
/** An image layout in a folder, which is made by the first write. Every write is there at once. */
var FolderPlace = class {
	name;
	files;
	index;
	#folder;
	#shown;
	#isNew;
	constructor(folder, isNew) {
		this.name = `oci:${folder}`;
		this.#shown = printable(this.name, 600);
		this.#folder = folder;
		this.#isNew = isNew;
		this.files = new FolderFiles(folder, this.#shown);
		this.index = new FolderIndex(folder, this.files, this.#shown);
	}
	get isNew() {
		return this.#isNew;
	}
	/** Creates the missing files of the layout, `oci-layout` last, because that file makes a folder a layout. */
	async make(signal) {
		if (this.#isNew) {
			const context = {
				code: "layout_invalid",
				what: this.#shown
			};
			await makeFolderInside(this.#folder, [BLOBS_FOLDER, "sha256"], context);
			await this.index.update((document) => document, signal);
			await writeLayoutFile(this.#folder);
			this.#isNew = false;
		}
		await removeUnfinished(this.#folder);
	}
	/** Does nothing: no file stays open between two calls. */
	async close() {}
};

// src/stores/layout/blobs.ts
/** Blobs over 1 MiB are written four at a time: more make no disk faster, and each holds buffers. Small ones have no limit. */
const LARGE = 1048576;
const LARGE_AT_ONCE = 4;
/** `blobs/ALGORITHM/HEX` of one layout (image-layout.md, "Blobs"). Only digests become names. */
var Blobs = class {
	#files;
	#name;
	#large = pLimit(LARGE_AT_ONCE);
	/** @param name of the layout in errors: `oci:DIR`. */
	constructor(files, name) {
		this.#files = files;
		this.#name = name;
	}
	#names(digest) {
		if (!isDigest(digest)) throw new SealiftError("internal", "a blob was asked for by what is not a digest");
		return [
			BLOBS_FOLDER,
			digestAlgorithm(digest),
			digestHex(digest)
		];
	}
	#open(digest) {
		return this.#files.open(this.#names(digest));
	}
	#mismatch(digest, what) {
		return new SealiftError("digest_mismatch", `${this.#name}: blob ${digest} ${what}`);
	}
	/** Small content, whole, its digest checked; `undefined` when it is not there. */
	async read(digest) {
		const file = await this.#open(digest);
		if (file === void 0) return void 0;
		const bytes = await file.bytes(MANIFEST_LIMIT);
		if (bytes === void 0) throw new SealiftError("content_too_large", `${this.#name}: ${digest} is over 4 MiB, too large for a manifest`);
		const actual = digestOf(bytes, digestAlgorithm(digest));
		if (actual !== digest) throw this.#mismatch(digest, `was changed: its content has the digest ${actual}`);
		return bytes;
	}
	/** The content from `offset` on, not yet checked beyond its size. */
	async stream(descriptor, offset, signal) {
		const { digest, size } = descriptor;
		const file = await this.#open(digest);
		if (file === void 0) throw new SealiftError("artifact_not_found", `${this.#name} does not hold the blob ${digest}`);
		if (file.size !== size) {
			await file.close();
			throw this.#mismatch(digest, `has ${file.size} bytes and should have ${size}`);
		}
		return file.stream(offset, signal);
	}
	/** Whether a file of this length is there. Its content is not read. */
	async hasLength({ digest, size }) {
		const file = await this.#open(digest);
		if (file === void 0) return false;
		await file.close();
		return file.size === size;
	}
	/** Whether the blob is there and unchanged. It is read and hashed, since any program can change a file of the folder. */
	async has(descriptor, signal) {
		const file = await this.#open(descriptor.digest);
		if (file === void 0) return false;
		if (file.size !== descriptor.size) {
			await file.close();
			return false;
		}
		try {
			await pipeline$1(verifiedStream(file.stream(0, signal), descriptor), drain, { signal });
			return true;
		} catch (error) {
			if (error instanceof SealiftError && error.code === "digest_mismatch") return false;
			throw error;
		}
	}
	putBytes(descriptor, bytes, signal) {
		return this.put(descriptor, async () => Readable.from([bytes]), signal);
	}
	/** Writes one blob under its digest once digest and size have proved right. Writers of the same blob do not collide. */
	put(descriptor, open, signal) {
		const write = () => this.#write(descriptor, open, signal);
		return descriptor.size > LARGE ? this.#large(write) : write();
	}
	async #write(descriptor, open, signal) {
		signal.throwIfAborted();
		const names = this.#names(descriptor.digest);
		try {
			await this.#files.put(names, descriptor.size, async (sink) => pipeline$1(verifiedStream(await open(0), descriptor), sink, { signal }));
		} catch (error) {
			if (!(error instanceof SealiftError && error.code === "denied" && await this.has(descriptor, signal))) throw error;
		}
	}
};
/** Ends a pipeline whose content is only hashed. */
async function drain(chunks) {
	for await (const _ of chunks);
}

// src/stores/layout/describe-manifest.ts
/** The member `mediaType` of the bytes; `undefined` when it is not that of a manifest. */
function ownMediaType(bytes) {
	try {
		const { mediaType } = readAs(MANIFEST, bytes, {
			code: "manifest_invalid",
			what: "content"
		});
		return mediaType !== void 0 && manifestKind(mediaType) !== void 0 ? mediaType : void 0;
	} catch (error) {
		if (error instanceof SealiftError) return void 0;
		throw error;
	}
}
/**
* The descriptor of a manifest that index.json does not list. Its media type is its own, else (OCI manifests may omit it)
* that of the index which names it. `undefined` when the blob is missing, or neither says that it is a manifest.
*/
async function describeManifest(digest, document, blobs, scan, signal) {
	const bytes = await blobs.read(digest);
	if (bytes === void 0) return void 0;
	const own = ownMediaType(bytes);
	if (own !== void 0) return {
		mediaType: own,
		digest,
		size: bytes.length
	};
	for await (const { descriptor } of scan.manifests(listedDescriptors(document), void 0, signal)) if (descriptor.digest === digest) return {
		mediaType: descriptor.mediaType,
		digest,
		size: bytes.length
	};
}

// src/stores/layout/index-edit.ts
/** The annotation in which containerd and buildx write the full image name, which they prefer to the tag when importing. */
const IMAGE_NAME = "io.containerd.image.name";
/**
* Makes an entry without the annotations of the manifest: a ref.name among them would be read as a tag.
*/
function newEntry(descriptor, refName) {
	const { mediaType, digest, size, artifactType } = descriptor;
	return {
		raw: {
			mediaType,
			digest,
			size,
			...refName === void 0 ? {} : { annotations: { [REF_NAME]: refName } },
			...artifactType === void 0 ? {} : { artifactType }
		},
		descriptor,
		refName
	};
}
/** Adds each descriptor that is not listed yet as an entry without a tag; the same object when nothing is missing. */
function withEntries(document, descriptors) {
	const key = ({ mediaType, digest, size }) => `${mediaType} ${digest} ${size}`;
	const listed = new Set(listedDescriptors(document).map(key));
	const added = [];
	for (const descriptor of descriptors) {
		if (listed.has(key(descriptor))) continue;
		listed.add(key(descriptor));
		added.push(newEntry(descriptor));
	}
	return added.length === 0 ? document : {
		...document,
		entries: [...document.entries, ...added]
	};
}
/** The entry with another name, or with none. Other annotations stay, except for the containerd name of the former tag. */
function renamed(entry, refName) {
	const { [REF_NAME]: former, ...others } = entry.raw.annotations ?? {};
	const imageName = others[IMAGE_NAME];
	if (typeof former === "string" && typeof imageName === "string" && imageName.endsWith(`:${former}`)) delete others[IMAGE_NAME];
	const annotations = refName === void 0 ? others : {
		...others,
		[REF_NAME]: refName
	};
	const { annotations: _, ...raw } = entry.raw;
	return {
		raw: Object.keys(annotations).length === 0 ? raw : {
			...raw,
			annotations
		},
		descriptor: entry.descriptor,
		refName
	};
}
/**
* Lets `tag` name `descriptor`. Content that had the tag before stays listed without it, so that it is still found by
* digest. Content with several tags has several entries, as in other tools. Returns `document` when nothing changes.
*/
function withTag(document, descriptor, tag) {
	const isTarget = (entry) => entry.descriptor !== void 0 && sameContent(entry.descriptor, descriptor);
	const holders = document.entries.filter(({ refName }) => refName === tag);
	if (holders.length > 0 && holders.every(isTarget)) return document;
	const entries = [];
	for (const entry of document.entries) {
		if (entry.refName !== tag || isTarget(entry)) {
			entries.push(entry);
			continue;
		}
		if (![...entries, ...document.entries.filter(({ refName }) => refName !== tag)].some(({ raw }) => raw.digest === entry.raw.digest)) entries.push(renamed(entry, void 0));
	}
	if (!entries.some((entry) => entry.refName === tag)) {
		const untagged = entries.find((entry) => isTarget(entry) && entry.refName === void 0);
		if (untagged) entries[entries.indexOf(untagged)] = renamed(untagged, tag);
		else entries.push(newEntry(descriptor, tag));
	}
	return {
		...document,
		entries
	};
}

// src/stores/layout/index-names.ts
/** The descriptor on which `entries` agree. Where they differ, two programs could resolve one name differently. */
function agreed(entries, what, place) {
	const [first, ...others] = entries;
	if (first === void 0) return void 0;
	const { descriptor } = first;
	if (descriptor === void 0) throw new SealiftError("layout_invalid", `${place}: ${what} names content under an unknown digest algorithm`, { hint: "Sealift checks sha256 and sha512." });
	if (others.some((other) => !other.descriptor || !sameContent(other.descriptor, descriptor))) throw new SealiftError("layout_invalid", `${place}: index.json has several entries for ${what} that differ`, { hint: "Name the digest, or give the entry that is not meant another name." });
	return descriptor;
}
/**
* Resolves a tag: the entries whose ref.name is the tag, else those whose ref.name is a full reference that ends in it, as
* some tools write.
*
* @throws SealiftError `layout_invalid` when entries of that name differ.
*/
function findTag({ entries }, tag, place) {
	const exact = entries.filter(({ refName }) => refName === tag);
	const full = entries.filter(({ refName }) => refName?.endsWith(`:${tag}`) && !refName.includes("@"));
	return agreed(exact.length > 0 ? exact : full, `the tag ${printable(tag)}`, place);
}
/** @throws SealiftError `layout_invalid` when entries of that digest differ. */
function findDigest({ entries }, digest, place) {
	return agreed(entries.filter(({ descriptor }) => descriptor?.digest === digest), digest, place);
}

// src/stores/layout/manifests.ts
/** The most manifests of a layout. An index.json within its size limit names about as many. */
const SCAN_LIMIT = 2e4;
function whyUnreadable(digest, bytes) {
	try {
		readAs(MANIFEST, bytes, {
			code: "manifest_invalid",
			what: `manifest ${digest}`
		});
		return;
	} catch (error) {
		if (error instanceof SealiftError) return error;
		throw error;
	}
}
function readLinks(claimed, bytes) {
	const { mediaType, digest } = claimed;
	const { length } = bytes;
	const content = {
		descriptor: {
			mediaType,
			digest,
			size: length
		},
		bytes
	};
	try {
		const { subject, manifests } = parseManifest(content);
		return {
			descriptor: referrerDescriptor(content),
			subject,
			children: manifests,
			length
		};
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		const hex = new TextDecoder("latin1").decode(bytes).match(/[0-9a-f]{64,128}/g);
		return {
			error,
			unreadable: whyUnreadable(digest, bytes),
			mentions: new Set(hex),
			length
		};
	}
}
/** Walks the manifests that index.json leads to. What was read once is remembered by its digest. */
var Manifests = class {
	#blobs;
	#name;
	#known = /* @__PURE__ */ new Map();
	/** @param name of the layout in errors: `oci:DIR`. */
	constructor(blobs, name) {
		this.#blobs = blobs;
		this.#name = name;
	}
	/** `undefined` when it is not there. */
	async #links(claimed) {
		const key = `${claimed.mediaType} ${claimed.digest}`;
		const known = this.#known.get(key);
		if (known) return known;
		const bytes = await this.#blobs.read(claimed.digest);
		if (bytes === void 0) return void 0;
		const links = readLinks(claimed, bytes);
		this.#known.set(key, links);
		return links;
	}
	/**
	* Every manifest below `roots`, each once. A missing child is skipped, since an index may name platforms that were never
	* copied. A malformed manifest is skipped too, unless its text mentions `subject`.
	*
	* @throws SealiftError `digest_mismatch` for content that was changed; `layout_invalid` for a manifest that Go programs
	*   cannot read, because oras and notation read every manifest when they open a layout, and then fail.
	*/
	async *manifests(roots, subject, signal) {
		const queue = [...roots];
		const seen = /* @__PURE__ */ new Set();
		for (let next = queue.shift(); next !== void 0; next = queue.shift()) {
			signal.throwIfAborted();
			const key = `${next.mediaType} ${next.digest}`;
			if (seen.has(key) || manifestKind(next.mediaType) === void 0) continue;
			seen.add(key);
			if (seen.size > SCAN_LIMIT) throw new SealiftError("content_too_large", `the layout has over ${SCAN_LIMIT} manifests`);
			const links = await this.#links(next);
			if (links === void 0) continue;
			this.#checkSize(next, links);
			if ("error" in links) {
				if (subject !== void 0 && links.mentions.has(digestHex(subject))) throw links.error;
				if (links.unreadable) throw this.#unopenable(links.unreadable);
				continue;
			}
			yield links;
			queue.push(...links.children);
		}
	}
	#unopenable(reason) {
		return new SealiftError("layout_invalid", `${this.#name}: ${reason.message}`, {
			cause: reason,
			hint: "Other programs cannot open this layout. Use another folder; to mend this one, keep a copy of index.json and take out the entry that leads to this manifest."
		});
	}
	/** oras and notation read as many bytes as the entry says, and open nothing when there are others. */
	#checkSize({ digest, size }, { length }) {
		if (length === size) return;
		throw this.#unopenable(new SealiftError("layout_invalid", `manifest ${digest} is listed with ${size} bytes and has ${length}`));
	}
	/** The links of one manifest; `undefined` when it is not there or not a manifest. */
	async one(claimed) {
		const links = await this.#links(claimed);
		if (links) this.#checkSize(claimed, links);
		return links === void 0 || "error" in links ? void 0 : links;
	}
};

// src/stores/layout/referrers.ts
/** The referrers that an index under the referrers tag lists; regctl writes such indexes into layouts. */
async function taggedReferrers(tagged, { blobs }) {
	const lists = [];
	for (const descriptor of tagged) {
		const bytes = await blobs.read(descriptor.digest);
		if (bytes === void 0) continue;
		lists.push(...parseReferrersIndex({
			descriptor,
			bytes
		}, `the referrers tag ${descriptor.digest}`, "identity"));
	}
	return lists;
}
/**
* Lists the referrers of `subject`: first the manifests below index.json that name it (`index`), as notation and oras read a
* layout, then those that only an index under the referrers tag lists (`tag`). Both are local, so both are read whatever the
* query prefers.
*/
async function* layoutReferrers({ entries }, subject, { artifactType }, reading, signal) {
	const fallback = referrersTag(subject.digest);
	const roots = [];
	const tagged = [];
	for (const { descriptor, refName } of entries) {
		if (!descriptor) continue;
		(refName === fallback && descriptor.mediaType === MEDIA_TYPES.ociIndex && descriptor.digest !== subject.digest ? tagged : roots).push(descriptor);
	}
	const isWanted = (descriptor) => artifactType === void 0 || descriptor.artifactType === artifactType;
	const seen = /* @__PURE__ */ new Set();
	for (const links of await Array.fromAsync(reading.scan.manifests(roots, subject.digest, signal))) {
		const { descriptor } = links;
		if (links.subject?.digest !== subject.digest || seen.has(descriptor.digest)) continue;
		seen.add(descriptor.digest);
		if (isWanted(descriptor)) yield {
			descriptor,
			foundIn: "index"
		};
	}
	for (const listed of await taggedReferrers(tagged, reading)) {
		signal.throwIfAborted();
		if (seen.has(listed.digest)) continue;
		seen.add(listed.digest);
		const descriptor = (await reading.scan.one(listed))?.descriptor ?? listed;
		if (isWanted(descriptor)) yield {
			descriptor,
			foundIn: "tag"
		};
	}
}

// src/stores/layout/referrers-tag.ts
const NO_LIST = {
	entries: [],
	annotations: {}
};
/** The list that the tag names; `undefined` when it names something else, which belongs to somebody. */
async function listOf(tagged, { digest }, { blobs }, signal) {
	const reader = { async manifest(descriptor) {
		const bytes = await blobs.read(descriptor.digest);
		if (bytes) return {
			descriptor,
			bytes
		};
		throw new SealiftError("artifact_not_found", `the manifest ${descriptor.digest} is not there`);
	} };
	if (!tagged) return void 0;
	const bytes = await blobs.read(tagged.digest);
	if (!bytes) return NO_LIST;
	const { entries, annotations, instead, isSubject } = tagContent({
		descriptor: tagged,
		bytes
	}, { digest });
	if (isSubject || instead !== void 0 || entries.some((entry) => entry.digest === digest)) return void 0;
	const { found } = await findReferrer(reader, entries, (subject) => subject === digest, signal);
	return entries.length === 0 || found === "referrer" || found === "unknown" ? {
		entries,
		annotations
	} : void 0;
}
/** `undefined` when the list would be too large for readers: `index.json` has no annotations, and room for more entries. */
function mergedWithin(...lists) {
	try {
		return mergeReferrers(...lists);
	} catch (error) {
		if (error instanceof SealiftError && error.code === "content_too_large") return void 0;
		throw error;
	}
}
/**
* Lists all that is attached to `subject` under the referrers tag as well (distribution-spec, "Referrers Tag Schema"). There
* is no list of referrers in a layout by the specification: oras and notation find them by the entries of `index.json`, and
* regctl by this tag alone. Resolves to the document that names the list, and to the list, which is to be written before.
*/
async function withReferrersTag(document, subject, reading, signal) {
	const tag = referrersTag(subject.digest);
	const holders = document.entries.filter(({ refName }) => refName === tag);
	const lists = await Promise.all(holders.map(({ descriptor }) => listOf(descriptor, subject, reading, signal)));
	if (lists.includes(void 0)) return { document };
	const current = lists.flatMap((list) => list?.entries ?? []);
	const others = document.entries.filter(({ refName }) => refName !== tag);
	const roots = others.flatMap(({ descriptor }) => descriptor ?? []);
	const merged = mergedWithin(current, (await Array.fromAsync(reading.scan.manifests(roots, subject.digest, signal))).filter((one) => one.subject?.digest === subject.digest).map(({ descriptor }) => descriptor), Object.assign({}, ...lists.map((list) => list?.annotations)));
	if (!merged || !merged.changed && holders.length === 1) return { document };
	const { content } = merged;
	const raw = {
		...plainDescriptor(content.descriptor),
		annotations: { [REF_NAME]: tag }
	};
	const entries = [...others, {
		raw,
		descriptor: content.descriptor,
		refName: tag
	}];
	return {
		document: {
			...document,
			entries
		},
		list: content
	};
}

// src/stores/layout/refuse-missing-blobs.ts
/**
* Looks for the blobs of a manifest before a tag is pointed at it. A registry does so whenever it is given a manifest; in a folder
* nobody else does. Children may be absent: an index may name platforms that were never copied.
*
* @throws UnknownPart when a blob is not there in its whole length.
*/
async function refuseMissingBlobs(content, blobs, name) {
	const { config, layers } = parseManifest(content);
	const kept = layers.filter(({ mediaType }) => !isForeignLayer(mediaType));
	const { digest } = content.descriptor;
	for (const part of [...config ? [config] : [], ...kept]) {
		if (await blobs.hasLength(part)) continue;
		throw new UnknownPart(digest, `${name} does not hold ${part.digest} whole, which ${digest} names`);
	}
}

// src/stores/layout/layout-store.ts
/** One OCI image layout. Reading takes no lock and writes nothing; the layout is made by the first write. */
var LayoutStore = class {
	name;
	repository = void 0;
	/** The name, safe to print. */
	#shown;
	#place;
	#index;
	#blobs;
	#scan;
	commit;
	#prepare = lazyRetried(async (signal) => {
		if (!this.#place.isNew) await this.#refuseUnopenable(await this.#index.read(), signal);
		await this.#place.make(signal);
	});
	constructor(place) {
		this.name = place.name;
		this.#shown = printable(this.name, 600);
		this.#place = place;
		if (place.commit) this.commit = place.commit;
		this.#index = place.index;
		this.#blobs = new Blobs(place.files, this.#shown);
		this.#scan = new Manifests(this.#blobs, this.#shown);
	}
	async #document() {
		return this.#place.isNew ? await this.#index.find() ?? EMPTY_INDEX : this.#index.read();
	}
	/** Refuses a layout that oras and notation cannot open: they read every manifest when they open one. */
	async #refuseUnopenable(document, signal) {
		for await (const _ of this.#scan.manifests(listedDescriptors(document), void 0, signal));
	}
	async resolve(name, signal) {
		signal.throwIfAborted();
		const document = await this.#document();
		await this.#refuseUnopenable(document, signal);
		const listed = "tag" in name ? findTag(document, name.tag, this.#shown) : findDigest(document, name.digest, this.#shown);
		if (listed !== void 0) {
			const bytes = await this.#blobs.read(listed.digest);
			if (bytes === void 0) return void 0;
			this.#checkSize(listed, bytes);
			return plainDescriptor(listed);
		}
		if ("tag" in name) return void 0;
		return describeManifest(name.digest, document, this.#blobs, this.#scan, signal);
	}
	#checkSize({ digest, size }, bytes) {
		if (bytes.length === size) return;
		throw new SealiftError("digest_mismatch", `${this.#shown}: manifest ${digest} has ${bytes.length} bytes and should have ${size}`);
	}
	async manifest(descriptor, signal) {
		signal.throwIfAborted();
		const bytes = await this.#blobs.read(descriptor.digest);
		if (bytes === void 0) throw new SealiftError("artifact_not_found", `${this.#shown} does not hold the manifest ${descriptor.digest}`);
		this.#checkSize(descriptor, bytes);
		const content = {
			descriptor: plainDescriptor(descriptor),
			bytes
		};
		if (manifestKind(descriptor.mediaType) !== void 0) parseManifest(content);
		return content;
	}
	has(descriptor, signal) {
		return this.#blobs.has(descriptor, signal);
	}
	blob(descriptor, { offset = 0 }, signal) {
		return this.#blobs.stream(descriptor, offset, signal);
	}
	async *referrers(subject, query, signal) {
		yield* layoutReferrers(await this.#document(), subject, query, {
			blobs: this.#blobs,
			scan: this.#scan
		}, signal);
	}
	async putBlob(descriptor, open, signal) {
		await this.#prepare(signal);
		await this.#blobs.put(descriptor, open, signal);
	}
	async putManifest(manifest, signal) {
		await this.#prepare(signal);
		await this.#blobs.putBytes(manifest.descriptor, manifest.bytes, signal);
	}
	/** Lists the referrers in index.json, since other programs find them by their entries there, or by the referrers tag. */
	async linkReferrers(subject, referrers, signal) {
		await this.#prepare(signal);
		for (const manifest of referrers) if (!await this.has(manifest.descriptor, signal)) await this.putManifest(manifest, signal);
		const entries = referrers.map(entryOf);
		const listed = await this.has(subject, signal) ? [plainDescriptor(subject), ...entries] : entries;
		await this.#index.update(async (document) => {
			const reading = {
				blobs: this.#blobs,
				scan: this.#scan
			};
			const changed = await withReferrersTag(withEntries(document, listed), subject, reading, signal);
			const { list } = changed;
			if (list) await this.#blobs.putBytes(list.descriptor, list.bytes, signal);
			return changed.document;
		}, signal);
		await this.#confirm(subject, referrers, signal);
		return "index";
	}
	async #confirm(subject, referrers, signal) {
		const listed = new Set(listedDescriptors(await this.#index.read()).map(({ digest }) => digest));
		for (const { descriptor } of referrers) {
			if (listed.has(descriptor.digest) && await this.has(descriptor, signal)) continue;
			const message = `${this.#shown} does not keep ${descriptor.digest}, attached to ${subject.digest}`;
			throw new SealiftError("signature_lost", message);
		}
	}
	async tag({ descriptor, bytes }, tag, signal) {
		if (!await this.has(descriptor, signal)) throw new SealiftError("artifact_not_found", `${this.#shown} does not hold ${descriptor.digest}, to be tagged`);
		const entry = entryOf({
			descriptor,
			bytes
		});
		await refuseMissingBlobs({
			descriptor,
			bytes
		}, this.#blobs, this.#shown);
		await this.#prepare(signal);
		await this.#index.update((document) => withTag(document, entry, tag), signal);
	}
	/** Under the lock of index.json, so that nobody writes in between. */
	async mergeTag(tag, merge, signal) {
		await this.#prepare(signal);
		let held;
		const change = async (document) => {
			const listed = findTag(document, tag, this.#shown);
			const bytes = listed && await this.#blobs.read(listed.digest);
			const there = listed && bytes && {
				descriptor: plainDescriptor(listed),
				bytes
			};
			held = merge(there);
			if (held === there) return document;
			await this.#blobs.putBytes(held.descriptor, held.bytes, signal);
			await refuseMissingBlobs(held, this.#blobs, this.#shown);
			return withTag(document, entryOf(held), tag);
		};
		await this.#index.update(change, signal, tag);
		return held;
	}
	/** Every referrer has an entry of its own in index.json, whatever the referrers tag names. */
	async refuseUnlistable() {}
	/** regctl keeps lists of referrers under these tags, in layouts too. */
	async refuseHiding(tag) {
		if (!isReferrersTag(tag)) return;
		const message = `${this.#shown}: the tag ${tag} is not to name an image, since readers look there for what is attached to one`;
		throw new SealiftError("referrers_tag_taken", message, { hint: HIDING_HINT });
	}
	async isListed(manifest, signal) {
		signal.throwIfAborted();
		return listedDescriptors(await this.#document()).some((one) => sameContent(one, manifest));
	}
	async list(manifest, signal) {
		await this.#prepare(signal);
		await this.#index.update((document) => withEntries(document, [entryOf(manifest)]), signal);
	}
	close() {
		return this.#place.close();
	}
};
/** The entry of a manifest in `index.json`: mediaType, digest, size, and for a referrer its artifactType. */
function entryOf(manifest) {
	const { artifactType } = referrerDescriptor(manifest);
	const { subject } = parseManifest(manifest);
	const plain = plainDescriptor(manifest.descriptor);
	return subject === void 0 || artifactType === void 0 ? plain : {
		...plain,
		artifactType
	};
}

// src/stores/layout/open.ts
var open_exports = /* @__PURE__ */ __exportAll({ openLayoutStore: () => openLayoutStore });
/**
* Opens an OCI image layout (image-layout.md, version 1.0.0).
*
* @throws SealiftError `file_not_found` for a source that is not there, `layout_invalid`.
*/
async function openLayoutStore({ path, create }) {
	const state = await folderState(path);
	if (state === "layout") return new LayoutStore(new FolderPlace(path, false));
	if (create) return new LayoutStore(new FolderPlace(path, true));
	const place = printable(path, 600);
	if (state === "absent") throw new SealiftError("file_not_found", `there is no image layout at ${place}: the folder does not exist`, { needs: {
		kind: "file",
		path: place
	} });
	throw new SealiftError("layout_invalid", `${place} is empty, or was left unfinished: it is not an OCI image layout`);
}

export { IndexFile as a, LAYOUT_FILE as c, EMPTY_INDEX as d, formatIndexDocument as f, withLock as h, Blobs as i, checkVersion as l, LOCK_TIMES as m, open_exports as n, BLOBS_FOLDER as o, listedDescriptors as p, LayoutStore as r, INDEX_FILE as s, openLayoutStore as t, layoutFile as u };