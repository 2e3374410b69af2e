import type { ImageResult, ResultError } from '../operations/results.ts';
import type { Status } from './statuses.ts';

/** What a run has to say about one image at one place: a destination, or a repository that was compared with it. */
export interface Part {
  readonly reference: string;
  readonly status: Status;
  readonly error: ResultError | null;
}

/** The places of an image: those that it was compared with, where it was, else its destinations. */
export function partsOf({
  destinations,
  compared,
}: Pick<ImageResult, 'destinations' | 'compared'>): readonly Part[] {
  return (
    compared?.map(({ repository: reference, status, error }) => ({ reference, status, error })) ??
    destinations
  );
}
