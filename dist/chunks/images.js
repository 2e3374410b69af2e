import { d as SealiftError, f as asSealiftError } from "./run-result.js";
import { c as parseReference, o as manifestName, r as formatPlace } from "./problems.js";
import { D as readFile, S as sameContent, b as plainDescriptor, c as parseManifest, v as REFERRERS_LIMIT } from "./open.js";
import { Buffer } from "node:buffer";

// src/oci/referrers.ts
/** Whether the manifest was attached to this subject: digest decides, size and type must not contradict. */
function namesSubject(manifest, subject) {
	return manifest.subject !== void 0 && sameContent(manifest.subject, subject);
}
/**
* What is attached to `subject`, each entry fetched and judged, lazily and in listed order. A list is only a claim: it
* may be the image's own index (GitLab answers the referrers tag so) or name manifests of other subjects.
*/
async function* judgedReferrers(store, subject, query, signal) {
	let count = 0;
	for await (const entry of store.referrers(subject, query, signal)) {
		count += 1;
		if (count > 1e4) throw new SealiftError("content_too_large", `${subject.digest} has over ${REFERRERS_LIMIT} referrers`);
		const content = await fetchEntry(store, entry, signal);
		if (content === void 0) {
			yield {
				state: "dangling",
				entry
			};
			continue;
		}
		const manifest = tryParse(content);
		if (manifest instanceof SealiftError) yield {
			state: "malformed",
			entry,
			error: manifest
		};
		else if (namesSubject(manifest, subject)) yield {
			state: "believed",
			entry,
			content,
			manifest
		};
		else yield {
			state: "foreign",
			entry
		};
	}
}
function tryParse(content) {
	try {
		return parseManifest(content);
	} catch (error) {
		if (error instanceof SealiftError) return error;
		throw error;
	}
}
async function fetchEntry(store, { descriptor }, signal) {
	try {
		return await store.manifest(descriptor, signal);
	} catch (error) {
		if (error instanceof SealiftError && error.code === "artifact_not_found") return void 0;
		throw error;
	}
}

// src/operations/resolve.ts
/** The descriptor behind a reference, once: whatever happens to a tag afterwards, this digest is what is worked on. */
async function resolveArtifact(store, name, signal) {
	const found = await store.resolve(name, signal);
	if (found) return plainDescriptor(found);
	const text = "tag" in name ? `the tag ${name.tag}` : `the manifest ${name.digest}`;
	throw new SealiftError("artifact_not_found", `${store.name} does not have ${text}`);
}

// src/operations/settle.ts
/**
* Runs the work on one image and turns whatever it throws into the image's error, with all that was found out until then:
* one image's failure never loses another's result. An abort becomes the reason of `signal`.
*/
async function settle(reference, signal, work) {
	let result = {
		reference,
		digest: null,
		mediaType: null,
		size: null,
		status: "failed",
		policy: null,
		platforms: [],
		signatures: [],
		attachments: [],
		destinations: [],
		error: null
	};
	const update = (patch) => {
		result = {
			...result,
			...patch
		};
	};
	try {
		signal.throwIfAborted();
		await work({
			update,
			describe: ({ digest, mediaType, size }) => update({
				digest,
				mediaType,
				size
			})
		});
		return result;
	} catch (thrown) {
		const error = asSealiftError(signal.aborted ? signal.reason : thrown).toJSON();
		return {
			...result,
			status: "failed",
			error
		};
	}
}

// src/compose/images.ts
const FILE_LIMIT = 4194304;
const textsOf = (texts) => typeof texts === "string" ? [texts] : texts ?? [];
/** One reference a line; blank lines and those that begin with `#` do not count. */
async function linesOf(path) {
	const bytes = await readFile(path, FILE_LIMIT, "list of images");
	return Buffer.from(bytes).toString("utf8").split(/\r\n|[\r\n]/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}
/** Reads one reference that has to name a manifest. */
function imageOf(text) {
	const reference = parseReference(typeof text === "string" ? text : String(text));
	return {
		text: String(text),
		reference,
		name: manifestName(reference)
	};
}
/**
* The images of a run, each once: tags of one repository that carry the same digest are one image. None at all is a
* problem, never a success.
*/
async function imagesOf(texts, file, problems) {
	const fromFile = file === void 0 ? [] : await problems.try(() => linesOf(file));
	const all = [...textsOf(texts), ...fromFile ?? []];
	if (all.length === 0 && fromFile !== void 0) problems.add("usage", "no image is given", "Name at least one image: REGISTRY/REPOSITORY@sha256:… or oci:DIR:TAG.");
	const images = /* @__PURE__ */ new Map();
	for (const text of all) {
		const image = await problems.try(() => imageOf(text));
		if (!image) continue;
		const key = `${formatPlace(image.reference)} ${JSON.stringify(image.name)}`;
		if (!images.has(key)) images.set(key, image);
	}
	return [...images.values()];
}

export { judgedReferrers as a, resolveArtifact as i, imagesOf as n, settle as r, imageOf as t };