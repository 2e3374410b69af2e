import type { SealiftError } from '../../errors.ts';
import type { DestinationResult } from '../results.ts';

/** The digest of an image, if it is known, and how many attachments it has. */
export interface KnownImage {
  readonly digest: string | null;
  readonly attachments: number;
}

/** The result of a destination that nothing was written to so far. */
export function untouchedDestination(
  reference: string,
  { digest, attachments }: KnownImage,
): DestinationResult {
  return {
    reference,
    digest,
    pinned: null,
    tags: [],
    previousDigest: null,
    status: 'failed',
    attachments: { expected: attachments, present: 0, added: 0, missing: [], onlyThere: [] },
    signed: [],
    copied: 0,
    mounted: 0,
    bytes: 0,
    toCopy: null,
    deep: false,
    rollback: null,
    error: null,
  };
}

/** The result of a destination that failed before anything was written to it. */
export function failedDestination(
  reference: string,
  error: SealiftError,
  image: KnownImage,
): DestinationResult {
  return { ...untouchedDestination(reference, image), error: error.toJSON() };
}
