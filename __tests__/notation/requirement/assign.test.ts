import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../src/notation/requirement/assign.ts';
import {
  isThreshold,
  type NamedSigner,
  namesIn,
  type Requirement,
} from '../../../src/notation/requirement/requirement.ts';
import { waysToMeet } from '../../../src/notation/requirement/ways.ts';

const SIGNERS = 4;

type Shape = 'name' | { readonly atLeast: number; readonly of: readonly Shape[] };

const { shape } = fc.letrec<{ shape: Shape; threshold: Shape }>((tie) => ({
  shape: fc.oneof({ maxDepth: 2, withCrossShrink: true }, fc.constant<Shape>('name'), tie('threshold')),
  threshold: fc
    .array(tie('shape'), { minLength: 1, maxLength: 4 })
    .chain((of) => fc.integer({ min: 1, max: of.length }).map((atLeast) => ({ atLeast, of }))),
}));

function build(one: Shape, next: () => number): Requirement {
  if (one === 'name') return { identity: `name ${next()}`, attributes: new Map() };
  return { atLeast: one.atLeast, of: one.of.map((child) => build(child, next)) };
}

/** Whether a requirement holds when just these names are met. */
function holds(requirement: Requirement, met: ReadonlySet<NamedSigner>): boolean {
  if (!isThreshold(requirement)) return met.has(requirement);
  return requirement.of.filter((one) => holds(one, met)).length >= requirement.atLeast;
}

/** Tries every way to give each signer to one of the names or to none. */
function naive(
  requirements: readonly Requirement[],
  fits: (name: NamedSigner) => readonly number[],
  signer = 0,
  met: ReadonlySet<NamedSigner> = new Set(),
): boolean {
  if (requirements.every((one) => holds(one, met))) return true;
  if (signer === SIGNERS) return false;
  const own = namesIn(requirements).filter((name) => !met.has(name) && fits(name).includes(signer));
  return [undefined, ...own].some((name) =>
    naive(requirements, fits, signer + 1, name ? new Set([...met, name]) : met),
  );
}

describe('assign', () => {
  it('meets a requirement in one of its ways exactly where some choice of signers meets it', () => {
    fc.assert(
      fc.property(
        fc.array(shape, { minLength: 1, maxLength: 3 }),
        fc.array(fc.nat(15), { maxLength: 24 }),
        (shapes, masks) => {
          let count = 0;
          const requirements = shapes.map((one) => build(one, () => count++));
          const names = namesIn(requirements);
          fc.pre(names.length <= 9);
          const fits = (name: NamedSigner): readonly number[] => {
            const mask = masks[names.indexOf(name)] ?? 0;
            return [0, 1, 2, 3].filter((signer) => mask & (1 << signer));
          };
          const isMet = waysToMeet(requirements).some((way) => {
            const given = assign(way, fits);
            expect(new Set(given.values()).size).toBe(given.size);
            for (const [name, signer] of given) expect(fits(name)).toContain(signer);
            return way.every(
              ({ count: wanted, of }) => of.filter((name) => given.has(name)).length >= wanted,
            );
          });
          expect(isMet).toBe(naive(requirements, fits));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('moves a signer to another name where that meets one more', () => {
    const [a, b]: readonly [NamedSigner, NamedSigner] = [
      { identity: 'a', attributes: new Map() },
      { identity: 'b', attributes: new Map() },
    ];
    const way = [{ count: 2, of: [a, b] }];
    const given = assign(way, (name) => (name === a ? [0, 1] : [0]));
    expect([given.get(a), given.get(b)]).toEqual([1, 0]);
  });
});

describe('waysToMeet', () => {
  const names = (count: number): Requirement[] =>
    Array.from({ length: count }, (_, at) => ({ identity: `${at}`, attributes: new Map() }));

  it('takes a threshold over names alone for one way, however many there are', () => {
    expect(waysToMeet([{ atLeast: 50, of: names(100) }])).toHaveLength(1);
  });

  it('refuses a document with over a thousand ways before it has counted them all', () => {
    const pairs = Array.from({ length: 40 }, () => ({ atLeast: 2, of: names(2) }));
    expect(() => waysToMeet([{ atLeast: 20, of: pairs }])).toThrow(
      expect.objectContaining({ code: 'policy_invalid', exitCode: 2 }),
    );
  });
});
