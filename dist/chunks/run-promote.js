import { K as SealiftError, q as asSealiftError } from "./words.js";
import { $t as parseDestination, A as taskGroup, B as sameContent, D as tapStream, E as BlobVerifier, F as repositoryOf, L as storesOf, N as run, O as archiveUnsupported, S as isSignatureManifest, Xt as formatPlace, Yt as formatDestination, _ as failedImage, c as canMount, i as copiedBlobs, k as pLimit, n as bottomUp, o as sessionOf, p as imageOf, r as readGraph, tt as prefetch, u as canTellEmpty, y as NOTARY_ARTIFACT_TYPE } from "./registry.js";
import { S as levelName, _ as imageResult, a as trustOf, c as judgeArtifact, d as refusal, f as chooseStatement, g as resolveArtifact, i as scopeOf, l as judgeSignature, p as exactStatement, r as REVOCATION, s as preloadTrust, u as loggedFailures, x as enforcesSigner } from "./notation.js";
import { t as warnOfSha512 } from "./warn-of-sha512.js";
const { Readable } = globalThis.process.getBuiltinModule("node:stream");

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

// src/oci/copy/copy-graph.ts
/**
* A blob of at most so many bytes is written without asking whether the target has it, when its attachment is missing there:
* the question would cost as much as the blob.
*/
const ASK_ABOVE = 65536;
/**
* Opens a blob at its source and checks it while it streams. When a retry reads it from the middle, only the target checks the
* digest. The bytes that a retry reads again are subtracted first, so that the `bytes` events of one blob add up to its size.
*/
function openChecked(source, descriptor, onEvent, signal) {
	const { digest } = descriptor;
	let counted = 0;
	const count = (bytes) => {
		counted += bytes;
		if (bytes !== 0) onEvent?.({
			type: "bytes",
			digest,
			bytes
		});
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
/** Every blob that a copy may write, each once. `ask` says whether the target is asked for the blob before it is written. */
function blobsOf(plan) {
	const blobs = /* @__PURE__ */ new Map();
	const add = (node, small) => {
		const { manifest } = node;
		for (const descriptor of copiedBlobs(manifest)) {
			const isConfig = descriptor.digest === manifest.config?.digest;
			const ask = !plan.targetIsEmpty && !(small && !isConfig && descriptor.size <= ASK_ABOVE);
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
	const limit = pLimit(concurrency);
	const report = {
		copied: 0,
		mounted: 0,
		bytes: 0
	};
	const { repository: from } = source;
	const mount = async (descriptor, joined) => from !== void 0 && canMount(target) && target.mount(descriptor, from, joined);
	await taskGroup(signal, blobsOf(plan).map(({ descriptor, ask }) => (joined) => {
		return limit(async () => {
			joined.throwIfAborted();
			const { digest, size } = descriptor;
			if (await mount(descriptor, joined)) {
				report.mounted += 1;
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
			await target.putBlob(descriptor, openChecked(source, descriptor, onEvent, joined), joined);
			report.copied += 1;
			report.bytes += size;
			onEvent?.({
				type: "blob",
				digest,
				size,
				state: "copied"
			});
		});
	}));
	return report;
}
/** Puts the attachments of each subject and has the target list them, before it puts the attachments of those. */
async function putAttachments(target, manifests, attachments, { onLinked }, signal) {
	const bySubject = Map.groupBy(attachments, ({ subject }) => subject.digest);
	const attachTo = async (digest, joined) => {
		const own = bySubject.get(digest);
		if (!own) return;
		for (const { node } of own) await manifests.put(bottomUp(node), joined);
		const contents = own.map(({ node }) => node.content);
		joined.throwIfAborted();
		const foundIn = await target.linkReferrers(own[0].subject, contents, joined);
		onLinked?.(own, foundIn);
		await taskGroup(joined, own.map(({ node }) => (inner) => attachTo(node.content.descriptor.digest, inner)));
	};
	const attached = new Set(attachments.map(({ node }) => node.content.descriptor.digest));
	const outer = [...bySubject.keys()].filter((digest) => !attached.has(digest));
	await taskGroup(signal, outer.map((digest) => (joined) => attachTo(digest, joined)));
}
/**
* Writes what `plan` found missing, in the order that docs/architecture.md, "Order of a promotion", prescribes: blobs, child
* manifests, the root by digest, attached manifests. Then the target has to list the attachments, which is confirmed by
* reading. It sets no tag: a copy that is killed leaves no tag on an incomplete image, and a repeat copies only the rest.
*/
async function copyGraph(source, target, plan, options, signal) {
	const report = await copyBlobs(source, target, plan, options, signal);
	const manifests = new ManifestPutter(target, options.concurrency);
	await manifests.put(plan.nodes, signal);
	await putAttachments(target, manifests, plan.attachments, options, signal);
	return report;
}

// src/oci/copy/plan-copy.ts
/** For the first subject, API and tag are asked at the same time. Its answers tell which of them to ask for the others. */
const FIRST_LIST = { sources: "merged" };
/** Which of `wanted` the target lists, and where. The list is read no further than the last of them. */
async function listedThere(target, subject, wanted, query, signal) {
	const found = /* @__PURE__ */ new Map();
	for await (const { descriptor, foundIn } of target.referrers(subject, query, signal)) {
		if (wanted.has(descriptor.digest)) found.set(descriptor.digest, foundIn);
		if (found.size === wanted.size) break;
	}
	return found;
}
/**
* Compares `graph` with what `target` has. Blobs of a manifest that is there are not asked for, because they are written before
* it ("Order of a promotion"). Children are asked for all the same, since some registries take an index without them.
*/
async function planCopy(target, graph, hints, signal) {
	const { nodes, attachments } = graph;
	if (hints.targetIsEmpty) return {
		nodes,
		attachments,
		listed: [],
		targetIsEmpty: true
	};
	const present = new Set(hints.present);
	await taskGroup(signal, nodes.map(({ content: { descriptor } }) => async (joined) => {
		if (present.has(descriptor.digest)) return;
		const there = await target.resolve({ digest: descriptor.digest }, joined);
		if (there !== void 0 && sameContent(there, descriptor)) present.add(descriptor.digest);
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
		const there = present.has(digest) ? await listedThere(target, attached[0].subject, new Set(attached.map(digestOf)), query, joined) : /* @__PURE__ */ new Map();
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
	query = { sources: "api-first" };
	await taskGroup(signal, others.map((digest) => (joined) => judge(digest, joined)));
	return {
		nodes: nodes.filter(({ content }) => !present.has(content.descriptor.digest)),
		attachments: attachments.filter((attachment) => missing.has(attachment)),
		listed,
		targetIsEmpty: false
	};
}

// src/operations/promotion/deliver.ts
async function readTags({ store, tags }, signal) {
	const found = await taskGroup(signal, tags.map((tag) => async (joined) => [tag, (await store.resolve({ tag }, joined))?.digest]));
	return new Map(found);
}
/**
* Reads the tags of a destination. When it has none of them, it also asks whether the repository is empty; when one of them
* points at `digest`, it prefetches the list of referrers.
*/
async function survey(store, target, digest, signal) {
	const tags = await readTags(target, signal);
	if (digest !== void 0 && [...tags.values()].includes(digest)) store.prefetch({ digest }, FIRST_LIST);
	return {
		tags,
		isEmpty: [...tags.values()].every((digest) => digest === void 0) && canTellEmpty(store) ? await store.isEmpty(signal) : false,
		store
	};
}
/**
* Whether the tag is still to be moved: another run may have brought it to the same digest.
*
* @throws SealiftError `tag_moved` when the tag may not be moved from where it is now.
*/
async function mayMove({ store }, tag, { previous, digest, moveTag }, signal) {
	if (moveTag === "always") return true;
	const now = (await store.resolve({ tag }, signal))?.digest;
	if (now === digest) return false;
	if (now === previous) return true;
	throw new SealiftError("tag_moved", `${store.name}:${tag} moved during this run, from ${previous ?? "nothing"} to ${now ?? "nothing"}; it was left alone`);
}
/** Refuses a promotion, before anything is copied, whose tags could not be set at the end. */
function refuseTakenTags({ store }, before, digest, moveTag) {
	if (moveTag !== "never") return;
	for (const [tag, previous] of before) {
		if (previous === void 0 || previous === digest) continue;
		throw new SealiftError("tag_moved", `${store.name}:${tag} points at ${previous}, and tags are not to be moved`, { hint: "Promote to another tag, or say --move-tag if-unchanged." });
	}
}
function warnOfSignature(reporter, reference, { node, subject }, foundIn) {
	if (isSignatureManifest(node.manifest)) warnOfSha512(reporter, reference, subject, foundIn);
}
/** Copies the missing parts, and tells the shared reads which blobs this destination does not need. */
function copy({ reporter, concurrency }, source, subject, store, plan, signal) {
	const blobs = blobsOf(plan).map(({ descriptor }) => descriptor);
	source.decide(blobs.map(({ digest }) => digest));
	const bytes = blobs.reduce((sum, { size }) => sum + size, 0);
	reporter.progress({
		type: "phase",
		phase: "copy",
		subject
	});
	reporter.progress({
		type: "todo",
		subject,
		blobs: blobs.length,
		bytes
	});
	const onEvent = (event) => {
		if (event.type === "blob" && event.state !== "started") source.release(event.digest);
		reporter.progress({
			...event,
			subject
		});
	};
	const onLinked = (attachments, foundIn) => {
		for (const one of attachments) warnOfSignature(reporter, subject, one, foundIn);
	};
	return copyGraph(source, store, plan, {
		concurrency,
		onEvent,
		onLinked
	}, signal);
}
/**
* Promotes a judged artifact to one destination. It never rejects for a failure: the result has the error and the attachments
* that are missing. When `signal` aborts, its reason is the error.
*/
async function deliver(options, graph, source, target, surveyed, signal) {
	const result = await promoteOrFail(options, graph, source, target, surveyed, signal);
	source.leave();
	options.reporter.progress({
		type: "end",
		subject: target.reference,
		status: result.status
	});
	return result;
}
async function promoteOrFail(options, graph, source, target, surveyed, signal) {
	const { reporter, moveTag, dryRun } = options;
	const { tags, reference } = target;
	const { content } = graph.root;
	const { digest } = content.descriptor;
	const expected = graph.attachments.length;
	let result = {
		reference,
		digest,
		previousDigest: null,
		status: "failed",
		attachments: {
			expected,
			present: 0,
			added: 0,
			missing: []
		},
		copied: 0,
		mounted: 0,
		bytes: 0,
		error: null
	};
	try {
		const { tags: before, isEmpty, store } = await surveyed;
		result = {
			...result,
			previousDigest: before.get(tags[0]) ?? null
		};
		refuseTakenTags(target, before, digest, moveTag);
		const present = new Set([...before.values()].includes(digest) ? [digest] : []);
		const todo = await planCopy(store, graph, {
			present,
			targetIsEmpty: isEmpty
		}, signal);
		for (const { attachment, foundIn } of todo.listed) warnOfSignature(reporter, reference, attachment, foundIn);
		const missing = todo.attachments.map(({ node }) => node.content.descriptor.digest);
		const added = missing.length;
		result = {
			...result,
			attachments: {
				expected,
				present: expected - added,
				added: 0,
				missing
			}
		};
		const moves = [...before].filter(([, previous]) => previous !== digest);
		if (dryRun) return {
			...result,
			status: "planned"
		};
		if (moves.length === 0 && todo.nodes.length === 0 && added === 0) return {
			...result,
			status: "unchanged"
		};
		const report = await copy(options, source, reference, store, todo, signal);
		result = {
			...result,
			...report,
			attachments: {
				expected,
				present: expected,
				added,
				missing: []
			}
		};
		reporter.progress({
			type: "phase",
			phase: "tag",
			subject: reference
		});
		const due = await taskGroup(signal, moves.map(([tag, previous]) => (joined) => mayMove(target, tag, {
			previous,
			digest,
			moveTag
		}, joined)));
		for (const [tag] of moves.filter((_, at) => due[at])) {
			signal.throwIfAborted();
			await store.tag(content, tag, signal);
		}
		return {
			...result,
			status: "promoted"
		};
	} catch (error) {
		return {
			...result,
			error: asSealiftError(signal.aborted ? signal.reason : error).toJSON()
		};
	}
}

// src/operations/promotion/promote.ts
/** A promotion reads both lists, since it copies everything that is attached. */
const LISTS = { sources: "merged" };
/** @throws SealiftError `policy_does_not_enforce` for a statement that does not enforce integrity and authenticity. */
function checkEnforces(statement) {
	if (enforcesSigner(statement)) return;
	throw new SealiftError("policy_does_not_enforce", `the statement "${statement.name}" (${levelName(statement)}) does not enforce integrity and authenticity`);
}
/**
* The statements that the image has to pass: that of the source (or of the given scope), and for each destination the one that
* names it exactly, if there is one.
*/
async function statementsOf({ trust, source, scope, destinations }) {
	if (!trust) return [];
	const policy = await trust.policy();
	const own = chooseStatement(policy, source, scope);
	const theirs = destinations.map(({ store }) => store.repository && exactStatement(policy, store.repository)).filter((statement) => statement !== void 0 && statement !== "");
	const all = [.../* @__PURE__ */ new Set([own, ...theirs])];
	for (const statement of all) checkEnforces(statement);
	return all;
}
/**
* Judges the source under every statement. It calls `keep` for the first statement and for the one that refuses.
*
* @throws SealiftError with the reason for the refusal.
*/
async function judgeSource(request, statements, target, keep, signal) {
	const { source, trust, revocation, clock, reporter, reference, maxSignatures, allowUnsigned } = request;
	const judged = /* @__PURE__ */ new Map();
	const contexts = [];
	const warnings = /* @__PURE__ */ new Set();
	for (const statement of statements) {
		const context = {
			envelopeBudget: request.envelopeBudget,
			store: source,
			trust,
			statement,
			revocation,
			at: clock.now(),
			metadata: {},
			maxSignatures
		};
		const judgement = await judgeArtifact(context, target, signal);
		const { passed, signatures } = judgement;
		const isAllowed = allowUnsigned && signatures.every(({ status }) => status === "ignored");
		if (contexts.length === 0 || !(passed || isAllowed)) keep(statement, signatures);
		contexts.push(context);
		for (const signature of signatures) if (judged.get(signature.digest)?.status !== "passed") judged.set(signature.digest, signature);
		if (!passed && !isAllowed) throw refusal(judgement, target, source);
		if (!passed) warnings.add(`${reference} has no signature and is promoted because that is allowed`);
		for (const message of loggedFailures(judgement)) warnings.add(`${reference}: ${message}`);
	}
	for (const warning of warnings) reporter.warning(warning);
	return {
		judged,
		contexts
	};
}
/** Whether a signature passes one of the statements, so that the repository of that statement needs it. */
async function passesOne({ judged, contexts }, subject, referrer, signal) {
	const { digest } = referrer.content.descriptor;
	const known = judged.get(digest);
	if (known?.status === "passed") return true;
	if (known && contexts.length === 1) return false;
	for (const context of contexts) {
		const result = await judgeSignature(context, subject, referrer, signal);
		judged.set(digest, result);
		if (result.status === "passed") return true;
	}
	return false;
}
/** The filters of {@link readGraph}: which attachments are copied, and which listed entries probably will be. */
function attachmentsToKeep({ include }, gate, signal) {
	if (include === "all") return {
		keep: () => true,
		likely: () => true
	};
	if (include === "signatures") return {
		keep: ({ manifest }) => isSignatureManifest(manifest),
		likely: ({ artifactType }) => artifactType === NOTARY_ARTIFACT_TYPE
	};
	return {
		keep: async (referrer, subject) => gate !== void 0 && isSignatureManifest(referrer.manifest) && await passesOne(gate, subject, referrer, signal),
		likely: ({ digest }) => gate?.judged.get(digest)?.status === "passed"
	};
}
function attachmentResults({ attachments }, { judged }) {
	return attachments.map(({ node: { content, manifest }, subject, foundIn }) => {
		const status = judged.get(content.descriptor.digest)?.status;
		return {
			digest: content.descriptor.digest,
			artifactType: manifest.artifactType ?? manifest.config?.mediaType ?? "",
			size: content.descriptor.size,
			foundIn,
			subject: subject.digest,
			judged: status === "passed" || status === "failed" ? status : "carried"
		};
	});
}
/**
* Refuses a graph that lacks the signature by which the image passed. The store then listed fewer referrers at the second
* reading, and its lists cannot be relied on.
*/
function checkCarried({ attachments }, { judged }, source) {
	const carried = new Set(attachments.map(({ node }) => node.content.descriptor.digest));
	for (const { digest, status } of judged.values()) {
		if (status !== "passed" || carried.has(digest)) continue;
		throw new SealiftError("signature_lost", `${source.name} no longer lists signature ${digest}, which passed`, { hint: "Nothing was copied. Look at the source with `sealift list`, then run the command again." });
	}
}
function warnOfWhatStays(graph, { reference, reporter }) {
	for (const { digest, mediaType } of graph.foreignLayers) reporter.warning(`${reference}: layer ${digest} (${mediaType}) may not be distributed and stays where it is`);
	for (const { descriptor, subject } of graph.dangling) reporter.warning(`${reference}: ${descriptor.digest} is listed as attached to ${subject.digest}, but it is gone`);
}
/** Throws the error of the image when destinations failed: that of the first one, with the number of the others. */
function throwFirst(results) {
	const failed = results.filter(({ error }) => error !== null);
	const [first] = failed;
	if (!first?.error) return;
	const { code, message, hint } = first.error;
	const count = `${failed.length} of ${results.length} destinations failed`;
	throw new SealiftError(code, results.length === 1 ? message : `${count}, first ${first.reference}: ${message}`, { hint });
}
/**
* Promotes one image: it judges the image at the source, copies it with its attachments, has those read back, and moves the
* tags last (docs/architecture.md, "Order of a promotion"). A run that is killed leaves the old tag or a complete new one.
*/
function promoteImage(given, signal) {
	const { reference, reporter, trust, clock, concurrency, destinations } = given;
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
		const statements = await statementsOf(request);
		const policyOf = (statement) => ({
			statement: statement.name,
			level: levelName(statement)
		});
		if (statements[0]) draft.update({ policy: policyOf(statements[0]) });
		if (trust) for (const statement of statements) preloadTrust(trust, statement);
		const known = "digest" in request.name ? request.name.digest : void 0;
		const surveys = destinations.map((destination) => prefetch(survey(given.target(destination.store), destination, known, signal)));
		if (known !== void 0) source.prefetch({ digest: known }, LISTS);
		const root = await resolveArtifact(source, request.name, signal);
		draft.describe(root);
		reporter.progress({
			type: "phase",
			phase: "judge",
			subject: reference
		});
		if (!trust) reporter.warning(`${reference} is promoted without verification`);
		const judgedUnder = (statement, signatures) => draft.update({
			policy: policyOf(statement),
			signatures
		});
		const read = (gate) => {
			return readGraph(source, root, {
				concurrency,
				...attachmentsToKeep(request, gate, signal)
			}, signal);
		};
		const ahead = request.include === "verified" ? void 0 : prefetch(read(void 0));
		const gate = await judgeSource(request, statements, root, judgedUnder, signal);
		const graph = await (ahead ?? read(gate));
		draft.update({ attachments: attachmentResults(graph, gate) });
		checkCarried(graph, gate, source);
		warnOfWhatStays(graph, request);
		const sources = shareBlobs(source, destinations.length, {
			now: () => clock.now().getTime(),
			sleep: (milliseconds, during) => clock.sleep(milliseconds, during)
		});
		const results = await Promise.all(destinations.map((destination, at) => deliver(request, graph, sources[at], destination, surveys[at], signal)));
		draft.update({ destinations: results });
		throwFirst(results);
		const [status] = [
			"planned",
			"promoted",
			"unchanged"
		].filter((one) => results.some((result) => result.status === one));
		draft.update({ status: trust ? status : "unverified" });
	});
}

// src/compose/destinations.ts
/** A destination without tags takes the source's; a bare digest has none to give. */
function tagged(destination, source, problems) {
	if (destination.tags.length > 0 || !source) return destination;
	const { tag } = source.reference;
	if (tag !== void 0) return {
		...destination,
		tags: [tag]
	};
	const place = formatPlace(destination);
	problems.add("destination_invalid", `${place} has no tag, and neither has the source`, `Write ${place}:TAG.`);
	return destination;
}
function destinationOf(text, plainHttp) {
	const destination = parseDestination(text, plainHttp);
	if (destination.transport === "oci-archive") throw archiveUnsupported(destination.path);
	return destination;
}
/** The destinations of a promotion; what is wrong with them goes into `problems`. */
async function destinationsOf(texts, source, { problems, plainHttp }) {
	const all = typeof texts === "string" ? [texts] : texts ?? [];
	if (all.length === 0) problems.add("usage", "no destination is given", "Write REGISTRY/REPOSITORY:TAG or oci:DIR:TAG.");
	const found = [];
	for (const text of all) {
		const parsed = await problems.try(() => destinationOf(String(text), plainHttp));
		if (!parsed) continue;
		const place = tagged(parsed, source, problems);
		if (found.some((other) => formatPlace(other.place) === formatPlace(place))) problems.add("destination_invalid", `${formatPlace(place)} is given twice`, "Write its tags in one: NAME:1.4,latest.");
		found.push({
			text: formatDestination(place),
			place
		});
	}
	return found;
}

// src/compose/run-promote.ts
/** As many signatures of one image are judged; verify has an option for it. */
const MAX_SIGNATURES = 100;
async function promote(current, image, destinations, { trust, scope }, open) {
	const { values, signal } = current;
	const { include, allowUnsigned, moveTag, dryRun } = values;
	const source = await open(image.reference, "read");
	const targets = await Promise.all(destinations.map(async ({ text, place }) => ({
		reference: text,
		store: await open(place, "create", image.reference),
		tags: place.tags
	})));
	return promoteImage({
		...sessionOf(current),
		reference: image.text,
		name: image.name,
		source,
		destinations: targets,
		...trust === void 0 ? {} : { trust },
		revocation: REVOCATION,
		...scope === void 0 ? {} : { scope },
		include,
		allowUnsigned,
		moveTag,
		dryRun,
		maxSignatures: MAX_SIGNATURES
	}, signal);
}
/** Promotes one image: judge, copy with what is attached, read back, tag last. Never rejects. */
function runPromote(options, signal) {
	return run("promote", options, signal, async (current) => {
		const { values, problems } = current;
		const { skipVerification, include, fromRegistryConfig, toRegistryConfig } = values;
		if (skipVerification && include === "verified") problems.add("usage", "--include verified and --skip-verification exclude each other", "Leave one of them out.");
		const { source } = options;
		if (typeof source !== "string") problems.add("usage", "promote takes one source", "Give one image.");
		const found = typeof source === "string" ? await problems.try(() => imageOf(source, current.plainHttp)) : void 0;
		const destinations = await destinationsOf(options.destination, found, current);
		const places = [...found ? [found.reference] : [], ...destinations.map(({ place }) => place)];
		const open = await storesOf(current, {
			read: fromRegistryConfig,
			write: toRegistryConfig
		});
		const scope = scopeOf(current);
		const trust = skipVerification ? void 0 : await trustOf(current, places.map(repositoryOf), scope);
		const { image } = problems.all({ image: found });
		try {
			return [await promote(current, image, destinations, {
				trust,
				scope
			}, open)];
		} catch (thrown) {
			return [failedImage(image.text, asSealiftError(thrown).toJSON())];
		}
	});
}

export { runPromote };