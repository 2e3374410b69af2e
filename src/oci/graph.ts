import pLimit from 'p-limit';
import { taskGroup } from '../async/task-group.ts';
import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import type { CachedStore } from './cache/cached-store.ts';
import { type Descriptor, sameContent } from './descriptor.ts';
import type { Digest } from './digest.ts';
import { GRAPH_DEPTH, GRAPH_LIMIT, GRAPH_MANIFESTS } from './limits.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { isForeignLayer, isSchema1, manifestKind } from './media-types.ts';
import type { FoundIn, ManifestContent, ReferrerQuery } from './ports.ts';
import { claimedReferrers, judgeEntry, type Referrer } from './referrers.ts';

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
  /** Requests in flight. */
  readonly concurrency: number;
  /**
   * Which of those that are listed will probably be kept: what is attached to them is asked for along with their manifest.
   * Of none when absent.
   */
  readonly likely?: (descriptor: Descriptor) => boolean;
  /** Which attachments to follow; none when absent. */
  readonly keep?: (referrer: Referrer, subject: Descriptor) => boolean | Promise<boolean>;
}

/** What a manifest takes in memory for each of its bytes: the byte, its text, and what was read from it. */
const HELD = 4;

/** Whatever is listed anywhere is wanted. */
const LISTS: ReferrerQuery = { sources: 'merged' };

function invalidGraph(reason: string): SealiftError {
  return new SealiftError('manifest_invalid', reason);
}

/** Reads within caps that hold for the whole graph, whatever its manifests claim. */
class GraphReader {
  readonly #store: CachedStore;
  readonly #likely: NonNullable<GraphOptions['likely']>;
  readonly #fetches: ReturnType<typeof pLimit>;
  /** Of subjects whose list is read and judged. */
  readonly #turns: ReturnType<typeof pLimit>;
  readonly #nodes = new Map<Digest, { descriptor: Descriptor; reading: Promise<GraphNode> }>();
  /** Levels below a node. */
  readonly #heights = new Map<GraphNode, number>();
  /** Whose list was read: what is a child and an attachment at once is met twice. */
  readonly #subjects = new Set<Digest>();
  #bytes = 0;
  readonly dangling: { subject: Descriptor; descriptor: Descriptor }[] = [];

  constructor(store: CachedStore, { concurrency, likely = () => false }: GraphOptions) {
    this.#store = store;
    this.#likely = likely;
    this.#fetches = pLimit(concurrency);
    this.#turns = pLimit(concurrency);
  }

  /** Counts a manifest before it is fetched; its store refuses one that is larger than its descriptor says. */
  #reserve({ size }: Descriptor): void {
    this.#bytes += size * HELD;
    if (this.#bytes <= GRAPH_LIMIT) return;
    const most = Math.floor(GRAPH_LIMIT / HELD / 1024 / 1024);
    throw new SealiftError(
      'content_too_large',
      `the manifests of this artifact have over ${most} MiB together`,
    );
  }

  #checkDepth(depth: number, { digest }: Descriptor): void {
    if (depth <= GRAPH_DEPTH && this.#nodes.size < GRAPH_MANIFESTS) return;
    throw new SealiftError('content_too_large', `the artifact nests or branches too far at ${digest}`, {
      hint: `At most ${GRAPH_DEPTH} levels and ${GRAPH_MANIFESTS} manifests are followed.`,
    });
  }

  node(descriptor: Descriptor, depth: number, signal: AbortSignal, content?: ManifestContent) {
    const known = this.#nodes.get(descriptor.digest);
    if (known) {
      if (sameContent(known.descriptor, descriptor)) return known.reading;
      throw invalidGraph(`manifest ${descriptor.digest} is named with two sizes or media types`);
    }
    this.#checkDepth(depth, descriptor);
    const reading = this.#read(descriptor, depth, signal, content);
    this.#nodes.set(descriptor.digest, { descriptor, reading });
    return reading;
  }

