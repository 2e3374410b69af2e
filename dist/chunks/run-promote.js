import { I as camelCase, X as SealiftError, Z as asSealiftError } from "./words.js";
import { $ as mapGroup, B as repositoryOf, Dt as prefetch, E as isSignatureManifest, G as UnknownPart, Gn as parseDestination, H as storesOf, Hn as formatPlace, Jn as digestAlgorithm, K as standingOf, L as run, M as tapStream, P as pLimit, Q as Standings, Vn as formatDestination, Xn as digestOf, Z as NOTARY_ARTIFACT_TYPE, _ as failedImage, a as typedLogins, b as copiedBlobs, c as canMount, et as taskGroup, f as listsContent, it as isDigestTag, j as BlobVerifier, m as imageOf, mt as artifactTypeOf, nt as notKept, o as sessionOf, pt as sameContent, q as isReadable, r as lookAgain, u as canTellEmpty, ut as describes, v as bottomUp, x as copiedLayers, y as readGraph } from "./registry.js";
import { C as scopeOf, D as requirementFlags, E as demandsOf, O as exactStatement, b as imageResult, d as judgeSignature, f as loggedFailures, g as chooseStatement, h as preloadTrust, lt as enforcesSigner, p as refusal, u as judgeArtifact, ut as levelName, w as trustOf, y as resolveArtifact } from "./notation.js";
import { t as attachmentResult } from "./attachment-result.js";
import { t as warnOfSha512 } from "./warn-of-sha512.js";
import { c as revocationOf } from "./certificate.js";
const { Readable } = globalThis.process.getBuiltinModule("node:stream");

// src/operations/promotion/failed-destination.ts
/** The result of a destination that nothing was written to so far. */
function untouchedDestination(reference, { digest, attachments }) {
	return {
		reference,
		digest,
		pinned: null,
		tags: [],
		previousDigest: null,
		status: "failed",
		attachments: {
			expected: attachments,
			present: 0,
			added: 0,
			missing: []
		},
		copied: 0,
		mounted: 0,
		bytes: 0,
		toCopy: null,
		deep: false,
		error: null
	};
}
/** The result of a destination that failed before anything was written to it. */
function failedDestination(reference, error, image) {
	return {
		...untouchedDestination(reference, image),
		error: error.toJSON()
	};
}

