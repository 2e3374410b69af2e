import { mapGroup } from '../../async/map-group.ts';
import { asSealiftError, type SealiftError } from '../../errors.ts';
import type { PromotionEntry, Promotions } from '../../planning/promotions.ts';
import { refuseSelection } from '../../planning/refuse-selection.ts';
import { selectImages } from '../../planning/select-images.ts';
import type { SelectedImage } from '../../planning/selected-image.ts';
import type { AnyRun } from '../run.ts';
import { listedTagsOf } from './listed-tags-of.ts';
import { placeName, placeOf } from './place-of.ts';
import type { PreparedEntries } from './prepared-entries.ts';

/** Lists of tags that are read at the same time; each may have 4 MiB of names. */
const AT_ONCE = 4;

/** An entry whose repository could not be asked for its tags. */
export interface UnreadEntry {
  readonly entry: PromotionEntry;
  readonly error: SealiftError;
}

/** What the entries of a promotions file select. */
export interface Selected {
  readonly images: readonly SelectedImage[];
  /** What they select is not known; the other entries do not wait for them. */
  readonly unread: readonly UnreadEntry[];
}

/**
 * The images that all entries select, in the order of the entries. The list of tags of a repository is read once, and only where rules
 * look at it. What cannot be read fails the entries of that repository alone; what is wrong with a selection is noted, of all entries.
 *
 * @throws SealiftError with every problem.
 */
export async function selectedImages(
  current: AnyRun,
  { entries }: Pick<Promotions, 'entries'>,
  prepared: Pick<PreparedEntries, 'open'>,
): Promise<Selected> {
  const { problems } = current;
  const selected = new Map<PromotionEntry, readonly SelectedImage[]>();
  const unread: UnreadEntry[] = [];
  const select = async (entry: PromotionEntry, tags: readonly string[]): Promise<void> => {
    selected.set(entry, (await problems.try(() => selectImages(entry, tags))) ?? []);
  };
  const byRules = entries.filter(({ choice }) => choice.kind === 'rules');
  for (const entry of entries) if (entry.choice.kind !== 'rules') await select(entry, []);
  const groups = Map.groupBy(byRules, ({ from }) => placeName(from, current));
  await mapGroup(current.signal, groups, AT_ONCE, async ([from, own], signal) => {
    let tags: readonly string[];
    try {
      tags = await listedTagsOf(await prepared.open(placeOf(from, current), 'read'), signal);
    } catch (thrown) {
      signal.throwIfAborted();
      const error = asSealiftError(thrown);
      unread.push(...own.map((entry) => ({ entry, error })));
      return;
    }
    for (const entry of own) await select(entry, tags);
  });
  problems.throwIfAny();
  const inOrder = entries.flatMap((entry) => selected.get(entry) ?? []);
  const images = await problems.try(() => refuseSelection(inOrder));
  problems.throwIfAny();
  const order = new Map(entries.map((entry, at) => [entry, at]));
  return {
    images: images ?? [],
    unread: unread.toSorted((one, other) => order.get(one.entry)! - order.get(other.entry)!),
  };
}
