import { SealiftError } from '../errors.ts';
import type { SelectedImage } from './selected-image.ts';

/** The most conflicts that one error names. */
const SHOWN = 8;

/** An image with the place of its entry. */
export const placedName = ({ entry, tag, digest }: SelectedImage): string =>
  `${entry.from}${digest === undefined ? `:${tag}` : `@${digest}`} (${entry.at})`;

/** The error of tags that two images of a run would write; each conflict names both. */
export function tagConflict(conflicts: readonly string[]): SealiftError {
  const more = conflicts.length - SHOWN;
  const message = [...conflicts.slice(0, SHOWN), ...(more > 0 ? [`${more} more tags`] : [])].join('; ');
  return new SealiftError('destination_conflict', message);
}
