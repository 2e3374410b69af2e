import { type Digest, digestAlgorithm, isDigest } from '../../oci/digest.ts';

/**
 * Whether a Docker-Content-Digest header says that the registry stored another content. A digest by another algorithm does
 * not: some registries answer the push of a sha512 digest with a sha256 one.
 */
export function isOtherDigest(answered: string | readonly string[] | undefined, ours: Digest): boolean {
  if (typeof answered !== 'string' || !isDigest(answered)) return false;
  return answered !== ours && digestAlgorithm(answered) === digestAlgorithm(ours);
}
