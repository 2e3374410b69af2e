import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { early } from '../../oci/early.ts';
import type { Subject } from '../../oci/ports.ts';
import type { Referrers } from './referrers.ts';

/** What was asked about a subject while manifests for it were still being put. */
export interface EarlyList {
  /** What the API lists; `undefined` where none answers for this subject. */
  readonly entries: Promise<readonly Descriptor[] | undefined>;
  /** Ends when the referrers tag is read; fails without harm where the API answers. */
  readonly tag: Promise<unknown>;
  /** No manifest was sent for the subject since: what is listed may confirm. */
  isCurrent: boolean;
  readonly signal: AbortSignal;
}

/**
 * Asks about a subject as soon as a PUT for it is answered without OCI-Subject: the index will probably be needed then, and
 * neither question has to wait for the manifests that are still to be put. The header is a hint; the answers decide
 * (design rule 3).
 */
export class EarlyLists {
  readonly #referrers: Referrers;
  readonly #asked = new Map<Digest, EarlyList>();

  constructor(referrers: Referrers) {
    this.#referrers = referrers;
  }

  /** Of a manifest that is about to be sent for the subject: no answer before it shows it. */
  outdate({ digest }: Subject): void {
    const known = this.#asked.get(digest);
    if (known) known.isCurrent = false;
  }

  /** API and tag together, once, and only while it is not known whether there is an API. What fails is told by the answer. */
  ask(subject: Subject, signal: AbortSignal): void {
    const known = this.#asked.get(subject.digest);
    if (this.#referrers.capability !== 'unknown' || (known && !known.signal.aborted)) return;
    const needless = new AbortController();
    const tag = early(this.#referrers.readTag(subject, AbortSignal.any([signal, needless.signal])));
    const entries = this.#referrers.apiEntries(subject, signal).then((found) => {
      if (found) needless.abort();
      return found;
    });
    this.#asked.set(subject.digest, { entries: early(entries), tag, isCurrent: true, signal });
  }

  /** The answer for the subject, once; none of work that was given up. */
  take({ digest }: Subject): EarlyList | undefined {
    const known = this.#asked.get(digest);
    this.#asked.delete(digest);
    return known?.signal.aborted ? undefined : known;
  }
}
