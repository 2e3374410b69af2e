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

/** Texts by which the leaf certificates of one signer are known: any two of them share the one for the subject, or that for the key. */
export function signerKeys(leaf: Certificate): readonly [subject: string, key: string] {
  return [subjectKey(leaf), publicKey(leaf)];
}
