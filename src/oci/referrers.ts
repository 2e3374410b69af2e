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
  let count = 0;
  for await (const entry of store.referrers(subject, query, signal)) {
    count += 1;
    if (count > REFERRERS_LIMIT) {
      throw new SealiftError('content_too_large', `${subject.digest} has over ${REFERRERS_LIMIT} referrers`);
    }
    const content = await fetchEntry(store, entry, signal);
    if (content === undefined) {
      yield { state: 'dangling', entry };
      continue;
    }
    const manifest = tryParse(content);
    if (manifest instanceof SealiftError) yield { state: 'malformed', entry, error: manifest };
    else if (namesSubject(manifest, subject)) yield { state: 'believed', entry, content, manifest };
    else yield { state: 'foreign', entry };
  }
}

function tryParse(content: ManifestContent): Manifest | SealiftError {
  try {
    return parseManifest(content);
  } catch (error) {
    if (error instanceof SealiftError) return error;
    throw error;
  }
}

async function fetchEntry(
  store: ManifestReader,
  { descriptor }: ReferrerEntry,
  signal: AbortSignal,
): Promise<ManifestContent | undefined> {
  try {
    return await store.manifest(descriptor, signal);
  } catch (error) {
    if (error instanceof SealiftError && error.code === 'artifact_not_found') return undefined;
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
