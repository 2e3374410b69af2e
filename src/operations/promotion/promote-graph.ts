import { abortable } from '../../async/abortable.ts';
import { prefetch } from '../../async/prefetch.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import { attachmentCount, attachmentResult, digestTagResult } from '../attachment-result.ts';
import { readExpected } from '../platforms/read-expected.ts';
import { Records } from '../record/records.ts';
import type { AttachmentResult } from '../results.ts';
import { tellOfEnd } from '../signing/tell-of-end.ts';
import { checkCarried } from './check-carried.ts';
import { deliverAll } from './deliver-all.ts';
import { refuseAbsentLayers } from './foreign-layers.ts';
import type { Gate } from './gate.ts';
import { leftChildren } from './left-children.ts';
import { tellOfPlatforms } from './own-signature-notices.ts';
import { OwnSignatures } from './own-signatures.ts';
import { judge, LISTS, type Promoting, readTree } from './promoting.ts';
import { Selection } from './selection.ts';
import { splitSignatures } from './split-signatures.ts';
import { statusUnder } from './status-under.ts';
import { warnOfWhatStays } from './warn-of-what-stays.ts';

/** The image with what is to be copied of that which is attached to it, and what stays behind of that. */
interface Chosen {
  readonly graph: ArtifactGraph;
  readonly selection: Selection;
}

/** @param under those that accept the signatures, where only accepted ones are copied. */
async function choose(
  { request, root }: Promoting,
  under: readonly Gate[],
  signal: AbortSignal,
): Promise<Chosen> {
  const { source, concurrency, platforms, foreignLayers = false } = request;
  const selection = new Selection(request, under);
  const chosen = platforms ? { platforms } : {};
  const options = { concurrency, foreignLayers, ...selection.options(signal), ...chosen };
  return { graph: await readExpected(source, root, options, signal), selection };
}

/**
 * Judges the image and chooses what is copied of it; `undefined` where every destination was left out. What is attached is read during
 * the judgement, unless the judgement decides which of it is copied (`verified`).
 */
async function judgeAndChoose(promoting: Promoting, signal: AbortSignal): Promise<Chosen | undefined> {
  const { request, destinations, gates } = promoting;
  const reading = new AbortController();
  const joined = AbortSignal.any([signal, reading.signal]);
  const ahead = request.include === 'verified' ? undefined : prefetch(choose(promoting, [], joined));
  // Nobody carries what was refused, and the next image has no room before this reading has ended.
  const stop = async (): Promise<void> => {
    reading.abort();
    await ahead?.catch(() => {});
  };
  try {
    await judge(promoting, signal, async () => (await ahead)?.graph ?? readTree(promoting, signal));
  } catch (error) {
    await stop();
    throw error;
  }
  if (destinations.open.length === 0) {
    await stop();
    return undefined;
  }
  return ahead ?? choose(promoting, gates?.all ?? [], signal);
}

function attachmentResults(
  { attachments, digestTags }: ArtifactGraph,
  gates: readonly Gate[],
): AttachmentResult[] {
  const judged = attachments.map((attachment) => {
    const status = statusUnder(gates, attachment.node.content.descriptor.digest);
    return attachmentResult(attachment, status ?? 'carried');
  });
  return [...judged, ...digestTags.map((one) => digestTagResult(one, 'carried'))];
}

/** Judges an image, copies it with what is attached to it, and has the tags set that lead to it. */
export async function promoteGraph(promoting: Promoting, signal: AbortSignal): Promise<void> {
  const { request, root, destinations, gates, surveys, draft, outcome } = promoting;
  const { source, concurrency, foreignLayers, sign, record } = request;
  const found = await judgeAndChoose(promoting, signal);
  if (!found) return outcome.endRefused({ digest: root.digest, attachments: 0 });
  const { graph, selection } = found;
  const judged = gates?.all ?? [];
  draft.update({
    attachments: attachmentResults(graph, judged),
    leftBehind: selection.leftUnder(judged),
  });
  if (!request.excludeSignatures) checkCarried(graph, judged, source);
  if (foreignLayers) await refuseAbsentLayers(source, graph, concurrency, signal);
  warnOfWhatStays(graph, selection, request);

  // Nothing waits for the numbers of what stays behind, and a run that is ended needs none.
  const staying = leftChildren(source, graph, LISTS, concurrency, signal).catch((error: unknown) => {
    if (signal.aborted) return [];
    throw error;
  });
  void prefetch(staying);
  // A key that cannot be used is found here, before any destination is written to.
  await (sign && abortable(Promise.resolve(sign.signer), signal));
  await (record && abortable(Promise.resolve(record.signer), signal));
  const records = record && new Records(request, record);
  const own = sign && new OwnSignatures(request, sign, signal);
  if (sign) tellOfPlatforms(request, graph);
  const attached = [...graph.attachments.map(({ node }) => node.content.descriptor), ...selection.left];
  const atSource = new Set<string>(attached.map(({ digest }) => digest));
  const ways = { destinations, gates, surveys, own, records, atSource };
  const delivered = await deliverAll(request, graph, ways, signal);
  if (sign && own) {
    draft.update({ signatures: [...(gates?.own.signatures ?? []), ...own.results] });
    if (own.hasMade) await tellOfEnd({ ...request, ...sign });
  }
  draft.update({ platforms: [...(gates?.own.platforms ?? []), ...(await staying)] });
  const apart = delivered.signaturesTo ? splitSignatures(graph).signatures.attachments.length : 0;
  const image = { digest: root.digest, attachments: attachmentCount(graph) - apart };
  outcome.end(delivered, image, own?.refusal);
}
