import { SealiftError } from '../../errors.ts';
import { isSignatureManifest } from '../../notation/signature-manifest.ts';
import { AskedParts } from '../../oci/copy/asked-parts.ts';
import { type Loss, notKept } from '../../oci/copy/not-kept.ts';
import { sparseIndexRefused } from '../../oci/copy/sparse-refusal.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import { bottomUp } from '../../oci/graph/bottom-up.ts';
import type { GraphNode } from '../../oci/graph/graph-node.ts';
import type { TargetStore } from '../../oci/ports.ts';
import { UnknownPart } from '../../oci/unknown-part.ts';

const ALL_IS_THERE =
  'Every part was asked for and is there. A registry of several replicas may show them late; otherwise its storage contradicts itself, and only whoever runs it can mend that.';

/** For the manifest that a digest tag was to get: it has what the source has, which is there, and what the destination had. */
const LOST_UNDER_TAG =
  'The tags of the image were not moved. Delete the tag of cosign there (sha256-HEX.sig or .att), which nobody can verify any more, and promote again; or leave it behind with --include verified.';

function lossOf({ manifest, children }: GraphNode, lost: Descriptor): Loss {
  if (isSignatureManifest(manifest)) return 'signature';
  return children.some(({ content }) => content.descriptor.digest === lost.digest) ? 'child' : 'blob';
}

/** The error for a manifest that is refused after all that was missing was put: a repeat would come to the same end. */
async function stillUnknown(
  refusal: UnknownPart,
  store: TargetStore,
  { nodes, attachments, digestTags }: ArtifactGraph,
  signal: AbortSignal,
): Promise<SealiftError> {
  const all = [...nodes, ...[...attachments, ...digestTags].flatMap(({ node }) => bottomUp(node))];
  const node = all.find(({ content }) => content.descriptor.digest === refusal.manifest);
  const [lost] = node ? await new AskedParts(store).missingOf(node, signal) : [];
  if (node && lost) return notKept(store, lossOf(node, lost), lost.digest);
  if (node && node.left.length > 0) return sparseIndexRefused(node, refusal);
  if (!node && digestTags.length > 0) {
    const message = `${store.name} lost a part of what it holds under a tag of cosign, so that nothing can be added to that: ${refusal.message}`;
    return new SealiftError('attachment_conflict', message, { hint: LOST_UNDER_TAG, cause: refusal });
  }
  return new SealiftError(refusal.code, refusal.message, { hint: ALL_IS_THERE, cause: refusal });
}

/** Codes of refusals that may come of a lost part, where a registry has no word for that. Who is down is not asked more. */
const MAY_MISS: ReadonlySet<string> = new Set(['registry_refused', 'artifact_not_found']);

/**
 * Writes to a destination. When it does not know a part of a manifest, nothing that was believed to be there is believed any
 * more: `mend` asks for everything, puts what is gone, and writes again. After another refusal of a manifest it does so when
 * the destination turns out to have lost a part.
 *
 * @param mend resolves to `false`, and has written nothing, when it is not sure that a part is lost and finds none.
 */
export async function writeOrMend(
  write: () => Promise<void>,
  mend: (isSure: boolean) => Promise<boolean>,
  { store, graph, signal }: { store: TargetStore; graph: ArtifactGraph; signal: AbortSignal },
): Promise<void> {
  let refusal: SealiftError;
  try {
    await write();
    return;
  } catch (error) {
    if (!(error instanceof SealiftError)) throw error;
    if (!(error instanceof UnknownPart || MAY_MISS.has(error.code))) throw error;
    refusal = error;
  }
  signal.throwIfAborted();
  try {
    if (await mend(refusal instanceof UnknownPart)) return;
  } catch (error) {
    throw error instanceof UnknownPart ? await stillUnknown(error, store, graph, signal) : error;
  }
  throw refusal;
}
