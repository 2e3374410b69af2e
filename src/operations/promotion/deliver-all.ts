import type { CachedStore } from '../../oci/cache/cached-store.ts';
import { shareBlobs } from '../../oci/fanout/share-blobs.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import type { Records } from '../record/records.ts';
import type { DestinationResult, SignatureRepositoryResult } from '../results.ts';
import { deliver } from './deliver.ts';
import type { Destinations } from './destinations.ts';
import type { Gates } from './gates.ts';
import { onlyAccepted } from './only-accepted.ts';
import type { OwnSignatures } from './own-signatures.ts';
import type { PromoteRequest } from './promote-request.ts';
import { splitSignatures } from './split-signatures.ts';
import { storeSignatures } from './store-signatures.ts';
import type { survey } from './survey.ts';
import type { PromotionTarget } from './target.ts';

/** Where a promotion goes, and under which statements. */
export interface Ways {
  readonly destinations: Destinations;
  readonly gates: Gates | undefined;
  readonly surveys: ReadonlyMap<PromotionTarget, ReturnType<typeof survey>>;
  /** Digests of all that is attached at the source, also of what is not copied. */
  readonly atSource: ReadonlySet<string>;
  readonly own: OwnSignatures | undefined;
  readonly records: Records | undefined;
}

/** What was delivered, and what became of the signatures that are stored elsewhere. */
export interface Delivered {
  readonly results: ReadonlyMap<PromotionTarget, DestinationResult>;
  readonly signaturesTo?: SignatureRepositoryResult;
}

/** Copies the graph to all destinations that are not left out, from one read of its blobs. */
export async function deliverAll(
  request: PromoteRequest & { readonly source: CachedStore },
  graph: ArtifactGraph,
  { destinations, gates, surveys, own, records, atSource }: Ways,
  signal: AbortSignal,
): Promise<Delivered> {
  const { source, clock, include, buffers } = request;
  const targets = destinations.open;
  const sources = shareBlobs(source, targets.length, {
    now: () => clock.now().getTime(),
    sleep: (milliseconds, during) => clock.sleep(milliseconds, during),
    ...(buffers ? { pool: buffers } : {}),
  });
  const arrivals = new Map(targets.map((target) => [target, Promise.withResolvers<void>()]));
  const storage = storeSignatures(request, graph, own, arrivals, signal);
  // No destination gets its tags without the signatures, so that nobody goes on to copy for nothing.
  const stop = new AbortController();
  storage?.onFailure((error) => request.dryRun || stop.abort(error));
  const joined = AbortSignal.any([signal, stop.signal]);
  const graphFor = (target: PromotionTarget): ArtifactGraph => {
    if (storage) return splitSignatures(graph).image;
    if (include !== 'verified' || !gates) return graph;
    const under = gates.of(target);
    return onlyAccepted(graph, (digest) => under.some((gate) => gate.statusOf(digest) === 'passed'));
  };
  const delivered = targets.map(async (target, at) => {
    const arrived = () => arrivals.get(target)!.resolve();
    const elsewhere = storage && {
      begin: () => storage.begin(),
      signed: () => storage.signed(),
      stored: async (): Promise<void> => {
        arrived();
        await storage.stored();
      },
    };
    const ours = storage ? { elsewhere } : { own };
    const recording = records &&
      gates && { records, session: request, gates: gates.of(target), gate: gates.at(target) };
    const options = { ...request, ...ours, recording, atSource, gate: gates?.named(target) };
    const place = { graph: graphFor(target), source: sources[at]!, target, survey: surveys.get(target)! };
    const result = await deliver(options, place, joined);
    arrived();
    const isTold = signal.aborted || own?.tells(result.error);
    if (result.error && !isTold) destinations.tell(target.reference, result.error);
    return [target, result] as const;
  });
  const results = new Map(await Promise.all(delivered));
  const signaturesTo = await storage?.ended();
  return { results, ...(signaturesTo ? { signaturesTo } : {}) };
}
