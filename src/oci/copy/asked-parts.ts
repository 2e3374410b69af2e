import pLimit from 'p-limit';
import { taskGroup } from '../../async/task-group.ts';
import { type Descriptor, sameContent } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import type { GraphNode } from '../graph/graph-node.ts';
import type { BlobReader, ManifestReader } from '../ports.ts';

/** The most manifests whose parts are asked for at the same time, since those of thousands would fill the memory. */
const TOGETHER = 16;

/** What a target has of an artifact. Each manifest and each blob is asked for once, by its digest. */
export class AskedParts {
  readonly #target: ManifestReader & Pick<BlobReader, 'has'>;
  readonly #manifests = new Map<Digest, Promise<boolean>>();
  readonly #blobs = new Map<Digest, Promise<boolean>>();
  readonly #turns = pLimit(TOGETHER);
  /** Whether the target has the blob, for each that was asked for. */
  readonly blobs = new Map<Digest, boolean>();

  constructor(target: ManifestReader & Pick<BlobReader, 'has'>) {
    this.#target = target;
  }

  hasManifest(descriptor: Descriptor, signal: AbortSignal): Promise<boolean> {
    const { digest } = descriptor;
    const known = this.#manifests.get(digest);
    if (known) return known;
    const asked = this.#target
      .resolve({ digest }, signal)
      .then((there) => there !== undefined && sameContent(there, descriptor));
    this.#manifests.set(digest, asked);
    return asked;
  }

  #hasBlob(descriptor: Descriptor, signal: AbortSignal): Promise<boolean> {
    const { digest } = descriptor;
    const known = this.#blobs.get(digest);
    if (known) return known;
    const asked = this.#target.has(descriptor, signal).then((there) => {
      this.blobs.set(digest, there);
      return there;
    });
    this.#blobs.set(digest, asked);
    return asked;
  }

  /** The blobs and child manifests of one manifest that the target does not have. */
  async missingOf({ blobs, children }: GraphNode, signal: AbortSignal): Promise<Descriptor[]> {
    const parts = [
      ...blobs.map((descriptor) => ({ descriptor, isBlob: true })),
      ...children.map(({ content }) => ({ descriptor: content.descriptor, isBlob: false })),
    ];
    const missing = await taskGroup(
      signal,
      parts.map(({ descriptor, isBlob }) => async (joined: AbortSignal) => {
        const there = isBlob
          ? await this.#hasBlob(descriptor, joined)
          : await this.hasManifest(descriptor, joined);
        return there ? [] : [descriptor];
      }),
    );
    return missing.flat();
  }

  /** Whether the target has the manifests, and of each its blobs and its children. */
  async hasWhole(nodes: readonly GraphNode[], signal: AbortSignal): Promise<boolean> {
    const answers = await taskGroup(
      signal,
      nodes.map((node) => (joined: AbortSignal) => {
        return this.#turns(async () => {
          joined.throwIfAborted();
          const there = await this.hasManifest(node.content.descriptor, joined);
          return there && (await this.missingOf(node, joined)).length === 0;
        });
      }),
    );
    return answers.every(Boolean);
  }
}
