import type { Author, Secrets } from '../../encoding/secrets/secrets.ts';
import { SealiftError } from '../../errors.ts';

type Hide = (error: unknown) => unknown;

function isList(result: unknown): result is AsyncIterable<unknown> {
  return typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
}

/** Hides secrets in the error that ends a list. It returns the same object, because a store recognises its own lists. */
function guardedList(list: AsyncIterable<unknown>, hidden: Hide): AsyncIterable<unknown> {
  const read = list[Symbol.asyncIterator].bind(list);
  return Object.assign(list, {
    async *[Symbol.asyncIterator]() {
      try {
        yield* { [Symbol.asyncIterator]: read };
      } catch (error) {
        throw hidden(error);
      }
    },
  });
}

/**
 * A port whose methods, and the lists that they return, reject without secrets.
 *
 * @param author of the texts in its errors. In texts of others even the shortest secrets are hidden.
 */
export function guarded<T extends object>(port: T, secrets: Secrets, author?: Author): T {
  const hidden: Hide = (error) => (error instanceof SealiftError ? secrets.hideIn(error, author) : error);
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        try {
          const result: unknown = Reflect.apply(member, target, args);
          if (isList(result)) return guardedList(result, hidden);
          return result instanceof Promise
            ? result.catch((error: unknown) => {
                throw hidden(error);
              })
            : result;
        } catch (error) {
          throw hidden(error);
        }
      };
    },
  });
}
