import type { Certificate } from '../pki/certificate.ts';

type Chain = readonly Pick<Certificate, 'thumbprint'>[];

/**
 * Whether two chains are the same certificates in the same order. The leaf alone says too little: x5c is not signed (JWS
 * signature format, "Unprotected Headers"), so anybody may put our signature back under another chain, and who verifies
 * may not trust that one.
 */
export function sameChain(one: Chain, other: Chain): boolean {
  return (
    one.length === other.length && one.every(({ thumbprint }, at) => thumbprint === other[at]!.thumbprint)
  );
}
