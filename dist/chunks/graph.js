import { d as SealiftError } from "./run-result.js";
import { c as parseManifest, f as isForeignLayer, g as GRAPH_MANIFESTS, h as GRAPH_LIMIT } from "./open.js";
import { a as judgedReferrers } from "./images.js";

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
			failure ??= { error };
			stop.abort(error);
			return;
		}
	}));
	if (failure) throw failure.error;
	return settled;
}

// src/oci/graph.ts
/** Reads within caps that hold for the whole graph, whatever its manifests claim. */
var GraphReader = class {
	#store;
	#limit;
	#nodes = /* @__PURE__ */ new Map();
	#bytes = 0;
	foreignLayers = /* @__PURE__ */ new Map();
	dangling = [];
	constructor(store, concurrency) {
		this.#store = store;
		this.#limit = pLimit(concurrency);
	}
	node(descriptor, depth, signal, content) {
		const known = this.#nodes.get(descriptor.digest);
		if (known) return known;
		if (depth > 8 || this.#nodes.size >= 1e4) throw new SealiftError("content_too_large", `the artifact nests or branches too far at ${descriptor.digest}`, { hint: `At most ${8} levels and ${GRAPH_MANIFESTS} manifests are followed.` });
		const reading = this.#read(descriptor, depth, signal, content);
		this.#nodes.set(descriptor.digest, reading);
		return reading;
	}
	async #read(descriptor, depth, signal, given) {
		const content = given ?? await this.#limit(() => this.#fetch(descriptor, depth, signal));
		this.#bytes += content.bytes.length;
		if (this.#bytes > 67108864) throw new SealiftError("content_too_large", "the manifests of this artifact have over 64 MiB together");
		const manifest = parseManifest(content);
		const children = await together(signal, manifest.manifests.map((child) => (joined) => this.node(child, depth + 1, joined)));
		const layers = manifest.layers.filter((layer) => {
			const foreign = isForeignLayer(layer.mediaType);
			if (foreign) this.foreignLayers.set(layer.digest, layer);
			return !foreign;
		});
		return {
			content,
			manifest,
			children,
			blobs: manifest.config ? [manifest.config, ...layers] : layers
		};
	}
	async #fetch(descriptor, depth, signal) {
		try {
			return await this.#store.manifest(descriptor, signal);
		} catch (error) {
			if (depth > 0 && error instanceof SealiftError && error.code === "artifact_not_found") throw new SealiftError("child_missing", `manifest ${descriptor.digest} is named by an index but is not there`, { cause: error });
			throw error;
		}
	}
	/** What is attached to `subject` and, behind each, what is attached to that. */
	async attachments(subject, keep, depth, signal) {
		const found = [];
		for await (const judged of judgedReferrers(this.#store, subject, { sources: "all" }, signal)) {
			if (judged.state === "dangling") this.dangling.push({
				subject,
				descriptor: judged.entry.descriptor
			});
			if (judged.state === "malformed") throw judged.error;
			if (judged.state !== "believed" || !await keep(judged, subject)) continue;
			const node = await this.node(judged.content.descriptor, depth, signal, judged.content);
			found.push({
				referrer: judged,
				node
			});
		}
		const behind = await together(signal, found.map(({ node }) => (joined) => this.attachments(node.content.descriptor, keep, depth + 1, joined)));
		return [...found.map(({ referrer, node }) => ({
			node,
			subject,
			foundIn: referrer.entry.foundIn
		})), ...behind.flat()];
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
	return {
		root: rootNode,
		nodes,
		attachments: [...unique.values()],
		foreignLayers: [...reader.foreignLayers.values()],
		dangling: reader.dangling
	};
}

export { pLimit as i, readGraph as n, together as r, bottomUp as t };