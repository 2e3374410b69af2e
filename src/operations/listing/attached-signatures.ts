import type { ByteBudget } from '../../async/byte-budget.ts';
import { prototypeSignatureIn } from '../../notation/prototype/prototype-manifest.ts';
import { isSignatureManifest } from '../../notation/signature-manifest.ts';
import type { CachedStore } from '../../oci/cache/cached-store.ts';
import type { Attachment } from '../../oci/graph/artifact-graph.ts';
import { describePrototype } from '../judging/describe-prototype.ts';
import { type OpenedSignature, openSignature } from '../judging/open-signature.ts';

/** Whether an attachment is a signature of the Notary Project, or one of its prototype. */
export function isAttachedSignature({ node: { content, manifest } }: Attachment): boolean {
  return isSignatureManifest(manifest) || prototypeSignatureIn(content) !== undefined;
}

/** Opens one of those. The result has `details` where it is of the prototype. */
export async function openAttached(
  source: { readonly store: CachedStore; readonly envelopeBudget: ByteBudget },
  { node: { content, manifest }, subject, foundIn, elsewhere }: Attachment,
  signal: AbortSignal,
): Promise<OpenedSignature> {
  const jwt = prototypeSignatureIn(content);
  if (jwt) {
    const holder = { digest: content.descriptor.digest, foundIn };
    return { result: await describePrototype(source, holder, jwt, signal) };
  }
  const place = { foundIn, ...(elsewhere === undefined ? {} : { elsewhere }) };
  const referrer = { entry: { descriptor: content.descriptor, ...place }, manifest };
  return openSignature(source, subject.digest, referrer, signal);
}
