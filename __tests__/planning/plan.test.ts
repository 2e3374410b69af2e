import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SealiftError } from '../../src/errors.ts';
import { digestOf } from '../../src/oci/digest.ts';
import type { Plan, PlannedPromotion } from '../../src/planning/plan.ts';
import { actionOf, hasChanges } from '../../src/planning/plan-actions.ts';
import { readPlan } from '../../src/planning/read-plan.ts';
import { planBytes } from '../../src/planning/write-plan.ts';
import { anyPlan } from '../support/any-plan.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytesOf = (written: string): Uint8Array => new TextEncoder().encode(written);
const digest = digestOf(new Uint8Array([1]));
const other = digestOf(new Uint8Array([2]));

const ENTRY: PlannedPromotion = {
  destination: 'eu.example.com/team/app',
  tags: [{ tag: '1.4', action: 'move', previous: other, backup: '1.4-previous' }],
  action: 'move',
  source: { repository: 'dev.example.com/team/app', tag: '1.4' },
  digest,
  signers: ['CN=release,O=acme'],
  attachments: [{ artifactType: 'application/spdx+json', count: 2 }],
  bytes: 12_345,
  refusal: null,
};
const PLAN: Plan = {
  version: 1,
  files: { promotions: digest, lists: [], policies: [other], trustStores: [] },
  promotions: [ENTRY],
};
const WRITTEN = text(planBytes(PLAN));

function refusalOf(written: string): string {
  try {
    readPlan(bytesOf(written));
  } catch (error) {
    if (error instanceof SealiftError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'read';
}

describe('a plan', () => {
  test('is one line of JSON in the order of its members, and a line feed', () => {
    expect(WRITTEN.endsWith('}\n')).toBe(true);
    expect(WRITTEN.trimEnd()).toBe(JSON.stringify(PLAN));
  });

  test('is read from the bytes that are written of it', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        expect(readPlan(planBytes(plan))).toEqual(plan);
      }),
    );
  });

  test('whose bytes were changed is refused, or says what its bytes say', () => {
    const change = fc.tuple(
      fc.nat(),
      fc.nat({ max: 255 }),
      fc.constantFrom('set', 'cut', 'insert', 'double'),
    );
    fc.assert(
      fc.property(anyPlan, change, (plan, [where, byte, how]) => {
        const bytes = planBytes(plan);
        const at = where % bytes.length;
        const middle = how === 'set' || how === 'insert' ? [byte] : how === 'double' ? bytes.slice(at) : [];
        const changed = Uint8Array.from([
          ...bytes.slice(0, at),
          ...middle,
          ...bytes.slice(how === 'set' || how === 'cut' ? at + 1 : at),
        ]);
        let read: Plan;
        try {
          read = readPlan(changed);
        } catch (error) {
          expect(error).toMatchObject({ code: 'plan_invalid' });
          return;
        }
        expect([...planBytes(read)]).toEqual([...changed]);
      }),
    );
  });

  test.each([
    ['of another version', WRITTEN.replace('"version":1', '"version":2'), 'has version 2'],
    [
      'in a result',
      `{"version":1,"command":"plan","status":"done","plan":${WRITTEN}}`,
      'the result of a command',
    ],
    ['that was cut', WRITTEN.slice(0, -200), 'has no end'],
    ['without its line feed', WRITTEN.trimEnd(), 'has no end'],
    ['with a blank', WRITTEN.replace('"bytes":', '"bytes": '), 'is not written as plans are, promotion 1'],
    [
      'with a name twice',
      WRITTEN.replace('"bytes":12345', '"bytes":1,"bytes":12345'),
      'is not written as plans are',
    ],
    ['with a member more', WRITTEN.replace('"bytes":', '"key":"k","bytes":'), 'what no plan has'],
    [
      'with its promotion twice',
      WRITTEN.replace('"promotions":[', `"promotions":[${JSON.stringify(ENTRY)},`),
      'names a promotion twice',
    ],
    ['with bytes that are no whole number', WRITTEN.replace('12345', '1.5'), 'what no plan has at bytes'],
    ['with bytes in another spelling', WRITTEN.replace('12345', '1.2345e4'), 'is not written as plans are'],
    [
      'with a path for a repository',
      WRITTEN.replace('eu.example.com/team/app', 'eu.example.com/../app'),
      'what no plan has at destination',
    ],
    ['with capitals in a host', WRITTEN.replace('eu.example.com', 'EU.example.com'), 'as plans spell it'],
    [
      'with an unknown code',
      WRITTEN.replace('"refusal":null', '"refusal":{"code":"nobody","message":""}'),
      'is not a code',
    ],
    [
      'with a refusal of what moves',
      WRITTEN.replace('"refusal":null', '"refusal":{"code":"denied","message":""}'),
      'whether the promotion is refused',
    ],
    ['without a digest', WRITTEN.replace(`"digest":"${digest}"`, '"digest":null'), 'has no digest'],
    [
      'with a move from nowhere',
      WRITTEN.replace(`"previous":"${other}"`, '"previous":null'),
      'is not there before',
    ],
    ['that is empty', '', 'does not begin'],
    ['of nothing but brackets', '['.repeat(100_000), 'does not begin'],
  ])('%s is refused', (_, written, reason) => {
    const said = refusalOf(written);
    expect(said).toMatch(/^plan_invalid: /);
    expect(said).toContain(reason);
  });

  test('over 64 MiB is refused before it is decoded', () => {
    expect(() => readPlan(new Uint8Array(64 * 1024 * 1024 + 1))).toThrow('is over 64 MiB');
  });

  test('that writes one tag from two images is refused', () => {
    const twice = {
      ...PLAN,
      promotions: [ENTRY, { ...ENTRY, source: { repository: 'dev.example.com/x', tag: '1' } }],
    };
    expect(refusalOf(text(planBytes(twice)))).toContain('writes eu.example.com/team/app:1.4 twice');
  });

  test('changes something where a tag is new or moves, or something is missing', () => {
    const changes = (['refused', 'move', 'new', 'add', 'keep', 'unchanged'] as const).filter((action) =>
      hasChanges({ promotions: [{ ...ENTRY, action }] }),
    );
    expect(changes).toEqual(['move', 'new', 'add']);
  });

  test('has for a promotion the first action that one of its tags has', () => {
    const tags = (['unchanged', 'keep', 'new'] as const).map((action) => ({ action }));
    expect(actionOf(tags, true)).toBe('new');
    expect(actionOf(tags.slice(0, 2), true)).toBe('add');
    expect(actionOf(tags.slice(0, 2), false)).toBe('keep');
    expect(actionOf([], false)).toBe('unchanged');
  });
});
