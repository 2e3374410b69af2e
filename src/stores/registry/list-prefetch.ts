import { prefetch } from '../../async/prefetch.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import type { Subject } from '../../oci/ports.ts';
import type { Referrers } from './referrers.ts';
import type { TagState } from './registry-list.ts';

/** What was asked about a subject while manifests for it were still being put. */
export interface PrefetchedList {
  /** What the API lists; `undefined` where none answers for this subject. */
  readonly entries: Promise<readonly Descriptor[] | undefined>;
  /** Fails without harm where the API answers. */
  readonly tag: Promise<TagState>;
  /** No manifest was sent for the subject since: what is listed may confirm. */
  isCurrent: boolean;
  readonly signal: AbortSignal;
}

/**
 * Asks about a subject as soon as a PUT of its referrer is answered without OCI-Subject: the referrers tag will probably be
 * needed then, and neither question has to wait for the manifests that are still to be put. The header is a hint; the
 * answers decide (distribution-spec, "Pushing Manifests with Subject").
 */
export class ListPrefetch {
  readonly #referrers: Referrers;
  readonly #asked = new Map<Digest, PrefetchedList>();

  constructor(referrers: Referrers) {
    this.#referrers = referrers;
  }

  /** Of a manifest that is about to be sent for the subject: no answer before it shows it. */
  outdate({ digest }: Subject): void {
    const known = this.#asked.get(digest);
    if (known) known.isCurrent = false;
  }

  /** Asks API and tag together, once, and only while it is not known whether there is an API. */
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

  /** The answer for the subject, once; none of work that was given up. */
  take({ digest }: Subject): PrefetchedList | undefined {
    const known = this.#asked.get(digest);
    this.#asked.delete(digest);
    return known?.signal.aborted ? undefined : known;
  }
}
