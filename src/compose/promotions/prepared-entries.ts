import pLimit from 'p-limit';
import { lazy } from '../../async/lazy.ts';
import { StandingBlobs } from '../../oci/copy/standing-blobs.ts';
import { bufferPool } from '../../oci/fanout/share-blobs.ts';
import { formatPlace, parseDestination } from '../../oci/reference.ts';
import type { Session } from '../../operations/session.ts';
import { Problems } from '../../options/problems.ts';
import { entryDestinations } from '../../planning/entry-destinations.ts';
import type { PromotionEntry, Promotions } from '../../planning/promotions.ts';
import { settingsKey } from '../../planning/settings-key.ts';
import { BelievedSources } from '../believed-sources.ts';
import { type OpenStore, type RegistryConfigs, storeOpener } from '../open-stores.ts';
import { OpenedStores } from '../opened-stores.ts';
import type { SharedWork } from '../promote-one.ts';
import type { AnyRun } from '../run.ts';
import { sessionOf } from '../session.ts';
import { entryRun } from './entry-run.ts';
import { placedProblem } from './placed-problem.ts';
import {
  type EntryRepositories,
  type PreparedEntry,
  preparedEntry,
  trustOptionsOf,
} from './prepared-entry.ts';
import { SharedParts } from './shared-parts.ts';

/** The most images whose graphs are in memory at the same time. */
const ROOM = 8;

/** The most pages of the list of tags of a source. */
const PAGES = 100;

/** The entries of a promotions file, with what their images are promoted by, and what all images of the run share. */
export interface PreparedEntries {
  readonly open: OpenStore;
  readonly stores: OpenedStores;
  readonly sources: BelievedSources;
  readonly shared: Pick<SharedWork, 'standing' | 'buffers' | 'withRoom'>;
  readonly session: Session;
  of(entry: PromotionEntry): PreparedEntry;
}

export interface PrepareOptions {
  /** Whether keys are opened; a plan opens none that a file names. */
  readonly opensKeys?: boolean;
  /** Logins that were typed, for what is read and for what is written. */
  readonly logins?: RegistryConfigs;
}

interface Group {
  readonly own: readonly PromotionEntry[];
  readonly run: PreparedEntry['run'];
}

/** The places that all entries which write there have for themselves. */
function singleWriters(
  groups: readonly Group[],
  { plainHttp }: Pick<AnyRun, 'plainHttp'>,
): (place: string) => boolean {
  const places = (isSingle: boolean) =>
    new Set(
      groups
        .filter(({ run: { values } }) => values.singleWriter === isSingle)
        .flatMap(({ own, run: { values } }) => [
          ...own.flatMap(entryDestinations),
          ...(values.signaturesTo === undefined ? [] : [values.signaturesTo]),
        ])
        .map((name) => formatPlace(parseDestination(name, plainHttp))),
    );
  // Only names that are read already are asked about.
  const found = lazy(() => ({ single: places(true), shared: places(false) }));
  return (place) => found().single.has(place) && !found().shared.has(place);
}

/**
 * Reads all that the entries of a promotions file name, once for equal settings, before anything is contacted.
 *
 * @throws SealiftError with every problem.
 */
export async function preparedEntries(
  current: AnyRun,
  { entries }: Pick<Promotions, 'entries'>,
  { opensKeys = false, logins = {} }: PrepareOptions = {},
): Promise<PreparedEntries> {
  const { fromRegistryConfig, toRegistryConfig } = current.values;
  const groups = [...Map.groupBy(entries, ({ settings }) => settingsKey(settings))].map(([key, own]) => {
    const { settings } = own[0]!;
    const problems = new Problems();
    return { key, settings, own, problems, run: entryRun({ ...current, problems }, settings) };
  });
  const parts = new SharedParts();
  const repositories = (trustOptions: string): EntryRepositories => {
    const same = groups.filter(({ run }) => trustOptionsOf(run.values) === trustOptions);
    const all = same.flatMap(({ own }) => own);
    const named = (texts: readonly string[]) =>
      [...new Set(texts)].map((text) => formatPlace(parseDestination(text, current.plainHttp)));
    return {
      sources: named(all.map(({ from }) => from)),
      destinations: named(all.flatMap(entryDestinations)),
    };
  };
  const prepared = new Map<string, PreparedEntry>();
  for (const { key, settings, own, problems, run } of groups) {
    prepared.set(key, await preparedEntry(run, settings, repositories, { shared: parts, opensKeys }));
    current.problems.take(problems, (problem) => placedProblem(problem, own[0]!));
  }
  const open = await storeOpener(current, {
    read: logins.read ?? fromRegistryConfig,
    write: logins.write ?? toRegistryConfig,
    hasSingleWriter: singleWriters(groups, current),
  });
  current.problems.throwIfAny();
  const stores = new OpenedStores(current, open);
  return {
    stores,
    open: stores.open,
    sources: new BelievedSources(PAGES, current.signal),
    shared: { standing: new StandingBlobs(), buffers: bufferPool(), withRoom: pLimit(ROOM) },
    session: sessionOf(current),
    of: ({ settings }) => prepared.get(settingsKey(settings))!,
  };
}
