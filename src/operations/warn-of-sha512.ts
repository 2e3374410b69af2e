import type { Descriptor } from '../oci/descriptor.ts';
import { digestAlgorithm } from '../oci/digest.ts';
import type { Reporter } from './ports.ts';
import type { SignatureResult } from './results.ts';

/**
 * Warns when signatures of an image with a sha512 digest are listed under a referrers tag. distribution-spec, "Referrers Tag
 * Schema", cuts the tag to 64 characters of the digest; notation 1.3 asks for all 128, which is no valid tag.
 */
export function warnOfSha512(
  reporter: Pick<Reporter, 'warning'>,
  reference: string,
  subject: Pick<Descriptor, 'digest'>,
  foundIn: SignatureResult['foundIn'],
): void {
  if (foundIn !== 'tag' || digestAlgorithm(subject.digest) !== 'sha512') return;
  reporter.warning(
    `${reference}: signatures of sha512 digests are listed by a referrers tag there, which has 64 characters of the digest; notation looks under another tag and does not find them. It does in a registry that has the Referrers API, and for sha256`,
  );
}
