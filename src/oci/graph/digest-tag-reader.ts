import { SealiftError } from '../../errors.ts';
import type { Descriptor } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import { type DigestTag, type DigestTagSuffix, digestTagOf } from '../digest-tags/digest-tag.ts';
import { type Manifest, parseManifest } from '../manifest.ts';
import type { ManifestContent } from '../ports.ts';
import type { GraphNode } from './graph-node.ts';

/** A digest tag whose manifest was read. */
export type FoundDigestTag = Omit<DigestTag, 'node'> & {
  readonly content: ManifestContent;
  readonly manifest: Manifest;
};

export interface DigestTagOptions {
  /** A question for each of them is asked about each manifest of the image. */
  readonly suffixes: readonly DigestTagSuffix[];
  readonly keep: (found: FoundDigestTag) => boolean;
}

/** What the reader of a graph does for digest tags, within the caps of the whole graph. */
export interface GraphAccess {
  resolve(tag: string, signal: AbortSignal): Promise<Descriptor | undefined>;
  manifest(descriptor: Descriptor, signal: AbortSignal): Promise<ManifestContent>;
  node(content: ManifestContent, depth: number, signal: AbortSignal): Promise<GraphNode>;
  each<T, R>(
    items: readonly T[],
    signal: AbortSignal,
    work: (item: T, signal: AbortSignal) => Promise<R>,
  ): Promise<R[]>;
}

/** The error for what a digest tag names, which says where it was found. */
function underTag(tag: string, error: SealiftError): SealiftError {
  const { code, message, hint } = error;
  return new SealiftError(code, `the tag ${tag}: ${message}`, {
    hint: `${hint} It is where cosign attaches things: --include verified leaves such tags behind.`,
    cause: error,
  });
}

/** Reads what cosign attached by tags. Each manifest is asked about once. */
export class DigestTagReader {
  readonly #access: GraphAccess;
  readonly #options: DigestTagOptions;
  readonly #asked = new Set<Digest>();

  constructor(access: GraphAccess, options: DigestTagOptions) {
    this.#access = access;
    this.#options = options;
  }

  /** The digest tags of `subject`. cosign signs SBOMs too, so that the signatures of those are looked for. */
  async of(
    subject: Descriptor,
    depth: number,
    signal: AbortSignal,
    suffixes: readonly DigestTagSuffix[] = this.#options.suffixes,
  ): Promise<DigestTag[]> {
    if (this.#asked.has(subject.digest)) return [];
    this.#asked.add(subject.digest);
    const found = await this.#access.each(suffixes, signal, (suffix, joined) =>
      this.#read(subject, suffix, depth, joined),
    );
    const own = found.filter((one) => one !== undefined);
    const sboms = own.filter(({ suffix }) => suffix === 'sbom');
    const signatures = suffixes.filter((suffix) => suffix === 'sig');
    const behind = await this.#access.each(sboms, signal, ({ node }, joined) =>
      this.of(node.content.descriptor, depth + 1, joined, signatures),
    );
    return [...own, ...behind.flat()];
  }

  /** `undefined` where there is no such tag, or where it is not kept. */
  async #read(
    subject: Descriptor,
    suffix: DigestTagSuffix,
    depth: number,
    signal: AbortSignal,
  ): Promise<DigestTag | undefined> {
    const tag = digestTagOf(subject.digest, suffix);
    if (tag === undefined) return undefined;
    const found = await this.#access.resolve(tag, signal);
    // GitLab answers with the image itself where there is no tag of this form (docs/architecture.md, "The referrers tag").
    if (found === undefined || found.digest === subject.digest) return undefined;
    try {
      const content = await this.#access.manifest(found, signal);
      const manifest = parseManifest(content);
      if (!this.#options.keep({ tag, suffix, subject, content, manifest })) return undefined;
      return { tag, suffix, subject, node: await this.#access.node(content, depth, signal) };
    } catch (error) {
      throw error instanceof SealiftError ? underTag(tag, error) : error;
    }
  }
}
