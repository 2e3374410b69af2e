import type { Descriptor } from '../descriptor.ts';
import { type Digest, digestAlgorithm, digestHex } from '../digest.ts';
import type { GraphNode } from '../graph/graph-node.ts';
import { artifactTypeOf, type Manifest } from '../manifest.ts';

/** What cosign attaches by tags: signatures, attestations, SBOMs (cosign, SIGNATURE_SPEC.md, ATTESTATION_SPEC.md, SBOM_SPEC.md). */
export const DIGEST_TAG_SUFFIXES = ['sig', 'att', 'sbom'] as const;

export type DigestTagSuffix = (typeof DIGEST_TAG_SUFFIXES)[number];

/** A tag `sha256-HEX.sig`, `.att` or `.sbom` that is there, and the manifest that it is named after. */
export interface DigestTag {
  readonly tag: string;
  readonly suffix: DigestTagSuffix;
  readonly subject: Descriptor;
  readonly node: GraphNode;
}

/**
 * The tag under which cosign attaches to `subject` (SIGNATURE_SPEC.md, "Tag-based Discovery"); `undefined` for a sha512, since a tag
 * has at most 128 characters (distribution-spec, "Pulling manifests").
 */
export function digestTagOf(subject: Digest, suffix: DigestTagSuffix): string | undefined {
  const algorithm = digestAlgorithm(subject);
  return algorithm === 'sha256' ? `${algorithm}-${digestHex(subject)}.${suffix}` : undefined;
}

/**
 * What the manifest under a digest tag is: its artifact type, else the media type of its first layer. The config of cosign's
 * manifests is that of an image, whatever they hold.
 */
export function digestTagType(manifest: Manifest): string {
  return (
    manifest.artifactType ?? manifest.layers[0]?.mediaType ?? (artifactTypeOf(manifest) || manifest.mediaType)
  );
}
