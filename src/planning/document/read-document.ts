import type { PromotionEntry, RegistryBudget, Settings } from '../promotions.ts';
import type { Located } from './collections.ts';
import { DOCUMENT, type ENTRY, type LIST, type REGISTRY_LIMITS } from './document.ts';
import { entryOf } from './entry.ts';
import { flatSettings } from './flat-settings.ts';
import { mergeSettings } from './merge-settings.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Reading } from './reading.ts';
import { SETTINGS, type SettingName } from './settings.ts';
import type { Read } from './shape.ts';

/** Files that name images, and what the promotions file says of all of these. */
export interface ListEntry {
  /** Paths inside the folder of the file, with `*` and `?` in their last part. */
  readonly files: readonly Located<string>[];
  /** Registries, or repositories that are the sources or that these are under. */
  readonly prefixes: readonly string[];
  readonly to: readonly Located<string>[];
  readonly allowEmpty: boolean;
  readonly settings: Settings;
}

/** What a promotions file says by itself. */
export interface ReadDocument {
  readonly entries: readonly PromotionEntry[];
  readonly lists: readonly ListEntry[];
  readonly registries: ReadonlyMap<string, RegistryBudget>;
}

const NAMES = Object.keys(SETTINGS) as readonly SettingName[];

function budgetOf(read: Read<typeof REGISTRY_LIMITS>): RegistryBudget {
  const { 'requests-per-second': rate, concurrency, 'keep-allowance': kept } = read;
  return {
    ...(rate && { requestsPerSecond: rate.value }),
    ...(concurrency && { concurrency: concurrency.value }),
    ...(kept && { keepAllowance: kept.value }),
  };
}

/** One object for equal settings, so that what follows from them is made once. */
function shared(): (settings: Settings) => Settings {
  const known = new Map<string, Settings>();
  return (settings) => {
    const text = JSON.stringify(settings);
    const found = known.get(text) ?? settings;
    known.set(text, found);
    return found;
  };
}

/** Reads a promotions file. What is wrong with it is noted in `reading`; what is not is returned all the same. */
export function readDocument(reading: Reading): ReadDocument {
  const none: ReadDocument = { entries: [], lists: [], registries: new Map() };
  const root = parseYaml(reading);
  const read = root && DOCUMENT.read(root, reading);
  if (!read) return none;
  const document = flatSettings(read, NAMES);
  const one = shared();
  const settingsOf = (own: Read<typeof ENTRY> | Read<typeof LIST>): Settings =>
    one(mergeSettings(document, flatSettings(own, NAMES)));
  const entries = (read.promotions?.value ?? []).flatMap(({ value: own, offset }) => {
    const { from, to, 'allow-empty': allowed } = own;
    if (!from || !to) return [];
    const parts = { ...own, offset, from: from.value, to: to.value, allowEmpty: allowed?.value ?? false };
    return entryOf({ ...parts, settings: settingsOf(own) }, reading) ?? [];
  });
  const lists = (read.lists?.value ?? []).flatMap(({ value: own }) => {
    const { files, from, to, 'allow-empty': allowed } = own;
    if (!files || !from || !to) return [];
    const prefixes = from.value.map(({ value }) => value);
    return [
      {
        files: files.value,
        prefixes,
        to: to.value,
        allowEmpty: allowed?.value ?? false,
        settings: settingsOf(own),
      },
    ];
  });
  if (!read.promotions && !read.lists && reading.faults.length === 0)
    reading.fault(0, 'neither promotions nor lists are named', 'Write promotions: with from, tags and to.');
  const registries = new Map<string, RegistryBudget>(
    read.registries?.value.map(({ value: [host, budget] }) => [host, budgetOf(budget)]),
  );
  return { entries, lists, registries };
}
