import { createHash } from 'node:crypto';
import type { OpenedEnvelope } from '../../notation/envelope/opened.ts';
import { signerKeys } from '../../notation/requirement/signer-keys.ts';
import { isOfAuthority } from '../../notation/signing-schemes.ts';
import type { Digest } from '../../oci/digest.ts';
import type { Certificate } from '../../pki/certificate.ts';

/** When a signature stops verifying, and by what. */
export interface LifeEnd {
  readonly at: Date;
  /** The first certificate that ends; absent where the signature's own expiry is earlier. */
  readonly certificate?: Certificate;
}

/** How long a signature verifies, without a judgement of its timestamp and its signer. */
export interface SignatureLife {
  readonly subject: Digest;
  /** Equal texts for signatures of one subject by one signer: its key and its name, each under its root. */
  readonly signers: readonly string[];
  /** Whether its certificates are valid already. */
  readonly begun: boolean;
  /** Absent for a signature that has no end. */
  readonly end?: LifeEnd;
}

const short = (text: string): string => createHash('sha256').update(text).digest('base64');

/** The earlier of the signature's expiry and the end of its chain, which does not count where an authority vouches for the time. */
function endOf({ expiry, scheme, chain }: OpenedEnvelope): LifeEnd | undefined {
  const own = expiry && { at: expiry };
  if (isOfAuthority(scheme)) return own;
  const first = chain.reduce((one, other) => (other.notAfter < one.notAfter ? other : one));
  const byChain = { at: first.notAfter, certificate: first };
  return own && own.at <= byChain.at ? own : byChain;
}

/**
 * The life of an opened signature of `subject`. Neither a key nor a name alone is a signer here, since nobody judged the signature,
 * and its chain is no part of what is signed (JWS: RFC 7515, 4.1.6 in the unprotected header): whoever may push could put a chain of
 * their own behind a signature that is there. Both count together with the root: a key with the root's key, which a self-signed
 * certificate keeps when it is made anew, and a name with the root itself.
 */
export function signatureLife(envelope: OpenedEnvelope, subject: Digest, now: Date): SignatureLife {
  const { chain, scheme } = envelope;
  const [name, key] = signerKeys(chain[0]!);
  const root = chain.at(-1)!;
  const [, rootKey] = signerKeys(root);
  const end = endOf(envelope);
  return {
    subject,
    signers: [`${subject} ${short(rootKey)} ${short(key)}`, `${subject} ${root.thumbprint} ${short(name)}`],
    begun: isOfAuthority(scheme) || chain.every(({ notBefore }) => notBefore <= now),
    ...(end ? { end } : {}),
  };
}
