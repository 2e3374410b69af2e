import type { DestinationResult, ImageResult } from '../operations/results.ts';

/** A destination at which an image now is. */
export interface DoneDestination extends Pick<DestinationResult, 'pinned' | 'digest'> {
  /** The first tag that was set there, or that pointed at the image already. */
  readonly tag: string | undefined;
}

/** The destinations at which an image was promoted, or was already. */
export function doneDestinations({
  destinations,
}: Pick<ImageResult, 'destinations'>): readonly DoneDestination[] {
  return destinations
    .filter(({ status }) => status === 'promoted' || status === 'unchanged')
    .map((one) => ({
      ...one,
      tag: one.tags.find(({ action }) => action !== 'left' && action !== 'kept')?.tag,
    }));
}