// src/oci/fanout/buffer-pool.ts
/** The memory that all shared reads of one run may hold together. */
var BufferPool = class {
	#limit;
	#used = 0;
	#peak = 0;
	#listeners = /* @__PURE__ */ new Set();
	#reads = /* @__PURE__ */ new Set();
	/** Shared reads that have read to the end and keep bytes for a destination that has not come yet, the oldest first. */
	#retained = /* @__PURE__ */ new Set();
	constructor(limit) {
		this.#limit = limit;
	}
	get isFull() {
		return this.#used >= this.#limit;
	}
	/** The most bytes that were held at once so far. */
	get peak() {
		return this.#peak;
	}
	take(bytes) {
		this.#used += bytes;
		this.#peak = Math.max(this.#peak, this.#used);
	}
	give(bytes) {
		if (bytes === 0) return;
		this.#used -= bytes;
		for (const tell of [...this.#listeners]) tell();
	}
	/** Calls `tell` whenever memory is freed. The returned function ends that. */
	onFree(tell) {
		this.#listeners.add(tell);
		return () => this.#listeners.delete(tell);
	}
	enter(read) {
		this.#reads.add(read);
	}
	/** Removes a shared read that holds no bytes and will hold none. */
	exit(read) {
		this.#reads.delete(read);
		this.#retained.delete(read);
	}
	retain(read) {
		this.#retained.add(read);
	}
	forget(read) {
		this.#retained.delete(read);
	}
	/** The destinations to drop first when memory is full: of the oldest read without streams, else of the one that holds most. */
	holdup() {
		const [oldest] = this.#retained;
		if (oldest) return oldest.holdup();
		let largest;
		for (const read of this.#reads) if (!largest || read.held > largest.held) largest = read;
		return largest && largest.held > 0 ? largest.holdup() : void 0;
	}
};

// src/oci/fanout/window.ts
/** The bytes of one blob that are in memory: from the first one that a reader still needs to the last one read. */
var Window = class {
	#chunks = [];
	#to;
	constructor(offset) {
		this.#to = offset;
	}
	/** Position in the blob of the first kept byte; equal to {@link to} when none is kept. */
	get from() {
		return this.#chunks[0]?.from ?? this.#to;
	}
	/** Position behind the last byte read. */
	get to() {
		return this.#to;
	}
	get length() {
		return this.#to - this.from;
	}
	add(bytes) {
		this.#chunks.push({
			from: this.#to,
			bytes
		});
		this.#to += bytes.length;
	}
	/** The kept bytes from `position` to the end of their chunk; `undefined` when no more were read. */
	at(position) {
		let [low, high] = [0, this.#chunks.length];
		while (low < high) {
			const middle = low + high >>> 1;
			const { from, bytes } = this.#chunks[middle];
			if (position < from) high = middle;
			else if (position >= from + bytes.length) low = middle + 1;
			else return bytes.subarray(position - from);
		}
	}
	/** Frees the chunks that lie wholly before `position`. */
	dropBefore(position) {
		let count = 0;
		for (const { from, bytes } of this.#chunks) {
			if (from + bytes.length > position) break;
			count += 1;
		}
		if (count > 0) this.#chunks.splice(0, count);
	}
};

// src/oci/fanout/shared-read.ts
/** Milliseconds that a shared read waits for streams which take no bytes at all. */
const STANDSTILL = 3e3;
/** One read of one blob at its source, which feeds the streams of all subscribers that keep up with it. */
var SharedRead = class {
	/** Rejects with the source's error when the blob cannot be opened. */
	opened;
	#options;
	#window;
	#streams = /* @__PURE__ */ new Set();
	#expected;
	#stop = new AbortController();
	#state = "reading";
	#source;
	#mark = {
		from: 0,
		absent: 0
	};
	#tell;
	/** Since when the streams that the read waits for have made no progress. */
	#still;
	constructor(options) {
		this.#options = options;
		this.#window = new Window(options.offset);
		this.#expected = new Set(options.expected);
		options.pool.enter(this);
		const opened = Promise.withResolvers();
		this.opened = opened.promise;
		opened.promise.catch(() => {});
		this.#run(opened.resolve).catch((error) => {
			opened.reject(error);
			this.#fail(error);
		});
	}
	/** Bytes that are kept in memory for streams behind the first one. */
	get held() {
		return this.#expected.size > 0 || this.#floor() < this.#front() ? this.#window.length : 0;
	}
	/** Whether this read has, or will have, every byte that the stream still needs. */
	covers({ at, subscriber }) {
		const { from, to } = this.#window;
		return !this.#isGone && at >= from && (at <= to || this.#expected.has(subscriber));
	}
	join(stream) {
		this.#streams.add(stream);
		this.#expected.delete(stream.subscriber);
		this.#options.pool.forget(this);
	}
	leave(stream) {
		if (this.#streams.delete(stream)) this.#settle();
	}
	/** Stops keeping bytes for a destination that will not take the blob from this read. */
	unexpect(subscriber) {
		if (this.#expected.delete(subscriber)) this.#settle();
	}
	/** Gives the stream its next bytes. When they are not read yet, it wakes the read. */
	serve(stream) {
		const bytes = this.#window.at(stream.at);
		stream.isHungry = bytes === void 0 && this.#state === "reading";
		if (bytes !== void 0) {
			stream.at += bytes.length;
			this.#settle();
			stream.push(bytes);
		} else if (this.#state === "ended") stream.push(null);
		else this.wake();
	}
	/** Wakes the read when it waits for a change: a hungry stream, progress of a slow one, or more room in the pool. */
	wake() {
		this.#tell?.();
		this.#tell = void 0;
	}
	#change() {
		return new Promise((resolve) => {
			this.#tell = resolve;
		});
	}
	get #isGone() {
		return this.#state === "gone";
	}
	/**
	* The destinations that bytes are kept for and that have not come, or are in the slower half of the kept bytes. The read
	* waits once for all of them together.
	*/
	holdup() {
		const { from, length } = this.#window;
		const absent = [...this.#expected];
		if (this.#mark.from !== from || this.#mark.absent !== absent.length) this.#mark = {
			from,
			absent: absent.length
		};
		const behind = Math.max(this.#floor(), from + length / 2);
		const slow = [...this.#streams].filter(({ at }) => at <= behind && at < this.#front());
		return {
			subscribers: [...absent, ...slow.map(({ subscriber }) => subscriber)],
			mark: this.#mark,
			release: () => {
				for (const subscriber of absent) this.#expected.delete(subscriber);
				const left = slow.filter((stream) => this.#streams.delete(stream));
				const together = {
					from: Math.min(...left.map(({ at }) => at)),
					subscribers: left.map(({ subscriber }) => subscriber)
				};
				for (const stream of left) stream.detach(together);
				this.#settle();
			}
		};
	}
	#front() {
		return Math.max(...[...this.#streams].map(({ at }) => at));
	}
	/** The first position that a stream, or an expected destination, still needs. */
	#floor() {
		if (this.#expected.size > 0) return this.#window.from;
		return Math.min(this.#window.to, ...[...this.#streams].map(({ at }) => at));
	}
	/** Frees the bytes that nobody needs any more, and ends the read when nobody needs any of it. */
	#settle() {
		const { pool } = this.#options;
		if (this.#isGone) return;
		const before = this.#window.length;
		this.#window.dropBefore(this.#floor());
		pool.give(before - this.#window.length);
		if (this.#streams.size === 0) {
			if (this.#state === "reading" || this.#expected.size === 0) this.#close();
			else pool.retain(this);
		}
		this.wake();
	}
	#close() {
		if (this.#isGone) return;
		this.#state = "gone";
		this.#options.pool.give(this.#window.length);
		this.#options.pool.exit(this);
		this.#window.dropBefore(this.#window.to);
		this.#stop.abort();
		this.#source?.destroy();
		this.#options.onGone(this);
		this.wake();
	}
	#fail(error) {
		const streams = [...this.#streams];
		this.#close();
		this.#streams.clear();
		for (const stream of streams) stream.destroy(error);
	}
	async #run(opened) {
		const { open, offset, pool } = this.#options;
		this.#source = await open(offset, this.#stop.signal);
		if (this.#isGone) {
			this.#source.destroy();
			return;
		}
		opened();
		for await (const bytes of this.#source) {
			if (this.#isGone) return;
			this.#window.add(bytes);
			pool.take(bytes.length);
			this.#serveHungry();
			if (!await this.#mayGoOn()) return;
		}
		if (this.#isGone) return;
		this.#state = "ended";
		this.#serveHungry();
		this.#settle();
	}
	#serveHungry() {
		for (const stream of [...this.#streams]) if (stream.isHungry) this.serve(stream);
	}
	/** Resolves to `true` when a stream wants more and the slowest is not too far behind, to `false` when no stream is left. */
	async #mayGoOn() {
		const { window, pool } = this.#options;
		for (;;) {
			if (this.#state !== "reading") return false;
			if (![...this.#streams].some(({ isHungry }) => isHungry)) {
				await this.#change();
				continue;
			}
			const held = this.#window.length;
			if (held < window && (held === 0 || !pool.isFull)) return true;
			await this.#waitFor(held < window ? pool.holdup() ?? this.holdup() : this.holdup());
		}
	}
	/**
	* Waits for slow destinations while one of them has time left in its stall budget, then drops them from the read. It waits no longer than
	* {@link STANDSTILL} for destinations without any progress: they may be waiting for a stream of this very read.
	*/
	async #waitFor({ subscribers, mark, release }) {
		const { sleep, now, pool } = this.#options;
		const known = this.#still;
		const still = known && known.mark === mark ? known : {
			mark,
			since: now(),
			slept: 0
		};
		this.#still = still;
		const budget = Math.max(0, ...subscribers.map((subscriber) => subscriber.stallBudget.left));
		const longest = Math.min(budget, STANDSTILL - Math.max(still.slept, now() - still.since));
		if (longest > 0) {
			const waited = new AbortController();
			const over = sleep(longest, AbortSignal.any([waited.signal, this.#stop.signal])).then(() => {
				still.slept += longest;
			}, () => {});
			const ends = [
				...subscribers.map((subscriber) => subscriber.stallBudget.count("holding")),
				...[...this.#streams].filter(({ isHungry }) => isHungry).map(({ subscriber }) => subscriber.stallBudget.count("held")),
				pool.onFree(() => this.wake())
			];
			await Promise.race([this.#change(), over]);
			waited.abort();
			for (const end of ends) end();
			return;
		}
		for (const subscriber of subscribers) subscriber.stallBudget.exhaust();
		this.#still = void 0;
		release();
	}
};

// src/oci/fanout/stall-budget.ts
/** The longest time in milliseconds that the others wait for one destination without a pause. */
const MOST = 2e3;
/** Time won back for each millisecond without waiting, so a slow destination costs the others a tenth of their speed. */
const RECOVERY = .1;
/**
* The time that the other destinations still wait for one destination. The time shrinks while more reads of this destination
* hold others up than are held up by others, and grows slowly otherwise. So destinations of equal speed, each of which is
* behind in some blob, stay together, and one that is slower in all of them is soon left behind.
*/
var StallBudget = class {
	#now;
	#left = MOST;
	#since;
	#holding = 0;
	#held = 0;
	constructor(now) {
		this.#now = now;
		this.#since = now();
	}
	/** The time that is left, in milliseconds. */
	get left() {
		this.#reckon();
		return this.#left;
	}
	/** Begins to count one read that holds others up (`holding`) or is held up by them. The returned function ends that. */
	count(what) {
		this.#add(what, 1);
		return () => this.#add(what, -1);
	}
	/** Sets the time to zero after the others have stopped waiting for this destination. */
	exhaust() {
		this.#reckon();
		this.#left = 0;
	}
	#add(what, change) {
		this.#reckon();
		if (what === "holding") this.#holding += change;
		else this.#held += change;
	}
	#reckon() {
		const now = this.#now();
		const passed = now - this.#since;
		this.#since = now;
		const excess = this.#holding - this.#held;
		this.#left = excess > 0 ? Math.max(0, this.#left - passed * excess / this.#holding) : Math.min(MOST, this.#left + passed * RECOVERY);
	}
};

// src/oci/fanout/subscriber.ts
/** One destination of several that read blobs from one source. */
var Subscriber = class {
	stallBudget;
	/** Blobs that the destination will still read; `undefined` until its copy is planned. */
	#needs;
	constructor(now) {
		this.stallBudget = new StallBudget(now);
	}
	/** Whether the destination may still read this blob. */
	mayNeed(digest) {
		return this.#needs === void 0 || this.#needs.has(digest);
	}
	decide(needs) {
		this.#needs = new Set(needs);
	}
	/** Notes that the destination has opened this blob, or does not need it. */
	forget(digest) {
		this.#needs?.delete(digest);
	}
};

// src/oci/fanout/subscriber-stream.ts
/** The stream of a blob for one destination. A read, which others may share, gives it bytes; the read can change midway. */
var SubscriberStream = class extends Readable {
	subscriber;
	/** Position in the blob of the next byte that the stream gets. */
	at;
	/** Whether the stream has all bytes that were read so far and waits for more. */
	isHungry = false;
	#find;
	#shared;
	#leftBehind;
	/** @param find joins the stream to a read that covers its position. */
	constructor(subscriber, offset, find) {
		super();
		this.subscriber = subscriber;
		this.at = offset;
		this.#find = find;
	}
	get leftBehind() {
		return this.#leftBehind;
	}
	/** The read that gives the stream its bytes. */
	shared() {
		this.#shared ??= this.#find(this);
		return this.#shared;
	}
	/** Takes the stream off its read because it is too far behind. It finds another read when it wants more bytes. */
	detach(leftBehind) {
		this.#shared = void 0;
		this.#leftBehind = leftBehind;
	}
	_read() {
		this.shared().serve(this);
	}
	_destroy(error, callback) {
		this.#shared?.leave(this);
		this.#shared = void 0;
		callback(error);
	}
};

// src/oci/fanout/share-blobs.ts
const MIB = 1048576;
/** Bytes by which a stream may be behind the first one. Beyond that it gets a read of its own. */
const WINDOW = 8 * MIB;
/** Bytes that are held for all blobs together, so that memory does not grow with the number of blobs under way. */
const POOL = 24 * MIB;
/**
* Reads each blob once at the source for several destinations that need it. A destination joins a read while the first bytes
* are still kept. One that falls too far behind, or starts over, goes on with a read of its own. A destination that fails
* does not disturb the others; an error of the source reaches all destinations that were reading.
*/
var BlobSharing = class {
	#source;
	#options;
	#reads = /* @__PURE__ */ new Map();
	#subscribers = /* @__PURE__ */ new Set();
	#pool;
	constructor(source, options) {
		this.#source = source;
		this.#options = options;
		this.#pool = new BufferPool(options.pool ?? POOL);
	}
	/** The most bytes that were held at once so far. */
	get peak() {
		return this.#pool.peak;
	}
	/** Adds a destination. All destinations of a run have to be added before the first one reads. */
	join() {
		const subscriber = new Subscriber(this.#options.now);
		this.#subscribers.add(subscriber);
		const unexpect = (isNeeded) => {
			for (const [digest, reads] of this.#reads) if (!isNeeded(digest)) for (const read of [...reads]) read.unexpect(subscriber);
		};
		return {
			repository: this.#source.repository,
			has: (descriptor, signal) => this.#source.has(descriptor, signal),
			blob: (descriptor, { offset = 0 }, signal) => this.#read(subscriber, descriptor, offset, signal),
			decide: (needs) => {
				subscriber.decide(needs);
				unexpect((digest) => subscriber.mayNeed(digest));
			},
			release: (digest) => {
				subscriber.forget(digest);
				unexpect((one) => one !== digest);
			},
			leave: () => {
				this.#subscribers.delete(subscriber);
				unexpect(() => false);
			}
		};
	}
	async #read(subscriber, descriptor, offset, signal) {
		signal.throwIfAborted();
		const stream = new SubscriberStream(subscriber, offset, (one) => this.#readFor(one, descriptor));
		const lost = new Promise((_, reject) => stream.once("error", reject));
		const stop = () => stream.destroy(signal.reason);
		signal.addEventListener("abort", stop, { once: true });
		stream.once("close", () => signal.removeEventListener("abort", stop));
		await Promise.race([stream.shared().opened, lost]);
		return stream;
	}
	#readFor(stream, descriptor) {
		const { digest } = descriptor;
		const reads = this.#reads.get(digest) ?? /* @__PURE__ */ new Set();
		this.#reads.set(digest, reads);
		stream.subscriber.forget(digest);
		const read = [...reads].find((read) => read.covers(stream)) ?? this.#open(stream, descriptor, reads);
		reads.add(read);
		read.join(stream);
		return read;
	}
	#open({ subscriber, at, leftBehind }, descriptor, reads) {
		const { now, sleep, window = WINDOW } = this.#options;
		const mayCome = [...this.#subscribers].filter((one) => at === 0 && one.mayNeed(descriptor.digest));
		const others = leftBehind?.subscribers ?? mayCome;
		return new SharedRead({
			offset: leftBehind?.from ?? at,
			expected: others.filter((one) => one !== subscriber),
			open: (offset, signal) => this.#source.blob(descriptor, { offset }, signal),
			window,
			pool: this.#pool,
			now,
			sleep,
			onGone: (read) => {
				reads.delete(read);
				if (reads.size === 0 && this.#reads.get(descriptor.digest) === reads) this.#reads.delete(descriptor.digest);
			}
		});
	}
};
/** One source for each of `count` destinations. A single destination reads from the source itself. */
function shareBlobs(source, count, options) {
	if (count > 1) {
		const sharing = new BlobSharing(source, options);
		return Array.from({ length: count }, () => sharing.join());
	}
	const nothing = () => {};
	return [{
		repository: source.repository,
		has: (descriptor, signal) => source.has(descriptor, signal),
		blob: (descriptor, given, signal) => source.blob(descriptor, given, signal),
		decide: nothing,
		release: nothing,
		leave: nothing
	}];
}

// src/oci/copy/open-checked.ts
/**
* Opens a blob at its source and checks it while it streams. When a retry reads it from the middle, only the target checks the
* digest. The bytes that a retry reads again are subtracted first, so that what `onBytes` is told adds up to the size.
*/
function openChecked(source, descriptor, onBytes, signal) {
	let counted = 0;
	const count = (bytes) => {
		counted += bytes;
		if (bytes !== 0) onBytes(bytes);
	};
	const counting = {
		bytes: ({ length }) => count(length),
		end: () => {}
	};
	return async (offset) => {
		const stream = await source.blob(descriptor, { offset }, signal);
		count(offset - counted);
		return tapStream(stream, offset > 0 ? counting : new BlobVerifier(descriptor, count));
	};
}

// src/oci/copy/put-manifests.ts
/** Puts manifests into one target, each once, however many indexes name it. */
var ManifestPutter = class {
	#target;
	#limit;
	#done = /* @__PURE__ */ new Map();
	/** For each subject, the last put of a manifest with that subject. */
	#turns = /* @__PURE__ */ new Map();
	constructor(target, concurrency) {
		this.#target = target;
		this.#limit = pLimit(concurrency);
	}
	/** Puts children before their index, and siblings at the same time. A child that is not in `nodes` is at the target. */
	async put(nodes, signal) {
		const wanted = new Set(nodes);
		const once = (node, joined) => {
			const { digest } = node.content.descriptor;
			const work = this.#done.get(digest) ?? afterChildren(node, joined);
			this.#done.set(digest, work);
			return work;
		};
		const afterChildren = async (node, joined) => {
			const children = node.children.filter((child) => wanted.has(child));
			await taskGroup(joined, children.map((child) => (inner) => once(child, inner)));
			await this.#inTurn(node, joined);
		};
		await taskGroup(signal, nodes.map((node) => (joined) => once(node, joined)));
	}
	/** Puts a manifest a second time, its children aside. */
	putAgain(node, signal) {
		return this.#inTurn(node, signal);
	}
	/** Puts manifests with one subject one after the other: olareg 0.2.2 loses some that are put at the same time. */
	async #inTurn({ content, manifest: { subject } }, signal) {
		const put = () => this.#limit(() => {
			signal.throwIfAborted();
			return this.#target.putManifest(content, signal);
		});
		if (subject === void 0) return put();
		const { digest } = subject;
		const turn = (this.#turns.get(digest) ?? Promise.resolve()).then(put);
		this.#turns.set(digest, turn.catch(() => {}));
		await turn;
	}
};

// src/oci/copy/read-back.ts
/** Asks a target until it shows a part that it took. What it does not show is put again, once. */
async function readBack({ isThere, putAgain, lost }, sleep, signal) {
	const look = async (before) => {
		if (before === 2) await putAgain();
		return await isThere() || void 0;
	};
	if (!await lookAgain(look, sleep, signal)) throw lost();
}

// src/oci/copy/written-parts.ts
/**
* Asks a target for what it said it stored: a 201 is no proof. What it does not show is put again, once. A layout is not asked,
* because its files were written here.
*/
var WrittenParts = class {
	#copied;
	#options;
	constructor(copied, options) {
		this.#copied = copied;
		this.#options = options;
	}
	/** @throws SealiftError `child_missing`, or `registry_refused` for a manifest that is no child. */
	async manifests(nodes, loss, signal) {
		const { target, manifests } = this.#copied;
		await taskGroup(signal, nodes.map((node) => (joined) => {
			const { descriptor } = node.content;
			const { digest } = descriptor;
			const isThere = async () => {
				const there = await target.resolve({ digest }, joined);
				return there !== void 0 && sameContent(there, descriptor);
			};
			const putAgain = () => manifests.putAgain(node, joined);
			return this.#readBack({
				isThere,
				putAgain
			}, loss, digest, joined);
		}));
	}
	/** Asks for the blobs among `descriptors` that this copy wrote. */
	async blobs(descriptors, loss, signal) {
		const { source, target, blobs } = this.#copied;
		const written = new Map(descriptors.filter(({ digest }) => blobs.has(digest)).map((one) => [one.digest, one]));
		await taskGroup(signal, [...written.values()].map((descriptor) => (joined) => {
			const isThere = () => target.has(descriptor, joined);
			const open = openChecked(source, descriptor, () => {}, joined);
			const putAgain = () => target.putBlob(descriptor, open, joined);
			return this.#readBack({
				isThere,
				putAgain
			}, loss, descriptor.digest, joined);
		}));
	}
	/** Asks for what was attached, once its manifests are there. That those of the attachments are there, their list says. */
	async attachments(attachments, signal) {
		const { deep = false, envelopesOf = () => [] } = this.#options;
		const parts = attachments.map((one) => ({
			nodes: bottomUp(one.node),
			envelopes: envelopesOf(one)
		}));
		const children = parts.flatMap(({ nodes }) => nodes.slice(0, -1));
		const own = attachments.map(({ node }) => node);
		const blobs = deep ? parts.flatMap(({ nodes }) => nodes.flatMap(({ manifest }) => copiedBlobs(manifest))) : [];
		const envelopes = parts.flatMap((part) => part.envelopes);
		const named = new Set(envelopes.map(({ digest }) => digest));
		await taskGroup(signal, [
			(joined) => this.manifests(children, "child", joined),
			(joined) => this.manifests(deep ? own : [], "signature", joined),
			(joined) => this.blobs(envelopes, "envelope", joined),
			(joined) => this.blobs(blobs.filter(({ digest }) => !named.has(digest)), "blob", joined)
		]);
	}
	async #readBack(part, loss, digest, signal) {
		const { sleep = async () => {} } = this.#options;
		const { target } = this.#copied;
		if (target.repository === void 0) return;
		await readBack({
			...part,
			lost: () => notKept(target, loss, digest)
		}, sleep, signal);
	}
};

// src/oci/copy/copy-graph.ts
/**
* A blob of at most so many bytes is written without asking whether the target has it, when its attachment is missing there:
* the question would cost as much as the blob.
*/
const ASK_ABOVE = 65536;
/** Every blob that a copy may write, each once. `ask` says whether the target is asked for the blob before it is written. */
function blobsOf(plan) {
	const blobs = /* @__PURE__ */ new Map();
	const add = (node, small) => {
		const { manifest } = node;
		for (const descriptor of copiedBlobs(manifest)) {
			const there = plan.askedBlobs.get(descriptor.digest);
			if (there) continue;
			const isConfig = descriptor.digest === manifest.config?.digest;
			const isCheap = small && !isConfig && descriptor.size <= ASK_ABOVE;
			const ask = there === void 0 && !plan.targetIsEmpty && !isCheap;
			blobs.set(descriptor.digest, blobs.get(descriptor.digest) ?? {
				descriptor,
				ask
			});
		}
	};
	for (const node of plan.nodes) add(node, false);
	for (const { node } of plan.attachments) for (const part of bottomUp(node)) add(part, true);
	return [...blobs.values()];
}
async function copyBlobs(source, target, plan, { concurrency, onEvent }, signal) {
	const report = {
		copied: 0,
		mounted: 0,
		bytes: 0
	};
	const written = /* @__PURE__ */ new Set();
	const { repository: from } = source;
	const mount = async (descriptor, joined) => from !== void 0 && canMount(target) && target.mount(descriptor, from, joined);
	await mapGroup(signal, blobsOf(plan), concurrency, async ({ descriptor, ask }, joined) => {
		const { digest, size } = descriptor;
		if (await mount(descriptor, joined)) {
			report.mounted += 1;
			written.add(digest);
			onEvent?.({
				type: "blob",
				digest,
				size,
				state: "mounted"
			});
			return;
		}
		joined.throwIfAborted();
		if (ask && await target.has(descriptor, joined)) {
			onEvent?.({
				type: "blob",
				digest,
				size,
				state: "present"
			});
			return;
		}
		joined.throwIfAborted();
		onEvent?.({
			type: "blob",
			digest,
			size,
			state: "started"
		});
		const onBytes = (bytes) => onEvent?.({
			type: "bytes",
			digest,
			bytes
		});
		await target.putBlob(descriptor, openChecked(source, descriptor, onBytes, joined), joined);
		written.add(digest);
		report.copied += 1;
		report.bytes += size;
		onEvent?.({
			type: "blob",
			digest,
			size,
			state: "copied"
		});
	});
	return {
		report,
		written
	};
}
/**
* Puts the attachments of each subject and has the target list them, before it puts the attachments of those. What they consist
* of is asked for at the same time as their list.
*/
async function putAttachments(target, manifests, written, attachments, { onLinked }, signal) {
	const bySubject = Map.groupBy(attachments, ({ subject }) => subject.digest);
	const attachTo = async (digest, joined) => {
		const own = bySubject.get(digest);
		if (!own) return;
		for (const { node } of own) await manifests.put(bottomUp(node), joined);
		const contents = own.map(({ node }) => node.content);
		joined.throwIfAborted();
		await taskGroup(joined, [async (inner) => {
			const foundIn = await target.linkReferrers(own[0].subject, contents, inner);
			onLinked?.(own, foundIn);
		}, (inner) => written.attachments(own, inner)]);
		await taskGroup(joined, own.map(({ node }) => (inner) => attachTo(node.content.descriptor.digest, inner)));
	};
	const attached = new Set(attachments.map(({ node }) => node.content.descriptor.digest));
	const outer = [...bySubject.keys()].filter((digest) => !attached.has(digest));
	await taskGroup(signal, outer.map((digest) => (joined) => attachTo(digest, joined)));
}
/**
* Writes what `plan` found missing, in the order that docs/architecture.md, "Order of a promotion", prescribes: blobs, child
* manifests, the root by digest, attached manifests. Then the target has to list the attachments, and to have the children and
* envelopes that were written, which is confirmed by reading. It sets no tag: a copy that is killed leaves no tag on an
* incomplete image, and a repeat copies only the rest.
*
* @throws UnknownPart when the target does not know a part of a manifest.
*/
async function copyGraph(source, target, plan, options, signal) {
	const { deep = false, isTagged = false, concurrency } = options;
	const { report, written: blobs } = await copyBlobs(source, target, plan, options, signal);
	const manifests = new ManifestPutter(target, concurrency);
	await manifests.put(plan.nodes, signal);
	const written = new WrittenParts({
		source,
		target,
		manifests,
		blobs
	}, options);
	const isRoot = ({ content }) => content.descriptor.digest === plan.root;
	const layers = deep ? plan.nodes.flatMap(({ manifest }) => copiedBlobs(manifest)) : [];
	await taskGroup(signal, [
		(joined) => putAttachments(target, manifests, written, plan.attachments, options, joined),
		(joined) => written.manifests(plan.nodes.filter((node) => !isRoot(node)), "child", joined),
		(joined) => written.manifests(isTagged && !deep ? [] : plan.nodes.filter(isRoot), "manifest", joined),
		(joined) => written.blobs(layers, "blob", joined)
	]);
	return report;
}

// src/oci/copy/asked-parts.ts
/** The most manifests whose parts are asked for at the same time, since those of thousands would fill the memory. */
const TOGETHER = 16;
/** What a target has of an artifact. Each manifest and each blob is asked for once, by its digest. */
var AskedParts = class {
	#target;
	#manifests = /* @__PURE__ */ new Map();
	#blobs = /* @__PURE__ */ new Map();
	#turns = pLimit(TOGETHER);
	/** Whether the target has the blob, for each that was asked for. */
	blobs = /* @__PURE__ */ new Map();
	constructor(target) {
		this.#target = target;
	}
	hasManifest(descriptor, signal) {
		const { digest } = descriptor;
		const known = this.#manifests.get(digest);
		if (known) return known;
		const asked = this.#target.resolve({ digest }, signal).then((there) => there !== void 0 && sameContent(there, descriptor));
		this.#manifests.set(digest, asked);
		return asked;
	}
	#hasBlob(descriptor, signal) {
		const { digest } = descriptor;
		const known = this.#blobs.get(digest);
		if (known) return known;
		const asked = this.#target.has(descriptor, signal).then((there) => {
			this.blobs.set(digest, there);
			return there;
		});
		this.#blobs.set(digest, asked);
		return asked;
	}
	/** The blobs and child manifests of one manifest that the target does not have. */
	async missingOf({ manifest, children }, signal) {
		const parts = [...copiedBlobs(manifest).map((descriptor) => ({
			descriptor,
			isBlob: true
		})), ...children.map(({ content }) => ({
			descriptor: content.descriptor,
			isBlob: false
		}))];
		return (await taskGroup(signal, parts.map(({ descriptor, isBlob }) => async (joined) => {
			return (isBlob ? await this.#hasBlob(descriptor, joined) : await this.hasManifest(descriptor, joined)) ? [] : [descriptor];
		}))).flat();
	}
	/** Whether the target has the manifests, and of each its blobs and its children. */
	async hasWhole(nodes, signal) {
		return (await taskGroup(signal, nodes.map((node) => (joined) => {
			return this.#turns(async () => {
				joined.throwIfAborted();
				return await this.hasManifest(node.content.descriptor, joined) && (await this.missingOf(node, joined)).length === 0;
			});
		}))).every(Boolean);
	}
};

// src/oci/copy/listed-there.ts
/** The entry that a list has to have for an attachment (distribution-spec, "Listing Referrers"). */
function entryOf({ node: { content, manifest } }) {
	const artifactType = artifactTypeOf(manifest);
	return {
		...content.descriptor,
		...artifactType === "" ? {} : { artifactType }
	};
}
/** Whether the target still has what an attachment consists of. Its parts are known, so nothing is read whole. */
async function standingHere(target, { node: { content, manifest } }, signal) {
	const { descriptor } = content;
	const there = await target.resolve({ digest: descriptor.digest }, signal);
	if (there === void 0) return "gone";
	if (!sameContent(there, descriptor)) return "unfit";
	return (await Promise.all(copiedLayers(manifest).map((layer) => target.has(layer, signal)))).every((isThere) => isThere) ? "there" : "unfit";
}
/**
* Which of the attachments of one subject readers of the target get to (`discovery/discover.ts`), and where they are listed. The
* list is read no further than the last of them.
*
* @param ask says whether the target is asked for the attachments themselves; else its list is believed, and only what
*   others attached before them is asked for.
*/
async function listedThere(target, attached, { query, ask }, signal) {
	const wanted = attached.map(entryOf);
	const byDigest = new Map(attached.map((one) => [one.node.content.descriptor.digest, one]));
	const open = new Map(wanted.map((one) => [one.digest, one]));
	const listed = [];
	const places = /* @__PURE__ */ new Map();
	for await (const entry of target.referrers(attached[0].subject, query, signal)) {
		if (entry.behindApi) break;
		listed.push(entry.descriptor);
		const own = open.get(entry.descriptor.digest);
		if (own) places.set(own.digest, entry.foundIn);
		if (own && describes(entry.descriptor, own)) open.delete(own.digest);
		if (open.size === 0) break;
	}
	const standings = new Standings((entry, joined) => {
		const own = byDigest.get(entry.digest);
		return own && sameContent(own.node.content.descriptor, entry) ? standingHere(target, own, joined) : standingOf(target, entry, joined);
	});
	if (!ask) for (const one of wanted) standings.set(one, "there");
	const found = /* @__PURE__ */ new Map();
	for (const one of wanted) {
		const { state } = await standings.reach({
			api: listed,
			tag: []
		}, one, signal);
		const foundIn = places.get(one.digest);
		if (state === "reached" && foundIn !== void 0) found.set(one.digest, foundIn);
	}
	return found;
}

// src/oci/copy/plan-copy.ts
/** For the first subject, API and tag are asked at the same time. Its answers tell which of them to ask for the others. */
const FIRST_LIST = { sources: "merged" };
/**
* Compares `graph` with what `target` has. Blobs of a root that is there are asked for only by a `deep` plan, because they are
* written before it ("Order of a promotion"), and registries look for them when a tag is pointed at it. Children are asked for all
* the same, since some registries take an index without them. When the index is put or tagged, so are their blobs, which no registry
* looks for then. A manifest that lacks one of its parts is missing there.
*/
async function planCopy(target, graph, hints, signal) {
	const { nodes, attachments } = graph;
	const root = graph.root.content.descriptor.digest;
	const { deep = false, present: known, targetIsEmpty = false, setsTag = false } = hints;
	const parts = new AskedParts(target);
	const { blobs: askedBlobs } = parts;
	if (targetIsEmpty) return {
		root,
		nodes,
		attachments,
		listed: [],
		targetIsEmpty,
		askedBlobs
	};
	const present = new Set(deep ? [] : known);
	/** Manifests that are not there, or lack a part. What is attached to them may be listed all the same. */
	const damaged = /* @__PURE__ */ new Set();
	await taskGroup(signal, nodes.map((node) => async (joined) => {
		const { descriptor } = node.content;
		if (present.has(descriptor.digest)) return;
		if (await parts.hasManifest(descriptor, joined)) present.add(descriptor.digest);
	}));
	const believed = nodes.filter(({ content: { descriptor } }) => {
		if (!present.has(descriptor.digest)) return false;
		return deep || descriptor.digest !== root && (setsTag || !present.has(root));
	});
	await taskGroup(signal, believed.map((node) => async (joined) => {
		if (!await parts.hasWhole([node], joined)) damaged.add(node.content.descriptor.digest);
	}));
	const bySubject = Map.groupBy(attachments, ({ subject }) => subject.digest);
	const missing = /* @__PURE__ */ new Set();
	const listed = [];
	const digestOf = ({ node }) => node.content.descriptor.digest;
	let query = FIRST_LIST;
	const judge = async (digest, joined) => {
		const attached = bySubject.get(digest);
		if (!attached) return;
		bySubject.delete(digest);
		const there = present.has(digest) ? await listedThere(target, attached, {
			query,
			ask: setsTag && !deep
		}, joined) : /* @__PURE__ */ new Map();
		for (const attachment of attached) {
			const own = digestOf(attachment);
			const foundIn = there.get(own);
			if (foundIn === void 0) missing.add(attachment);
			else {
				present.add(own);
				listed.push({
					attachment,
					foundIn
				});
			}
			await judge(own, joined);
		}
	};
	const [first, ...others] = nodes.map((node) => node.content.descriptor.digest).filter((digest) => bySubject.has(digest)).toSorted((a, b) => Number(present.has(b)) - Number(present.has(a)));
	if (first !== void 0) await judge(first, signal);
	query = { sources: "preferred" };
	await taskGroup(signal, others.map((digest) => (joined) => judge(digest, joined)));
	if (deep) {
		const gaps = await taskGroup(signal, listed.map(({ attachment }) => async (joined) => {
			return await parts.hasWhole(bottomUp(attachment.node), joined) ? [] : [attachment];
		}));
		for (const attachment of gaps.flat()) missing.add(attachment);
	}
	return {
		root,
		nodes: nodes.filter(({ content: { descriptor } }) => {
			return !present.has(descriptor.digest) || damaged.has(descriptor.digest);
		}),
		attachments: attachments.filter((attachment) => missing.has(attachment)),
		listed: listed.filter(({ attachment }) => !missing.has(attachment)),
		targetIsEmpty,
		askedBlobs
	};
}

// src/operations/promotion/mend.ts
const ALL_IS_THERE = "Every part was asked for and is there. A registry of several replicas may show them late; otherwise its storage contradicts itself, and only whoever runs it can mend that.";
function lossOf({ manifest, children }, lost) {
	if (isSignatureManifest(manifest)) return "signature";
	return children.some(({ content }) => content.descriptor.digest === lost.digest) ? "child" : "blob";
}
/** The error for a manifest that is refused after all that was missing was put: a repeat would come to the same end. */
async function stillUnknown(refusal, store, { nodes, attachments }, signal) {
	const node = [...nodes, ...attachments.flatMap(({ node }) => bottomUp(node))].find(({ content }) => content.descriptor.digest === refusal.manifest);
	const [lost] = node ? await new AskedParts(store).missingOf(node, signal) : [];
	if (node && lost) return notKept(store, lossOf(node, lost), lost.digest);
	return new SealiftError(refusal.code, refusal.message, {
		hint: ALL_IS_THERE,
		cause: refusal
	});
}
/** Codes of refusals that may come of a lost part, where a registry has no word for that. Who is down is not asked more. */
const MAY_MISS = /* @__PURE__ */ new Set(["registry_refused", "artifact_not_found"]);
/**
* Writes to a destination. When it does not know a part of a manifest, nothing that was believed to be there is believed any
* more: `mend` asks for everything, puts what is gone, and writes again. After another refusal of a manifest it does so when
* the destination turns out to have lost a part.
*
* @param mend resolves to `false`, and has written nothing, when it is not sure that a part is lost and finds none.
*/
async function writeOrMend(write, mend, { store, graph, signal }) {
	let refusal;
	try {
		await write();
		return;
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		if (!(error instanceof UnknownPart || MAY_MISS.has(error.code))) throw error;
		refusal = error;
	}
	signal.throwIfAborted();
	try {
		if (await mend(refusal instanceof UnknownPart)) return;
	} catch (error) {
		throw error instanceof UnknownPart ? await stillUnknown(error, store, graph, signal) : error;
	}
	throw refusal;
}

// src/operations/promotion/referrers-tags.ts
/**
* Refuses a promotion, before anything is written, that would overwrite what somebody keeps under a referrers tag, or hide a
* list of referrers behind the image (docs/architecture.md, "The referrers tag").
*
* @param tags those that are to be moved to `image`.
* @throws SealiftError `referrers_tag_taken` or `content_too_large`.
*/
async function refuseReferrersTags(store, { attachments, targetIsEmpty }, tags, image, signal) {
	for (const tag of tags) await store.refuseHiding(tag, image, signal);
	if (targetIsEmpty) return;
	const [first, ...others] = [...Map.groupBy(attachments, ({ subject }) => subject.digest).values()].map((own) => (joined) => {
		const contents = own.map(({ node }) => node.content);
		return store.refuseUnlistable(own[0].subject, contents, void 0, joined);
	});
	await first?.(signal);
	await taskGroup(signal, others);
}
/** The remedy for a tag that may not be moved, where moving it could lose signatures that are found by it. */
function keepingHint(tag) {
	if (!isDigestTag(tag)) return void 0;
	return { hint: "Signatures may be found by this tag, so leave it where it is, and promote to another one." };
}

// src/operations/promotion/confirm-tag.ts
/** The error for a tag that does not resolve to what it was pointed at, but to `there`. */
function unlike({ name }, tag, { descriptor: { digest }, bytes }, { there, isLate }) {
	const what = `${name}:${tag} was pointed at ${digest}, and ${there === void 0 ? "is not there" : `points at ${there.digest}`}`;
	if (there?.digest === digest) {
		const served = `${name}:${tag} serves ${digest} as another media type, or with another size, than was put`;
		return new SealiftError("manifest_invalid", served, { hint: "A signature holds media type and size as well, so that no verifier accepts the image there. Promote it to another repository, where these bytes are not served so." });
	}
	if (there !== void 0 && there.digest === digestOf(bytes, digestAlgorithm(there.digest)) || isLate && digestAlgorithm(digest) !== "sha256") return new SealiftError("digest_mismatch", `${what}: the registry sets no tags by that algorithm`, { hint: `Signatures are found under ${digest} alone: use ${name}@${digest} there, or build the image with sha256 digests, or use a registry that sets such tags.` });
	if (!isLate) return new SealiftError("tag_moved", `${what} right after: somebody else moved it, or the registry did`, { hint: "Look at what it points at now. Where this image is the one that is wanted, promote it again when nobody else moves the tag." });
	return new SealiftError("upload_unconfirmed", `${what}, although the registry said that it is set`, { hint: `The image is complete there, as ${name}@${digest}. A cache may show the tag late: look at it in some minutes. If it stays so, this registry does not keep the tag, and whoever runs it has to say why.` });
}
/**
* Reads a tag back that was set: it has to resolve to the promoted digest in its own algorithm, since signatures are looked for
* under the digest that a tag resolves to. The tag of a layout is not read: it was written here, under a lock.
*
* @throws SealiftError `digest_mismatch` for the digest of another algorithm, `manifest_invalid` for another media type,
*   `tag_moved` for another manifest, `upload_unconfirmed` for a tag that is as it was before.
*/
async function confirmTag(store, content, { tag, previous }, { sleep }, signal) {
	if (store.repository === void 0) return;
	const { descriptor } = content;
	let there;
	if (!await lookAgain(async () => {
		there = await store.resolve({ tag }, signal);
		if (there !== void 0 && sameContent(there, descriptor)) return there;
		const isLate = there === void 0 || there.digest === previous || there.digest === descriptor.digest;
		if (!isLate) throw unlike(store, tag, content, {
			there,
			isLate
		});
	}, sleep, signal)) throw unlike(store, tag, content, {
		there,
		isLate: true
	});
}

// src/operations/promotion/tag-results.ts
/** What becomes of the tags of one destination, while a promotion goes on. */
var TagResults = class {
	#before;
	#actions;
	/** @param before where each tag pointed when the run began. */
	constructor(before, image) {
		this.#before = before;
		this.#actions = new Map([...before].map(([tag, previous]) => {
			return [tag, previous !== void 0 && sameContent(previous, image) ? "unchanged" : "left"];
		}));
	}
	/** The tag points at the image now, or will after a dry run. */
	set(tag) {
		this.#actions.set(tag, this.#before.get(tag) === void 0 ? "new" : "moved");
	}
	/** The tag points at the image already. Unless this run has set it, another one has. */
	found(tag) {
		if (this.#actions.get(tag) === "left") this.#actions.set(tag, "unchanged");
	}
	get all() {
		return [...this.#actions].map(([tag, action]) => {
			return {
				tag,
				action,
				previous: this.#before.get(tag)?.digest ?? null
			};
		});
	}
};

// src/operations/promotion/tag-mover.ts
/** The tags of one destination that are pointed at an image, all of them after everything else was written. */
var TagMover = class {
	/** Those that do not point at the image yet. */
	due;
	/** Whether one of them points at the image already. */
	isThere;
	#image;
	#before;
	#moveTag;
	#results;
	/** @param before where each tag pointed when the run began. */
	constructor(image, before, moveTag) {
		this.#image = image;
		this.#before = before;
		this.#moveTag = moveTag;
		this.#results = new TagResults(before, image.descriptor);
		const isImage = (there) => there !== void 0 && sameContent(there, image.descriptor);
		this.due = [...before].flatMap(([tag, there]) => isImage(there) ? [] : [tag]);
		this.isThere = this.due.length < before.size;
	}
	get results() {
		return this.#results.all;
	}
	/**
	* Refuses a promotion, before anything is copied, whose tags could not be set at the end.
	*
	* @throws SealiftError `tag_moved`.
	*/
	refuseTaken({ name }) {
		if (this.#moveTag !== "never") return;
		for (const tag of this.due) {
			const previous = this.#before.get(tag)?.digest;
			if (previous === void 0 || previous === this.#image.descriptor.digest) continue;
			throw new SealiftError("tag_moved", `${name}:${tag} points at ${previous}, and tags are not to be moved`, keepingHint(tag) ?? { hint: "Promote to another tag, or say --move-tag if-unchanged." });
		}
	}
	/** Notes what would become of the tags, for a run that sets none. */
	plan() {
		for (const tag of this.due) this.#results.set(tag);
	}
	/**
	* Sets the tags, and reads each back. All are checked before the first one is moved, so that a refused tag leaves the others
	* unmoved.
	*
	* @param onMoved is called after each of them.
	* @throws SealiftError `tag_moved`, or as {@link confirmTag}.
	*/
	async move(store, { clock }, onMoved, signal) {
		const mayMove = await taskGroup(signal, this.due.map((tag) => (joined) => this.#mayMove(store, tag, joined)));
		for (const [at, tag] of this.due.entries()) {
			signal.throwIfAborted();
			if (mayMove[at]) {
				await store.tag(this.#image, tag, signal);
				this.#results.set(tag);
			} else this.#results.found(tag);
			onMoved();
		}
		await taskGroup(signal, this.due.map((tag) => (joined) => {
			const previous = this.#before.get(tag)?.digest;
			return confirmTag(store, this.#image, {
				tag,
				previous
			}, clock, joined);
		}));
	}
	/** Whether the tag is still to be moved: another run may have brought it to the image. */
	async #mayMove(store, tag, signal) {
		if (this.#moveTag === "always" && !isDigestTag(tag)) return true;
		const now = await store.resolve({ tag }, signal);
		if (now !== void 0 && sameContent(now, this.#image.descriptor)) return false;
		const previous = this.#before.get(tag)?.digest;
		if (now?.digest === previous) return true;
		throw new SealiftError("tag_moved", `${store.name}:${tag} moved during this run, from ${previous ?? "nothing"} to ${now?.digest ?? "nothing"}; it was left alone`, keepingHint(tag));
	}
};

// src/operations/promotion/warnings.ts
/** Warns of a signature that notation does not look for where the destination lists it. */
function warnOfSignature(reporter, reference, { node, subject }, foundIn) {
	if (isSignatureManifest(node.manifest)) warnOfSha512(reporter, reference, subject, foundIn);
}
/** Tells of blobs that a destination lost while it kept the manifests that name them. Only a deep plan knows of any. */
function warnOfLostBlobs(reporter, reference, { askedBlobs }) {
	const [first, ...more] = [...askedBlobs].flatMap(([digest, isThere]) => isThere ? [] : [digest]);
	if (first === void 0) return;
	const others = more.length > 0 ? ` and ${more.length} more blobs` : "";
	reporter.warning(`${reference}: the destination lost ${first}${others} of manifests that it has`);
}

// src/operations/promotion/without-tag.ts
/** Refuses a destination that names another digest than the image has. */
function refuseOtherDigest({ reference, digest }, image) {
	if (digest === void 0 || digest === image) return;
	throw new SealiftError("digest_mismatch", `${reference} names another digest than that of the image, ${image}`, { hint: "Nothing was written there. Leave the digest out, or name that of the image." });
}
/** Says that no tag is set, so that nobody waits for one. */
function tellOfNoTag(reporter, { reference, store }) {
	const message = `${reference} is promoted by digest, and no tag is set${store.repository === void 0 ? "" : "; registries may collect images without a tag"}`;
	reporter.progress({
		type: "notice",
		message
	});
}
/** Whether an image without a tag can be found there: a layout has to list it, a registry gives whatever it holds. */
async function isListed(store, image, signal) {
	return listsContent(store) ? store.isListed(image, signal) : true;
}
/**
* The last step of a promotion by digest, in place of the tags: a store that has a list of its content lists the image, and a
* registry is asked for it once all is there.
*
* @throws SealiftError `upload_unconfirmed`.
*/
async function finishWithoutTag(store, image, { sleep }, signal) {
	if (listsContent(store)) return store.list(image, signal);
	const { descriptor } = image;
	const { digest } = descriptor;
	const look = async () => {
		const there = await store.resolve({ digest }, signal);
		return there && sameContent(there, descriptor) ? there : void 0;
	};
	if (await lookAgain(look, sleep, signal)) return;
	throw new SealiftError("upload_unconfirmed", `${store.name} does not show the manifest ${digest} any more`, { hint: "Whoever runs the registry has to look at its storage, and at what removes images without a tag there." });
}

// src/operations/promotion/deliver.ts
/** The envelope of a signature, which is asked for after it was written. */
function envelopesOf({ node: { manifest } }) {
	return isSignatureManifest(manifest) ? manifest.layers : [];
}
/** The blobs that a plan writes at most. */
function amountOf(plan) {
	const sizes = blobsOf(plan).map(({ descriptor }) => descriptor.size);
	return {
		blobs: sizes.length,
		bytes: sizes.reduce((sum, size) => sum + size, 0)
	};
}
/** The delivery of one artifact to one destination, and what it has come to so far. */
var Delivery = class {
	result;
	#options;
	#graph;
	#source;
	#target;
	#survey;
	#tags;
	/** Digests of the attachments that the destination did not list. */
	#added = /* @__PURE__ */ new Set();
	constructor(options, graph, source, target, surveyed, result) {
		this.#options = options;
		this.#graph = graph;
		this.#source = source;
		this.#target = target;
		this.#survey = surveyed;
		this.#tags = new TagMover(graph.root.content, surveyed.tags, options.moveTag);
		const previousDigest = surveyed.tags.get(target.tags[0] ?? "")?.digest ?? null;
		this.result = {
			...result,
			previousDigest,
			tags: this.#tags.results
		};
	}
	get #isByDigest() {
		return this.#target.tags.length === 0;
	}
	/** Compares the destination with the artifact, and refuses what could not be ended well, before anything is written. */
	async #plan(signal) {
		const { reporter, deep } = this.#options;
		const { store, isEmpty } = this.#survey;
		const { descriptor } = this.#graph.root.content;
		refuseOtherDigest(this.#target, descriptor.digest);
		this.#tags.refuseTaken(store);
		const hints = {
			present: new Set(this.#tags.isThere ? [descriptor.digest] : []),
			targetIsEmpty: isEmpty,
			setsTag: this.#tags.due.length > 0,
			deep
		};
		const plan = await planCopy(store, this.#graph, hints, signal);
		const { reference } = this.#target;
		for (const { attachment, foundIn } of plan.listed) warnOfSignature(reporter, reference, attachment, foundIn);
		warnOfLostBlobs(reporter, reference, plan);
		const missing = plan.attachments.map(({ node }) => node.content.descriptor.digest);
		for (const digest of missing) this.#added.add(digest);
		const expected = this.#graph.attachments.length;
		const attachments = {
			expected,
			present: expected - this.#added.size,
			added: 0,
			missing
		};
		this.result = {
			...this.result,
			deep,
			attachments
		};
		await refuseReferrersTags(store, plan, this.#tags.due, descriptor, signal);
		return plan;
	}
	async run(signal) {
		const { reporter, dryRun } = this.#options;
		const plan = await this.#plan(signal);
		if (this.#isByDigest) tellOfNoTag(reporter, this.#target);
		if (dryRun) {
			this.#tags.plan();
			this.result = {
				...this.result,
				tags: this.#tags.results,
				toCopy: amountOf(plan)
			};
			return "planned";
		}
		if (await this.#isAllThere(plan, signal)) return "unchanged";
		const context = {
			store: this.#survey.store,
			graph: this.#graph,
			signal
		};
		await writeOrMend(() => this.#write(plan, signal), (isSure) => this.#mend(isSure, signal), context);
		await writeOrMend(() => this.#finish(signal), async (isSure) => {
			if (!await this.#mend(isSure, signal)) return false;
			await this.#finish(signal);
			return true;
		}, context);
		return "promoted";
	}
	async #isAllThere({ nodes, attachments }, signal) {
		if (this.#tags.due.length > 0 || nodes.length > 0 || attachments.length > 0) return false;
		return !this.#isByDigest || isListed(this.#survey.store, this.#graph.root.content.descriptor, signal);
	}
	/** Copies the missing parts, and tells the shared reads which blobs this destination does not need. */
	async #write(plan, signal) {
		const { reporter, concurrency, clock } = this.#options;
		const { reference: subject } = this.#target;
		this.#source.decide(blobsOf(plan).map(({ descriptor }) => descriptor.digest));
		const todo = amountOf(plan);
		reporter.progress({
			type: "phase",
			phase: "copy",
			subject
		});
		reporter.progress({
			type: "todo",
			subject,
			...todo
		});
		const options = {
			concurrency,
			envelopesOf,
			deep: this.result.deep,
			isTagged: this.#tags.due.length > 0,
			sleep: (milliseconds, during) => clock.sleep(milliseconds, during),
			onEvent: (event) => {
				if (event.type === "blob" && event.state !== "started") this.#source.release(event.digest);
				reporter.progress({
					...event,
					subject
				});
			},
			onLinked: (attachments, foundIn) => {
				for (const one of attachments) warnOfSignature(reporter, subject, one, foundIn);
			}
		};
		const { copied, mounted, bytes } = await copyGraph(this.#source, this.#survey.store, plan, options, signal);
		for (const { node } of plan.attachments) this.#added.add(node.content.descriptor.digest);
		const expected = this.#graph.attachments.length;
		this.result = {
			...this.result,
			copied: this.result.copied + copied,
			mounted: this.result.mounted + mounted,
			bytes: this.result.bytes + bytes,
			attachments: {
				expected,
				present: expected,
				added: this.#added.size,
				missing: []
			}
		};
	}
	/** Asks for everything and writes what is gone; see {@link writeOrMend}. */
	async #mend(isSure, signal) {
		const looking = planCopy(this.#survey.store, this.#graph, { deep: true }, signal);
		const plan = isSure ? await looking : await looking.catch(() => void 0);
		if (!plan || !(isSure || [...plan.askedBlobs.values()].includes(false))) return false;
		this.result = {
			...this.result,
			deep: true
		};
		warnOfLostBlobs(this.#options.reporter, this.#target.reference, plan);
		await this.#write(plan, signal);
		return true;
	}
	/** The last step of all: the tags, or what stands in their place. */
	async #finish(signal) {
		const { clock, reporter } = this.#options;
		const { store } = this.#survey;
		if (this.#isByDigest) return finishWithoutTag(store, this.#graph.root.content, clock, signal);
		if (this.#tags.due.length === 0) return;
		reporter.progress({
			type: "phase",
			phase: "tag",
			subject: this.#target.reference
		});
		const onMoved = () => {
			this.result = {
				...this.result,
				tags: this.#tags.results
			};
		};
		await this.#tags.move(store, this.#options, onMoved, signal);
	}
};
/**
* Promotes a judged artifact to one destination. It never rejects for a failure: the result has the error and the attachments
* that are missing. When `signal` aborts, its reason is the error.
*/
async function deliver(options, graph, source, target, surveyed, signal) {
	const { digest } = graph.root.content.descriptor;
	const image = {
		digest,
		attachments: graph.attachments.length
	};
	let result = {
		...untouchedDestination(target.reference, image),
		pinned: `${target.store.name}@${digest}`
	};
	let delivery;
	try {
		delivery = new Delivery(options, graph, source, target, await surveyed, result);
		const status = await delivery.run(signal);
		result = {
			...delivery.result,
			status
		};
	} catch (error) {
		const reason = asSealiftError(signal.aborted ? signal.reason : error).toJSON();
		result = {
			...delivery?.result ?? result,
			error: reason
		};
	}
	source.leave();
	options.reporter.progress({
		type: "end",
		subject: target.reference,
		status: result.status
	});
	return result;
}

// src/operations/promotion/destinations.ts
/** The destinations of one promotion: those that it still goes to, and why it does not go to the others. */
var Destinations = class {
	#all;
	#reporter;
	#refused = /* @__PURE__ */ new Map();
	constructor(all, reporter) {
		this.#all = all;
		this.#reporter = reporter;
		for (const one of all) if ("error" in one) this.refuse(one, one.error);
	}
	/** In the order in which they were given. */
	get open() {
		return this.#all.filter((one) => !("error" in one) && !this.#refused.has(one));
	}
	/** Leaves a destination out. Nothing is written to it, and no other one waits for it. */
	refuse(destination, error) {
		const { reference } = destination;
		this.#refused.set(destination, error);
		this.#reporter.progress({
			type: "end",
			subject: reference,
			status: "failed"
		});
		this.tell(reference, error);
	}
	/** Says of one among several at once why it failed, since the others may go on for long. */
	tell(reference, { code, message, hint, needs }) {
		if (this.#all.length === 1) return;
		const remedy = needs === void 0 ? ` ${hint}` : "";
		this.#reporter.progress({
			type: "notice",
			message: `${reference} failed: ${message} [${code}].${remedy}`
		});
	}
	/** The results of those that were left out so far. */
	refused(image) {
		return this.#all.flatMap((one) => {
			const error = this.#refused.get(one);
			return error ? [failedDestination(one.reference, error, image)] : [];
		});
	}
	/**
	* The results of all destinations in the order in which they were given.
	*
	* @param delivered the results of those that were not left out.
	* @param image its digest, if it is known, and how many attachments it has.
	*/
	results(delivered, image) {
		return this.#all.map((one) => delivered.get(one) ?? failedDestination(one.reference, this.#refused.get(one), image));
	}
};

// src/operations/promotion/gate.ts
/** The judgement of the source under one statement, made before anything is copied. */
var Gate = class {
	#context;
	/** The judged signatures by digest. */
	#judged = /* @__PURE__ */ new Map();
	#identities = [];
	/** @throws SealiftError `policy_does_not_enforce` for a statement that does not enforce integrity and authenticity. */
	constructor(context) {
		const { statement } = context;
		if (!enforcesSigner(statement)) throw new SealiftError("policy_does_not_enforce", `the statement "${statement.name}" (${levelName(statement)}) does not enforce integrity and authenticity`);
		this.#context = context;
	}
	get statement() {
		return this.#context.statement;
	}
	/** What was judged so far, in listed order; also after a refusal. */
	get signatures() {
		return [...this.#judged.values()];
	}
	/** Who has signed the image and who is missing; also after a refusal. */
	get identities() {
		return this.#identities;
	}
	/**
	* Judges an image. Resolves to what the user should know although it passed.
	*
	* @throws SealiftError with the reason for the refusal.
	*/
	async judge(target, { allowUnsigned }, signal) {
		const judgement = await judgeArtifact(this.#context, target, signal);
		const { passed, signatures, identities, cosignTag } = judgement;
		this.#identities = identities;
		for (const signature of signatures) this.#judged.set(signature.digest, signature);
		if (passed) return loggedFailures(judgement);
		if (allowUnsigned && signatures.every(({ status }) => status === "ignored")) return [`it has no signature and is promoted because that is allowed${cosignTag === void 0 ? "" : `; the signature of cosign under the tag ${cosignTag} is left behind`}`];
		throw refusal(judgement, target, this.#context.store);
	}
	/** The verdict on a signature, if there is one. */
	statusOf(digest) {
		return this.#judged.get(digest)?.status;
	}
	/** Whether an attachment is a signature that passes, so that whoever is under this statement needs it. */
	async accepts(referrer, subject, signal) {
		if (!isSignatureManifest(referrer.manifest)) return false;
		const { digest } = referrer.content.descriptor;
		const known = this.#judged.get(digest);
		if (known) return known.status === "passed";
		const result = await judgeSignature(this.#context, subject, referrer, signal);
		this.#judged.set(digest, result);
		return result.status === "passed";
	}
};

// src/operations/promotion/gates.ts
/** The error of a destination, with the statement that it comes from: the source may have passed its own. */
function under({ name }, { store }, thrown) {
	const { code, message, hint } = asSealiftError(thrown);
	return new SealiftError(code, `the statement "${name}" for ${store.repository}: ${message}`, {
		hint,
		cause: thrown
	});
}
/**
* What the source has to pass: its own statement for everybody, and for a destination that a statement names exactly that
* statement as well, for itself.
*/
var Gates = class Gates {
	own;
	#theirs = /* @__PURE__ */ new Map();
	#destinations;
	constructor(own, destinations) {
		this.own = own;
		this.#destinations = destinations;
	}
	/**
	* Finds the statements. A destination whose statement does not enforce who signed is left out.
	*
	* @throws SealiftError `no_applicable_statement`, `usage` or `policy_does_not_enforce` for the statement of the source.
	*/
	static async find(context, scope, destinations) {
		const { trust, store } = context;
		const policy = await trust.policy();
		const gates = /* @__PURE__ */ new Map();
		const gateOf = (statement) => {
			const gate = gates.get(statement) ?? new Gate({
				...context,
				statement
			});
			gates.set(statement, gate);
			return gate;
		};
		const found = new Gates(gateOf(chooseStatement(policy, store, scope)), destinations);
		for (const target of destinations.open) {
			const { repository } = target.store;
			const statement = repository === void 0 ? void 0 : exactStatement(policy, repository);
			if (!statement) continue;
			try {
				found.#theirs.set(target, gateOf(statement));
			} catch (error) {
				destinations.refuse(target, under(statement, target, error));
			}
		}
		for (const statement of gates.keys()) preloadTrust(trust, statement);
		return found;
	}
	/** The gates that a destination has. */
	of(target) {
		return [.../* @__PURE__ */ new Set([this.own, this.#theirs.get(target) ?? this.own])];
	}
	/** The gates of everybody who is not left out. */
	get all() {
		return [.../* @__PURE__ */ new Set([this.own, ...this.#destinations.open.flatMap((target) => this.of(target))])];
	}
	/**
	* Judges the source under every statement. A destination whose own statement refuses is left out. Resolves to what the user
	* should know although the source passed.
	*
	* @throws SealiftError when the statement of the source refuses.
	*/
	async judge(image, options, signal) {
		const notes = new Set(await this.own.judge(image, options, signal));
		const others = Map.groupBy(this.#destinations.open, (target) => this.#theirs.get(target) ?? this.own);
		others.delete(this.own);
		for (const [gate, targets] of others) try {
			for (const note of await gate.judge(image, options, signal)) notes.add(note);
		} catch (error) {
			signal.throwIfAborted();
			for (const target of targets) this.#destinations.refuse(target, under(gate.statement, target, error));
		}
		return notes;
	}
};

// src/operations/promotion/only-accepted.ts
/** The graph without the attachments that are not accepted, and without what is attached to those. */
function onlyAccepted(graph, isAccepted) {
	const kept = new Set(graph.nodes.map(({ content }) => content.descriptor.digest));
	const attachments = graph.attachments.filter(({ node, subject }) => {
		const { digest } = node.content.descriptor;
		if (!kept.has(subject.digest) || !isAccepted(digest)) return false;
		kept.add(digest);
		return true;
	});
	return {
		...graph,
		attachments
	};
}

// src/operations/promotion/survey.ts
/**
* Reads the tags of a destination. When it has none of them, it also asks whether the repository is empty; when one of them
* points at `digest`, it prefetches the list of referrers. A promotion without tags asks for the image itself; a repository
* without tags may then hold much.
*/
async function survey(store, target, digest, signal) {
	const found = await taskGroup(signal, target.tags.map((tag) => async (joined) => [tag, await target.store.resolve({ tag }, joined)]));
	const tags = new Map(found);
	if (digest !== void 0 && [...tags.values()].some((there) => there?.digest === digest)) store.prefetch({ digest }, FIRST_LIST);
	return {
		tags,
		isEmpty: tags.size > 0 && [...tags.values()].every((there) => there === void 0) && canTellEmpty(store) ? await store.isEmpty(signal) : false,
		store
	};
}

// src/operations/promotion/promote.ts
/** A promotion reads both lists, since it copies everything that is attached. */
const LISTS = { sources: "merged" };
function findGates(request, destinations) {
	const { trust, source, scope, clock } = request;
	if (!trust) return void 0;
	const context = {
		...request,
		store: source,
		trust,
		at: clock.now(),
		metadata: {}
	};
	return Gates.find(context, scope, destinations);
}
/** The filters of {@link readGraph}: which attachments are copied, and which listed entries probably will be. */
function attachmentsToKeep({ include }, gates, onUnreadable, signal) {
	const canBeRead = ({ content: { descriptor }, manifest }) => {
		const entry = {
			mediaType: descriptor.mediaType,
			artifactType: artifactTypeOf(manifest)
		};
		if (isReadable(entry, manifest.layers)) return true;
		onUnreadable(descriptor.digest);
		return false;
	};
	if (include === "all") return {
		keep: canBeRead,
		likely: () => true
	};
	if (include === "signatures") return {
		keep: (referrer) => isSignatureManifest(referrer.manifest) && canBeRead(referrer),
		likely: ({ artifactType }) => artifactType === NOTARY_ARTIFACT_TYPE
	};
	return {
		keep: async (referrer, subject) => {
			let isAccepted = false;
			for (const gate of gates) isAccepted = await gate.accepts(referrer, subject, signal) || isAccepted;
			return isAccepted;
		},
		likely: ({ digest }) => gates.some((gate) => gate.statusOf(digest) === "passed")
	};
}
function attachmentResults({ attachments }, gates) {
	return attachments.map((attachment) => {
		const statuses = gates.map((gate) => gate.statusOf(attachment.node.content.descriptor.digest));
		const judged = ["passed", "failed"].find((status) => statuses.includes(status));
		return attachmentResult(attachment, judged ?? "carried");
	});
}
/**
* Refuses a graph that lacks a signature by which the image passed. The store then listed fewer referrers at the second
* reading, and its lists cannot be relied on.
*/
function checkCarried({ attachments }, gates, source) {
	const carried = new Set(attachments.map(({ node }) => node.content.descriptor.digest));
	for (const { digest, status } of gates.flatMap(({ signatures }) => signatures)) {
		if (status !== "passed" || carried.has(digest)) continue;
		throw new SealiftError("signature_lost", `${source.name} no longer lists signature ${digest}, which passed`, { hint: "Nothing was copied. Look at the source with `sealift list`, then run the command again." });
	}
}
function warnOfWhatStays(graph, unreadable, { reference, reporter }) {
	for (const digest of unreadable) reporter.warning(`${reference}: ${digest} says that it is a signature, and no reader can read it as one; it stays where it is`);
	for (const { digest, mediaType } of graph.foreignLayers) reporter.warning(`${reference}: layer ${digest} (${mediaType}) may not be distributed and stays where it is`);
	for (const { descriptor, subject } of graph.dangling) reporter.warning(`${reference}: ${descriptor.digest} is listed as attached to ${subject.digest}, but it is gone`);
}
/** Throws the error of the image when destinations failed: that of the first one, with the number of the others. */
function throwFirst(results) {
	const failed = results.filter(({ error }) => error !== null);
	const [first] = failed;
	if (!first?.error) return;
	const { code, message, hint, needs } = first.error;
	const count = `${failed.length} of ${results.length} destinations failed`;
	throw new SealiftError(code, results.length === 1 ? message : `${count}, first ${first.reference}: ${message}`, {
		hint,
		needs
	});
}
/** Copies the graph to all destinations that are not left out, from one read of its blobs. */
async function deliverAll(request, graph, { destinations, gates, surveys }, signal) {
	const { source, clock, include } = request;
	const targets = destinations.open;
	const sources = shareBlobs(source, targets.length, {
		now: () => clock.now().getTime(),
		sleep: (milliseconds, during) => clock.sleep(milliseconds, during)
	});
	const graphFor = (target) => {
		if (include !== "verified" || !gates) return graph;
		const own = gates.of(target);
		return onlyAccepted(graph, (digest) => own.some((gate) => gate.statusOf(digest) === "passed"));
	};
	const delivered = targets.map(async (target, at) => {
		const survey = surveys.get(target);
		const result = await deliver(request, graphFor(target), sources[at], target, survey, signal);
		if (result.error && !signal.aborted) destinations.tell(target.reference, result.error);
		return [target, result];
	});
	return new Map(await Promise.all(delivered));
}
/**
* Promotes one image: it judges the image at the source, copies it with its attachments, has those read back, and moves the
* tags last (docs/architecture.md, "Order of a promotion"). A run that is killed leaves the old tag or a complete new one.
* A destination that cannot be opened, or whose own statement refuses the image, fails alone.
*/
function promoteImage(given, signal) {
	const { reference, reporter, trust, concurrency, allowUnsigned } = given;
	const source = given.view(given.source, LISTS);
	const request = {
		...given,
		source
	};
	return imageResult(reference, signal, async (draft) => {
		reporter.progress({
			type: "phase",
			phase: "resolve",
			subject: reference
		});
		const destinations = new Destinations(request.destinations, reporter);
		const finish = (delivered, image) => {
			const results = destinations.results(delivered, image);
			draft.update({ destinations: results });
			throwFirst(results);
			return results;
		};
		const unknown = {
			digest: null,
			attachments: 0
		};
		draft.update({ destinations: destinations.refused(unknown) });
		if (destinations.open.length === 0) return void finish(/* @__PURE__ */ new Map(), unknown);
		const gates = await findGates(request, destinations);
		if (gates) {
			const { statement } = gates.own;
			draft.update({ policy: {
				statement: statement.name,
				level: levelName(statement)
			} });
		}
		draft.update({ destinations: destinations.refused(unknown) });
		if (destinations.open.length === 0) return void finish(/* @__PURE__ */ new Map(), unknown);
		const known = "digest" in request.name ? request.name.digest : void 0;
		const surveys = new Map(destinations.open.map((target) => [target, prefetch(survey(given.target(target.store), target, known, signal))]));
		if (known !== void 0) source.prefetch({ digest: known }, LISTS);
		const root = await resolveArtifact(source, request.name, signal);
		draft.describe(root);
		reporter.progress({
			type: "phase",
			phase: "judge",
			subject: reference
		});
		if (!trust) reporter.warning(`${reference} ${request.dryRun ? "would be" : "is"} promoted without verification`);
		const unreadable = /* @__PURE__ */ new Set();
		const read = (under) => {
			const keep = attachmentsToKeep(request, under, (digest) => unreadable.add(digest), signal);
			return readGraph(source, root, {
				concurrency,
				...keep
			}, signal);
		};
		const ahead = request.include === "verified" ? void 0 : prefetch(read([]));
		if (gates) {
			const notes = await gates.judge(root, { allowUnsigned }, signal).finally(() => draft.update({
				signatures: gates.own.signatures,
				identities: gates.own.identities
			}));
			for (const note of notes) reporter.warning(`${reference}: ${note}`);
		}
		if (destinations.open.length === 0) return void finish(/* @__PURE__ */ new Map(), {
			digest: root.digest,
			attachments: 0
		});
		const judged = gates?.all ?? [];
		const graph = await (ahead ?? read(judged));
		draft.update({ attachments: attachmentResults(graph, judged) });
		checkCarried(graph, judged, source);
		warnOfWhatStays(graph, unreadable, request);
		const results = finish(await deliverAll(request, graph, {
			destinations,
			gates,
			surveys
		}, signal), {
			digest: root.digest,
			attachments: graph.attachments.length
		});
		const [status] = [
			"planned",
			"promoted",
			"unchanged"
		].filter((one) => results.some((result) => result.status === one));
		draft.update({ status: trust ? status : "unverified" });
	});
}

// src/compose/destinations.ts
/**
* A destination that names neither takes the tag of the source. Of a source that has none, and where a digest alone is named,
* the image is promoted by digest.
*/
function completed(destination, source) {
	if (destination.tags.length > 0 || destination.digest !== void 0 || !source) return destination;
	const { tag, digest } = source.reference;
	if (tag !== void 0) return {
		...destination,
		tags: [tag]
	};
	return digest === void 0 ? destination : {
		...destination,
		digest
	};
}
/** The destinations of a promotion; what is wrong with them goes into `problems`. */
async function destinationsOf(texts, source, { problems, plainHttp }) {
	const all = typeof texts === "string" ? [texts] : texts ?? [];
	if (all.length === 0) problems.add("usage", "no destination is given", "Write REGISTRY/REPOSITORY:TAG, REGISTRY/REPOSITORY@DIGEST or oci:DIR:TAG.");
	const found = [];
	for (const text of all) {
		const parsed = await problems.try(() => parseDestination(String(text), plainHttp));
		if (!parsed) continue;
		const place = completed(parsed, source);
		if (found.some((other) => formatPlace(other.place) === formatPlace(place))) problems.add("destination_invalid", `${formatPlace(place)} is given twice`, "Write its tags in one: NAME:1.4,latest.");
		found.push({
			text: formatDestination(place),
			place
		});
	}
	return found;
}

// src/compose/tag-options.ts
/** Options that say what becomes of a tag at the destination. */
const TAG_OPTIONS = ["move-tag"];
/** Refuses an option about tags where no destination has one: it would be without effect, and is probably a mistake. */
function refuseTagOptions(given, destinations, problems) {
	const isByDigest = ({ place: { tags, digest } }) => tags.length === 0 && digest !== void 0;
	if (destinations.length === 0 || !destinations.every(isByDigest)) return;
	for (const name of TAG_OPTIONS.filter((one) => given[camelCase(one)] !== void 0)) problems.add("usage", `--${name} is about tags, and no destination has one: the image is promoted by digest`, "Leave it out, or give the destination a tag.");
}

// src/compose/run-promote.ts
/** As many signatures of one image are judged; verify has an option for it. */
const MAX_SIGNATURES = 100;
/** Opens one destination. What cannot be opened is the failure of that destination alone. */
async function opened({ text, place }, image, open) {
	try {
		const { tags, digest } = place;
		return {
			reference: text,
			store: await open(place, "create", image.reference),
			tags,
			...digest === void 0 ? {} : { digest }
		};
	} catch (thrown) {
		return {
			reference: text,
			error: asSealiftError(thrown)
		};
	}
}
/** The result where the source cannot be opened, with the destinations that could not be opened either. */
function withoutSource({ text }, thrown, targets) {
	const failed = targets.flatMap((target) => "error" in target ? [failedDestination(target.reference, target.error, {
		digest: null,
		attachments: 0
	})] : []);
	return {
		...failedImage(text, asSealiftError(thrown).toJSON()),
		destinations: failed
	};
}
async function promote(current, image, destinations, { trust, scope, revocation, demands }, open) {
	const { values, signal } = current;
	const { include, allowUnsigned, moveTag, dryRun, deep } = values;
	const targets = await Promise.all(destinations.map((one) => opened(one, image, open)));
	let source;
	try {
		source = await open(image.reference, "read");
	} catch (thrown) {
		return withoutSource(image, thrown, targets);
	}
	return promoteImage({
		...sessionOf(current),
		...demands,
		reference: image.text,
		name: image.name,
		source,
		destinations: targets,
		...trust === void 0 ? {} : { trust },
		revocation,
		...scope === void 0 ? {} : { scope },
		include,
		allowUnsigned,
		moveTag,
		dryRun,
		deep,
		maxSignatures: MAX_SIGNATURES
	}, signal);
}
/** Promotes one image: judge, copy with what is attached, read back, tag last. Never rejects. */
function runPromote(options, signal) {
	return run("promote", options, signal, async (current) => {
		const { values, problems } = current;
		const { skipVerification, allowUnsigned, include, fromRegistryConfig, toRegistryConfig } = values;
		if (skipVerification && include === "verified") problems.add("usage", "--include verified and --skip-verification exclude each other", "Leave one of them out.");
		for (const [name, given] of [["--allow-unsigned", allowUnsigned], ["--skip-verification", skipVerification]]) {
			const [flag] = given ? requirementFlags(current) : [];
			if (flag !== void 0) problems.add("usage", `${flag} and ${name} exclude each other`, "Leave one of them out.");
		}
		if (skipVerification && values.distrust.length > 0) problems.add("usage", "--distrust and --skip-verification exclude each other", "Leave one of them out.");
		const { source } = options;
		if (typeof source !== "string") problems.add("usage", "promote takes one source", "Give one image.");
		const found = typeof source === "string" ? await problems.try(() => imageOf(source, current.plainHttp)) : void 0;
		const destinations = await destinationsOf(options.destination, found, current);
		refuseTagOptions(options, destinations, problems);
		const [from, to] = await typedLogins(current, [{
			flag: "--from-username",
			username: values.fromUsername,
			places: found ? [found.reference] : []
		}, {
			flag: "--to-username",
			username: values.toUsername,
			places: destinations.map(({ place }) => place)
		}]);
		const open = await storesOf(current, {
			read: from ?? fromRegistryConfig,
			write: to ?? toRegistryConfig
		});
		const scope = scopeOf(current);
		const sources = found ? [repositoryOf(found.reference)] : [];
		const theirs = destinations.map(({ place }) => repositoryOf(place));
		const trust = skipVerification ? void 0 : await trustOf(current, sources, scope, theirs);
		const revocation = await revocationOf(current);
		const demands = await demandsOf(current);
		const { image } = problems.all({ image: found });
		try {
			return [await promote(current, image, destinations, {
				trust,
				scope,
				revocation,
				demands
			}, open)];
		} catch (thrown) {
			return [failedImage(image.text, asSealiftError(thrown).toJSON())];
		}
	});
}

export { runPromote };