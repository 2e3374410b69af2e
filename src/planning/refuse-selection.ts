import type { SelectedImage } from './selected-image.ts';
import { settingsKey } from './settings-key.ts';
import { placedName, tagConflict } from './tag-conflict.ts';

const isSame = (a: SelectedImage, b: SelectedImage): boolean =>
  a.entry.from === b.entry.from && a.tag === b.tag && a.digest === b.digest;

const settingsOf = ({ entry }: SelectedImage): string => settingsKey(entry.settings);

/**
 * The images of all entries, where no two of them write one tag. An image that two entries select for one tag, with equal settings, is
 * taken there once; what is promoted by digest writes no tag.
 *
 * @throws SealiftError `destination_conflict`, which names both.
 */
export function refuseSelection(selected: readonly SelectedImage[]): readonly SelectedImage[] {
  const writers = new Map<string, SelectedImage>();
  const conflicts: string[] = [];
  const kept = selected.map((image) => {
    const destinations = image.destinations.flatMap(({ repository, tags }) => {
      const left = tags.filter((tag) => {
        const name = `${repository}:${tag}`;
        const other = writers.get(name);
        if (!other) writers.set(name, image);
        else if (!isSame(other, image))
          conflicts.push(`${name} would get ${placedName(other)} and ${placedName(image)}`);
        else if (settingsOf(other) !== settingsOf(image))
          conflicts.push(
            `${name} would get ${placedName(other)} again with other settings (${image.entry.at})`,
          );
        return !other;
      });
      return left.length > 0 || tags.length === 0 ? [{ repository, tags: left }] : [];
    });
    return { ...image, destinations };
  });
  if (conflicts.length > 0) throw tagConflict(conflicts);
  return kept.filter(({ destinations }) => destinations.length > 0);
}
