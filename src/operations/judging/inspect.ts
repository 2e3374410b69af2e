import { SealiftError } from '../../errors.ts';
import { isSignatureManifest } from '../../notation/signature-manifest.ts';
import { NOTARY_ARTIFACT_TYPE } from '../../oci/artifact-type.ts';
import type { CachedStore } from '../../oci/cache/cached-store.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { readGraph } from '../../oci/graph/read-graph.ts';
import { manifestKind } from '../../oci/media-types.ts';
import type { ReferrerQuery } from '../../oci/ports.ts';
import { judgedReferrers } from '../../oci/referrers.ts';
import { attachmentResult } from '../attachment-result.ts';
import { FewWarnings } from '../few-warnings.ts';
import { imageResult } from '../image-result.ts';
import type { ListRequest } from '../list.ts';
import { absentInWords, listedPlatforms } from '../platforms/listed-platforms.ts';
import { resolveArtifact } from '../resolve.ts';
import type { ImageResult, SignatureResult } from '../results.ts';
import { describeSignature } from './describe-signature.ts';
import { describePrototypes, findPrototypes } from './prototypes.ts';

export interface InspectRequest extends ListRequest {
  readonly maxSignatures: number;
}

const LISTS: ReferrerQuery = { artifactType: NOTARY_ARTIFACT_TYPE, sources: 'merged' };

/** The platforms of an index, and the signatures that are attached to them: each is signed for itself, or not. */
async function platformsOf(
  store: CachedStore,
  root: Descriptor,
  { concurrency, reference, reporter }: InspectRequest,
  signal: AbortSignal,
): Promise<Pick<ImageResult, 'platforms' | 'attachments'>> {
  if (manifestKind(root.mediaType) !== 'index') return { platforms: [], attachments: [] };
  const filters = {
    keep: ({ manifest }: Parameters<typeof describeSignature>[2]) => isSignatureManifest(manifest),
    likely: ({ artifactType }: Descriptor) => artifactType === NOTARY_ARTIFACT_TYPE,
  };
  const options = { concurrency, ...filters, absent: 'told' } as const;
  const graph = await readGraph(store, root, options, signal);
  const platforms = listedPlatforms(graph);
  const lacks = absentInWords(platforms);
  if (lacks !== undefined) reporter.warning(`${reference}: ${lacks}`);
  return {
    platforms,
    attachments: graph.attachments
      .filter(({ subject }) => subject.digest !== root.digest)
      .map((attachment) => attachmentResult(attachment, null)),
  };
}

/** Opens every signature of an image and shows its certificates, times and metadata, without judging them. */
export function inspectImage(request: InspectRequest, signal: AbortSignal): Promise<ImageResult> {
  const { reference, name, maxSignatures, reporter } = request;
  const store = request.view(request.store);
  return imageResult(reference, signal, async (draft) => {
    const root = await resolveArtifact(store, name, signal);
    draft.describe(root);
    const signatures: SignatureResult[] = [];
    const warnings = new FewWarnings(reporter, reference);
    for await (const judged of judgedReferrers(store, root, LISTS, signal)) {
      if (judged.state === 'dangling')
        warnings.add(`${judged.entry.descriptor.digest} is listed, but it is gone`);
      if (judged.state === 'malformed') warnings.add(judged.error.message);
      if (judged.state !== 'believed' || !isSignatureManifest(judged.manifest)) continue;
      if (signatures.length === maxSignatures) {
        reporter.warning(`${reference} has more than ${maxSignatures} signatures; the others are not shown`);
        break;
      }
      signatures.push(await describeSignature({ ...request, store }, root.digest, judged, signal));
    }
    warnings.end();
    if (signatures.length === 0) {
      const found = await findPrototypes(store, root, signal);
      signatures.push(...(await describePrototypes({ ...request, store }, found, signal)));
    }
    draft.update({ signatures });
    if (signatures[0]?.foundIn === 'itself') return void draft.update({ status: 'listed' });
    try {
      draft.update(await platformsOf(store, root, request, signal));
    } catch (error) {
      // An index whose children are not all there has signatures all the same, and they are what was asked for.
      if (!(error instanceof SealiftError) || error.exitCode !== 1) throw error;
      reporter.warning(`${reference}: its platforms are not shown: ${error.message}`);
    }
    draft.update({ status: 'listed' });
  });
}
