import { printable } from './printable.ts';

/** Kinds of PEM blocks by their label; the first match counts. */
const KINDS: readonly (readonly [label: RegExp, kind: string])[] = [
  [/^ENCRYPTED (?:COSIGN|SIGSTORE) PRIVATE KEY$/, "a key in cosign's own format"],
  [/^OPENSSH PRIVATE KEY$/, 'an OpenSSH key'],
  [/^PGP /, 'an OpenPGP key or message'],
  [/PRIVATE KEY$/, 'a private key'],
  [/PUBLIC KEY$/, 'a public key'],
  [/^(?:NEW )?CERTIFICATE REQUEST$/, 'a certificate request'],
  [/CERTIFICATE$/, 'a certificate'],
  [/^X509 CRL$/, 'a revocation list'],
  [/^(?:PKCS7|CMS)$/, 'a PKCS#7 file'],
];

/** Names the content of a PEM block by its label, for an error. */
export function pemKind(label: string): string {
  const known = KINDS.find(([pattern]) => pattern.test(label));
  return known?.[1] ?? `a block ${printable(label)}`;
}
