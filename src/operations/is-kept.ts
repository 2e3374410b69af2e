import type { DestinationResult } from './results.ts';

/** Whether a destination is left as it is, or would be by a dry run, because all its tags are kept where they are. */
export function isKept({ tags }: Pick<DestinationResult, 'tags'>): boolean {
  return tags.length > 0 && tags.every(({ action }) => action === 'kept');
}
