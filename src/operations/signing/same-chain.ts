import type { Certificate } from '../../pki/certificate.ts';

type Chain = readonly Pick<Certificate, 'thumbprint'>[];

/**
 * Whether two chains have the same certificates in the same order. The leaf alone does not suffice: x5c is not signed (JWS
 * signature format, "Unprotected Headers"), so anybody can push our signature again with another chain, and a verifier may
 * not trust that one.
 */
export function sameChain(one: Chain, other: Chain): boolean {
  return (
    one.length === other.length && one.every(({ thumbprint }, at) => thumbprint === other[at]!.thumbprint)
  );
}
