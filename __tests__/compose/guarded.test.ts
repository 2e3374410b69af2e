import { expect, it } from 'vitest';
import { guarded } from '../../src/compose/secrets/guarded.ts';
import { Secrets } from '../../src/encoding/secrets/secrets.ts';
import { RegistryList } from '../../src/stores/registry/registry-list.ts';

/** A list as a class with private members, whose methods work on the object itself alone. */
class Listed {
  readonly #entries = ['a', 'b'];
  get size(): number {
    return this.#entries.length;
  }
  has(entry: string): boolean {
    return this.#entries.includes(entry);
  }
  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    yield* this.#entries;
  }
}

it('lets a list tell through its guard what it tells itself', async () => {
  const store = guarded({ list: () => new Listed() }, new Secrets());
  const list = store.list();
  expect(list.size).toBe(2);
  expect(list.has('a')).toBe(true);
  expect(await Array.fromAsync(list)).toEqual(['a', 'b']);
});

it('lets a store recognise its own list', async () => {
  const make = () => new RegistryList(async function* () {});
  const list = guarded({ make }, new Secrets()).make();
  expect(list).toBeInstanceOf(RegistryList);
  expect(list.ofApi.size).toBe(0);
});
