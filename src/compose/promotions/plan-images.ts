import { failedImage } from '../../operations/failed-image.ts';
import type { ImageResult } from '../../operations/results.ts';
import { entryDestinations } from '../../planning/entry-destinations.ts';
import type { PlannedPromotion } from '../../planning/plan.ts';
import { ACTIONS } from '../../planning/plan-actions.ts';
import { compareEntries } from '../../planning/plan-order.ts';
import type { PlannedAdditions } from '../../planning/planned-additions.ts';
import type { SelectedImage } from '../../planning/selected-image.ts';
import { SharedTexts } from '../../planning/shared-texts.ts';
import type { AnyRun } from '../run.ts';
import { hasFailed } from '../run-result.ts';
import { addedBy } from './added-by.ts';
import { placeName } from './place-of.ts';
import { plannedPromotions } from './planned-promotions.ts';
import type { PreparedEntries } from './prepared-entries.ts';
import { promoteEach } from './promote-each.ts';
import { RowBudget } from './row-budget.ts';
import type { Selected, UnreadEntry } from './selected-images.ts';

/** The most images with an error that are shown whole. */
const SHOWN = 1000;

export interface PlannedImages {
  /** In the order of a plan. */
  readonly promotions: readonly PlannedPromotion[];
  readonly added: PlannedAdditions;
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
  const destinations = entryDestinations(entry).map((repository) => ({ repository, tags: [] }));
  return { entry, destinations };
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

/** Images with an error by their places, of which the first are kept. */
class FirstFailed {
  #found: { readonly at: number; readonly image: ImageResult }[] = [];
  readonly #budget = new RowBudget();

  add(at: number, image: ImageResult): void {
    if (!hasFailed(image)) return;
    this.#found.push({ at, image: this.#budget.kept(image) });
    if (this.#found.length >= 2 * SHOWN) this.#cut();
  }

  #cut(): void {
    this.#found = this.#found.toSorted((one, other) => one.at - other.at).slice(0, SHOWN);
  }

  /** What a user has to know of them; `undefined` where all of their rows are kept. */
  get warning(): string | undefined {
    return this.#budget.warning;
  }

  get images(): readonly ImageResult[] {
    this.#cut();
    return this.#found.map(({ image }) => image);
  }
}

/**
 * What a promotion of the selected images would do. Of each image its planned promotions are kept, and nothing else: there may be tens
 * of thousands.
 *
 * @param inWords says errors in the words of the promotions file.
 */
export async function planImages(
  current: AnyRun,
  prepared: PreparedEntries,
  { images, unread }: Selected,
  inWords: (image: ImageResult) => ImageResult,
): Promise<PlannedImages> {
  const { signal, reporter } = current;
  const promotions: PlannedPromotion[] = [];
  const shared = new SharedTexts();
  const failed = new FirstFailed();
  const added = { signatures: 0, records: 0 };
  const total = images.length;
  let done = 0;
  const take = (selected: SelectedImage, result: ImageResult, at: number): void => {
    const image = inWords(result);
    const hide = (text: string): string => current.secrets.hide(text);
    const planned = plannedPromotions(image, spelled(selected, current), hide);
    promotions.push(...planned.map((one) => shared.in(one)));
    const { signatures, records } = addedBy(image);
    added.signatures += signatures;
    added.records += records;
    failed.add(at, image);
  };
  for (const [at, one] of unread.entries())
    take(unreadImage(one), failedImage(one.entry.from, one.error.toJSON()), at - unread.length);
  reporter.progress({ type: 'images', done, total });
  await promoteEach(current, prepared, images, {
    dryRun: true,
    forgets: true,
    onDone: (selected, image, at) => {
      if (signal.aborted) return;
      take(selected, image, at);
      done += 1;
      reporter.progress({ type: 'images', done, total });
    },
  });
  signal.throwIfAborted();
  if (failed.warning !== undefined) reporter.warning(failed.warning);
  return { promotions: eachOnce(promotions), added, failed: failed.images };
}
