import { c as printable, d as SealiftError } from "./run-result.js";
import { C as sameContent, _ as GRAPH_MANIFESTS, c as parseManifest, f as isForeignLayer, g as GRAPH_LIMIT, m as manifestKind, p as isSchema1 } from "./open.js";
import { a as claimedReferrers, o as judgeEntry } from "./images.js";

// node_modules/yocto-queue/index.js
var Node = class {
	value;
	next;
	constructor(value) {
		this.value = value;
	}
};
var Queue = class {
	#head;
	#tail;
	#size;
	constructor() {
		this.clear();
	}
	enqueue(value) {
		const node = new Node(value);
		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}
		this.#size++;
	}
	dequeue() {
		const current = this.#head;
		if (!current) return;
		this.#head = this.#head.next;
		this.#size--;
		if (!this.#head) this.#tail = void 0;
		return current.value;
	}
	peek() {
		if (!this.#head) return;
		return this.#head.value;
	}
	clear() {
		this.#head = void 0;
		this.#tail = void 0;
		this.#size = 0;
	}
	get size() {
		return this.#size;
	}
	*[Symbol.iterator]() {
		let current = this.#head;
		while (current) {
			yield current.value;
			current = current.next;
		}
	}
	*drain() {
		while (this.#head) yield this.dequeue();
	}
};

// node_modules/p-limit/index.js
function pLimit(concurrency) {
	let rejectOnClear = false;
	if (typeof concurrency === "object") ({concurrency, rejectOnClear = false} = concurrency);
	validateConcurrency(concurrency);
	if (typeof rejectOnClear !== "boolean") throw new TypeError("Expected `rejectOnClear` to be a boolean");
	const queue = new Queue();
	let activeCount = 0;
	const resumeNext = () => {
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};
	const next = () => {
		activeCount--;
		resumeNext();
	};
	const run = async (function_, resolve, arguments_) => {
		const result = (async () => function_(...arguments_))();
		resolve(result);
		try {
			await result;
		} catch {}
		next();
	};
	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = { reject };
		new Promise((internalResolve) => {
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(void 0, function_, resolve, arguments_));
		if (activeCount < concurrency) resumeNext();
	};
	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});
	Object.defineProperties(generator, {
		activeCount: { get: () => activeCount },
		pendingCount: { get: () => queue.size },
		clearQueue: { value() {
			if (!rejectOnClear) {
				queue.clear();
				return;
			}
			const abortError = AbortSignal.abort().reason;
			while (queue.size > 0) queue.dequeue().reject(abortError);
		} },
		concurrency: {
			get: () => concurrency,
			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;
				queueMicrotask(() => {
					while (activeCount < concurrency && queue.size > 0) resumeNext();
				});
			}
		},
		map: { async value(iterable, function_) {
			const promises = [];
			try {
				Array.from(iterable, (value, index) => {
					const promise = generator(function_, value, index);
					promises.push(promise);
					return promise;
				});
			} catch (error) {
				for (const promise of promises) promise.catch(() => {});
				throw error;
			}
			return Promise.all(promises);
		} }
	});
	return generator;
}
function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) throw new TypeError("Expected `concurrency` to be a number from 1 and up");
}

// src/oci/together.ts
/**
* Runs tasks at the same time; the first failure aborts the signal that the others got, and is thrown when all have
* come to rest, so that nothing goes on behind the caller's back.
*/
async function together(signal, tasks) {
	const stop = new AbortController();
	const joined = AbortSignal.any([signal, stop.signal]);
	let failure;
	const settled = await Promise.all(Array.from(tasks, async (task) => {
		try {
			return await task(joined);
		} catch (error) {
			failure ??= { error: signal.aborted ? signal.reason : error };
			stop.abort(error);
			return;
		}
	}));
	if (failure) throw failure.error;
	return settled;
}

