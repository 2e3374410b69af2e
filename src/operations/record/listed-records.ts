import { IN_TOTO_TYPE } from '../../notation/record/predicate-type.ts';
import { artifactTypeMatches } from '../../oci/artifact-type.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { ManifestReader, ReferrerQuery, ReferrerReader } from '../../oci/ports.ts';
import { claimedReferrers, judgeEntry } from '../../oci/referrers.ts';
import { asRecord, type RecordManifest } from './read-record.ts';

/**
 * The records that are listed for an image and whose manifests name it, in listed order; nobody has judged them so far. Other
 * statements of in-toto are passed over, and are counted.
 *
 * @param sources which lists are read.
 * @param onMore is called where more than `most` statements are listed. The others are not looked at.
 */
export async function* listedRecords(
  store: ManifestReader & ReferrerReader,
  image: Descriptor,
  {
    sources,
    most,
    onMore,
  }: {
    readonly sources: ReferrerQuery['sources'];
    readonly most: number;
    readonly onMore: () => void;
  },
  signal: AbortSignal,
): AsyncGenerator<RecordManifest> {
  let looked = 0;
  const query: ReferrerQuery = { artifactType: IN_TOTO_TYPE, sources };
  for await (const entry of claimedReferrers(store, image, query, signal)) {
    if (!artifactTypeMatches(entry.descriptor, IN_TOTO_TYPE)) continue;
    looked += 1;
    if (looked > most) return onMore();
    const judged = await judgeEntry(store, entry, image, signal);
    const record = judged.state === 'believed' ? asRecord(entry.descriptor, judged.manifest) : undefined;
    if (record) yield record;
  }
}
