import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isWithin, type NameAttributes } from '../../../src/notation/policy/distinguished-name.ts';
import { overlaps } from '../../../src/notation/policy/overlaps.ts';

const name: fc.Arbitrary<NameAttributes> = fc
  .dictionary(fc.constantFrom('O', 'OU', 'CN', 'L'), fc.constantFrom('a', 'b', ''), { maxKeys: 4 })
  .map((attributes) => new Map(Object.entries(attributes)));

/** The names that overlap with one before them; every pair is compared. */
function slowly(names: readonly NameAttributes[]): number[] {
  return [...names.keys()].filter((at) =>
    names.slice(0, at).some((other) => isWithin(other, names[at]!) || isWithin(names[at]!, other)),
  );
}

it('each name that overlaps with one before it is found, as by comparing each with each', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 8 }), (names) => {
      const found = overlaps(names);
      for (const { outer, inner } of found) expect(isWithin(names[outer]!, names[inner]!)).toBe(true);
      expect(found.map(({ outer, inner }) => Math.max(outer, inner))).toEqual(slowly(names));
      for (const { outer, inner } of found) expect(outer).not.toBe(inner);
    }),
    { numRuns: 500 },
  );
});

it('twenty thousand signers, and as many times the same one, are compared at once', () => {
  const signers = Array.from(
    { length: 20_000 },
    (_, i) =>
      new Map([
        ['O', 'a'],
        ['CN', `${i}`],
      ]),
  );
  expect(overlaps(signers)).toEqual([]);
  expect(overlaps(signers.map(() => signers[0]!))).toHaveLength(signers.length - 1);
});
