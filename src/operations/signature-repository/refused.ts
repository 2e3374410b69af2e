import { SealiftError } from '../../errors.ts';
import { AskedParts } from '../../oci/copy/asked-parts.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { GraphNode } from '../../oci/graph/graph-node.ts';
import type { ManifestContent, TargetStore } from '../../oci/ports.ts';

/** A signature that a repository did not take, and the manifest that it is attached to. */
export interface RefusedSignature {
  readonly subject: Descriptor;
  readonly manifest: ManifestContent;
}

/** Refusals that may come of a subject that is not there: registries have several words for that, or list nothing. */
const REFUSALS: ReadonlySet<string> = new Set(['upload_unconfirmed', 'registry_refused', 'signature_lost']);

function hintOf(repository: string, digest: string, { code, hint }: SealiftError): string {
  const advice = `The specification has registries take what is attached before its image, and this one does not: have the image in ${repository} as well (promote it to ${repository}@${digest}, which sets no tag), then run this again; or name a repository of another registry.`;
  return code === 'registry_refused' ? `${advice} If the image is not the cause: ${hint}` : advice;
}

/**
 * The error for a signature that a repository without its image refused: `signature_repository_refused` where the repository
 * definitely lacks the subject, and lacks nothing else; otherwise `error` as it is.
 */
export async function refusedSignature(
  store: TargetStore,
  { subject, manifest }: RefusedSignature,
  error: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  if (signal.aborted || !(error instanceof SealiftError) || !REFUSALS.has(error.code)) return error;
  try {
    const { digest } = subject;
    if ((await store.resolve({ digest }, signal)) !== undefined) return error;
    const missing = await new AskedParts(store).missingOf(new GraphNode(manifest), signal);
    if (missing.length > 0) return error;
    return new SealiftError(
      'signature_repository_refused',
      `${store.name} does not take the signature of ${digest}, which is not there itself: ${error.message}`,
      { hint: hintOf(store.name, digest, error), cause: error },
    );
  } catch {
    // What keeps this from being found out may be the cause of the refusal itself, and its words are in the first error.
    return error;
  }
}
