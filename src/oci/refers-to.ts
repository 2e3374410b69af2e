import { SealiftError } from '../errors.ts';
import type { Descriptor } from './descriptor.ts';
import { type Digest, isDigest } from './digest.ts';
import { parseManifest } from './manifest.ts';
import { manifestKind } from './media-types.ts';
import type { ManifestReader } from './ports.ts';
import { UNFIT } from './referrers.ts';

type Reader = Pick<ManifestReader, 'manifest'>;

/** The most entries of an index whose manifests are asked what they refer to. */
const ASKED = 100;

/**
 * `unknown`: no entry is a referrer, and some may have been that are gone, or under a digest that nobody here can check. `mixed`:
 * so it is, and another entry was fetched and is none.
 */
export type Reference =
  | { readonly found: 'referrer'; readonly by: Digest }
  | { readonly found: 'unknown' | 'mixed' | 'none' };

async function refersTo(
  reader: Reader,
  entry: Descriptor,
  isSubject: (digest: Digest) => boolean,
  signal: AbortSignal,
): Promise<'referrer' | 'other' | 'unknown' | 'none'> {
  // A platform is what an index of platforms has (image-spec, image-index.md), whatever its manifests refer to.
  if (entry.platform || manifestKind(entry.mediaType) === undefined) return 'none';
  if (!isDigest(entry.digest)) return 'unknown';
  try {
    const { subject } = parseManifest(await reader.manifest(entry, signal));
    return subject && isSubject(subject.digest) ? 'referrer' : 'other';
  } catch (error) {
    if (!(error instanceof SealiftError)) throw error;
    if (UNFIT.has(error.code)) return 'none';
    if (error.code === 'artifact_not_found') return 'unknown';
    throw error;
  }
}

/**
 * Whether an index is a list of referrers: one of its entries refers to a subject. Only their manifests tell a list from an
 * index of images, since the entries of either may have an artifact type, and those of older tools have none. It asks the
 * entries in turn, to the first one that does, and throws an error that leaves it open.
 */
export async function findReferrer(
  reader: Reader,
  entries: readonly Descriptor[],
  isSubject: (digest: Digest) => boolean,
  signal: AbortSignal,
): Promise<Reference> {
  const relations = new Set<string>();
  for (const entry of entries.slice(0, ASKED)) {
    const relation = await refersTo(reader, entry, isSubject, signal);
    if (relation === 'referrer') return { found: relation, by: entry.digest };
    relations.add(relation);
  }
  if (!relations.has('unknown')) return { found: 'none' };
  return { found: relations.has('other') ? 'mixed' : 'unknown' };
}
