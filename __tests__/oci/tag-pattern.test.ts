import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTagPattern, matchesTag } from '../../src/oci/tag-pattern.ts';
import { ruleFor, type TagRule } from '../../src/operations/promotion/existing-tags.ts';

/** Tries every way to read a pattern, as its definition has it. */
function naive(pattern: string, tag: string): boolean {
  const [token, ...rest] = pattern;
  if (token === undefined) return tag === '';
  const others = rest.join('');
  if (token === '*') {
    return Array.from({ length: tag.length + 1 }, (_, at) => tag.slice(at)).some((one) => naive(others, one));
  }
  return tag !== '' && (token === '?' || token === tag[0]) && naive(others, tag.slice(1));
}

/** Few letters, so that patterns fit often. */
const of = (letters: string, maxLength: number) =>
  fc.array(fc.constantFrom(...letters), { maxLength }).map((all) => all.join(''));
const pattern = of('ab.-*?', 8);
const tag = of('ab.-', 10);

describe('a pattern for tags', () => {
  it('fits what every way to read it fits', () => {
    fc.assert(fc.property(pattern, tag, (p, t) => matchesTag(p, t) === naive(p, t)));
  });

  it.each([
    ['*', 'latest', true],
    ['1.*', '1.4', true],
    ['1.*', '1x4', false],
    ['1.?', '1.4', true],
    ['1.?', '1.41', false],
    ['*-rc*', '1.4-rc1', true],
    ['latest', 'Latest', false],
    ['lat', 'latest', false],
    ['[a-z]*', 'a', false],
    ['**', '', true],
  ])('%s and %s: %s', (one, other, fits) => {
    expect(matchesTag(one, other)).toBe(fits);
  });

  it('is read in bounded time', () => {
    const began = performance.now();
    for (let round = 0; round < 100; round += 1) matchesTag(`${'*a'.repeat(127)}b`, 'a'.repeat(128));
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('has what a tag has, and * and ?', () => {
    for (const good of ['*', 'v1.?-*', 'a_b', '?']) expect(isTagPattern(good), good).toBe(true);
    for (const bad of ['', 'a b', 'a/b', 'a:b', '[a]', 'a=b', 'é', 'a\n', '*'.repeat(257)])
      expect(isTagPattern(bad), bad).toBe(false);
  });
});

describe('the rule for a tag', () => {
  it('is that of the last pattern that fits, and move where none does', () => {
    const rule = fc.record({
      pattern,
      rule: fc.constantFrom('move' as const, 'keep' as const, 'fail' as const),
      option: fc.constant(''),
    });
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 5 }), tag, (rules: TagRule[], t) => {
        let last = 'move';
        for (const one of rules) if (naive(one.pattern, t)) last = one.rule;
        return ruleFor(rules, t).rule === last;
      }),
    );
  });
});
