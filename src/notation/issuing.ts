import type { KeyObject } from 'node:crypto';
import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import type { Certificate } from '../pki/certificate.ts';
import { checkAuthorities } from '../pki/chain.ts';
import { type Name, nameText } from '../pki/name.ts';
import { algorithmOf } from './algorithms.ts';
import { checkValidNow } from './chain-rules.ts';
import type { KeyDescription } from './ports.ts';
import { checkFirstIsOf } from './signing-chain.ts';

const COMPLAINT = { code: 'ca_certificate_invalid', what: 'CA certificate' } as const;

/**
 * Checks the certificates of a CA before its key is used: the first one belongs to the key, all are CAs that may issue, up
 * to a root, and valid now.
 *
 * @throws SealiftError `key_certificate_mismatch`, `ca_certificate_invalid` or `certificate_not_valid_now`.
 */
export function checkIssuer(
  key: Pick<KeyDescription, 'publicKey' | 'explainOther'>,
  authorities: readonly Certificate[],
  now: Date,
): void {
  checkFirstIsOf(key, authorities, COMPLAINT, 'from the CA that issues to its root');
  checkAuthorities(authorities, COMPLAINT);
  checkValidNow(authorities, now);
}

/** @throws SealiftError `usage` when what is issued would outlive one of the CAs. */
export function checkOutlives(authorities: readonly Certificate[], notAfter: Date, now: Date): void {
  const [first] = authorities.toSorted((a, b) => a.notAfter.getTime() - b.notAfter.getTime());
  if (!first || notAfter < first.notAfter) return;
  const end = first.notAfter;
  const left = Math.ceil((end.getTime() - now.getTime()) / (24 * 60 * 60 * 1000)) - 1;
  const message = `the certificate would end on ${notAfter.toISOString()}, and its CA ${printable(nameText(first.subject))} on ${end.toISOString()}`;
  throw new SealiftError('usage', message, {
    hint: left > 0 ? `Write --days ${left} at most.` : 'Renew the certificate of the CA first.',
  });
}

const RENAME = 'Make a request with a name of its own: CN=release, O=acme, ST=WA, C=US.';

/** @throws SealiftError `csr_invalid` for an empty name, or one with characters that are not printable. */
export function checkRequestedName(subject: Name): void {
  if (subject.rdns.length === 0)
    throw new SealiftError('csr_invalid', 'the request names nobody: its subject is empty');
  if (subject.rdns.flat().every(({ value }) => printable(value, value.length) === value)) return;
  const shown = printable(nameText(subject), 300);
  throw new SealiftError('csr_invalid', `the name ${shown} has characters that cannot be shown`, {
    hint: RENAME,
  });
}

/** @throws SealiftError `csr_invalid` where the name is that of one of the CAs, which would mislead a person. */
export function checkNamedApart(subject: Name, authorities: readonly Certificate[]): void {
  const text = nameText(subject);
  if (authorities.every((authority) => nameText(authority.subject) !== text)) return;
  throw new SealiftError('csr_invalid', `the request has the name of a CA: ${printable(text, 300)}`, {
    hint: RENAME,
  });
}

/** Go's verifiers take RSA exponents below 2^31. An exponent is odd, since it is coprime to λ(n) (RFC 8017, 3.1). */
const isExponent = (exponent: bigint): boolean =>
  exponent >= 3n && exponent < 2n ** 31n && exponent % 2n === 1n;

/** @throws SealiftError `key_unsupported` for a key that could not sign in the Notary Project format. */
export function checkRequestedKey(key: KeyObject): void {
  algorithmOf(key);
  const { publicExponent } = key.asymmetricKeyDetails ?? {};
  if (publicExponent === undefined || isExponent(publicExponent)) return;
  throw new SealiftError('key_unsupported', `the RSA key has the public exponent ${publicExponent}`, {
    hint: 'Make a key with the exponent 65537.',
  });
}
