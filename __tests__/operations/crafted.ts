import { buildSignatureManifest } from '../../src/notation/signature-manifest.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { digestOf } from '../../src/oci/digest.ts';
import type { ManifestContent, TargetStore } from '../../src/oci/ports.ts';
import { bytesStream } from '../../src/operations/signing/bytes-stream.ts';
import { craftJws, type JwsSpec } from '../support/envelopes.ts';
import { content } from '../support/images.ts';
import { sharedChain } from '../support/pki.ts';
import { never } from '../support/tools.ts';

const CONFIG = new TextEncoder().encode('{}');

export interface CraftedSignature extends JwsSpec {
  /** The envelope as it is; made from the other members when absent. */
  readonly bytes?: Uint8Array;
  readonly envelopeType?: string;
  /** What the manifest claims of the envelope, over the truth. */
  readonly claim?: Partial<Descriptor>;
}

/** Attaches a signature to `subject` that need not be right. */
export async function attachSignature(
  store: TargetStore,
  subject: Descriptor,
  spec: CraftedSignature = {},
): Promise<Descriptor> {
  const { envelopeType = 'application/jose+json', bytes = craftJws({ target: subject, ...spec }) } = spec;
  const envelope = { mediaType: envelopeType, digest: digestOf(bytes), size: bytes.length };
  await store.putBlob(envelope, (offset) => bytesStream(bytes, offset), never);
  const config = content('application/vnd.cncf.notary.signature', CONFIG).descriptor;
  await store.putBlob(config, (offset) => bytesStream(CONFIG, offset), never);
  const signingTime = new Date('2026-06-01T10:00:00Z');
  const chain = await sharedChain().certificates();
  const claimed = { ...envelope, ...spec.claim };
  const manifest: ManifestContent = buildSignatureManifest({
    subject,
    envelope: claimed,
    chain,
    signingTime,
  });
  await store.putManifest(manifest, never);
  await store.linkReferrers(subject, [manifest], never);
  return manifest.descriptor;
}
