import type { Certificate } from '../../pki/certificate.ts';
import { subjectAttributes } from '../policy/distinguished-name.ts';

/** A value without what names of one holder may differ in: case and runs of spaces (RFC 5280, 7.1; RFC 4518, 2). */
function folded(value: string): string {
  return value.normalize('NFKC').toUpperCase().toLowerCase().trim().replace(/\s+/g, ' ');
}

/** The attributes of a subject as policies name them, or all of them where policies cannot. The string type of a value does not count. */
function attributesOf({ subject }: Certificate): readonly (readonly [string, string])[] {
  try {
    return [...subjectAttributes(subject)];
  } catch {
    return subject.rdns.flat().map(({ type, value }) => [type, value] as const);
  }
}

/** The subject in a form in which equal ones are equal texts: as a set of attributes. */
function subjectKey(leaf: Certificate): string {
  const attributes = attributesOf(leaf).map(([type, value]) => JSON.stringify([type, folded(value)]));
  return [...new Set(attributes)].toSorted().join();
}

/** The key as its SubjectPublicKeyInfo, in DER. */
function publicKey({ publicKey: key }: Certificate): string {
  return key.export({ type: 'spki', format: 'der' }).toString('hex');
}

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
    const keys = [subjectKey(leaf), publicKey(leaf)];
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
