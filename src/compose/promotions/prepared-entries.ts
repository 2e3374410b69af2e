import { formatPlace, parseDestination } from '../../oci/reference.ts';
import type { Session } from '../../operations/session.ts';
import type { PromotionEntry, Promotions, Settings } from '../../planning/promotions.ts';
import type { OpenStore } from '../open-stores.ts';
import { storesOf } from '../open-stores.ts';
import type { AnyRun } from '../run.ts';
import { sessionOf } from '../session.ts';
import { entryRun } from './entry-run.ts';
import {
  type EntryRepositories,
  type PreparedEntry,
  preparedEntry,
  trustOptionsOf,
} from './prepared-entry.ts';
import { SharedParts } from './shared-parts.ts';

/** The entries of a promotions file, with what their images are promoted by, and what all images of the run share. */
export interface PreparedEntries {
  /** Opens each store once, for the whole run. */
  readonly open: OpenStore;
  readonly session: Session;
  of(entry: PromotionEntry): PreparedEntry;
}

/** Whether keys are opened; a plan opens none that a file names. */
export interface PrepareOptions {
  readonly opensKeys?: boolean;
}

/** Equal for settings that say the same. */
function keyOf(settings: Settings): string {
  return JSON.stringify(Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Reads all that the entries of a promotions file name, once for equal settings, before anything is contacted.
 *
 * @throws SealiftError with every problem.
 */
export async function preparedEntries(
  current: AnyRun,
  { entries }: Pick<Promotions, 'entries'>,
  { opensKeys = false }: PrepareOptions = {},
): Promise<PreparedEntries> {
  const { fromRegistryConfig, toRegistryConfig } = current.values;
  const groups = [...Map.groupBy(entries, ({ settings }) => keyOf(settings))].map(([key, own]) => {
    const { settings } = own[0]!;
    return { key, settings, own, run: entryRun(current, settings) };
  });
  const shared = new SharedParts();
  const repositories = (trustOptions: string): EntryRepositories => {
    const same = groups.filter(({ run }) => trustOptionsOf(run.values) === trustOptions);
    const all = same.flatMap(({ own }) => own);
    const nameOf = (text: string) => formatPlace(parseDestination(text, current.plainHttp));
    return { sources: [...new Set(all.map(({ from }) => nameOf(from)))], destinations: [] };
  };
  const prepared = new Map<string, PreparedEntry>();
  for (const { key, settings, run } of groups)
    prepared.set(key, await preparedEntry(run, settings, repositories, { shared, opensKeys }));
  const open = await storesOf(current, { read: fromRegistryConfig, write: toRegistryConfig });
  current.problems.throwIfAny();
  return {
    open,
    session: sessionOf(current),
    of: ({ settings }) => prepared.get(keyOf(settings))!,
  };
}
