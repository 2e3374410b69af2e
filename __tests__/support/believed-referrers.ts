import type { Descriptor } from '../../src/oci/descriptor.ts';
import type { ManifestReader, ReferrerQuery, ReferrerReader } from '../../src/oci/ports.ts';
import { judgedReferrers, type Referrer } from '../../src/oci/referrers.ts';

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
