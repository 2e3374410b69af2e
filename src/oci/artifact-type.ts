import type { Descriptor } from './descriptor.ts';

/** The artifact type of a signature (Notary Project, signature-specification.md, "Storage"). */
export const NOTARY_ARTIFACT_TYPE = 'application/vnd.cncf.notary.signature';

/** The artifact type of the bundles that cosign 3 attaches (sigstore, protobuf-specs). */
export const BUNDLE_ARTIFACT_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** Referrers of cosign that are signatures: bundles of any version, and what cosign 2 attached (cosign, pkg/oci/remote). */
const COSIGN_SIGNATURE = /^application\/vnd\.dev\.(?:sigstore\.bundle(?:\.|\+json)|cosign\.artifact\.sig\.)/;

/** Whether an artifact of this type is a signature that cosign attached, or an attestation in the same form. */
export function isCosignSignatureType(artifactType: string): boolean {
  return COSIGN_SIGNATURE.test(artifactType);
}

/** Whether an entry of a list may have the wanted artifact type. For an entry without a type its manifest decides later. */
export function artifactTypeMatches({ artifactType }: Descriptor, wanted: string | undefined): boolean {
  return wanted === undefined || artifactType === undefined || artifactType === wanted;
}
