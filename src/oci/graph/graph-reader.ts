import pLimit from 'p-limit';
import { mapGroup } from '../../async/map-group.ts';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import type { CachedStore } from '../cache/cached-store.ts';
import { type Descriptor, sameContent } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import { GRAPH_DEPTH, GRAPH_LIMIT, GRAPH_MANIFESTS } from '../limits.ts';
import { parseManifest } from '../manifest.ts';
import { isSchema1, manifestKind } from '../media-types.ts';
import { chosenChildren } from '../platforms/chosen-children.ts';
import type { ManifestContent, ReferrerQuery } from '../ports.ts';
import { claimedReferrers, judgeEntry } from '../referrers.ts';
import type { Attachment, GraphOptions } from './artifact-graph.ts';
import type { GraphAccess } from './digest-tag-reader.ts';
import { GraphNode } from './graph-node.ts';

/** Bytes of memory for each byte of a manifest: the byte itself, and its text and the parsed value while it is read. */
const HELD = 4;

/** Manifests that are worked on for each request that may be under way: some of them wait for what they name, or are judged. */
const WIDTH = 4;

/** A graph has the referrers of every list, that of the API and that of the tag. */
const LISTS: ReferrerQuery = { sources: 'merged' };

function invalidGraph(reason: string): SealiftError {
  return new SealiftError('manifest_invalid', reason);
}

/** A manifest that an index names, and that the store does not have. */
class AbsentChild extends SealiftError {
  readonly digest: Digest;

  constructor(digest: Digest, options: { cause: unknown }) {
    super('child_missing', `manifest ${digest} is named by an index but is not there`, options);
    this.digest = digest;
  }
}

/** Whether a manifest is a child of the root, at whatever depth, or what is attached, with its children. */
type Role = 'child' | 'attachment';

/** How a manifest was met, and its content if that was fetched. */
interface Met {
  readonly role: Role;
  readonly content?: ManifestContent | undefined;
}

/** Reads a graph within caps for the whole of it, whatever its manifests claim ("Caps before allocation"). */
export class GraphReader {
  readonly #store: CachedStore;
  readonly #likely: NonNullable<GraphOptions['likely']>;
  readonly #width: number;
  readonly #fetches: ReturnType<typeof pLimit>;
  /** Limits how many subjects have their list read and judged at the same time. */
  readonly #turns: ReturnType<typeof pLimit>;
  readonly #nodes = new Map<string, { descriptor: Descriptor; reading: Promise<GraphNode> }>();
  /** For each node, how many levels are below it. */
  readonly #heights = new Map<GraphNode, number>();
  /** Subjects whose list was read. A manifest that is both a child and an attachment is met twice and read once. */
  readonly #subjects = new Set<Digest>();
  readonly #options: GraphOptions;
  #bytes = 0;
  readonly absent = new Map<Digest, Descriptor>();
  readonly dangling: { subject: Descriptor; descriptor: Descriptor }[] = [];

  constructor(store: CachedStore, options: GraphOptions) {
    const { concurrency, likely = () => false } = options;
    this.#store = store;
    this.#options = options;
    this.#likely = likely;
    this.#width = concurrency * WIDTH;
    this.#fetches = pLimit(concurrency);
    this.#turns = pLimit(concurrency);
  }

