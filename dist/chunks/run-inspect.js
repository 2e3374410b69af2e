import { X as SealiftError } from "./words.js";
import { E as isSignatureManifest, X as judgedReferrers, Z as NOTARY_ARTIFACT_TYPE, ft as platformName, i as runOnImage, wt as manifestKind, y as readGraph } from "./registry.js";
import { t as attachmentResult } from "./attachment-result.js";
import { b as imageResult, y as resolveArtifact } from "./notation.js";
import { t as describeSignature } from "./describe-signature.js";

// src/operations/judging/inspect.ts
const LISTS = {
	artifactType: NOTARY_ARTIFACT_TYPE,
	sources: "merged"
};
/** The platforms of an index, and the signatures that are attached to them: each is signed for itself, or not. */
async function platformsOf(store, root, { concurrency }, signal) {
	if (manifestKind(root.mediaType) !== "index") return {
		platforms: [],
		attachments: []
	};
	const { nodes, attachments } = await readGraph(store, root, {
		concurrency,
		keep: ({ manifest }) => isSignatureManifest(manifest),
		likely: ({ artifactType }) => artifactType === NOTARY_ARTIFACT_TYPE
	}, signal);
	const children = nodes.flatMap(({ manifest }) => manifest.manifests);
	return {
		platforms: [...new Map(children.map((child) => [child.digest, child])).values()].map((child) => ({
			platform: platformName(child),
			digest: child.digest,
			status: "listed",
			error: null
		})),
		attachments: attachments.filter(({ subject }) => subject.digest !== root.digest).map((attachment) => attachmentResult(attachment, null))
	};
}
/** Opens every signature of an image and shows its certificates, times and metadata, without judging them. */
function inspectImage(request, signal) {
	const { reference, name, maxSignatures, reporter } = request;
	const store = request.view(request.store);
	return imageResult(reference, signal, async (draft) => {
		const root = await resolveArtifact(store, name, signal);
		draft.describe(root);
		const signatures = [];
		for await (const judged of judgedReferrers(store, root, LISTS, signal)) {
			if (judged.state === "dangling") reporter.warning(`${reference}: ${judged.entry.descriptor.digest} is listed, but it is gone`);
			if (judged.state === "malformed") reporter.warning(`${reference}: ${judged.error.message}`);
			if (judged.state !== "believed" || !isSignatureManifest(judged.manifest)) continue;
			if (signatures.length === maxSignatures) {
				reporter.warning(`${reference} has more than ${maxSignatures} signatures; the others are not shown`);
				break;
			}
			signatures.push(await describeSignature({
				...request,
				store
			}, root.digest, judged, signal));
		}
		draft.update({ signatures });
		try {
			draft.update(await platformsOf(store, root, request, signal));
		} catch (error) {
			if (!(error instanceof SealiftError) || error.exitCode !== 1) throw error;
			reporter.warning(`${reference}: its platforms are not shown: ${error.message}`);
		}
		draft.update({ status: "listed" });
	});
}

// src/compose/run-inspect.ts
/** The most signatures that are shown of one image. */
const MAX_SIGNATURES = 100;
/** Shows each signature of an image without judging it. Never rejects. */
function runInspect(options, signal) {
	return runOnImage("inspect", options, signal, (request, during) => inspectImage({
		...request,
		maxSignatures: MAX_SIGNATURES
	}, during));
}

export { runInspect };