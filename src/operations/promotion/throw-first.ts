import { SealiftError } from '../../errors.ts';
import type { DestinationResult, ResultError, SignatureRepositoryResult } from '../results.ts';

function asError({ code, message: own, hint, needs }: ResultError, message = own): SealiftError {
  return new SealiftError(code, message, { hint, needs });
}

/**
 * Throws the error of the image when anything failed: what kept our own signature from being made, else that of the first
 * destination, with the number of the others, else that of the repository for signatures.
 */
export function throwFirst(
  results: readonly DestinationResult[],
  {
    refusal,
    signaturesTo,
  }: { readonly refusal: unknown; readonly signaturesTo: SignatureRepositoryResult | undefined },
): void {
  if (refusal !== undefined) throw refusal;
  const failed = results.filter(({ error }) => error !== null);
  const first = failed[0];
  if (first?.error) {
    const { message } = first.error;
    const count = `${failed.length} of ${results.length} destinations failed`;
    throw asError(
      first.error,
      results.length === 1 ? message : `${count}, first ${first.reference}: ${message}`,
    );
  }
  if (signaturesTo?.error) throw asError(signaturesTo.error);
}
