import { mapGroup } from '../async/map-group.ts';
import { prototypeSignatureIn } from '../notation/prototype/prototype-manifest.ts';
import { isSignatureManifest } from '../notation/signature-manifest.ts';
import type { CachedStore } from '../oci/cache/cached-store.ts';
import { DIGEST_TAG_SUFFIXES } from '../oci/digest-tags/digest-tag.ts';
import type { Attachment } from '../oci/graph/artifact-graph.ts';
import { readGraph } from '../oci/graph/read-graph.ts';
import type { ManifestName, SourceStore } from '../oci/ports.ts';
import { attachmentResult, digestTagResult } from './attachment-result.ts';
import { imageResult } from './image-result.ts';
import { describePrototype } from './judging/describe-prototype.ts';
import { describeSignature } from './judging/describe-signature.ts';
import { describePrototypes, prototypeItself } from './judging/prototypes.ts';
import { absentInWords, listedPlatforms } from './platforms/listed-platforms.ts';
import { resolveArtifact } from './resolve.ts';
import type { ImageResult, SignatureResult } from './results.ts';
import type { Session } from './session.ts';

export interface ListRequest extends Session {
  /** As the user wrote it. */
  readonly reference: string;
  readonly name: ManifestName;
  readonly store: SourceStore;
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
  const signatures = attachments.filter(
    ({ node: { content, manifest } }) =>
      isSignatureManifest(manifest) || prototypeSignatureIn(content) !== undefined,
  );
  if (signatures.length > OPENED)
    reporter.warning(`${reference} has more than ${OPENED} signatures; who made the others is not shown`);
  return mapGroup(
    signal,
    signatures.slice(0, OPENED),
    concurrency,
    async ({ node: { content, manifest }, subject, foundIn, elsewhere }, joined) => {
      const place = { foundIn, ...(elsewhere === undefined ? {} : { elsewhere }) };
      const referrer = { entry: { descriptor: content.descriptor, ...place }, manifest };
      const source = { store, envelopeBudget };
      const jwt = prototypeSignatureIn(content);
      if (jwt) {
        const holder = { digest: content.descriptor.digest, foundIn };
        return withoutDetails(await describePrototype(source, holder, jwt, joined));
      }
      return withoutDetails(await describeSignature(source, subject.digest, referrer, joined));
    },
  );
}

/**
 * Lists the artifacts attached to an image, its platforms and its attachments, where each was found, and who made each signature.
 * It judges none.
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
    if (!graph) return void draft.update({ status: 'listed', signatures: itself.map(withoutDetails) });
    for (const { descriptor } of graph.dangling) {
      reporter.warning(`${reference}: ${descriptor.digest} is listed as attached, but it is gone`);
    }
    const platforms = listedPlatforms(graph);
    const lacks = absentInWords(platforms);
    if (lacks !== undefined) reporter.warning(`${reference}: ${lacks}`);
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
