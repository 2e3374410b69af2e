import { basename, dirname, join, resolve } from 'node:path';
import type { ErrorContext } from '../../encoding/error-context.ts';
import { quotable } from '../../encoding/quotable.ts';
import { userText } from '../../encoding/user-text.ts';
import { SealiftError } from '../../errors.ts';
import { entryKind } from '../../io/files/folder-entries.ts';
import { type Digest, digestOf } from '../../oci/digest.ts';
import { Problems } from '../../options/problems.ts';
import { suggest } from '../../options/suggest.ts';
import { destinationConflicts } from '../../planning/destination-conflicts.ts';
import { readDocument } from '../../planning/document/read-document.ts';
import { readImageList } from '../../planning/document/read-image-list.ts';
import { type Fault, Reading, type Surroundings } from '../../planning/document/reading.ts';
import type { PromotionEntry, Promotions } from '../../planning/promotions.ts';
import { refuseSelection } from '../../planning/refuse-selection.ts';
import { selectImages } from '../../planning/select-images.ts';
import type { AnyRun } from '../run.ts';
import { checkPaths } from './check-paths.ts';
import { digestFiles, type TrustOfRun } from './digest-files.ts';
import { findLists } from './find-lists.ts';
import { readInside } from './read-inside.ts';
import { settingFaults } from './setting-faults.ts';
import { MOUNTED } from './wrong-part.ts';

/** The most faults that one error tells of. */
const SHOWN = 50;
/** The most entries, which are kept in memory until the run ends. */
const ENTRIES = 200_000;

/** What of a run the reading looks at. */
type Current = Pick<AnyRun, 'secrets' | 'plainHttp'> & TrustOfRun;

/** What a promotions file may use of the environment: variables that no secret of this run is in. */
export function surroundingsOf(
  folder: string,
  { env, secrets, plainHttp }: Pick<AnyRun, 'env' | 'secrets' | 'plainHttp'>,
): Surroundings {
  return {
    folder,
    plainHttp,
    suggest,
    variable(name) {
      const value = Object.hasOwn(env, name) ? env[name] : undefined;
      if (value === undefined || value === '') return { refused: `${name} is not set` };
      return secrets.hide(value, 'peer') === value
        ? { value }
        : { refused: `the value of ${name} is a secret of this run` };
    },
  };
}

function throwFaults(faults: readonly Fault[]): void {
  const problems = new Problems();
  for (const { code, at, message, hint } of faults) problems.add(code, `${at}: ${message}`, hint);
  problems.throwIfAny(SHOWN);
}

/** Conflicts that need no registry: entries whose rules look at tags are left for when these are known. */
function refuseKnown(entries: readonly PromotionEntry[]): void {
  const known = entries.filter(({ choice }) => choice.kind !== 'rules');
  refuseSelection(known.flatMap((entry) => selectImages(entry, [])));
}

/**
 * Reads a promotions file with its lists, whole. Nothing is contacted for it, no key is opened and no program started.
 *
 * @param path as the user named it; it stands in front of the line of each fault.
 * @throws SealiftError `promotions_invalid`, `destination_conflict` with every fault that was found; `file_not_found`,
 *   `file_unreadable`, `denied`.
 */
export async function loadPromotions(path: string, current: Current): Promise<Promotions> {
  const folder = dirname(resolve(path));
  const shown = quotable(path, 600);
  const context: ErrorContext = {
    code: 'promotions_invalid',
    what: `promotions file ${shown}`,
    hint: `Name a regular file; neither it nor what it names may be a link, also not by a folder on the way. ${MOUNTED}`,
  };
  const bytes = await readInside(folder, [basename(path)], context);
  if (typeof bytes === 'string') {
    if ((await entryKind(resolve(path))) !== undefined)
      throw new SealiftError('promotions_invalid', `promotions file ${shown}: ${bytes}`, {
        hint: 'Split it: many images belong into files under `lists`.',
      });
    throw new SealiftError('file_not_found', `there is no promotions file at ${shown}`, {
      needs: { kind: 'file', path: shown },
    });
  }
  const surroundings = surroundingsOf(folder, current);
  const reading = new Reading(shown, userText(bytes, context), surroundings);
  const document = readDocument(reading);
  const entries = [...document.entries];
  const listDigests: Digest[] = [];
  const faults: Fault[] = [];
  for (const list of document.lists) {
    for (const names of await findLists(folder, list, reading)) {
      const name = quotable(join(dirname(path), ...names), 600);
      const what = { ...context, what: `list ${name}` };
      const content = await readInside(folder, names, what);
      if (typeof content === 'string') {
        faults.push({
          code: 'promotions_invalid',
          at: name,
          message: content,
          hint: 'Correct the path, or split the list.',
        });
        continue;
      }
      listDigests.push(digestOf(content));
      const images = new Reading(name, userText(content, what), surroundings);
      for (const entry of readImageList(list, images)) entries.push(entry);
      faults.push(...images.faults);
      if (entries.length > ENTRIES)
        throw new SealiftError(
          'promotions_invalid',
          `promotions file ${shown}: it and its lists have over ${ENTRIES} entries`,
          { hint: 'Split it into several promotions files, and run each for itself.' },
        );
    }
  }
  await checkPaths(folder, reading);
  throwFaults([...reading.faults, ...faults, ...settingFaults(entries, current)]);
  throwFaults(destinationConflicts(entries));
  refuseKnown(entries);
  const digests = await digestFiles(folder, entries, context, current);
  return {
    entries,
    registries: document.registries,
    digests: { promotions: digestOf(bytes), lists: [...new Set(listDigests)].toSorted(), ...digests },
  };
}
