import { camelCase } from '../options/option.ts';
import type { Problems } from '../options/problems.ts';
import { TAG_OPTIONS } from '../options/tag-options.ts';
import type { PromotionPlace } from './destinations.ts';

/** Refuses an option about tags where no destination has one: it would be without effect, and is probably a mistake. */
export function refuseTagOptions(
  given: Readonly<Record<string, unknown>>,
  destinations: readonly PromotionPlace[],
  problems: Problems,
): void {
  const isByDigest = ({ place: { tags, digest } }: PromotionPlace): boolean =>
    tags.length === 0 && digest !== undefined;
  if (destinations.length === 0 || !destinations.every(isByDigest)) return;
  for (const { name } of TAG_OPTIONS.filter((one) => given[camelCase(one.name)] !== undefined)) {
    problems.add(
      'usage',
      `--${name} is about tags, and no destination has one: the image is promoted by digest`,
      'Leave it out, or give the destination a tag.',
    );
  }
}
