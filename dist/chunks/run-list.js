import { H as platformName, N as storesOf, f as eachImage, k as run, n as readGraph, r as sessionOf, u as imageOf } from "./registry.js";
import { _ as resolveArtifact, g as settle } from "./notation.js";

// src/operations/list.ts
/** Everything attached to an image, to its platforms and to attachments, with where it was found. Nothing is judged. */
function listImage(request, signal) {
	const { reference, name, concurrency, reporter } = request;
	const store = request.view(request.store);
	return settle(reference, signal, async (draft) => {
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
			attachments: graph.attachments.map(({ node: { content, manifest }, subject, foundIn }) => ({
				digest: content.descriptor.digest,
				artifactType: manifest.artifactType ?? manifest.config?.mediaType ?? "",
				size: content.descriptor.size,
				foundIn,
				subject: subject.digest,
				judged: null
			}))
		});
	});
}

// src/compose/run-list.ts
/** Shows everything that is attached to an image, and where it was found. Never rejects. */
function runList(options, signal) {
	return run("list", options, signal, async (current) => {
		const { problems } = current;
		const image = await problems.try(() => imageOf(options.image, current.plainHttp));
		const open = await storesOf(current);
		problems.throwIfAny();
		const session = sessionOf(current);
		return eachImage([image], open, "read", ({ text, name }, store) => listImage({
			...session,
			reference: text,
			name,
			store
		}, current.signal));
	});
}

export { runList };