  /** Counts the size of a manifest before it is fetched. The store refuses a manifest that is larger than its descriptor. */
  #reserve({ size }: Descriptor): void {
    this.#bytes += size * HELD;
    const { narrow } = this.#store;
    if (narrow && this.#bytes > narrow.graph) throw narrow.exceeded();
    if (this.#bytes <= GRAPH_LIMIT) return;
    const most = Math.floor(GRAPH_LIMIT / HELD / 1024 / 1024);
    throw new SealiftError(
      'content_too_large',
      `the manifests of this artifact have over ${most} MiB together`,
    );
  }

  /** Works on items at the same time, but on no more of them than the requests under way can serve. */
  each<T, R>(
    items: readonly T[],
    signal: AbortSignal,
    work: (item: T, signal: AbortSignal) => Promise<R>,
  ): Promise<R[]> {
    return mapGroup(signal, items, this.#width, work);
  }

  #checkDepth(depth: number, { digest }: Descriptor, more = 1): void {
    if (depth <= GRAPH_DEPTH && this.#nodes.size + more <= GRAPH_MANIFESTS) return;
    throw new SealiftError('content_too_large', `the artifact nests or branches too far at ${digest}`, {
      hint: `At most ${GRAPH_DEPTH} levels and ${GRAPH_MANIFESTS} manifests are followed.`,
    });
  }

  /** An index can be a child, of which some children are left out, and an attachment, of which none is: those are two nodes. */
  #keyOf({ digest }: Pick<Descriptor, 'digest'>, role: Role): string {
    const { platforms, absent = 'refused' } = this.#options;
    return role === 'attachment' && (platforms || absent === 'told') ? `${role} ${digest}` : digest;
  }

  node(
    descriptor: Descriptor,
    depth: number,
    signal: AbortSignal,
    { role, content }: Met = { role: 'child' },
  ) {
    const key = this.#keyOf(descriptor, role);
    const known = this.#nodes.get(key);
    if (known) {
      if (sameContent(known.descriptor, descriptor)) return known.reading;
      throw invalidGraph(`manifest ${descriptor.digest} is named with two sizes or media types`);
    }
    this.#checkDepth(depth, descriptor);
    const reading = this.#read(descriptor, depth, signal, { role, content });
    this.#nodes.set(key, { descriptor, reading });
    return reading;
  }

  async #read(
    descriptor: Descriptor,
    depth: number,
    signal: AbortSignal,
    { role, content: given }: Met,
  ): Promise<GraphNode> {
    const content = given ?? (await this.#fetch(descriptor, depth, signal));
    const { manifests } = parseManifest(content);
    const { platforms, foreignLayers = false } = this.#options;
    const isChosen = platforms !== undefined && role === 'child';
    const wanted = isChosen ? chosenChildren(manifests, platforms) : manifests;
    const keys = new Set(manifests.map((child) => this.#keyOf(child, role)));
    const unread = [...keys].filter((key) => !this.#nodes.has(key));
    // A list of children that is too long is refused before the first of them is fetched.
    this.#checkDepth(depth, descriptor, unread.length);
    const found = await this.each(wanted, signal, (child, joined) =>
      this.#child(child, depth + 1, joined, role),
    );
    const children = found.filter((child) => child !== undefined);
    // One node can be reached by several paths. The cap holds for the longest one, in whatever order the answers come.
    const height = children.reduce((most, child) => Math.max(most, this.#heights.get(child)! + 1), 0);
    this.#checkDepth(depth + height, descriptor, 0);
    const node = new GraphNode(content, { children, foreignLayers });
    this.#heights.set(node, height);
    return node;
  }

  /** A child that is not there is no error where the caller wants to be told. */
  async #child(
    child: Descriptor,
    depth: number,
    signal: AbortSignal,
    role: Role,
  ): Promise<GraphNode | undefined> {
    try {
      return await this.node(child, depth, signal, { role });
    } catch (error) {
      const isTold = role === 'child' && this.#options.absent === 'told';
      if (!isTold || !(error instanceof AbsentChild) || error.digest !== child.digest) throw error;
      this.absent.set(child.digest, child);
      return undefined;
    }
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
        throw new AbsentChild(digest, { cause: error });
      }
      throw error;
    }
  }

  /** The referrers of `subject` itself, in listed order. */
  async #attached(
    subject: Descriptor,
    keep: NonNullable<GraphOptions['keep']>,
    depth: number,
    signal: AbortSignal,
  ): Promise<Attachment[]> {
    const entries = await Array.fromAsync(claimedReferrers(this.#store, subject, LISTS, signal));
    for (const { descriptor } of entries) this.#reserve(descriptor);
    const found = await this.each(entries, signal, async (entry, joined) => {
      const judged = await this.#fetches(() => {
        // Where a manifest is that another store lists, only its content tells for certain, and there alone its list is asked for.
        if (entry.elsewhere === undefined && this.#likely(entry.descriptor))
          this.#store.prefetch(entry.descriptor, LISTS);
        return judgeEntry(this.#store, entry, subject, joined);
      });
      const isKept = judged.state === 'believed' && (await keep(judged, subject));
      // A malformed referrer cannot be copied, and a copy must not leave an attachment out silently.
      if (judged.state === 'malformed') throw judged.error;
      if (judged.state === 'dangling') return { gone: { subject, descriptor: entry.descriptor } };
      if (!isKept) return {};
      const { content } = judged;
      const node = await this.node(content.descriptor, depth, joined, { role: 'attachment', content });
      const { foundIn, elsewhere } = entry;
      return { attachment: { node, subject, foundIn, ...(elsewhere === undefined ? {} : { elsewhere }) } };
    });
    this.dangling.push(...found.flatMap(({ gone }) => gone ?? []));
    return found.flatMap(({ attachment }) => attachment ?? []);
  }

  /** How digest tags are read: within the same caps. What they name is an attachment. */
  access(): GraphAccess {
    return {
      resolve: (tag, signal) => this.#fetches(() => this.#store.resolve({ tag }, signal)),
      manifest: (descriptor, signal) => {
        this.#reserve(descriptor);
        return this.#fetches(() => this.#store.manifest(descriptor, signal));
      },
      node: (content, depth, signal) =>
        this.node(content.descriptor, depth, signal, { role: 'attachment', content }),
      each: (items, signal, work) => this.each(items, signal, work),
    };
  }

  /** The referrers of `subject`, each followed by its own referrers. */
  async attachments(
    subject: Descriptor,
    keep: NonNullable<GraphOptions['keep']>,
    depth: number,
    signal: AbortSignal,
  ): Promise<Attachment[]> {
    if (this.#subjects.has(subject.digest)) return [];
    this.#subjects.add(subject.digest);
    const own = await this.#turns(() => this.#attached(subject, keep, depth, signal));
    const behind = await this.each(own, signal, ({ node }, joined) =>
      this.attachments(node.content.descriptor, keep, depth + 1, joined),
    );
    return [...own, ...behind.flat()];
  }
}
