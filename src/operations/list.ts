import { mapGroup } from '../async/map-group.ts';
import type { CachedStore } from '../oci/cache/cached-store.ts';
import { DIGEST_TAG_SUFFIXES } from '../oci/digest-tags/digest-tag.ts';
import type { Attachment } from '../oci/graph/artifact-graph.ts';
import { readGraph } from '../oci/graph/read-graph.ts';
import type { ManifestName, SourceStore } from '../oci/ports.ts';
import { attachmentResult, digestTagResult } from './attachment-result.ts';
import { warnOfEach } from './few-warnings.ts';
import { imageResult } from './image-result.ts';
import { describePrototypes, prototypeItself } from './judging/prototypes.ts';
import { isAttachedSignature, openAttached } from './listing/attached-signatures.ts';
import type { ListFilter } from './listing/list-filter.ts';
import { matchingSignatures } from './listing/matching-signatures.ts';
import { absentInWords, listedPlatforms } from './platforms/listed-platforms.ts';
import { resolveArtifact } from './resolve.ts';
import type { ImageResult, SignatureResult } from './results.ts';
import type { Session } from './session.ts';

export interface ListRequest extends Session {
  /** As the user wrote it. */
  readonly reference: string;
  readonly name: ManifestName;
  readonly store: SourceStore;
  /** Which signatures are shown; without it everything that is attached is. */
  readonly filter?: ListFilter;
}

/** The most signatures that are opened to say who made them. */
const OPENED = 100;

function withoutDetails({ details: _, ...signature }: SignatureResult): SignatureResult {
  return signature;
}

/** Opens the signatures among what is attached, to say who made each. Their content is what `inspect` shows. */
async function signaturesOf(
  { reference, envelopeBudget, concurrency, reporter }: ListRequest,
  store: CachedStore,
  attachments: readonly Attachment[],
  signal: AbortSignal,
): Promise<SignatureResult[]> {
  const signatures = attachments.filter(isAttachedSignature);
  if (signatures.length > OPENED)
    reporter.warning(`${reference} has more than ${OPENED} signatures; who made the others is not shown`);
  return mapGroup(signal, signatures.slice(0, OPENED), concurrency, async (attachment, joined) => {
    const { result } = await openAttached({ store, envelopeBudget }, attachment, joined);
    return withoutDetails(result);
  });
}

/**
 * Lists the artifacts attached to an image, its platforms and its attachments, where each was found, and who made each signature;
 * with a filter the signatures alone that meet it. It judges none.
 */
export function listImage(request: ListRequest, signal: AbortSignal): Promise<ImageResult> {
  const { reference, name, concurrency, reporter } = request;
  const store = request.view(request.store);
  return imageResult(reference, signal, async (draft) => {
    const root = await resolveArtifact(store, name, signal);
    draft.describe(root);
    const digestTags = { suffixes: DIGEST_TAG_SUFFIXES, keep: () => true };
    const everything = { keep: () => true, likely: () => true, absent: 'told' } as const;
    const graph = await readGraph(store, root, { concurrency, ...everything, digestTags }, signal).catch(
      async (error: unknown) => {
        // An index of the prototype has a `config`, which no manifest of its media type may have.
        const found = await prototypeItself(store, root, signal).catch(() => []);
        if (found.length === 0) throw error;
        return undefined;
      },
    );
    const found = await prototypeItself(store, root, signal);
    const itself = await describePrototypes({ ...request, store }, found, signal);
    const { filter } = request;
    const matching = (attachments: readonly Attachment[]) =>
      matchingSignatures(request, filter ?? {}, { store, root, itself, attachments }, signal);
    if (!graph && filter) return void draft.update({ status: 'listed', signatures: await matching([]) });
    if (!graph) return void draft.update({ status: 'listed', signatures: itself.map(withoutDetails) });
    warnOfEach(
      reporter,
      reference,
      graph.dangling,
      ({ descriptor }) => `${descriptor.digest} is listed as attached, but it is gone`,
    );
    const platforms = listedPlatforms(graph);
    const lacks = absentInWords(platforms);
    if (lacks !== undefined) reporter.warning(`${reference}: ${lacks}`);
    if (filter) {
      const signatures = await matching(graph.attachments);
      const shown = new Set(signatures.map(({ digest }) => digest));
      const attachments = graph.attachments
        .map((attachment) => attachmentResult(attachment, null))
        .filter(({ digest }) => shown.has(digest));
      return void draft.update({ status: 'listed', platforms, attachments, signatures });
    }
    draft.update({
      status: 'listed',
      platforms,
      attachments: [
        ...graph.attachments.map((attachment) => attachmentResult(attachment, null)),
        ...graph.digestTags.map((one) => digestTagResult(one, null)),
      ],
    });
    const attached = await signaturesOf(request, store, graph.attachments, signal);
    draft.update({ signatures: [...itself.map(withoutDetails), ...attached] });
  });
}
