import type { Descriptor } from '../../oci/descriptor.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import type { Draft } from '../image-result.ts';
import { childrenOf } from '../platforms/children-of.ts';
import type { Gates } from './gates.ts';
import { warnOfOnlySignature } from './own-signature-notices.ts';
import type { PromoteRequest } from './promote-request.ts';

/**
 * Judges the image at the source under every statement, and with `--recursive` its children as well. The draft has the verdicts
 * also when one of them refuses.
 *
 * @param tree reads the image with its children.
 * @throws SealiftError when the statement of the source refuses.
 */
export async function judgeSource(
  request: PromoteRequest,
  gates: Gates,
  root: Descriptor,
  { tree, draft }: { readonly tree: () => Promise<ArtifactGraph>; readonly draft: Draft },
  signal: AbortSignal,
): Promise<void> {
  const { reference, reporter, allowUnsigned, recursive, platforms, sign } = request;
  const { own } = gates;
  const judging = gates.judge(root, { allowUnsigned }, signal);
  const notes = await judging.finally(() =>
    draft.update({ signatures: own.signatures, identities: own.identities }),
  );
  for (const note of notes) reporter.warning(`${reference}: ${note}`);
  if (sign) warnOfOnlySignature(request, gates);
  if (!recursive) return;
  const children = childrenOf(await tree(), platforms);
  const judgingChildren = gates.judgeChildren([...children.values()], { allowUnsigned }, signal);
  const more = await judgingChildren.finally(() =>
    draft.update({ signatures: own.signatures, platforms: own.platforms }),
  );
  for (const note of more) reporter.warning(`${reference}, ${note}`);
}
