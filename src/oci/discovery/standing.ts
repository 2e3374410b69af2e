import { SealiftError } from '../../errors.ts';
import { NOTARY_ARTIFACT_TYPE } from '../artifact-type.ts';
import type { Descriptor } from '../descriptor.ts';
import { isDigest } from '../digest.ts';
import { parseManifest } from '../manifest.ts';
import { isForeignLayer } from '../media-types.ts';
import type { BlobReader, ManifestReader } from '../ports.ts';
import { UNFIT } from '../referrers.ts';
import type { KnownStanding } from './reach.ts';
import { isReadable } from './readable.ts';

/** The part of a store that tells whether a reader can fetch an entry. */
export type EntryReader = Pick<ManifestReader, 'manifest'> & Pick<BlobReader, 'has'>;

/**
 * Asks for one listed entry, and for its layer when it has exactly one, as the manifest of a signature has its envelope. An answer
 * that leaves the standing open is thrown ("An unknown is an error").
 */
export async function standingOf(
  store: EntryReader,
  entry: Descriptor,
  signal: AbortSignal,
): Promise<KnownStanding> {
  // An entry of a list that is written again may have any digest, and no reader fetches one that it cannot check.
  if (!isDigest(entry.digest)) return 'unfit';
  try {
    const { layers } = parseManifest(await store.manifest(entry, signal));
    const [layer, ...more] = layers;
    if (!isReadable(entry, layers)) return 'unfit';
    if (layer === undefined || more.length > 0) return 'there';
    if (isForeignLayer(layer.mediaType) && entry.artifactType !== NOTARY_ARTIFACT_TYPE) return 'there';
    return (await store.has(layer, signal)) ? 'there' : 'unfit';
  } catch (error) {
    if (!(error instanceof SealiftError)) throw error;
    if (error.code === 'artifact_not_found') return 'gone';
    if (UNFIT.has(error.code)) return 'unfit';
    throw error;
  }
}
