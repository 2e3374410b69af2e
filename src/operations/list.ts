import { platformName } from '../oci/descriptor.ts';
import { readGraph } from '../oci/graph/read-graph.ts';
import type { ManifestName, SourceStore } from '../oci/ports.ts';
import { imageResult } from './image-result.ts';
import { resolveArtifact } from './resolve.ts';
import type { ImageResult } from './results.ts';
import type { Session } from './session.ts';

export interface ListRequest extends Session {
  /** As the user wrote it. */
  readonly reference: string;
  readonly name: ManifestName;
  readonly store: SourceStore;
}

/** Lists the artifacts attached to an image, its platforms and its attachments, and where each was found. It judges none. */
export function listImage(request: ListRequest, signal: AbortSignal): Promise<ImageResult> {
  const { reference, name, concurrency, reporter } = request;
  const store = request.view(request.store);
  return imageResult(reference, signal, async (draft) => {
    const root = await resolveArtifact(store, name, signal);
    draft.describe(root);
    const graph = await readGraph(store, root, { concurrency, keep: () => true, likely: () => true }, signal);
    for (const { descriptor } of graph.dangling) {
      reporter.warning(`${reference}: ${descriptor.digest} is listed as attached, but it is gone`);
    }
    const children = new Map(
      graph.nodes.flatMap(({ manifest }) => manifest.manifests).map((child) => [child.digest, child]),
    );
    draft.update({
      status: 'listed',
      platforms: [...children.values()].map((child) => ({
        platform: platformName(child),
        digest: child.digest,
        status: 'listed',
        error: null,
      })),
      attachments: graph.attachments.map(({ node: { content, manifest }, subject, foundIn }) => ({
        digest: content.descriptor.digest,
        artifactType: manifest.artifactType ?? manifest.config?.mediaType ?? '',
        size: content.descriptor.size,
        foundIn,
        subject: subject.digest,
        judged: null,
      })),
    });
  });
}
