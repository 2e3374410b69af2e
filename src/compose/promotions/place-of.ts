import { type Destination, formatPlace, parseDestination } from '../../oci/reference.ts';
import type { AnyRun } from '../run.ts';

/** A repository of a promotions file, as it is opened. */
export function placeOf(repository: string, { plainHttp }: Pick<AnyRun, 'plainHttp'>): Destination {
  return parseDestination(repository, plainHttp);
}

/** A repository of a promotions file in its one spelling, in which the default port is left out. */
export function placeName(repository: string, run: Pick<AnyRun, 'plainHttp'>): string {
  return formatPlace(placeOf(repository, run));
}
