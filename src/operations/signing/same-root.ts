import type { Certificate } from '../../pki/certificate.ts';

type Chain = readonly Pick<Certificate, 'thumbprint'>[];

/**
 * Whether two chains have the same root. A service gives a profile new certificates from time to time and names the profile in its
 * signatures; under a root of their own anybody may name it too.
 */
export function sameRoot(one: Chain, other: Chain): boolean {
  const root = one.at(-1)?.thumbprint;
  return root !== undefined && root === other.at(-1)?.thumbprint;
}
