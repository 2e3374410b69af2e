import type { ErrorContext } from '../encoding/error-context.ts';
import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import type { Certificate } from '../pki/certificate.ts';
import { nameText } from '../pki/name.ts';
import { CHAIN_COMPLAINT, checkChainRules } from './chain-rules.ts';
import type { KeyDescription } from './ports.ts';

const BEHIND_THE_LEAF = "That is the certificate of a CA: put the key's own certificate in front of it.";

type KeyOfChain = Pick<KeyDescription, 'publicKey' | 'explainOther'>;

/**
 * Checks that the first certificate is the one of the key.
 *
 * @param order how to write the file, for the hint when the key's certificate stands elsewhere in it.
 * @throws SealiftError `key_certificate_mismatch`, or with the code of `context`.
 */
export function checkFirstIsOf(
  { publicKey, explainOther }: KeyOfChain,
  chain: readonly Certificate[],
  context: ErrorContext,
  order: string,
): void {
  const [first] = chain;
  if (!first) throw new SealiftError(context.code, `the ${context.what} holds no certificate`);
  if (first.publicKey.equals(publicKey)) return;
  const at = chain.findIndex((certificate) => certificate.publicKey.equals(publicKey));
  const subject = printable(nameText(first.subject));
  if (at > 0) {
    const message = `the ${context.what} begins with ${subject}; the key's certificate is number ${at + 1}`;
    throw new SealiftError(context.code, message, { hint: `Write the chain ${order}.` });
  }
  const other = explainOther?.(first.publicKey);
  const isAuthority = first.basicConstraints?.ca && context === CHAIN_COMPLAINT;
  const hint = other?.hint ?? (isAuthority ? BEHIND_THE_LEAF : undefined);
  const reason = other?.reason === undefined ? '' : `: ${other.reason}`;
  throw new SealiftError(
    'key_certificate_mismatch',
    `the certificate ${subject} was issued for another key${reason}`,
    hint === undefined ? {} : { hint },
  );
}

/**
 * Checks a chain before its key is used: the leaf belongs to the key, the chain is complete and meets the Notary Project's
 * profile, and every certificate is valid now.
 *
 * @param key that the leaf has to belong to; absent to check the chain alone.
 * @throws SealiftError `key_certificate_mismatch`, `certificate_chain_invalid`, `certificate_not_valid_now` or
 *   `key_unsupported`.
 */
export function checkSigningChain(
  key: KeyOfChain | undefined,
  chain: readonly Certificate[],
  now: Date,
): void {
  if (key) checkFirstIsOf(key, chain, CHAIN_COMPLAINT, 'leaf first, root last');
  checkChainRules(chain, now);
}
