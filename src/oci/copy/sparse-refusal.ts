import { ERRORS, SealiftError } from '../../errors.ts';
import type { GraphNode } from '../graph/graph-node.ts';
import { UnknownPart } from '../unknown-part.ts';

/** The word of a registry that has none for a missing child (zot). */
const INVALID = /\bMANIFEST_INVALID\b/;

/** The error for an index that a target does not take without the children that were not to be put. */
export function sparseIndexRefused(
  { content, manifest, left }: GraphNode,
  refusal: SealiftError,
): SealiftError {
  const { digest } = content.descriptor;
  return new SealiftError(
    'sparse_index_refused',
    `the index ${digest} is not taken without ${left.length} of the ${manifest.manifests.length} manifests that it names: ${refusal.message}`,
    { cause: refusal },
  );
}

/**
 * What it means that a target refuses a manifest. An index is refused for a child that was not to be put where the registry names
 * that child. Where it gives no other reason, it misses an unknown part.
 */
export function sparseRefusal(error: unknown, node: GraphNode): unknown {
  const { content, left } = node;
  if (!(error instanceof SealiftError) || left.length === 0) return error;
  if (left.some(({ digest }) => error.message.includes(digest))) return sparseIndexRefused(node, error);
  const isVague = error.code === 'registry_refused' && error.hint === ERRORS.registry_refused[1];
  if (!isVague || !INVALID.test(error.message)) return error;
  return new UnknownPart(content.descriptor.digest, error.message, { cause: error });
}
