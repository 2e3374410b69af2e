import type { Certificate } from '../../pki/certificate.ts';
import { signerKeys } from './signer-keys.ts';

/**
 * Groups the leaf certificates of signatures by who signed. Two are of one signer when their subjects are equal or their keys
 * are, whatever roots they come from: several certificates of one holder make no second signer.
 *
 * @returns for each certificate the number of its signer; signers are numbered by their first certificate.
 */
export function distinctSigners(leaves: readonly Certificate[]): readonly number[] {
  const signers: number[] = [];
  const known = new Map<string, number>();
  for (const [at, leaf] of leaves.entries()) {
    const keys = signerKeys(leaf);
    const found = keys.flatMap((key) => known.get(key) ?? []);
    const signer = Math.min(at, ...found);
    const isJoined = (one: number): boolean => found.includes(one);
    for (const [place, one] of signers.entries()) if (isJoined(one)) signers[place] = signer;
    for (const [key, one] of known) if (isJoined(one)) known.set(key, signer);
    for (const key of keys) known.set(key, signer);
    signers.push(signer);
  }
  return signers;
}
