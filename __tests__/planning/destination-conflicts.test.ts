import { describe, expect, it } from 'vitest';
import { destinationConflicts } from '../../src/planning/destination-conflicts.ts';
import type { PromotionEntry } from '../../src/planning/promotions.ts';

let line = 1;

function entry(from: string, ...to: readonly string[]): PromotionEntry {
  line += 1;
  return {
    at: `promotions.yaml:${line}:3`,
    from,
    choice: { kind: 'tags', tags: ['v1'] },
    to,
    allowEmpty: false,
    settings: {},
  };
}

const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((name) => `${name}.example.com/app`) as [
  string,
  string,
  string,
  string,
];

const messages = (...entries: readonly PromotionEntry[]): readonly string[] =>
  destinationConflicts(entries).map(({ message }) =>
    message.replaceAll(/ \(promotions\.yaml:\d+:3\)/g, ' (THERE)'),
  );

describe('destinationConflicts', () => {
  it('lets several entries of one source write one repository, and one source write several', () => {
    expect(messages(entry(A, B, `${C}:{tag}-x`), entry(A, B))).toEqual([]);
  });

  it('names both entries that write one repository from different sources', () => {
    expect(messages(entry(A, C), entry(B, `${C}:{tag}-b`))).toEqual([
      `${C} would be written from ${B}, and from ${A} (THERE)`,
    ]);
  });

  it('refuses a destination that is the source of another entry, whichever comes first', () => {
    const message = `${B} is written to, and is the source of another entry (THERE)`;
    expect(messages(entry(A, B), entry(B, C))).toEqual([message]);
    expect(messages(entry(B, C), entry(A, B))).toEqual([message]);
  });

  it('tells a cycle by its way, and an entry that writes its own source', () => {
    expect(messages(entry(A, B), entry(B, C), entry(C, A))).toEqual([
      `${B} is promoted to itself: ${B} to ${C} to ${A} to ${B}`,
      `${C} is promoted to itself: ${C} to ${A} to ${B} to ${C}`,
      `${A} is promoted to itself: ${A} to ${B} to ${C} to ${A}`,
    ]);
    expect(messages(entry(D, D))).toEqual([`${D} is promoted to itself: ${D} to ${D}`]);
  });

  it('takes no longer for a chain of many entries', () => {
    const chain = Array.from({ length: 3000 }, (_, i) =>
      entry(`r.example.com/n${i}`, `r.example.com/n${i + 1}`),
    );
    expect(messages(...chain)).toHaveLength(2999);
  });
});
