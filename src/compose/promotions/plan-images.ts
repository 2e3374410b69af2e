import { mapGroup } from '../../async/map-group.ts';
import { parseRepository } from '../../oci/reference.ts';
import { failedImage } from '../../operations/failed-image.ts';
import type { ImageResult } from '../../operations/results.ts';
import type { PlannedPromotion } from '../../planning/plan.ts';
import { ACTIONS } from '../../planning/plan-actions.ts';
import { compareEntries } from '../../planning/plan-order.ts';
import type { SelectedImage } from '../../planning/selected-image.ts';
import { expand, splitTemplate, valuesOf } from '../../planning/selection/template.ts';
import type { AnyRun } from '../run.ts';
import { hasFailed } from '../run-result.ts';
import { placeName } from './place-of.ts';
import { plannedPromotions } from './planned-promotions.ts';
import type { PreparedEntries } from './prepared-entries.ts';
import { promoteSelected } from './promote-selected.ts';
import type { Selected, UnreadEntry } from './selected-images.ts';

/** Images that are looked at at the same time; each may take the memory of a whole graph. */
const AT_ONCE = 16;

/** The most images with an error that are shown whole. */
const SHOWN = 1000;

export interface PlannedImages {
  /** In the order of a plan. */
  readonly promotions: readonly PlannedPromotion[];
  /** Images with an error, the first of them. */
  readonly failed: readonly ImageResult[];
}

/** Promotions that a plan has twice, once: two entries may select one image by its digest for one repository. */
function eachOnce(promotions: readonly PlannedPromotion[]): readonly PlannedPromotion[] {
  const rank = ({ action }: PlannedPromotion): number => ACTIONS.indexOf(action as (typeof ACTIONS)[number]);
  return promotions
    .toSorted((one, other) => compareEntries(one, other) || rank(one) - rank(other))
    .filter((one, at, all) => at === 0 || compareEntries(all[at - 1]!, one) !== 0);
}

/** The entry of a repository that could not be asked for its tags, as an image without tag and digest for each destination. */
function unreadImage({ entry }: UnreadEntry): SelectedImage {
  const values = valuesOf(parseRepository(entry.from));
  const names = entry.to.map((template) => expand(splitTemplate(template).repository, values));
  return { entry, destinations: [...new Set(names)].map((repository) => ({ repository, tags: [] })) };
}

/** The spelling of names that a plan has, so that it can be compared with what others write. */
function spelled(selected: SelectedImage, current: AnyRun): SelectedImage {
  const { entry, destinations } = selected;
  return {
    ...selected,
    entry: { ...entry, from: placeName(entry.from, current) },
    destinations: destinations.map((one) => ({ ...one, repository: placeName(one.repository, current) })),
  };
}

/**
 * What a promotion of the selected images would do. Of each image its planned promotions are kept, and nothing else: there may be tens
 * of thousands.
 */
export async function planImages(
  current: AnyRun,
  prepared: PreparedEntries,
  { images, unread }: Selected,
): Promise<PlannedImages> {
  const { signal } = current;
  const hide = (text: string): string => current.secrets.hide(text);
  const promotions: PlannedPromotion[] = [];
  let failed: { readonly at: number; readonly image: ImageResult }[] = [];
  const take = (at: number, selected: SelectedImage, image: ImageResult): void => {
    promotions.push(...plannedPromotions(image, spelled(selected, current), hide));
    if (!hasFailed(image)) return;
    failed.push({ at, image });
    if (failed.length >= 2 * SHOWN) failed = firstOf(failed);
  };
  const firstOf = (all: typeof failed): typeof failed =>
    all.toSorted((one, other) => one.at - other.at).slice(0, SHOWN);
  for (const [at, one] of unread.entries()) {
    const { from } = one.entry;
    take(at - unread.length, unreadImage(one), failedImage(from, one.error.toJSON()));
  }
  await mapGroup(signal, images.entries(), AT_ONCE, async ([at, selected], joined) => {
    const image = await promoteSelected(current, prepared, selected, { dryRun: true });
    joined.throwIfAborted();
    take(at, selected, image);
  });
  return { promotions: eachOnce(promotions), failed: firstOf(failed).map(({ image }) => image) };
}
