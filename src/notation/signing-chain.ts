import type { Complaint } from '../encoding/complaint.ts';
import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import type { Certificate } from '../pki/certificate.ts';
import { checkCodeSigningChain, invalidAt } from '../pki/chain.ts';
import { nameText } from '../pki/name.ts';
import { algorithmOf } from './algorithms.ts';
import type { KeyDescription } from './ports.ts';

/**
 * The first certificate is the one of the key.
 *
 * @param order how to write the file, for the hint when the key's certificate stands elsewhere in it.
 * @throws SealiftError `key_certificate_mismatch`, or with the code of `complaint`.
 */
export function checkFirstIsOf(
  { publicKey }: Pick<KeyDescription, 'publicKey'>,
  chain: readonly Certificate[],
  complaint: Complaint,
  order: string,
): void {
  const [first] = chain;
  if (!first) throw new SealiftError(complaint.code, `the ${complaint.what} holds no certificate`);
  if (first.publicKey.equals(publicKey)) return;
  const at = chain.findIndex((certificate) => certificate.publicKey.equals(publicKey));
  const subject = printable(nameText(first.subject));
  if (at > 0) {
    const message = `the ${complaint.what} begins with ${subject}; the key's certificate is number ${at + 1}`;
    throw new SealiftError(complaint.code, message, { hint: `Write the chain ${order}.` });
  }
  throw new SealiftError('key_certificate_mismatch', `the certificate ${subject} was issued for another key`);
}

/** @throws SealiftError `certificate_not_valid_now`, naming the first certificate that is not valid at `now`. */
export function checkValidNow(chain: readonly Certificate[], now: Date): void {
  const invalid = invalidAt(chain, now);
  if (!invalid) return;
  const { subject, notBefore, notAfter } = invalid.certificate;
  const span = `${notBefore.toISOString()} to ${notAfter.toISOString()}`;
  throw new SealiftError(
    'certificate_not_valid_now',
    `the certificate ${printable(nameText(subject))} is ${invalid.state} (valid ${span})`,
  );
}

const COMPLAINT = { code: 'certificate_chain_invalid', what: 'certificate chain' } as const;

/**
 * Everything that can be known before a key is used: the leaf is the key's, the chain is whole, meets the Notary Project's
 * profile, and every certificate is valid now.
 *
 * @param key of which the chain should be; absent where the chain alone is looked at.
 * @throws SealiftError `key_certificate_mismatch`, `certificate_chain_invalid`, `certificate_not_valid_now` or
 *   `key_unsupported`.
 */
export function checkSigningChain(
  key: Pick<KeyDescription, 'publicKey'> | undefined,
  chain: readonly Certificate[],
  now: Date,
): void {
  if (key) checkFirstIsOf(key, chain, COMPLAINT, 'leaf first, root last');
  checkCodeSigningChain(chain, COMPLAINT);
  algorithmOf(chain[0]!.publicKey);
  checkValidNow(chain, now);
}
