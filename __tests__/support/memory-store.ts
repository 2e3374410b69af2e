import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SealiftError } from '../../src/errors.ts';
import { artifactTypeMatches } from '../../src/oci/artifact-type.ts';
import { verifiedStream } from '../../src/oci/blob/verified-stream.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { parseManifest } from '../../src/oci/manifest.ts';
import { isForeignLayer } from '../../src/oci/media-types.ts';
import type {
  EmptinessReader,
  FoundIn,
  ManifestContent,
  ManifestName,
  OpenBlob,
  ReferrerEntry,
  ReferrerQuery,
  TargetStore,
} from '../../src/oci/ports.ts';
import { referrerDescriptor } from '../../src/oci/referrers-index.ts';

/** One write, in the order in which it was done. */
export interface Write {
  readonly kind: 'blob' | 'manifest' | 'link' | 'tag';
  readonly what: string;
}

const subjects = new WeakMap<ManifestContent, string | undefined>();

/** Manifests do not change: each is read once, however often a test asks. */
function subjectOf(content: ManifestContent): string | undefined {
  if (!subjects.has(content)) subjects.set(content, parseManifest(content).subject?.digest);
  return subjects.get(content);
}

/** A repository in memory that checks what it is given, remembers what it was told, and fails where it is told to. */
export class MemoryStore implements TargetStore, EmptinessReader {
  readonly name: string;
  readonly repository: string | undefined;
  readonly blobs = new Map<string, Uint8Array>();
  readonly manifests = new Map<string, ManifestContent>();
  readonly tags = new Map<string, string>();
  /** What a list of referrers says beyond the truth. */
  readonly claims = new Map<string, Descriptor[]>();
  readonly writes: Write[] = [];
  readonly reads: string[] = [];
  /** Throws instead of doing the n-th write from now on (from 1); `after` throws once it is done. */
  set failAt(value: { write: number; after?: boolean } | undefined) {
    this.#begun = 0;
    this.#failAt = value;
  }

  #failAt: { write: number; after?: boolean } | undefined;
  #begun = 0;
  /** Takes an index without the manifests that it names. */
  takesSparse = false;
  /** Forgets what is linked, and says nothing. */
  losesReferrers = false;

  /** A name with `oci:` is a layout's, which has no repository. */
  constructor(name = 'registry.test/team/app') {
    this.name = name;
    this.repository = name.startsWith('oci:') ? undefined : name;
  }

  async #write(kind: Write['kind'], what: string, work: () => void | Promise<void>): Promise<void> {
    this.#begun += 1;
    const number = this.#begun;
    const fails = this.#failAt?.write === number;
    if (fails && !this.#failAt?.after)
      throw new SealiftError('registry_unavailable', `write ${number} failed`);
    await work();
    this.writes.push({ kind, what });
    if (fails) throw new SealiftError('registry_unavailable', `write ${number} was done, but not answered`);
  }

  async resolve(name: ManifestName, signal: AbortSignal): Promise<Descriptor | undefined> {
    signal.throwIfAborted();
    this.reads.push(`resolve ${'digest' in name ? name.digest : name.tag}`);
    const digest = 'digest' in name ? name.digest : this.tags.get(name.tag);
    return digest === undefined ? undefined : this.manifests.get(digest)?.descriptor;
  }

  async manifest(descriptor: Descriptor, signal: AbortSignal): Promise<ManifestContent> {
    signal.throwIfAborted();
    this.reads.push(`manifest ${descriptor.digest}`);
    const found = this.manifests.get(descriptor.digest);
    if (!found)
      throw new SealiftError('artifact_not_found', `${this.name} has no manifest ${descriptor.digest}`);
    return found;
  }

  async has(descriptor: Descriptor): Promise<boolean> {
    this.reads.push(`has ${descriptor.digest}`);
    return this.blobs.has(descriptor.digest);
  }

  async blob(descriptor: Descriptor, { offset = 0 }: { offset?: number }): Promise<Readable> {
    this.reads.push(`blob ${descriptor.digest}`);
    const bytes = this.blobs.get(descriptor.digest);
    if (!bytes) throw new SealiftError('artifact_not_found', `${this.name} has no blob ${descriptor.digest}`);
    return Readable.from([bytes.subarray(offset)], { objectMode: false });
  }

  async *referrers(subject: Descriptor, query: ReferrerQuery): AsyncGenerator<ReferrerEntry> {
    this.reads.push(`referrers ${subject.digest}`);
    const own = this.losesReferrers ? [] : this.#linked(subject);
    for (const descriptor of [...own, ...(this.claims.get(subject.digest) ?? [])]) {
      if (artifactTypeMatches(descriptor, query.artifactType)) yield { descriptor, foundIn: 'api' };
    }
  }

  #linked(subject: Descriptor): Descriptor[] {
    return [...this.manifests.values()]
      .filter((content) => subjectOf(content) === subject.digest)
      .map(referrerDescriptor);
  }

  putBlob(descriptor: Descriptor, open: OpenBlob, signal: AbortSignal): Promise<void> {
    return this.#write('blob', descriptor.digest, async () => {
      const chunks: Buffer[] = [];
      await pipeline(
        verifiedStream(await open(0), descriptor),
        async (checked: AsyncIterable<Buffer>) => {
          for await (const chunk of checked) chunks.push(chunk);
        },
        { signal },
      );
      this.blobs.set(descriptor.digest, Buffer.concat(chunks));
    });
  }

  putManifest(content: ManifestContent): Promise<void> {
    return this.#write('manifest', content.descriptor.digest, () => {
      const { config, layers, manifests } = parseManifest(content);
      const kept = layers.filter(({ mediaType }) => !isForeignLayer(mediaType));
      for (const { digest } of [...(config ? [config] : []), ...kept]) {
        if (!this.blobs.has(digest))
          throw new SealiftError('registry_refused', `blob ${digest} is not there`);
      }
      for (const { digest } of manifests) {
        if (!this.manifests.has(digest) && !this.takesSparse)
          throw new SealiftError('registry_refused', `manifest ${digest} is not there`);
      }
      this.manifests.set(content.descriptor.digest, content);
    });
  }

  async linkReferrers(subject: Descriptor, contents: readonly ManifestContent[]): Promise<FoundIn> {
    await this.#write('link', subject.digest, () => {});
    const lost = contents.filter(
      ({ descriptor }) => this.losesReferrers || !this.manifests.has(descriptor.digest),
    );
    if (lost.length > 0) {
      throw new SealiftError('signature_lost', `${this.name} does not list ${lost[0]!.descriptor.digest}`);
    }
    return 'api';
  }

  tag({ descriptor }: ManifestContent, tag: string): Promise<void> {
    return this.#write('tag', tag, () => {
      if (!this.manifests.has(descriptor.digest)) throw new Error('a tag needs its manifest');
      this.tags.set(tag, descriptor.digest);
    });
  }

  async isEmpty(): Promise<boolean> {
    this.reads.push('isEmpty');
    return this.manifests.size === 0;
  }

  async close(): Promise<void> {}
}
