import { SealiftError } from '../../errors.ts';
import { NOT_KEPT_HINT } from '../../oci/copy/not-kept.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { whyUnreached } from '../../oci/discovery/why-unreached.ts';
import { referrersTag } from '../../oci/referrers-index.ts';
import type { Unreached } from './put-referrers.ts';

const BLOCKED_HINT =
  'Notation and other readers end at an entry that they cannot fetch. Push that manifest and its parts again from where they came, have it deleted if it never was a readable signature, or use another repository.';

const API_HINT =
  'Other programs ask this API and look nowhere else, so no referrers tag was written. Run the command again; if it stays so, the registry does not list this kind of artifact, or archived it. A promotion leaves what is no signature behind with --include signatures.';

function hintOf(
  { entry, reach }: Pick<Unreached, 'entry' | 'reach'>,
  place: 'api' | 'tag',
): string | undefined {
  if (reach.state !== 'blocked') return place === 'api' ? API_HINT : undefined;
  return reach.by.digest === entry.digest ? NOT_KEPT_HINT : BLOCKED_HINT;
}

/**
 * The error for a referrer that the registry took and that readers do not get to. It names the registry and the list.
 *
 * @param place the list that was read; `store` when the registry has no such manifest any more.
 */
export function lostReferrer(
  name: string,
  { digest: subject }: Descriptor,
  { entry, reach }: Unreached,
  place: 'api' | 'tag' | 'store',
): SealiftError {
  if (place === 'store') {
    const message = `${name} took ${entry.digest}, attached to ${subject}, and does not have it`;
    return new SealiftError('signature_lost', message, { hint: NOT_KEPT_HINT });
  }
  const list = place === 'api' ? 'its Referrers API' : `its referrers tag ${referrersTag(subject)}`;
  const message = `${name} took ${entry.digest}, attached to ${subject}, but ${list} ${whyUnreached(reach, entry)}`;
  const hint = hintOf({ entry, reach }, place);
  return new SealiftError('signature_lost', message, hint === undefined ? {} : { hint });
}
