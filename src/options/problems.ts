import { type ErrorCode, SealiftError } from '../errors.ts';
import { numbered } from './numbered.ts';

/** The most problems that one error lists, unless its caller says otherwise. */
const SHOWN = 8;

/** `T` with no member `undefined`. */
type Complete<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };

function isComplete<T extends object>(read: T): read is T & Complete<T> {
  return Object.values(read).every((value) => value !== undefined);
}

/**
 * Collects problems before anything is contacted, so that a user sees all of them at once. One problem keeps its own
 * error; several become one error with the code of the first.
 */
export class Problems {
  readonly #found: SealiftError[] = [];

  get any(): boolean {
    return this.#found.length > 0;
  }

  add(code: ErrorCode, message: string, hint?: string): void {
    this.#found.push(new SealiftError(code, message, hint === undefined ? {} : { hint }));
  }

  /** Notes what was found wrong in a part, as `told` says it. */
  take(part: Problems, told: (problem: SealiftError) => SealiftError): void {
    this.#found.push(...part.#found.map(told));
  }

  /** Runs `step`; a usage or configuration error of it is noted and `undefined` returned, anything else is thrown. */
  async try<T>(step: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await step();
    } catch (thrown) {
      if (!(thrown instanceof SealiftError) || thrown.exitCode !== 2) throw thrown;
      this.#found.push(thrown);
      return undefined;
    }
  }

  /** Returns `read`, in which a member is `undefined` only where a problem was noted. @throws the problems so far. */
  all<T extends object>(read: T): Complete<T> {
    this.throwIfAny();
    if (!isComplete(read))
      throw new SealiftError('internal', 'an option is missing and no problem was noted');
    return read;
  }

  throwIfAny(most = SHOWN): void {
    const [first, ...rest] = this.#found;
    if (!first) return;
    if (rest.length === 0) throw first;
    const shown = this.#found.slice(0, most);
    const more = this.#found.length - shown.length;
    const message = `${numbered(shown.map(({ message: text }) => text))}${more > 0 ? ` and ${more} more` : ''}`;
    throw new SealiftError(first.code, message, {
      hint: numbered(shown.map(({ hint }) => hint)),
      needs: { kind: 'several', parts: shown },
      cause: first,
    });
  }
}
