import { SealiftError } from '../../errors.ts';
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { describes, type Lists } from '../../oci/discovery/discover.ts';
import { type Reach, Standings } from '../../oci/discovery/reach.ts';
import { standingOf } from '../../oci/discovery/standing.ts';
import type { ManifestContent } from '../../oci/ports.ts';
import { referrerDescriptor } from '../../oci/referrers-index.ts';
import type { Blobs } from './blobs.ts';
import type { Manifests } from './manifests.ts';

/** A referrer that was put and that readers of a list do not get to. */
export interface Unreached {
  readonly content: ManifestContent;
  /** As a list has to have it. */
  readonly entry: Descriptor;
  readonly reach: Exclude<Reach, { readonly state: 'reached' }>;
}

/** The referrers of one subject that were put, and what is known of the entries that are listed before them. */
export class PutReferrers {
  readonly subject: Descriptor;
  /** As a list has to have them. */
  readonly entries: readonly Descriptor[];
  readonly #contents: readonly ManifestContent[];
  readonly #manifests: Manifests;
  readonly #standings: Standings;

  constructor(subject: Descriptor, contents: readonly ManifestContent[], manifests: Manifests, blobs: Blobs) {
    this.subject = subject;
    this.#contents = contents;
    this.entries = contents.map(referrerDescriptor);
    this.#manifests = manifests;
    const reader = {
      manifest: manifests.manifest.bind(manifests),
      has: blobs.has.bind(blobs),
    };
    this.#standings = new Standings((entry, signal) => standingOf(reader, entry, signal));
    // The registry has just answered that it stored them. `look` finds out.
    for (const entry of this.entries) this.#standings.set(entry, 'there');
  }

  /** The artifact type that all of them have, so that a reader would filter by it; `undefined` when they have several. */
  get artifactType(): string | undefined {
    const types = new Set(this.entries.map(({ artifactType }) => artifactType));
    return types.size === 1 ? this.entries[0]!.artifactType : undefined;
  }

  /**
   * Asks whether the registry has them. A Referrers API that did not list them before lists what
   * it has, but a referrers tag lists whatever was written into it.
   */
  async look(signal: AbortSignal): Promise<void> {
    await Promise.all(
      this.entries.map(async (entry) => {
        const there = await this.#manifests.resolve({ digest: entry.digest }, signal);
        const standing = there === undefined ? 'gone' : sameContent(there, entry) ? 'there' : 'unfit';
        this.#standings.set(entry, standing);
      }),
    );
  }

  /** Those that a reader of these lists does not get to (`oci/discovery/discover.ts`). */
  async unreached(lists: Lists, signal: AbortSignal): Promise<Unreached[]> {
    const lost: Unreached[] = [];
    // A replica may be late, so that what could not be fetched is asked for again at each reading.
    this.#standings.forgetFailures();
    for (const [at, entry] of this.entries.entries()) {
      const reach = await this.#standings.reach(lists, entry, signal);
      if (reach.state !== 'reached') lost.push({ content: this.#contents[at]!, entry, reach });
    }
    return lost;
  }

  /** Of the entries of a referrers tag, those that stand before the referrers once they are added, and cannot be fetched. */
  async goneBefore(entries: readonly Descriptor[], signal: AbortSignal): Promise<readonly Descriptor[]> {
    const isWrong = (entry: Descriptor): boolean =>
      this.entries.some((own) => own.digest === entry.digest && !describes(entry, own));
    const kept = entries.filter((entry) => !isWrong(entry));
    await this.unreached({ api: undefined, tag: [...kept, ...this.entries] }, signal);
    return entries.filter((entry) => this.#standings.of(entry) === 'gone');
  }

  /** Those that the registry definitely does not have, although it answered that it stored them. */
  async missing(signal: AbortSignal): Promise<Unreached[]> {
    const found = await Promise.all(
      this.entries.map(async (entry, at): Promise<Unreached[]> => {
        if (!(await this.#lacks(entry.digest, signal))) return [];
        const reach = { state: 'blocked', by: entry, standing: 'gone' } as const;
        return [{ content: this.#contents[at]!, entry, reach }];
      }),
    );
    return found.flat();
  }

  /**
   * Puts those again that the registry lost. One that only another entry keeps readers from stays as it is.
   *
   * @throws SealiftError `signature_lost` when that is refused and the registry lacks the manifest or a part of it.
   */
  async putAgain(lost: readonly Unreached[], signal: AbortSignal): Promise<void> {
    for (const { content, entry, reach } of lost) {
      if (reach.state === 'blocked' && reach.by.digest !== entry.digest) continue;
      const { digest } = content.descriptor;
      try {
        await this.#manifests.put(content, { digest }, signal);
      } catch (error) {
        if (!(error instanceof SealiftError) || signal.aborted) throw error;
        if (error.code !== 'upload_unconfirmed' && !(await this.#lacks(digest, signal))) throw error;
        const message = `${this.#manifests.name} took ${digest}, attached to ${this.subject.digest}, and lost it or a part of it: ${error.message}`;
        throw new SealiftError('signature_lost', message, { cause: error });
      }
    }
  }

  /** Whether the registry definitely does not have a manifest; `false` too when that cannot be found out. */
  async #lacks(digest: Digest, signal: AbortSignal): Promise<boolean> {
    return this.#manifests.resolve({ digest }, signal).then(
      (found) => found === undefined,
      () => false,
    );
  }
}
