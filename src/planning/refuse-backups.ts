import type { SelectedImage } from './selected-image.ts';
import { placedName, tagConflict } from './tag-conflict.ts';

/**
 * Refuses backup tags that another image of the run is promoted to, or that two tags of a repository have in common: whichever comes
 * last would overwrite what the other one keeps.
 *
 * @param backupOf the backup tag of a tag of an image; `undefined` where it has none.
 * @throws SealiftError `destination_conflict`.
 */
export function refuseBackups(
  images: readonly SelectedImage[],
  backupOf: (image: SelectedImage, tag: string) => string | undefined,
): void {
  const tagged = images.flatMap((image) =>
    image.destinations.flatMap(({ repository, tags }) => tags.map((tag) => ({ image, repository, tag }))),
  );
  const promoted = new Map(tagged.map((one) => [`${one.repository}:${one.tag}`, one]));
  const kept = new Map<string, (typeof tagged)[number]>();
  const conflicts: string[] = [];
  for (const one of tagged) {
    const { image, repository, tag } = one;
    const backup = backupOf(image, tag);
    if (backup === undefined) continue;
    const name = `${repository}:${backup}`;
    const there = promoted.get(name);
    const twin = kept.get(name);
    kept.set(name, one);
    const what = `${name} would be the backup tag of ${tag}, to which ${placedName(image)} goes`;
    if (there) conflicts.push(`${what}, and gets ${placedName(there.image)}`);
    else if (twin) conflicts.push(`${what}, and of ${twin.tag}, to which ${placedName(twin.image)} goes`);
  }
  if (conflicts.length > 0) throw tagConflict(conflicts);
}
