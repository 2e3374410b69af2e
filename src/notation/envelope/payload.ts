import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { goJson, sortedMembers } from '../../encoding/go-json.ts';
import { printable } from '../../encoding/printable.ts';
import { readAs } from '../../encoding/read-as.ts';
import { SealiftError } from '../../errors.ts';
import { parseDescriptor } from '../../oci/parse-descriptor.ts';
import { PAYLOAD } from './shapes.ts';
import { isSignedDigest, type SignedDigest } from './signed-digest.ts';

/** The signed descriptor of the artifact. Its annotations are the user's metadata (signature-specification.md, "Payload"). */
export interface TargetArtifact {
  readonly mediaType: string;
  readonly digest: SignedDigest;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

const RESERVED_PREFIX = 'io.cncf.notary';

/**
 * Checks the pairs a user wants signed or found.
 *
 * @throws SealiftError `metadata_invalid` for an empty or reserved key.
 */
export function checkMetadata(metadata: Readonly<Record<string, string>>): void {
  for (const key of Object.keys(metadata)) {
    if (key === '') throw new SealiftError('metadata_invalid', 'a metadata key is empty');
    // In JavaScript an assignment of this member sets the prototype, so a reader may lose the pair.
    if (key === '__proto__') throw new SealiftError('metadata_invalid', 'a metadata key cannot be __proto__');
    if (key.startsWith(RESERVED_PREFIX)) {
      throw new SealiftError(
        'metadata_invalid',
        `the metadata key ${printable(key)} is reserved for the Notary Project`,
      );
    }
  }
}

/**
 * The payload of an envelope: `targetArtifact` reduced to mediaType, digest, size and the metadata, escaped as notation writes
 * them.
 *
 * @param order of the members: notation sorts them in a JWS envelope, and has them as its struct declares them in a COSE one.
 */
export function buildPayload(
  target: Pick<TargetArtifact, 'mediaType' | 'digest' | 'size'>,
  metadata: Readonly<Record<string, string>>,
  order: 'sorted' | 'declared' = 'sorted',
): Uint8Array {
  checkMetadata(metadata);
  const { mediaType, digest, size } = target;
  const annotations = Object.keys(metadata).length > 0 ? { annotations: sortedMembers(metadata) } : {};
  const targetArtifact =
    order === 'sorted'
      ? { ...annotations, digest, mediaType, size }
      : { mediaType, digest, size, ...annotations };
  return goJson({ targetArtifact });
}

/** Reads a payload that was signed. @throws SealiftError with the code of `context`. */
export function parsePayload(bytes: Uint8Array, context: ErrorContext): TargetArtifact {
  const { targetArtifact } = readAs(PAYLOAD, bytes, context);
  if (targetArtifact === undefined) throw errorIn(context, 'has a payload without targetArtifact');
  const { mediaType, digest, size, annotations } = parseDescriptor(targetArtifact, context, isSignedDigest);
  return { mediaType, digest, size, ...(annotations ? { annotations } : {}) };
}
