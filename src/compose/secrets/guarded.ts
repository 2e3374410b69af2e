import type { Secrets } from '../../encoding/secrets/secrets.ts';
import { SealiftError } from '../../errors.ts';

/** A port whose methods reject without secrets, for those who call it outside of a run. */
export function guarded<T extends object>(port: T, secrets: Secrets): T {
  const hidden = (error: unknown): unknown => (error instanceof SealiftError ? secrets.hideIn(error) : error);
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        try {
          const result: unknown = Reflect.apply(member, target, args);
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
