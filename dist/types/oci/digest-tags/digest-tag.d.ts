import type { Descriptor } from '../descriptor.ts';
import { type Digest } from '../digest.ts';
import type { GraphNode } from '../graph/graph-node.ts';
import { type Manifest } from '../manifest.ts';
/** What cosign attaches by tags: signatures, attestations, SBOMs (cosign, SIGNATURE_SPEC.md, ATTESTATION_SPEC.md, SBOM_SPEC.md). */
export declare const DIGEST_TAG_SUFFIXES: readonly ['sig', 'att', 'sbom'];
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
export declare function digestTagOf(subject: Digest, suffix: DigestTagSuffix): string | undefined;
/**
 * What the manifest under a digest tag is: its artifact type, else the media type of its first layer. The config of cosign's
 * manifests is that of an image, whatever they hold.
 */
export declare function digestTagType(manifest: Manifest): string;
