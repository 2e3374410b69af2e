import { quotable } from '../../encoding/quotable.ts';
import type { Reading } from './reading.ts';
import type { Fail } from './scalars.ts';

const VARIABLE = /\$\(([^)]*)\)/g;
/** Other variables of a run hold credentials, so they have a name that says what they are for. */
const NAME = /^SEALIFT_VAR_[A-Z0-9_]{1,64}$/;

const LONGEST = 512;

/**
 * Puts values of the environment in. No message shows one, because it may be a secret in the wrong place.
 *
 * @param grammar what a value may hold; it has no beginning and no end.
 * @param of in words: `a host`.
 * @returns `undefined` where a fault was noted.
 */
export function withVariables(
  text: string,
  grammar: RegExp,
  of: string,
  fail: Fail,
  { surroundings }: Reading,
): string | undefined {
  let isWhole = true;
  const replaced = text.replaceAll(VARIABLE, (written, name: string) => {
    const refuse = (message: string, hint: string): string => {
      isWhole = false;
      fail(message, hint);
      return written;
    };
    const shown = quotable(written, 100);
    if (!NAME.test(name))
      return refuse(`${shown} names no variable that may be used`, 'Write $(SEALIFT_VAR_NAME), in capitals.');
    const found = surroundings.variable(name);
    if ('refused' in found)
      return refuse(`${shown} cannot be used: ${found.refused}`, `Set ${name} to ${of}.`);
    if (found.value.length > LONGEST || !new RegExp(`^(?:${grammar.source})$`).test(found.value))
      return refuse(`the value of ${name} is no part of ${of}`, `Set ${name} to ${of}, or to a part of one.`);
    return found.value;
  });
  return isWhole ? replaced : undefined;
}
