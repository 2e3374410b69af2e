import { $ as mapGroup, E as isSignatureManifest, ft as platformName, i as runOnImage, y as readGraph } from "./registry.js";
import { t as attachmentResult } from "./attachment-result.js";
import { b as imageResult, y as resolveArtifact } from "./notation.js";
import { t as describeSignature } from "./describe-signature.js";

// src/operations/list.ts
/** The most signatures that are opened to say who made them. */
const OPENED = 100;
/** Opens the signatures among what is attached, to say who made each. Their content is what `inspect` shows. */
async function signaturesOf({ reference, envelopeBudget, concurrency, reporter }, store, attachments, signal) {
	const signatures = attachments.filter(({ node }) => isSignatureManifest(node.manifest));
	if (signatures.length > OPENED) reporter.warning(`${reference} has more than ${OPENED} signatures; who made the others is not shown`);
	return mapGroup(signal, signatures.slice(0, OPENED), concurrency, async ({ node: { content, manifest }, subject, foundIn }, joined) => {
		const referrer = {
			entry: {
				descriptor: content.descriptor,
				foundIn
			},
			manifest
		};
		const { details: _, ...signature } = await describeSignature({
			store,
			envelopeBudget
		}, subject.digest, referrer, joined);
		return signature;
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
			likely: () => true
		}, signal);
		for (const { descriptor } of graph.dangling) reporter.warning(`${reference}: ${descriptor.digest} is listed as attached, but it is gone`);
		const children = new Map(graph.nodes.flatMap(({ manifest }) => manifest.manifests).map((child) => [child.digest, child]));
		draft.update({
			status: "listed",
			platforms: [...children.values()].map((child) => ({
				platform: platformName(child),
				digest: child.digest,
				status: "listed",
				error: null
			})),
			attachments: graph.attachments.map((attachment) => attachmentResult(attachment, null))
		});
		draft.update({ signatures: await signaturesOf(request, store, graph.attachments, signal) });
	});
}

// src/compose/run-list.ts
/** Shows everything that is attached to an image, and where it was found. Never rejects. */
function runList(options, signal) {
	return runOnImage("list", options, signal, listImage);
}

export { runList };