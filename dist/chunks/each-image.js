import { f as asSealiftError, t as failedImage } from "./run-result.js";
import { r as formatPlace } from "./problems.js";

// src/compose/each-image.ts
/**
* Runs a use case on every image; one that fails loses no other. Images named by digest go at the same time (the waits for
* their referrers overlap); tags of one repository go one after the other, since they may be the same image.
*/
async function eachImage(images, open, purpose, work) {
	const turns = /* @__PURE__ */ new Map();
	const one = async (image) => {
		try {
			return await work(image, await open(image.reference, purpose));
		} catch (thrown) {
			return failedImage(image.text, asSealiftError(thrown).toJSON());
		}
	};
	return Promise.all(images.map((image) => {
		if ("digest" in image.name) return one(image);
		const place = formatPlace(image.reference);
		const turn = (turns.get(place) ?? Promise.resolve()).then(() => one(image));
		turns.set(place, turn);
		return turn;
	}));
}

export { eachImage as t };