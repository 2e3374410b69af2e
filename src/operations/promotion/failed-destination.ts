import type { SealiftError } from '../../errors.ts';
import type { DestinationResult } from '../results.ts';

/**
 * A destination that nothing was written to.
 *
 * @param image its digest, if it is known, and how many attachments it has.
 */
export function failedDestination(
  reference: string,
  error: SealiftError,
  { digest, attachments }: { readonly digest: string | null; readonly attachments: number },
): DestinationResult {
  return {
    reference,
    digest,
    pinned: null,
    tags: [],
    previousDigest: null,
    status: 'failed',
    attachments: { expected: attachments, present: 0, added: 0, missing: [] },
    copied: 0,
    mounted: 0,
    bytes: 0,
    deep: false,
    error: error.toJSON(),
  };
}
