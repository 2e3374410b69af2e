import { d as SealiftError, f as asSealiftError } from "./run-result.js";
import { c as parseReference, o as manifestName, r as formatPlace } from "./problems.js";
import { C as sameContent, O as readFile, c as parseManifest, x as plainDescriptor, y as REFERRERS_LIMIT } from "./open.js";
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
	for await (const entry of claimedReferrers(store, subject, query, signal)) yield await judgeEntry(store, entry, subject, signal);
}
/** The entries as they are listed, unjudged, within the cap. */
async function* claimedReferrers(store, subject, query, signal) {
	let count = 0;
	for await (const entry of store.referrers(subject, query, signal)) {
		count += 1;
		if (count > 1e4) throw new SealiftError("content_too_large", `${subject.digest} has over ${REFERRERS_LIMIT} referrers`);
		yield entry;
	}
}
/** Definite answers: what is there is not a manifest that fits its entry. All else is not known, and thrown. */
const UNFIT = /* @__PURE__ */ new Set([
	"manifest_invalid",
	"manifest_unsupported",
	"digest_mismatch",
	"content_too_large"
]);
/** Fetches what one entry names, and says what it is. Throws what leaves that open. */
async function judgeEntry(store, entry, subject, signal) {
	try {
		const content = await store.manifest(entry.descriptor, signal);
		const manifest = parseManifest(content);
		if (!namesSubject(manifest, subject)) return {
			state: "foreign",
			entry
		};
		return {
			state: "believed",
			entry,
			content,
			manifest
		};
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		if (error.code === "artifact_not_found") return {
			state: "dangling",
			entry
		};
		if (UNFIT.has(error.code)) return {
			state: "malformed",
			entry,
			error
		};
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

export { claimedReferrers as a, resolveArtifact as i, imagesOf as n, judgeEntry as o, settle as r, judgedReferrers as s, imageOf as t };