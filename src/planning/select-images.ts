import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { isTag, parseRepository } from '../oci/reference.ts';
import type { PromotionEntry } from './promotions.ts';
import type { SelectedDestination, SelectedImage } from './selected-image.ts';
import { selectTags } from './selection/select-tags.ts';
import { expand, splitTemplate, valuesOf } from './selection/template.ts';

const HINT = 'Correct the template, or leave the tag out with a rule under `deny`.';

/** The tags that the template of a destination gives for the tags of an image. */
function tagsAt(entry: PromotionEntry, template: string, tags: readonly string[]): readonly string[] {
  const written = splitTemplate(template).tags;
  if (written.length === 0) return tags;
  const values = valuesOf(parseRepository(entry.from));
  const given = written.flatMap((one) =>
    one.includes('{tag}') ? tags.map((tag) => expand(one, { ...values, tag })) : [expand(one, values)],
  );
  const wrong = given.find((tag) => !isTag(tag));
  if (wrong !== undefined) {
    const message = `${entry.at}: of ${entry.from} the template ${quotable(template)} gives the tag "${quotable(wrong, 160)}", which is none`;
    throw new SealiftError('promotions_invalid', message, { hint: HINT });
  }
  return [...new Set(given)].toSorted();
}

/** The destinations of an image, each repository once. */
function destinationsOf(entry: PromotionEntry, tags: readonly string[]): readonly SelectedDestination[] {
  const values = valuesOf(parseRepository(entry.from));
  const found = new Map<string, readonly string[]>();
  for (const template of entry.to) {
    const repository = expand(splitTemplate(template).repository, values);
    const all = [...(found.get(repository) ?? []), ...tagsAt(entry, template, tags)];
    found.set(repository, [...new Set(all)].toSorted());
  }
  return [...found].map(([repository, all]) => ({ repository, tags: all }));
}

/**
 * The images that an entry selects, and where each goes.
 *
 * @param tags all tags of the repository; only rules look at them.
 * @throws SealiftError `selection_empty` where the rules leave no tag and the entry does not allow that; `promotions_invalid` for a
 *   destination tag that is none.
 */
export function selectImages(entry: PromotionEntry, tags: readonly string[]): readonly SelectedImage[] {
  const { choice } = entry;
  if (choice.kind === 'digests') {
    return [...choice.digests].map(([digest, under]) => ({
      entry,
      digest,
      destinations: destinationsOf(entry, under),
    }));
  }
  const selected = choice.kind === 'tags' ? choice.tags : selectTags(choice.rules, tags);
  if (selected.length === 0 && !entry.allowEmpty) {
    throw new SealiftError(
      'selection_empty',
      `${entry.at}: none of the ${tags.length} tags of ${entry.from} is selected`,
    );
  }
  return selected.map((tag) => ({ entry, tag, destinations: destinationsOf(entry, [tag]) }));
}
