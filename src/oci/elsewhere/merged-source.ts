import type { Readable } from 'node:stream';
import { SealiftError } from '../../errors.ts';
import { artifactTypeMatches } from '../artifact-type.ts';
import { BoundedMap } from '../cache/bounded-map.ts';
import type { Descriptor } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import { artifactTypeOf, parseManifest } from '../manifest.ts';
import { manifestKind } from '../media-types.ts';
import type {
  ManifestContent,
  ManifestName,
  ReferrerEntry,
  ReferrerQuery,
  SourceStore,
  Subject,
} from '../ports.ts';
import { begunList } from './begun-list.ts';
import { SignatureRepository } from './signature-repository.ts';

/** The most digests that are remembered with their place. Beyond that the places are asked in turn. */
const REMEMBERED = 10_000;

/** Where an entry is listed; `store` is `undefined` for the repository of the image. */
interface Listing {
  readonly store: SignatureRepository | undefined;
  readonly subject: Digest;
  readonly alsoOwn: boolean;
}

const isGone = (error: unknown): boolean =>
  error instanceof SealiftError && error.code === 'artifact_not_found';

/**
 * A repository with the signatures that other ones have for its images. Image, children and everything that is no signature come
 * from the repository itself, and so do its name and the scope of a policy; lists of referrers are those of all, its own first.
 */
export class MergedSource implements SourceStore {
  readonly name: string;
  readonly repository: string | undefined;
  readonly signatureSources: readonly string[];
  readonly #own: SourceStore;
  readonly #others: readonly SignatureRepository[];
  readonly #artifactType: string;
  /** Where an entry is listed. A list and whoever judges its entries have the same object. */
  readonly #listed = new WeakMap<Descriptor, Listing>();
  /** Where signatures are that are not in its own repository, and where the blobs are of what was read elsewhere. */
  readonly #places = new BoundedMap<Digest, SignatureRepository>(REMEMBERED);

  /** @param artifactType that of signatures (Notary Project, signature-specification.md, "Storage"). */
  constructor(own: SourceStore, others: readonly SourceStore[], artifactType: string) {
    this.#own = own;
    this.#others = others.map((store) => new SignatureRepository(store, artifactType));
    this.#artifactType = artifactType;
    this.name = own.name;
    this.repository = own.repository;
    this.signatureSources = others.map(({ name }) => name);
  }

  resolve(name: ManifestName, signal: AbortSignal): Promise<Descriptor | undefined> {
    return this.#own.resolve(name, signal);
  }

  /**
   * Lists what all of them list, each entry once. All lists are asked for at the same time. What is attached to a signature of
   * another repository is looked for there alone.
   */
  async *referrers(
    subject: Subject,
    query: ReferrerQuery,
    signal: AbortSignal,
  ): AsyncGenerator<ReferrerEntry> {
    const place = this.#places.get(subject.digest);
    const others = place ? [place] : this.#others;
    const lists = [
      ...(place ? [] : [{ store: undefined, entries: this.#own.referrers(subject, query, signal) }]),
      ...others.map((store) => ({ store, entries: store.referrers(subject, query, signal) })),
    ].map(({ store, entries }) => ({ store, entries: begunList(entries) }));
    const seen = new Set<string>();
    const ofOwn = new Set<Digest>();
    for (const { store, entries } of lists) {
      for await (const entry of entries) {
        const { mediaType, digest, size, artifactType } = entry.descriptor;
        // An entry without an artifact type may be a signature, so that it is the same as one with that type.
        const isSignature = artifactTypeMatches(entry.descriptor, this.#artifactType);
        const key = `${digest} ${size} ${mediaType} ${isSignature ? '' : artifactType}`;
        if (seen.has(key)) continue;
        seen.add(key);
        if (!store) ofOwn.add(digest);
        this.#listed.set(entry.descriptor, { store, subject: subject.digest, alsoOwn: ofOwn.has(digest) });
        yield entry;
      }
    }
  }

  /** What one of the places lists and lost, another one may still have. */
  async manifest(descriptor: Descriptor, signal: AbortSignal): Promise<ManifestContent> {
    const listing = this.#listed.get(descriptor);
    if (!listing) return this.#own.manifest(descriptor, signal);
    return this.#fromAny(
      listing.store,
      (store) => store.manifest(descriptor, signal),
      (content, store) => this.#remember(content, listing, store),
    );
  }

  async has(descriptor: Descriptor, signal: AbortSignal): Promise<boolean> {
    for (const { reading, other } of this.#inTurn(this.#places.get(descriptor.digest), (store) =>
      store.has(descriptor, signal),
    )) {
      const there = reading();
      if (await (other ? other.read(there) : there)) return true;
    }
    return false;
  }

  blob(descriptor: Descriptor, options: { offset?: number }, signal: AbortSignal): Promise<Readable> {
    return this.#fromAny(this.#places.get(descriptor.digest), (store) =>
      store.blob(descriptor, options, signal),
    );
  }

  /** Closes its own repository; the others are of the run. */
  close(): Promise<void> {
    return this.#own.close();
  }

  #remember(content: ManifestContent, listing: Listing, store: SignatureRepository | undefined): void {
    if (!store || manifestKind(content.descriptor.mediaType) === undefined) return;
    const manifest = parseManifest(content);
    const { config, layers } = manifest;
    // Only a signature that its own repository does not list: another one must not hide what is attached to an image.
    const isSignature = artifactTypeOf(manifest) === this.#artifactType;
    if (isSignature && manifest.subject?.digest === listing.subject && !listing.alsoOwn)
      this.#places.set(content.descriptor.digest, store, 1);
    for (const { digest } of config ? [config, ...layers] : layers) this.#places.set(digest, store, 1);
  }

  /** The readings of all places, the likely one first. */
  #inTurn<T>(likely: SignatureRepository | undefined, read: (store: SourceStore) => Promise<T>) {
    const all = [undefined, ...this.#others];
    const ordered = [likely, ...all.filter((one) => one !== likely)];
    return ordered.map((other) => ({ other, reading: () => read(other?.store ?? this.#own) }));
  }

  /** The first that is there; where nobody has it, the error of the likely place. */
  async #fromAny<T>(
    likely: SignatureRepository | undefined,
    read: (store: SourceStore) => Promise<T>,
    onFound: (found: T, other: SignatureRepository | undefined) => void = () => {},
  ): Promise<T> {
    let first: { readonly error: unknown } | undefined;
    for (const { other, reading } of this.#inTurn(likely, read)) {
      try {
        const found = await (other ? other.read(reading()) : reading());
        onFound(found, other);
        return found;
      } catch (error) {
        if (!isGone(error)) throw error;
        first ??= { error };
      }
    }
    throw first?.error;
  }
}
