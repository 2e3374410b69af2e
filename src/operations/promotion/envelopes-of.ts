import { isSignatureManifest } from '../../notation/signature-manifest.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Attachment } from '../../oci/graph/artifact-graph.ts';

/** The envelope of a signature, which is asked for after it was written. */
export function envelopesOf({ node: { manifest } }: Attachment): readonly Descriptor[] {
  return isSignatureManifest(manifest) ? manifest.layers : [];
}
