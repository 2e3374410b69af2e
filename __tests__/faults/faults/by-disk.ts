import type { Storage } from '../destinations/on-disk.ts';
import type { Fault } from './fault.ts';

/** Pages of 4 KiB: the image has some thirty of them, and an archive is written anew. */
const LEFT = [0, 1, 2, 3, 4, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 64] as const;

const full = (storage: Storage) =>
  ({
    name: `disk full, ${storage}`,
    storage,
    at: LEFT,
    scene: { hasApi: true },
    // Neither takes signatures without their image, nor a record, which names a repository of a registry.
    meets: ({ apart, wants }) => !apart && wants.record === undefined,
    begin: () => {},
    struck: (_scene, _at, outcome) => outcome !== 'done',
    ends: ['disk_full', 'done'],
  }) as const satisfies Partial<Fault>;

/** A disk that has so little space left that something cannot be written. */
export const BY_DISK: readonly Fault[] = [
  { ...full('layout'), about: 'the layout that is written to is on a disk with a few pages left' },
  { ...full('archive'), about: 'the same with an archive' },
];
