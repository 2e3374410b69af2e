import { printable } from '../encoding/printable.ts';
import type { Certificate } from '../pki/certificate.ts';
import { type Name, nameText } from '../pki/name.ts';
import { unnameable } from './policy/unnameable.ts';

/** Warns of a signer that trust policies cannot name: a verifier would have to trust every signer under the root. */
export function nameWarnings(subject: Name): readonly string[] {
  const reason = unnameable(subject);
  if (reason === undefined) return [];
  return [
    `the subject ${printable(nameText(subject))} ${printable(reason)}: no x509.subject identity of a trust policy can name this signer, only * can`,
  ];
}

/**
 * Warns of what lets some trust policies refuse every signature under this chain, although the chain can sign.
 *
 * @param chain leaf first; one that keeps the Notary Project's rules.
 */
export function chainWarnings(chain: readonly Certificate[]): readonly string[] {
  const [leaf] = chain;
  return leaf ? nameWarnings(leaf.subject) : [];
}
