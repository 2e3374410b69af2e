import { Range, satisfies } from 'semver';
import { SealiftError } from '../../errors.ts';
import type { TagRules } from '../promotions.ts';
import { compilePattern, type Pattern } from './pattern.ts';
import { isReservedTag } from './reserved-tag.ts';
import { compareVersions, type TagVersion, tagVersion } from './tag-version.ts';

function compiled(text: string): Pattern {
  const pattern = compilePattern(text);
  if ('wrong' in pattern)
    throw new SealiftError('promotions_invalid', `the pattern of a rule is none: ${pattern.wrong}`);
  return pattern;
}

interface Versioned {
  readonly tag: string;
  readonly found: TagVersion;
}

function byVersion(a: Versioned, b: Versioned): number {
  return compareVersions(a.found, b.found) || (a.tag < b.tag ? 1 : -1);
}

/**
 * The tags that all rules leave, in the order of their names. Where a rule is about versions (`semver`, `latest`), tags that are none
 * are left out, and so are prereleases, unless the range names one of the same version (semver of npm, "Prerelease Tags").
 */
export function selectTags(
  { semver, allow, deny = [], extract, latest }: TagRules,
  tags: readonly string[],
): readonly string[] {
  const [allowed, denied] = [allow?.map(compiled), deny.map(compiled)];
  const named = [...new Set(tags)].filter(
    (tag) =>
      !isReservedTag(tag) &&
      (allowed === undefined || allowed.some((one) => one.finds(tag))) &&
      !denied.some((one) => one.finds(tag)),
  );
  if (semver === undefined && latest === undefined) return named.toSorted();
  const group = extract === undefined ? undefined : compiled(extract);
  const range = semver === undefined ? undefined : new Range(semver);
  const versions = named
    .map((tag) => ({ tag, found: tagVersion((group ? group.extract(tag) : tag) ?? '') }))
    .filter((one): one is Versioned => one.found !== undefined)
    .filter(({ found: { version } }) =>
      range ? satisfies(version, range) : version.prerelease.length === 0,
    );
  const kept = latest === undefined ? versions : versions.toSorted(byVersion).slice(-latest);
  return kept.map(({ tag }) => tag).toSorted();
}
