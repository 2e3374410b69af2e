import { checkReplaceable } from '../check-replaceable.ts';

/** How relocations begin: none at all, or the first source, which has a registry. */
const RELOCATIONS = /^\{(?:\}|\n {2}"[^"/\n]+\/[^"\n]+": \[\n)/;

/**
 * Checks before anything is contacted that relocations can be written to a file.
 *
 * @throws SealiftError `file_exists` where something else stands there; `denied`, `file_unreadable`.
 */
export function checkRelocations(path: string): Promise<void> {
  return checkReplaceable(path, {
    isOne: (start) => RELOCATIONS.test(start),
    // More than the first source has.
    length: 1024,
    other: 'holds no relocations',
    hint: 'Name another file: relocations replace older ones, and nothing else.',
  });
}
