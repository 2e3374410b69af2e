import { _ as readGraph, i as runOnImage, k as isSignatureManifest, ot as mapGroup, x as DIGEST_TAG_SUFFIXES } from "./registry.js";
import { D as imageResult, E as resolveArtifact, b as prototypeSignatureIn, g as describePrototypes, v as prototypeItself, y as describePrototype } from "./notation.js";
import { n as attachmentResult, r as digestTagResult } from "./attachment-result.js";
import { n as absentInWords, r as listedPlatforms, t as describeSignature } from "./describe-signature.js";

// src/operations/list.ts
/** The most signatures that are opened to say who made them. */
const OPENED = 100;
function withoutDetails({ details: _, ...signature }) {
	return signature;
}
/** Opens the signatures among what is attached, to say who made each. Their content is what `inspect` shows. */
async function signaturesOf({ reference, envelopeBudget, concurrency, reporter }, store, attachments, signal) {
	const signatures = attachments.filter(({ node: { content, manifest } }) => isSignatureManifest(manifest) || prototypeSignatureIn(content) !== void 0);
	if (signatures.length > OPENED) reporter.warning(`${reference} has more than ${OPENED} signatures; who made the others is not shown`);
	return mapGroup(signal, signatures.slice(0, OPENED), concurrency, async ({ node: { content, manifest }, subject, foundIn, elsewhere }, joined) => {
		const place = {
			foundIn,
			...elsewhere === void 0 ? {} : { elsewhere }
		};
		const referrer = {
			entry: {
				descriptor: content.descriptor,
				...place
			},
			manifest
		};
		const source = {
			store,
			envelopeBudget
		};
		const jwt = prototypeSignatureIn(content);
		if (jwt) {
			const holder = {
				digest: content.descriptor.digest,
				foundIn
			};
			return withoutDetails(await describePrototype(source, holder, jwt, joined));
		}
		return withoutDetails(await describeSignature(source, subject.digest, referrer, joined));
	});
}
/**
* Lists the artifacts attached to an image, its platforms and its attachments, where each was found, and who made each signature.
* It judges none.
*/
function listImage(request, signal) {
	const { reference, name, concurrency, reporter } = request;
	const store = request.view(request.store);
	return imageResult(reference, signal, async (draft) => {
		const root = await resolveArtifact(store, name, signal);
		draft.describe(root);
		const graph = await readGraph(store, root, {
			concurrency,
			keep: () => true,
			likely: () => true,
			absent: "told",
			digestTags: {
				suffixes: DIGEST_TAG_SUFFIXES,
				keep: () => true
			}
		}, signal).catch(async (error) => {
			if ((await prototypeItself(store, root, signal).catch(() => [])).length === 0) throw error;
		});
		const found = await prototypeItself(store, root, signal);
		const itself = await describePrototypes({
			...request,
			store
		}, found, signal);
		if (!graph) return void draft.update({
			status: "listed",
			signatures: itself.map(withoutDetails)
		});
		for (const { descriptor } of graph.dangling) reporter.warning(`${reference}: ${descriptor.digest} is listed as attached, but it is gone`);
		const platforms = listedPlatforms(graph);
		const lacks = absentInWords(platforms);
		if (lacks !== void 0) reporter.warning(`${reference}: ${lacks}`);
		draft.update({
			status: "listed",
			platforms,
			attachments: [...graph.attachments.map((attachment) => attachmentResult(attachment, null)), ...graph.digestTags.map((one) => digestTagResult(one, null))]
		});
		const attached = await signaturesOf(request, store, graph.attachments, signal);
		draft.update({ signatures: [...itself.map(withoutDetails), ...attached] });
	});
}

// src/compose/run-list.ts
/** Shows everything that is attached to an image, and where it was found. Never rejects. */
function runList(options, signal) {
	return runOnImage("list", options, signal, listImage);
}

export { runList };