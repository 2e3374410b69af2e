import { type Digest, digestAlgorithm, isDigest } from '../../oci/digest.ts';

/**
 * Whether a Docker-Content-Digest says that other content was stored. A registry may answer a sha512 push with its own
 * sha256, which says nothing.
 */
export function isOtherDigest(answered: string | readonly string[] | undefined, ours: Digest): boolean {
  if (typeof answered !== 'string' || !isDigest(answered)) return false;
  return answered !== ours && digestAlgorithm(answered) === digestAlgorithm(ours);
}
