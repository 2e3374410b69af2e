import type { SignatureResult } from './results.ts';

/**
 * Whether a signature that passed is by somebody who is trusted. Under a statement that only logs authenticity it may
 * not be, and its signer is a name that anybody can write.
 */
export function trustsSigner({ status, checks }: Pick<SignatureResult, 'status' | 'checks'>): boolean {
  const isTrusted = checks.some(({ check, outcome }) => check === 'authenticity' && outcome === 'passed');
  return status === 'passed' && isTrusted;
}
