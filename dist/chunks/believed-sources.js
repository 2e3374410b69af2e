import { g as ListedTags, h as TagAwareStore } from "./registry.js";

// src/compose/believed-sources.ts
/** The repositories that images come from, each with its list of tags, which is read once and believed. */
var BelievedSources = class {
	#pages;
	#signal;
	#sources = /* @__PURE__ */ new Map();
	/**
	* @param pages the most of one list, which saves four questions about each image: its referrers tag, and three tags of cosign.
	* @param signal that of the run, since several images wait for a list.
	*/
	constructor(pages, signal) {
		this.#pages = pages;
		this.#signal = signal;
	}
	of(store) {
		const known = this.#sources.get(store);
		if (known) return known;
		const tags = new ListedTags(store, this.#pages, this.#signal);
		const source = {
			store: new TagAwareStore(store, tags),
			tags
		};
		this.#sources.set(store, source);
		return source;
	}
	/** Forgets the list of a repository that no image is left of. */
	forget(store) {
		this.#sources.delete(store);
	}
};

export { BelievedSources as t };