import { printable } from '../../encoding/printable.ts';
import type { Descriptor } from '../descriptor.ts';
import type { Reach } from './reach.ts';

/** What a list says of an entry, where it differs from what it should say. */
function differences(as: Descriptor, wanted: Descriptor): string {
  const parts = [
    as.artifactType === wanted.artifactType
      ? undefined
      : as.artifactType === undefined
        ? 'without an artifact type'
        : `with the artifact type ${printable(as.artifactType)}`,
    as.mediaType === wanted.mediaType ? undefined : `as ${printable(as.mediaType)}`,
    as.size === wanted.size ? undefined : `with ${as.size} bytes instead of ${wanted.size}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

const STOPS = {
  gone: 'which is gone',
  unfit: 'which cannot be read as it is listed',
} as const;

/**
 * Says why a reader does not get to `wanted`, as the end of a sentence that begins with the list.
 *
 * @returns for example `does not list it`; `undefined` when the reader gets there.
 */
export function whyUnreached(reach: Reach, wanted: Descriptor): string | undefined {
  switch (reach.state) {
    case 'reached':
      return undefined;
    case 'unlisted':
      return 'does not list it';
    case 'mislisted':
      return `lists it ${differences(reach.as, wanted)}`;
    case 'blocked':
      if (reach.by.digest === wanted.digest)
        return `lists it, but it is ${reach.standing === 'gone' ? 'gone' : 'not readable as it is listed'}`;
      return `lists ${reach.by.digest} before it, ${STOPS[reach.standing]}, and readers end there`;
  }
}
