import { SealiftError } from '../errors.ts';
import { NOTARY_ARTIFACT_TYPE } from './artifact-type.ts';
import { type Descriptor, sameContent } from './descriptor.ts';
import { REFERRERS_LIMIT } from './limits.ts';
import { artifactTypeOf, type Manifest, parseManifest } from './manifest.ts';
import type {
  ManifestContent,
  ManifestReader,
  ReferrerEntry,
  ReferrerQuery,
  ReferrerReader,
} from './ports.ts';

/** A believed entry of a list: its manifest was fetched and names the subject. */
export interface Referrer {
  readonly entry: ReferrerEntry;
  readonly content: ManifestContent;
  readonly manifest: Manifest;
}

/**
 * A listed entry after its manifest was asked for. `dangling`: the manifest is definitely gone; `foreign`: the manifest names
 * another subject, or is from a repository for signatures and none; `malformed`: the content is there and is no valid manifest.
 */
export type JudgedReferrer =
  | ({ readonly state: 'believed' } & Referrer)
  | { readonly state: 'dangling'; readonly entry: ReferrerEntry }
  | { readonly state: 'foreign'; readonly entry: ReferrerEntry }
  | { readonly state: 'malformed'; readonly entry: ReferrerEntry; readonly error: SealiftError };

/** Whether the manifest names this very subject, by digest, size and media type. */
function namesSubject(manifest: Manifest, subject: Descriptor): boolean {
  return manifest.subject !== undefined && sameContent(manifest.subject, subject);
}

/**
 * Fetches and judges each listed entry of `subject`, lazily and in listed order. A list proves nothing: it may be the image's
 * own index, which GitLab returns for the referrers tag, or name manifests of other subjects.
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

/** The listed entries of `subject`, not judged. A list with more entries than the cap is refused. */
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

/** Errors that prove an entry malformed. Every other error leaves that open and is thrown ("An unknown is an error"). */
export const UNFIT: ReadonlySet<string> = new Set([
  'manifest_invalid',
  'manifest_unsupported',
  'digest_mismatch',
  'content_too_large',
]);

/** Fetches the manifest of one entry and judges it. It throws an error that leaves the judgement open. */
export async function judgeEntry(
  store: ManifestReader,
  entry: ReferrerEntry,
  subject: Descriptor,
  signal: AbortSignal,
): Promise<JudgedReferrer> {
  try {
    const content = await store.manifest(entry.descriptor, signal);
    const manifest = parseManifest(content);
    // What a repository for signatures lists may say that it is one, and be anything else that its owner wants to have carried along.
    const isWanted = entry.elsewhere === undefined || artifactTypeOf(manifest) === NOTARY_ARTIFACT_TYPE;
    if (!isWanted || !namesSubject(manifest, subject)) return { state: 'foreign', entry };
    return { state: 'believed', entry, content, manifest };
  } catch (error) {
    if (!(error instanceof SealiftError)) throw error;
    if (error.code === 'artifact_not_found') return { state: 'dangling', entry };
    if (UNFIT.has(error.code)) return { state: 'malformed', entry, error };
    throw error;
  }
}
