import { lazy } from '../../async/lazy.ts';
import { prefetch } from '../../async/prefetch.ts';
import { asSealiftError, type SealiftError } from '../../errors.ts';
import type { CachedStore } from '../../oci/cache/cached-store.ts';
import type { ListedTags } from '../../oci/cache/listed-tags.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import type { ManifestName, ReferrerQuery, SourceStore } from '../../oci/ports.ts';
import { warnOfEach } from '../few-warnings.ts';
import { imageResult } from '../image-result.ts';
import { readExpected } from '../platforms/read-expected.ts';
import { Selection } from '../promotion/selection.ts';
import { resolveArtifact } from '../resolve.ts';
import type { ImageResult } from '../results.ts';
import type { Session } from '../session.ts';
import { compareWith, READERS_LISTS, uncompared } from './compare-with.ts';
import { comparedError } from './compared-error.ts';
import type { ComparedResult } from './result.ts';

/** The source of a comparison. `tags` is given where lists are believed. */
export interface ComparedSource {
  readonly store: SourceStore;
  readonly tags?: ListedTags;
}

/** A repository that could not be opened. */
interface UnopenedStore {
  /** As the user wrote it. */
  readonly repository: string;
  readonly error: SealiftError;
}

export interface CompareRequest extends Session {
  /** As the user wrote it. */
  readonly reference: string;
  readonly name: ManifestName;
  /** The tag that each repository has to have as well; none where the image is named by digest. */
  readonly tag?: string | undefined;
  readonly source: ComparedSource;
  readonly targets: readonly (SourceStore | UnopenedStore)[];
  /** The platforms (`oci/platforms/platform-key.ts`) whose children are expected; without any, all children are. */
  readonly platforms?: ReadonlySet<string> | undefined;
  /** Whether each repository is asked for every manifest and blob. */
  readonly deep: boolean;
}

const LISTS: ReferrerQuery = { sources: 'merged' };

/** What a promotion copies that leaves nothing behind. */
const EVERYTHING = { include: 'all', excludeSignatures: false, artifactTypes: [] } as const;

/** Reads what a promotion would copy, and tells of what it could not. */
async function readOriginal(
  { reference, reporter, concurrency, platforms }: CompareRequest,
  source: CachedStore,
  root: Descriptor,
  signal: AbortSignal,
): Promise<ArtifactGraph> {
  const selection = new Selection(EVERYTHING, []);
  const options = { concurrency, ...selection.options(signal), ...(platforms ? { platforms } : {}) };
  const graph = await readExpected(source, root, options, signal);
  warnOfEach(
    reporter,
    reference,
    selection.unreadable,
    (digest) =>
      `${digest} says that it is a signature, and no reader can read it as one; nobody is expected to have it`,
  );
  warnOfEach(
    reporter,
    reference,
    graph.dangling,
    ({ descriptor, subject }) =>
      `${descriptor.digest} is listed as attached to ${subject.digest}, but it is gone`,
  );
  return graph;
}

/**
 * Compares an image with what other repositories have of it: its tag, its manifests and platforms, and what is attached. Nothing is
 * judged and nothing is written. A repository that cannot be read is an error of its own, and never a shortfall.
 */
export function compareImage(request: CompareRequest, signal: AbortSignal): Promise<ImageResult> {
  const { reference, name, tag, platforms, deep, reporter } = request;
  return imageResult(reference, signal, async (draft) => {
    reporter.progress({ type: 'phase', phase: 'resolve', subject: reference });
    const source = request.view(request.source.store, LISTS);
    // Both sides are asked for the tag at the same time.
    const known = tag === undefined ? name : { tag };
    const begun = request.targets.map((target) => {
      if ('error' in target) return target;
      const view = request.view(target, READERS_LISTS);
      return { view, there: prefetch(view.resolve(known, signal)) };
    });
    const root = await resolveArtifact(source, name, signal);
    draft.describe(root);
    const { tags } = request.source;
    const original = {
      reference,
      source: { store: source, ...(tags ? { tags } : {}) },
      root,
      tag,
      graph: lazy(() => prefetch(readOriginal(request, source, root, signal))),
      platforms,
      deep,
    };
    const compared = await Promise.all(
      begun.map(async (one): Promise<ComparedResult> => {
        const repository = 'error' in one ? one.repository : one.view.name;
        try {
          if ('error' in one) throw one.error;
          return await compareWith(one.view, original, await one.there, signal);
        } catch (thrown) {
          const error = asSealiftError(signal.aborted ? signal.reason : thrown).toJSON();
          return { ...uncompared(repository, deep), status: 'failed', error };
        }
      }),
    );
    draft.update({ compared });
    const error = comparedError(compared);
    if (error) throw error;
    draft.update({ status: 'equal' });
  });
}
