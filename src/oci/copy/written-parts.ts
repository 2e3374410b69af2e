import { taskGroup } from '../../async/task-group.ts';
import { type Descriptor, sameContent } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import type { DigestTag } from '../digest-tags/digest-tag.ts';
import type { Attachment } from '../graph/artifact-graph.ts';
import { bottomUp } from '../graph/bottom-up.ts';
import type { GraphNode } from '../graph/graph-node.ts';
import type { BlobSource, TargetStore } from '../ports.ts';
import { type Loss, notKept } from './not-kept.ts';
import { openChecked } from './open-checked.ts';
import type { ManifestPutter } from './put-manifests.ts';
import { readBack, type TakenPart } from './read-back.ts';

export interface ReadBackOptions {
  /** The blobs of an attachment for which the target is asked after it took them. Without this function it is asked for none. */
  readonly envelopesOf?: (attachment: Attachment) => readonly Descriptor[];
  /** Whether the target is asked for everything that was written: for each blob, and for each manifest. */
  readonly deep?: boolean;
  /** Lets the time between two readings pass. Without this function none passes. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** The stores of a copy, and what it wrote. */
export interface Copied {
  readonly source: BlobSource;
  readonly target: TargetStore;
  readonly manifests: ManifestPutter;
  /** The blobs that were written or mounted. */
  readonly blobs: ReadonlySet<Digest>;
}

/**
 * Asks a target for what it said it stored: a 201 is no proof. What it does not show is put again, once. A layout is not asked,
 * because its files were written here.
 */
export class WrittenParts {
  readonly #copied: Copied;
  readonly #options: ReadBackOptions;

  constructor(copied: Copied, options: ReadBackOptions) {
    this.#copied = copied;
    this.#options = options;
  }

  /** @throws SealiftError `child_missing`, or `registry_refused` for a manifest that is no child. */
  async manifests(nodes: readonly GraphNode[], loss: Loss, signal: AbortSignal): Promise<void> {
    const { target, manifests } = this.#copied;
    await taskGroup(
      signal,
      nodes.map((node) => (joined: AbortSignal) => {
        const { descriptor } = node.content;
        const { digest } = descriptor;
        const isThere = async (): Promise<boolean> => {
          const there = await target.resolve({ digest }, joined);
          return there !== undefined && sameContent(there, descriptor);
        };
        const putAgain = () => manifests.putAgain(node, joined);
        return this.#readBack({ isThere, putAgain }, loss, digest, joined);
      }),
    );
  }

  /** Asks for the blobs among `descriptors` that this copy wrote. */
  async blobs(descriptors: readonly Descriptor[], loss: Loss, signal: AbortSignal): Promise<void> {
    const { source, target, blobs } = this.#copied;
    const written = new Map(
      descriptors.filter(({ digest }) => blobs.has(digest)).map((one) => [one.digest, one]),
    );
    await taskGroup(
      signal,
      [...written.values()].map((descriptor) => (joined: AbortSignal) => {
        const isThere = () => target.has(descriptor, joined);
        const open = openChecked(source, descriptor, () => {}, joined);
        const putAgain = () => target.putBlob(descriptor, open, joined);
        return this.#readBack({ isThere, putAgain }, loss, descriptor.digest, joined);
      }),
    );
  }

  /** Asks for what was attached, once its manifests are there. That those of the attachments are there, their list says. */
  async attachments(attachments: readonly Attachment[], signal: AbortSignal): Promise<void> {
    const { deep = false, envelopesOf = () => [] } = this.#options;
    const parts = attachments.map((one) => ({ nodes: bottomUp(one.node), envelopes: envelopesOf(one) }));
    const children = parts.flatMap(({ nodes }) => nodes.slice(0, -1));
    const own = attachments.map(({ node }) => node);
    const blobs = deep ? parts.flatMap(({ nodes }) => nodes.flatMap((node) => node.blobs)) : [];
    const envelopes = parts.flatMap((part) => part.envelopes);
    const named = new Set(envelopes.map(({ digest }) => digest));
    await taskGroup(signal, [
      (joined) => this.manifests(children, 'child', joined),
      (joined) => this.manifests(deep ? own : [], 'signature', joined),
      (joined) => this.blobs(envelopes, 'envelope', joined),
      (joined) =>
        this.blobs(
          blobs.filter(({ digest }) => !named.has(digest)),
          'blob',
          joined,
        ),
    ]);
  }

  /** Asks for what digest tags hold: signatures and attestations as envelopes are asked for, an SBOM when all is. */
  async digestTags(digestTags: readonly DigestTag[], signal: AbortSignal): Promise<void> {
    const { deep = false } = this.#options;
    const asked = digestTags.filter(({ suffix }) => deep || suffix !== 'sbom');
    const blobs = asked.flatMap(({ node }) => bottomUp(node).flatMap(({ layers }) => layers));
    await this.blobs(blobs, 'envelope', signal);
  }

  async #readBack(
    part: Omit<TakenPart, 'lost'>,
    loss: Loss,
    digest: Digest,
    signal: AbortSignal,
  ): Promise<void> {
    const { sleep = async () => {} } = this.#options;
    const { target } = this.#copied;
    if (target.repository === undefined) return;
    await readBack({ ...part, lost: () => notKept(target, loss, digest) }, sleep, signal);
  }
}
