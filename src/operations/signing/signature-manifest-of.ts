import { buildSignatureManifest } from '../../notation/signature-manifest.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { digestOf } from '../../oci/digest.ts';
import type { ManifestContent } from '../../oci/ports.ts';
import type { SignedEnvelope } from './envelope-maker.ts';

/** The manifest that attaches an envelope to what it signs, and the descriptor of the envelope. One envelope gives one manifest. */
export function signatureManifestOf(
  subject: Descriptor,
  { bytes, annotations, opened }: SignedEnvelope,
): { readonly manifest: ManifestContent; readonly envelope: Descriptor } {
  const { mediaType, chain, signingTime } = opened;
  const envelope = { mediaType, digest: digestOf(bytes), size: bytes.length };
  return {
    envelope,
    manifest: buildSignatureManifest({ subject, envelope, chain, signingTime, annotations }),
  };
}
