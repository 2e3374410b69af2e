import pLimit from 'p-limit';
import { SealiftError } from '../errors.ts';
import type { Descriptor } from './descriptor.ts';
import type { Digest } from './digest.ts';
import { GRAPH_DEPTH, GRAPH_LIMIT, GRAPH_MANIFESTS } from './limits.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { isForeignLayer } from './media-types.ts';
import type { FoundIn, ManifestContent, ManifestReader, ReferrerReader } from './ports.ts';
import { judgedReferrers, type Referrer } from './referrers.ts';
import { together } from './together.ts';

/** One manifest of an artifact with what it names. */
export interface GraphNode {
  readonly content: ManifestContent;
  readonly manifest: Manifest;
  /** The manifests of an index. */
  readonly children: readonly GraphNode[];
  /** Config and layers that travel; non-distributable layers stay where they are. */
  readonly blobs: readonly Descriptor[];
}

/** Something attached, and to what. */
export interface Attachment {
  readonly node: GraphNode;
  readonly subject: Descriptor;
  readonly foundIn: FoundIn;
}

export interface ArtifactGraph {
  readonly root: GraphNode;
  /** Root and everything below it, children before their index. */
  readonly nodes: readonly GraphNode[];
  /** Attached to root, to a child, or to an attachment; a subject before its referrers. */
  readonly attachments: readonly Attachment[];
  /** Layers that no registry may hold (image-spec, "Non-distributable Layers"). */
  readonly foreignLayers: readonly Descriptor[];
  /** Listed as attached, but gone from the store. */
  readonly dangling: readonly { readonly subject: Descriptor; readonly descriptor: Descriptor }[];
}

export interface GraphOptions {
  readonly concurrency: number;
  /** Which attachments to follow; none when absent. */
  readonly keep?: (referrer: Referrer, subject: Descriptor) => boolean | Promise<boolean>;
}

/** Reads within caps that hold for the whole graph, whatever its manifests claim. */
class GraphReader {
  readonly #store: ManifestReader & ReferrerReader;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #nodes = new Map<Digest, Promise<GraphNode>>();
  #bytes = 0;
  readonly foreignLayers = new Map<Digest, Descriptor>();
  readonly dangling: { subject: Descriptor; descriptor: Descriptor }[] = [];

  constructor(store: ManifestReader & ReferrerReader, concurrency: number) {
    this.#store = store;
    this.#limit = pLimit(concurrency);
  }

  node(
    descriptor: Descriptor,
    depth: number,
    signal: AbortSignal,
    content?: ManifestContent,
  ): Promise<GraphNode> {
    const known = this.#nodes.get(descriptor.digest);
    if (known) return known;
    if (depth > GRAPH_DEPTH || this.#nodes.size >= GRAPH_MANIFESTS) {
      throw new SealiftError(
        'content_too_large',
        `the artifact nests or branches too far at ${descriptor.digest}`,
        {
          hint: `At most ${GRAPH_DEPTH} levels and ${GRAPH_MANIFESTS} manifests are followed.`,
        },
      );
    }
    const reading = this.#read(descriptor, depth, signal, content);
    this.#nodes.set(descriptor.digest, reading);
    return reading;
  }

  async #read(
    descriptor: Descriptor,
    depth: number,
    signal: AbortSignal,
    given: ManifestContent | undefined,
  ): Promise<GraphNode> {
    const content = given ?? (await this.#limit(() => this.#fetch(descriptor, depth, signal)));
    this.#bytes += content.bytes.length;
    if (this.#bytes > GRAPH_LIMIT) {
      throw new SealiftError('content_too_large', 'the manifests of this artifact have over 64 MiB together');
    }
    const manifest = parseManifest(content);
    const children = await together(
      signal,
      manifest.manifests.map((child) => (joined: AbortSignal) => this.node(child, depth + 1, joined)),
    );
    const layers = manifest.layers.filter((layer) => {
      const foreign = isForeignLayer(layer.mediaType);
      if (foreign) this.foreignLayers.set(layer.digest, layer);
      return !foreign;
    });
    return { content, manifest, children, blobs: manifest.config ? [manifest.config, ...layers] : layers };
  }

  async #fetch(descriptor: Descriptor, depth: number, signal: AbortSignal): Promise<ManifestContent> {
    try {
      return await this.#store.manifest(descriptor, signal);
    } catch (error) {
      if (depth > 0 && error instanceof SealiftError && error.code === 'artifact_not_found') {
        throw new SealiftError(
          'child_missing',
          `manifest ${descriptor.digest} is named by an index but is not there`,
          {
            cause: error,
          },
        );
      }
      throw error;
    }
  }

  /** What is attached to `subject` and, behind each, what is attached to that. */
  async attachments(
    subject: Descriptor,
    keep: NonNullable<GraphOptions['keep']>,
    depth: number,
    signal: AbortSignal,
  ): Promise<Attachment[]> {
    const found: { referrer: Referrer; node: GraphNode }[] = [];
    for await (const judged of judgedReferrers(this.#store, subject, { sources: 'all' }, signal)) {
      if (judged.state === 'dangling') this.dangling.push({ subject, descriptor: judged.entry.descriptor });
      // What cannot be read cannot be carried, and nothing that is attached is left behind without a word.
      if (judged.state === 'malformed') throw judged.error;
      if (judged.state !== 'believed' || !(await keep(judged, subject))) continue;
      const node = await this.node(judged.content.descriptor, depth, signal, judged.content);
      found.push({ referrer: judged, node });
    }
    const behind = await together(
      signal,
      found.map(
        ({ node }) =>
          (joined: AbortSignal) =>
            this.attachments(node.content.descriptor, keep, depth + 1, joined),
      ),
    );
    const own = found.map(({ referrer, node }) => ({ node, subject, foundIn: referrer.entry.foundIn }));
    return [...own, ...behind.flat()];
  }
}

/** Children before their index, each manifest once. */
export function bottomUp(root: GraphNode): GraphNode[] {
  const ordered = new Map<Digest, GraphNode>();
  const visit = (node: GraphNode): void => {
    const { digest } = node.content.descriptor;
    if (ordered.has(digest)) return;
    for (const child of node.children) visit(child);
    ordered.set(digest, node);
  };
  visit(root);
  return [...ordered.values()];
}

/**
 * Reads an artifact whole: root, children, and what is attached to any of them. Every manifest is fetched once.
 *
 * @throws SealiftError `child_missing`, `content_too_large`, `manifest_invalid`, or what the store throws.
 */
export async function readGraph(
  store: ManifestReader & ReferrerReader,
  root: Descriptor,
  { concurrency, keep }: GraphOptions,
  signal: AbortSignal,
): Promise<ArtifactGraph> {
  const reader = new GraphReader(store, concurrency);
  const rootNode = await reader.node(root, 0, signal);
  const nodes = bottomUp(rootNode);
  const follow = keep;
  const lists = follow
    ? await together(
        signal,
        nodes.map(
          ({ content }) =>
            (joined: AbortSignal) =>
              reader.attachments(content.descriptor, follow, 1, joined),
        ),
      )
    : [];
  const unique = new Map<Digest, Attachment>();
  for (const attachment of lists.flat()) {
    const { digest } = attachment.node.content.descriptor;
    if (!unique.has(digest)) unique.set(digest, attachment);
  }
  return {
    root: rootNode,
    nodes,
    attachments: [...unique.values()],
    foreignLayers: [...reader.foreignLayers.values()],
    dangling: reader.dangling,
  };
}
