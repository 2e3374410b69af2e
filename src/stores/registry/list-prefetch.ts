import { prefetch } from '../../async/prefetch.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import type { Subject } from '../../oci/ports.ts';
import type { Referrers } from './referrers.ts';
import type { TagState } from './registry-list.ts';

/** The lists of a subject that were asked for while its referrers were still being put. */
export interface PrefetchedList {
  /** The entries that the API lists; `undefined` where the registry has no API for this subject. */
  readonly entries: Promise<readonly Descriptor[] | undefined>;
  /** The content of the referrers tag. A failure matters only where there is no API. */
  readonly tag: Promise<TagState>;
  /** Whether no referrer was sent since, so that the list can confirm what was put before. */
  isCurrent: boolean;
  readonly signal: AbortSignal;
}

/**
 * Asks for the lists of a subject as soon as the PUT of a referrer is answered without OCI-Subject. The referrers tag is then
 * probably needed, and the questions need not wait for the remaining manifests. The header is only a hint
 * (docs/architecture.md, "Discovery"); the lists decide.
 */
export class ListPrefetch {
  readonly #referrers: Referrers;
  readonly #asked = new Map<Digest, PrefetchedList>();

  constructor(referrers: Referrers) {
    this.#referrers = referrers;
  }

  /** Notes that a referrer of the subject is about to be sent: a list that was asked for before does not confirm it. */
  outdate({ digest }: Subject): void {
    const known = this.#asked.get(digest);
    if (known) known.isCurrent = false;
  }

  /** Asks API and tag at the same time. It asks once for a subject, and only while nobody knows whether there is an API. */
  ask(subject: Subject, signal: AbortSignal): void {
    const known = this.#asked.get(subject.digest);
    if (this.#referrers.capability !== 'unknown' || (known && !known.signal.aborted)) return;
    const needless = new AbortController();
    const tag = prefetch(this.#referrers.readTag(subject, AbortSignal.any([signal, needless.signal])));
    const entries = this.#referrers.apiEntries(subject, signal).then((found) => {
      if (found) needless.abort();
      return found;
    });
    this.#asked.set(subject.digest, { entries: prefetch(entries), tag, isCurrent: true, signal });
  }

  /** Takes the lists of the subject out; `undefined` when there are none, or when the run that asked was aborted. */
  take({ digest }: Subject): PrefetchedList | undefined {
    const known = this.#asked.get(digest);
    this.#asked.delete(digest);
    return known?.signal.aborted ? undefined : known;
  }
}
