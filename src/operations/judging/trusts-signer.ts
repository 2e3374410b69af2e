import type { SignatureResult } from '../results.ts';

/**
 * Whether a signature passed and its signer is trusted. A statement that only logs authenticity lets a signature of anybody
 * pass, and then the name in its certificate proves nothing.
 */
export function trustsSigner({ status, checks }: Pick<SignatureResult, 'status' | 'checks'>): boolean {
  const isTrusted = checks.some(({ check, outcome }) => check === 'authenticity' && outcome === 'passed');
  return status === 'passed' && isTrusted;
}
