import type { Author, Secrets } from '../../encoding/secrets/secrets.ts';
import { SealiftError } from '../../errors.ts';

type Hide = (error: unknown) => unknown;

function isList(result: unknown): result is AsyncIterable<unknown> {
  return typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
}

async function* readGuarded(list: AsyncIterable<unknown>, hidden: Hide): AsyncGenerator<unknown> {
  try {
    yield* list;
  } catch (error) {
    throw hidden(error);
  }
}

/** The handler of a proxy that hides secrets in the error that ends a list. A store still recognises its own list in it. */
function listGuard(hidden: Hide): ProxyHandler<AsyncIterable<unknown>> {
  return {
    get(list, name) {
      if (name === Symbol.asyncIterator) return () => readGuarded(list, hidden);
      const member: unknown = Reflect.get(list, name, list);
      return typeof member === 'function' ? member.bind(list) : member;
    },
  };
}

/**
 * A port whose methods, and the lists that they return, reject without secrets.
 *
 * @param author of the texts in its errors. In texts of others even the shortest secrets are hidden.
 */
export function guarded<T extends object>(port: T, secrets: Secrets, author?: Author): T {
  const hidden: Hide = (error) => (error instanceof SealiftError ? secrets.hideIn(error, author) : error);
  const ofLists = listGuard(hidden);
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        try {
          const result: unknown = Reflect.apply(member, target, args);
          if (isList(result)) return new Proxy(result, ofLists);
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
