import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TagRules } from '../../../src/planning/promotions.ts';
import { selectTags } from '../../../src/planning/selection/select-tags.ts';

const TAGS = [
  ...['latest', 'main', '1', '1.4', '1.4.0', '1.4.7', '1.5.0-rc.1', 'v1.5.0', '1.10.2', '2.0.0'],
  ...['3.12-alpine', '3.11-alpine', '3.12', '24.04', '2026.01.05', '1.2.3.4', '1.02', '9007199254740993.0.0'],
  ...[`sha256-${'a'.repeat(64)}`, `sha256-${'a'.repeat(64)}.sig`, `sealift-record-${'b'.repeat(32)}`],
];

describe('selectTags', () => {
  it.each<[what: string, rules: TagRules, selected: readonly string[]]>([
    [
      'a range takes versions, without prereleases',
      { semver: '>=1.4 <2' },
      ['1.10.2', '1.4', '1.4.0', '1.4.7', 'v1.5.0'],
    ],
    [
      'a range that names a prerelease takes those of that version',
      { semver: '>=1.5.0-rc.0 <1.6' },
      ['1.5.0-rc.1', 'v1.5.0'],
    ],
    ['allow is searched, not matched', { allow: ['lat', '^main$'] }, ['latest', 'main']],
    ['deny takes away', { allow: ['^1\\.4'], deny: ['7$'] }, ['1.4', '1.4.0']],
    [
      'a pattern for everything leaves out what belongs to images',
      { allow: ['.*'] },
      TAGS.slice(0, -3).toSorted(),
    ],
    ['latest orders by version and not by name', { semver: '1.x', latest: 2 }, ['1.10.2', 'v1.5.0']],
    [
      'latest alone takes no prerelease and no variant',
      { deny: ['^2026', '^24', '^90'], latest: 2 },
      ['2.0.0', '3.12'],
    ],
    ['of one version the more exact tag is newer', { semver: '1.4.0', latest: 1 }, ['1.4.0']],
    [
      'extract reads what stands in front of a suffix',
      { extract: '^(.*)-alpine$', latest: 1 },
      ['3.12-alpine'],
    ],
    ['extract goes with a range', { extract: '^(.*)-alpine$', semver: '<3.12' }, ['3.11-alpine']],
    ['numbers may begin with a zero', { semver: '>=24 <2026.2' }, ['2026.01.05', '24.04']],
    [
      'four numbers are no version, nor are numbers that are not exact',
      { semver: '>=0', allow: ['3\\.4$', '^9'] },
      [],
    ],
    ['more than there are is all of them', { semver: '2.x', latest: 9 }, ['2.0.0']],
  ])('%s', (_, rules, selected) => {
    expect(selectTags(rules, TAGS)).toEqual(selected);
  });

  it('is linear for patterns that backtrack elsewhere', () => {
    const tags = Array.from({ length: 200 }, (_, i) => `${'a'.repeat(120)}${i}`);
    expect(selectTags({ allow: ['^(a+)+$', '^(a|a)*b', '(a*)*c'] }, tags)).toEqual([]);
  });

  it('does not depend on the order of the tags, and takes none twice', () => {
    const rules = { latest: 4 };
    expect(selectTags(rules, [...TAGS.toReversed(), ...TAGS])).toEqual(selectTags(rules, TAGS));
  });
});

/** Versions as whoever reads the documentation compares them: numbers in turn, and then how many are written. */
function numbersOf(tag: string): readonly number[] | undefined {
  const parts = tag.replace(/^v/, '').split('.');
  if (parts.length > 3 || !parts.every((part) => /^[0-9]+$/.test(part))) return undefined;
  return [...[0, 1, 2].map((at) => Number(parts[at] ?? 0)), parts.length];
}

function isNewer(a: string, b: string): boolean {
  const [one, other] = [numbersOf(a)!, numbersOf(b)!];
  const at = one.findIndex((number, i) => number !== other[i]);
  return at < 0 ? a < b : one[at]! > other[at]!;
}

/** The rules one after the other, without any cleverness. */
function naive({ allow, deny, least, most, latest }: Generated, tags: readonly string[]): readonly string[] {
  const left: string[] = [];
  for (const tag of tags) {
    const numbers = numbersOf(tag);
    const isVersion = least !== undefined || latest !== undefined;
    if (left.includes(tag) || (isVersion && !numbers)) continue;
    if (allow && !tag.includes(allow)) continue;
    if (deny && tag.includes(deny)) continue;
    if (least !== undefined && (numbers![0]! < least || numbers![0]! >= most!)) continue;
    left.push(tag);
  }
  const newest =
    latest === undefined
      ? left
      : left.filter((tag) => left.filter((one) => isNewer(one, tag)).length < latest);
  return newest.toSorted();
}

interface Generated {
  readonly allow: string | undefined;
  readonly deny: string | undefined;
  readonly least: number | undefined;
  readonly most: number | undefined;
  readonly latest: number | undefined;
}

const number = fc.nat({ max: 12 });
const version = fc
  .tuple(fc.constantFrom('', 'v'), fc.array(number, { minLength: 1, maxLength: 4 }))
  .map(([v, parts]) => `${v}${parts.join('.')}`);
const tag = fc.oneof(version, fc.constantFrom('latest', 'main', '1.x', 'v', 'nightly-2'));
const word = fc.option(fc.constantFrom('1', '2', 'v', 'a', '.1'), { nil: undefined });
const generated: fc.Arbitrary<Generated> = fc.record({
  allow: word,
  deny: word,
  least: fc.option(number, { nil: undefined }),
  most: number,
  latest: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
});

describe('selectTags, beside rules that are applied one after the other', () => {
  it('selects the same', () => {
    fc.assert(
      fc.property(generated, fc.array(tag, { maxLength: 20 }), (rules, tags) => {
        const { allow, deny, least, most, latest } = rules;
        const escaped = (text: string): readonly string[] => [text.replaceAll('.', '\\.')];
        const selected = selectTags(
          {
            ...(allow !== undefined && { allow: escaped(allow) }),
            ...(deny !== undefined && { deny: escaped(deny) }),
            ...(least !== undefined && { semver: `>=${least}.0.0 <${most}.0.0` }),
            ...(latest !== undefined && { latest }),
          },
          tags,
        );
        expect(selected).toEqual(naive(rules, tags));
      }),
      { numRuns: Number(process.env.RUNS ?? 200) },
    );
  });
});
