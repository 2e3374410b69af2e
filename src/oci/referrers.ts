import { SealiftError } from '../errors.ts';
import { type Descriptor, sameContent } from './descriptor.ts';
import { REFERRERS_LIMIT } from './limits.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import type {
  ManifestContent,
  ManifestReader,
  ReferrerEntry,
  ReferrerQuery,
  ReferrerReader,
} from './ports.ts';

/** An entry whose manifest was fetched and names the subject. */
export interface Referrer {
  readonly entry: ReferrerEntry;
  readonly content: ManifestContent;
  readonly manifest: Manifest;
}

/**
 * What a listed entry turned out to be. `dangling`: listed, but its manifest is definitely gone; `foreign`: it is attached
 * to something else; `malformed`: it is there and no manifest.
 */
export type JudgedReferrer =
  | ({ readonly state: 'believed' } & Referrer)
  | { readonly state: 'dangling'; readonly entry: ReferrerEntry }
  | { readonly state: 'foreign'; readonly entry: ReferrerEntry }
  | { readonly state: 'malformed'; readonly entry: ReferrerEntry; readonly error: SealiftError };

/** Whether the manifest was attached to this subject: digest decides, size and type must not contradict. */
function namesSubject(manifest: Manifest, subject: Descriptor): boolean {
  return manifest.subject !== undefined && sameContent(manifest.subject, subject);
}

/**
 * What is attached to `subject`, each entry fetched and judged, lazily and in listed order. A list is only a claim: it
 * may be the image's own index (GitLab answers the referrers tag so) or name manifests of other subjects.
 */
export async function* judgedReferrers(
  store: ManifestReader & ReferrerReader,
  subject: Descriptor,
  query: ReferrerQuery,
  signal: AbortSignal,
): AsyncGenerator<JudgedReferrer> {
  for await (const entry of claimedReferrers(store, subject, query, signal))
    yield await judgeEntry(store, entry, subject, signal);
}

/** The entries as they are listed, unjudged, within the cap. */
export async function* claimedReferrers(
  store: ReferrerReader,
  subject: Descriptor,
  query: ReferrerQuery,
  signal: AbortSignal,
): AsyncGenerator<ReferrerEntry> {
  let count = 0;
  for await (const entry of store.referrers(subject, query, signal)) {
    count += 1;
    if (count > REFERRERS_LIMIT) {
      throw new SealiftError('content_too_large', `${subject.digest} has over ${REFERRERS_LIMIT} referrers`);
    }
    yield entry;
  }
}

/** Definite answers: what is there is not a manifest that fits its entry. All else is not known, and thrown. */
const UNFIT = new Set(['manifest_invalid', 'manifest_unsupported', 'digest_mismatch', 'content_too_large']);

/** Fetches what one entry names, and says what it is. Throws what leaves that open. */
export async function judgeEntry(
  store: ManifestReader,
  entry: ReferrerEntry,
  subject: Descriptor,
  signal: AbortSignal,
): Promise<JudgedReferrer> {
  try {
    const content = await store.manifest(entry.descriptor, signal);
    const manifest = parseManifest(content);
    if (!namesSubject(manifest, subject)) return { state: 'foreign', entry };
    return { state: 'believed', entry, content, manifest };
  } catch (error) {
    if (!(error instanceof SealiftError)) throw error;
    if (error.code === 'artifact_not_found') return { state: 'dangling', entry };
    if (UNFIT.has(error.code)) return { state: 'malformed', entry, error };
    throw error;
  }
}

/** Only the entries that are really attached to `subject`. */
export async function* believedReferrers(
  store: ManifestReader & ReferrerReader,
  subject: Descriptor,
  query: ReferrerQuery,
  signal: AbortSignal,
): AsyncGenerator<Referrer> {
  for await (const judged of judgedReferrers(store, subject, query, signal)) {
    if (judged.state === 'believed') yield judged;
  }
}