// src/oci/graph.ts
const SOURCES = { sources: "all" };
function invalidGraph(reason) {
	return new SealiftError("manifest_invalid", reason);
}
/** Reads within caps that hold for the whole graph, whatever its manifests claim. */
var GraphReader = class {
	#store;
	#fetches;
	#lists;
	#nodes = /* @__PURE__ */ new Map();
	/** Levels below a node. */
	#heights = /* @__PURE__ */ new Map();
	/** Whose list was read: what is a child and an attachment at once is met twice. */
	#subjects = /* @__PURE__ */ new Set();
	#bytes = 0;
	dangling = [];
	constructor(store, concurrency) {
		this.#store = store;
		this.#fetches = pLimit(concurrency);
		this.#lists = pLimit(concurrency);
	}
	/** Counts a manifest before it is fetched; its store refuses one that is larger than its descriptor says. */
	#reserve({ size }) {
		this.#bytes += size;
		if (this.#bytes > 67108864) throw new SealiftError("content_too_large", "the manifests of this artifact have over 64 MiB together");
	}
	#checkDepth(depth, { digest }) {
		if (depth <= 8 && this.#nodes.size < 1e4) return;
		throw new SealiftError("content_too_large", `the artifact nests or branches too far at ${digest}`, { hint: `At most ${8} levels and ${GRAPH_MANIFESTS} manifests are followed.` });
	}
	node(descriptor, depth, signal, content) {
		const known = this.#nodes.get(descriptor.digest);
		if (known) {
			if (sameContent(known.descriptor, descriptor)) return known.reading;
			throw invalidGraph(`manifest ${descriptor.digest} is named with two sizes or media types`);
		}
		this.#checkDepth(depth, descriptor);
		const reading = this.#read(descriptor, depth, signal, content);
		this.#nodes.set(descriptor.digest, {
			descriptor,
			reading
		});
		return reading;
	}
	async #read(descriptor, depth, signal, given) {
		const content = given ?? await this.#fetch(descriptor, depth, signal);
		const manifest = parseManifest(content);
		const children = await together(signal, manifest.manifests.map((child) => (joined) => this.node(child, depth + 1, joined)));
		const height = children.reduce((most, child) => Math.max(most, this.#heights.get(child) + 1), 0);
		this.#checkDepth(depth + height, descriptor);
		const layers = manifest.layers.filter(({ mediaType }) => !isForeignLayer(mediaType));
		const node = {
			content,
			manifest,
			children,
			blobs: manifest.config ? [manifest.config, ...layers] : layers
		};
		this.#heights.set(node, height);
		return node;
	}
	async #fetch(descriptor, depth, signal) {
		const { digest, mediaType } = descriptor;
		if (manifestKind(mediaType) === void 0 && !isSchema1(mediaType)) throw new SealiftError("manifest_unsupported", `${digest} is named as a manifest, but is ${printable(mediaType)}`);
		this.#reserve(descriptor);
		try {
			return await this.#fetches(() => this.#store.manifest(descriptor, signal));
		} catch (error) {
			if (depth > 0 && error instanceof SealiftError && error.code === "artifact_not_found") throw new SealiftError("child_missing", `manifest ${digest} is named by an index but is not there`, { cause: error });
			throw error;
		}
	}
	/** What is attached to `subject` itself, in listed order. */
	async #attached(subject, keep, depth, signal) {
		const entries = [];
		for await (const entry of claimedReferrers(this.#store, subject, SOURCES, signal)) {
			this.#reserve(entry.descriptor);
			entries.push(entry);
		}
		const found = await together(signal, entries.map((entry) => async (joined) => {
			const judged = await this.#fetches(() => judgeEntry(this.#store, entry, subject, joined));
			if (judged.state === "malformed") throw judged.error;
			if (judged.state === "dangling") return { gone: {
				subject,
				descriptor: entry.descriptor
			} };
			if (judged.state !== "believed" || !await keep(judged, subject)) return {};
			const { content } = judged;
			return { attachment: {
				node: await this.node(content.descriptor, depth, joined, content),
				subject,
				foundIn: entry.foundIn
			} };
		}));
		this.dangling.push(...found.flatMap(({ gone }) => gone ?? []));
		return found.flatMap(({ attachment }) => attachment ?? []);
	}
	/** What is attached to `subject` and, behind each, what is attached to that. */
	async attachments(subject, keep, depth, signal) {
		if (this.#subjects.has(subject.digest)) return [];
		this.#subjects.add(subject.digest);
		const own = await this.#lists(() => this.#attached(subject, keep, depth, signal));
		const behind = await together(signal, own.map(({ node }) => (joined) => this.attachments(node.content.descriptor, keep, depth + 1, joined)));
		return [...own, ...behind.flat()];
	}
};
/** Children before their index, each manifest once. */
function bottomUp(root) {
	const ordered = /* @__PURE__ */ new Map();
	const visit = (node) => {
		const { digest } = node.content.descriptor;
		if (ordered.has(digest)) return;
		for (const child of node.children) visit(child);
		ordered.set(digest, node);
	};
	visit(root);
	return [...ordered.values()];
}
function foreignLayers(nodes) {
	const foreign = [...nodes].flatMap(({ manifest }) => manifest.layers).filter(({ mediaType }) => isForeignLayer(mediaType));
	return [...new Map(foreign.map((layer) => [layer.digest, layer])).values()];
}
/** A blob is copied once, so that everybody who names it has to say the same of it. */
function checkBlobs(nodes) {
	const sizes = /* @__PURE__ */ new Map();
	for (const { digest, size } of [...nodes].flatMap(({ blobs }) => blobs)) {
		const known = sizes.get(digest) ?? size;
		if (known !== size) throw invalidGraph(`blob ${digest} is named with ${known} and with ${size} bytes`);
		sizes.set(digest, size);
	}
}
/**
* Reads an artifact whole: root, children, and what is attached to any of them. Every manifest is fetched once.
*
* @throws SealiftError `child_missing`, `content_too_large`, `manifest_invalid`, or what the store throws.
*/
async function readGraph(store, root, { concurrency, keep }, signal) {
	const reader = new GraphReader(store, concurrency);
	const rootNode = await reader.node(root, 0, signal);
	const nodes = bottomUp(rootNode);
	const follow = keep;
	const lists = follow ? await together(signal, nodes.map(({ content }) => (joined) => reader.attachments(content.descriptor, follow, 1, joined))) : [];
	const unique = /* @__PURE__ */ new Map();
	for (const attachment of lists.flat()) {
		const { digest } = attachment.node.content.descriptor;
		if (!unique.has(digest)) unique.set(digest, attachment);
	}
	const attachments = [...unique.values()];
	const everything = /* @__PURE__ */ new Set([...nodes, ...attachments.flatMap(({ node }) => bottomUp(node))]);
	checkBlobs(everything);
	return {
		root: rootNode,
		nodes,
		attachments,
		foreignLayers: foreignLayers(everything),
		dangling: reader.dangling
	};
}

export { pLimit as i, readGraph as n, together as r, bottomUp as t };