  async #read(
    descriptor: Descriptor,
    depth: number,
    signal: AbortSignal,
    given: ManifestContent | undefined,
  ): Promise<GraphNode> {
    const content = given ?? (await this.#fetch(descriptor, depth, signal));
    const manifest = parseManifest(content);
    const children = await taskGroup(
      signal,
      manifest.manifests.map((child) => (joined: AbortSignal) => this.node(child, depth + 1, joined)),
    );
    // A node may be met first near the root and stand far below it: the longest way down counts, in any order of answers.
    const height = children.reduce((most, child) => Math.max(most, this.#heights.get(child)! + 1), 0);
    this.#checkDepth(depth + height, descriptor);
    const layers = manifest.layers.filter(({ mediaType }) => !isForeignLayer(mediaType));
    const blobs = manifest.config ? [manifest.config, ...layers] : layers;
    const node: GraphNode = { content, manifest, children, blobs };
    this.#heights.set(node, height);
    return node;
  }

  async #fetch(descriptor: Descriptor, depth: number, signal: AbortSignal): Promise<ManifestContent> {
    const { digest, mediaType } = descriptor;
    if (manifestKind(mediaType) === undefined && !isSchema1(mediaType)) {
      throw new SealiftError(
        'manifest_unsupported',
        `${digest} is named as a manifest, but is ${printable(mediaType)}`,
      );
    }
    this.#reserve(descriptor);
    try {
      return await this.#fetches(() => this.#store.manifest(descriptor, signal));
    } catch (error) {
      if (depth > 0 && error instanceof SealiftError && error.code === 'artifact_not_found') {
        throw new SealiftError('child_missing', `manifest ${digest} is named by an index but is not there`, {
          cause: error,
        });
      }
      throw error;
    }
  }

  /** What is attached to `subject` itself, in listed order. */
  async #attached(
    subject: Descriptor,
    keep: NonNullable<GraphOptions['keep']>,
    depth: number,
    signal: AbortSignal,
  ): Promise<Attachment[]> {
    const entries = await Array.fromAsync(claimedReferrers(this.#store, subject, LISTS, signal));
    for (const { descriptor } of entries) this.#reserve(descriptor);
    const found = await taskGroup(
      signal,
      entries.map((entry) => async (joined: AbortSignal) => {
        const judged = await this.#fetches(() => {
          if (this.#likely(entry.descriptor)) this.#store.prefetch(entry.descriptor, LISTS);
          return judgeEntry(this.#store, entry, subject, joined);
        });
        const isKept = judged.state === 'believed' && (await keep(judged, subject));
        // What cannot be read cannot be carried, and nothing that is attached is left behind without a word.
        if (judged.state === 'malformed') throw judged.error;
        if (judged.state === 'dangling') return { gone: { subject, descriptor: entry.descriptor } };
        if (!isKept) return {};
        const { content } = judged;
        const node = await this.node(content.descriptor, depth, joined, content);
        return { attachment: { node, subject, foundIn: entry.foundIn } };
      }),
    );
    this.dangling.push(...found.flatMap(({ gone }) => gone ?? []));
    return found.flatMap(({ attachment }) => attachment ?? []);
  }

  /** What is attached to `subject` and, behind each, what is attached to that. */
  async attachments(
    subject: Descriptor,
    keep: NonNullable<GraphOptions['keep']>,
    depth: number,
    signal: AbortSignal,
  ): Promise<Attachment[]> {
    if (this.#subjects.has(subject.digest)) return [];
    this.#subjects.add(subject.digest);
    const own = await this.#turns(() => this.#attached(subject, keep, depth, signal));
    const behind = await taskGroup(
      signal,
      own.map(
        ({ node }) =>
          (joined: AbortSignal) =>
            this.attachments(node.content.descriptor, keep, depth + 1, joined),
      ),
    );
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

function foreignLayers(nodes: Iterable<GraphNode>): Descriptor[] {
  const layers = [...nodes].flatMap(({ manifest }) => manifest.layers);
  const foreign = layers.filter(({ mediaType }) => isForeignLayer(mediaType));
  return [...new Map(foreign.map((layer) => [layer.digest, layer])).values()];
}

/** A blob is copied once, so that everybody who names it has to say the same of it. */
function checkBlobs(nodes: Iterable<GraphNode>): void {
  const sizes = new Map<Digest, number>();
  for (const { digest, size } of [...nodes].flatMap(({ blobs }) => blobs)) {
    const known = sizes.get(digest) ?? size;
    if (known !== size) throw invalidGraph(`blob ${digest} is named with ${known} and with ${size} bytes`);
    sizes.set(digest, size);
  }
}

/**
 * Reads an artifact whole: root, children, and what is attached to any of them. Every manifest is fetched once.
 *
 * @throws SealiftError `child_missing`, `content_too_large`, `manifest_invalid`, or what the store throws.
 */
export async function readGraph(
  store: CachedStore,
  root: Descriptor,
  options: GraphOptions,
  signal: AbortSignal,
): Promise<ArtifactGraph> {
  const reader = new GraphReader(store, options);
  const { keep: follow } = options;
  let read: GraphNode | undefined;
  let ofRoot: Attachment[] = [];
  // What is attached to the root is asked for along with the root.
  await taskGroup(signal, [
    async (joined) => {
      read = await reader.node(root, 0, joined);
    },
    async (joined) => {
      if (follow) ofRoot = await reader.attachments(root, follow, 1, joined);
    },
  ]);
  const rootNode = read!;
  const nodes = bottomUp(rootNode);
  const below = follow
    ? await taskGroup(
        signal,
        nodes.map(
          ({ content }) =>
            (joined: AbortSignal) =>
              reader.attachments(content.descriptor, follow, 1, joined),
        ),
      )
    : [];
  const lists = [...below, ofRoot];
  const unique = new Map<Digest, Attachment>();
  for (const attachment of lists.flat()) {
    const { digest } = attachment.node.content.descriptor;
    if (!unique.has(digest)) unique.set(digest, attachment);
  }
  const attachments = [...unique.values()];
  const everything = new Set([...nodes, ...attachments.flatMap(({ node }) => bottomUp(node))]);
  checkBlobs(everything);
  return {
    root: rootNode,
    nodes,
    attachments,
    foreignLayers: foreignLayers(everything),
    dangling: reader.dangling,
  };
}
