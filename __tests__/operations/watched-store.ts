import type { TargetStore } from '../../src/oci/ports.ts';

/** Asks the caller before every call of a store: what it throws is what the call does instead. */
export type BeforeCall = (method: string) => void;

const WAITS = new Set<string | symbol>([
  'resolve',
  'manifest',
  'has',
  'blob',
  'putBlob',
  'putManifest',
  'linkReferrers',
  'tag',
  'isEmpty',
]);

/** The same store, with `before` asked ahead of every call; a list of referrers is asked for each entry, and at its end. */
export function watched<T extends TargetStore>(store: T, before: BeforeCall): T {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      const method = member.bind(target) as (...given: unknown[]) => unknown;
      if (name === 'referrers') {
        return async function* (...given: unknown[]) {
          for await (const entry of method(...given) as AsyncIterable<unknown>) {
            before('referrers');
            yield entry;
          }
          before('referrers');
        };
      }
      if (!WAITS.has(name)) return method;
      return async (...given: unknown[]) => {
        before(String(name));
        return method(...given);
      };
    },
  });
}
