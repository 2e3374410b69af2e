import { ERRORS, SealiftError } from '../../errors.ts';
import type { GraphNode } from '../graph/graph-node.ts';
import { UnknownPart } from '../unknown-part.ts';

/** The word of a registry that has none for a missing child: zot 2.1, Nexus. */
const INVALID = /\bMANIFEST_INVALID\b/;

/**
 * The error for an index that a target refuses, of which not all children were to be put: it may be that it wants all of them. Where
 * the registry says so, or gives no other reason, it is an unknown part.
 */
export function sparseRefusal(error: unknown, { content, left }: GraphNode): unknown {
  if (!(error instanceof SealiftError) || error instanceof UnknownPart || left.length === 0) return error;
  const namesOne = left.some(({ digest }) => error.message.includes(digest));
  const isVague = error.code === 'registry_refused' && error.hint === ERRORS.registry_refused[1];
  const isRefusal = (namesOne && error.exitCode === 1) || (isVague && INVALID.test(error.message));
  return isRefusal ? new UnknownPart(content.descriptor.digest, error.message, { cause: error }) : error;
}
