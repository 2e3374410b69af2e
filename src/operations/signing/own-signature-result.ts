import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import type { FoundIn } from '../../oci/ports.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { nameText } from '../../pki/name.ts';
import { NO_EVIDENCE, timestampResult } from '../judging/evidence-result.ts';
import type { SignatureResult } from '../results.ts';
import type { StampEvidence } from './timestamper.ts';

/** A signature under the certificates of this run. */
export interface OwnSignature {
  readonly digest: Digest;
  readonly subject: Descriptor['digest'];
  /** Whether this run made it. */
  readonly made: boolean;
  /** Media type of the envelope. */
  readonly mediaType: string;
  readonly chain: readonly Certificate[];
  readonly foundIn: FoundIn;
  /** The repository that has it, where that is not the image's own. */
  readonly signatureRepository?: string | undefined;
  readonly until: Date | undefined;
  readonly timestamp: StampEvidence | undefined;
}

/** The result of a signature of our own. It was opened and verified against its leaf, and judged under no policy. */
export function ownSignatureResult(signature: OwnSignature): SignatureResult {
  const { digest, subject, made, mediaType, chain, foundIn, until, timestamp } = signature;
  const { signatureRepository } = signature;
  return {
    digest,
    subject,
    made,
    mediaType,
    signer: nameText(chain[0]!.subject),
    foundIn,
    ...(signatureRepository === undefined ? {} : { signatureRepository }),
    validUntil: until?.toISOString() ?? null,
    status: 'passed',
    checks: [],
    ...NO_EVIDENCE,
    // The root that judged it was given for this run, and is in no trust store.
    timestamp: timestamp ? timestampResult({ ...timestamp, store: null }) : null,
  };
}
