import { Range } from 'semver';
import { quotable } from '../../encoding/quotable.ts';
import { type Digest, isDigest } from '../../oci/digest.ts';
import { isTag } from '../../oci/reference.ts';
import type { TagRules } from '../promotions.ts';
import { compilePattern, type Pattern } from '../selection/pattern.ts';
import { isReservedTag } from '../selection/reserved-tag.ts';
import { listOf, listOr, mapOf, members, oneOrMore } from './collections.ts';
import type { Reading } from './reading.ts';
import { type Fail, numberFrom, text } from './scalars.ts';
import type { JsonSchema } from './shape.ts';

const TAG_SCHEMA: JsonSchema = { pattern: '^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$' };

export const TAG = text(
  'a tag',
  (written, fail) => {
    const shown = `"${quotable(written, 160)}"`;
    if (!isTag(written)) {
      return fail(
        `${shown} is no tag`,
        /^[<>=^~]/.test(written)
          ? `A range is a rule: tags: { semver: '${quotable(written, 80)}' }.`
          : 'Tags have letters, digits, _, . and -, and at most 128 of them.',
      );
    }
    // Whoever may edit a list would else replace the signatures and records of images that are there already.
    return isReservedTag(written)
      ? fail(
          `${shown} is a tag by which signatures or records are found`,
          'Name the image that they belong to: they go along with it.',
        )
      : written;
  },
  { schema: TAG_SCHEMA },
);

const DIGEST = text<Digest>('a digest', (written, fail) =>
  isDigest(written)
    ? written
    : fail(
        `"${quotable(written, 160)}" is no digest`,
        'A digest is sha256: and 64 hexadecimal characters in lower case.',
      ),
);

/** The most instructions of all patterns of a file; a usual one has twenty. To compile more takes longer than a person waits. */
const ALL_PATTERNS = 100_000;

function compiled(written: string, fail: Fail, reading: Reading): Pattern | undefined {
  if (reading.patternSize > ALL_PATTERNS)
    return fail(
      'the patterns of this file are too many, and too large',
      'Write simpler ones, or split the file.',
    );
  const pattern = compilePattern(written);
  if (!('wrong' in pattern)) {
    reading.patternSize += pattern.size;
    return pattern;
  }
  return fail(
    `"${quotable(written, 120)}" is no pattern: ${quotable(pattern.wrong, 200)}`,
    'Patterns are those of RE2 (github.com/google/re2/wiki/Syntax), which has neither lookahead nor backreferences.',
  );
}

const PATTERN = text('a pattern', (written, fail, reading) => compiled(written, fail, reading) && written);

const EXTRACT = text('a pattern with one group', (written, fail, reading) => {
  const pattern = compiled(written, fail, reading);
  if (pattern === undefined || pattern.groups === 1) return pattern && written;
  return fail(
    `"${quotable(written, 120)}" has ${pattern.groups} groups`,
    'Write one pair of brackets, around the version: ^(.*)-alpine$; what else needs brackets is written (?:…).',
  );
});

const SEMVER = text('a range of versions', (written, fail) => {
  try {
    if (written.length <= 256) return new Range(written) && written;
  } catch {
    // The words of the package say no more than that it is none.
  }
  return fail(
    `"${quotable(written, 120)}" is no range of versions`,
    "Write such as '>=1.4 <2', '1.4.x' or '^1.4'.",
  );
});

const RULES = members('rules for tags', {
  semver: {
    shape: SEMVER,
    help: "a range of versions, such as '>=1.4 <2'; prereleases are in it only where it names one",
  },
  allow: {
    shape: oneOrMore(PATTERN, 'a pattern, or a list of them'),
    help: 'patterns of RE2; one of them has to be found in the tag',
  },
  deny: {
    shape: oneOrMore(PATTERN, 'a pattern, or a list of them'),
    help: 'patterns of RE2; none of them may be found in the tag',
  },
  extract: {
    shape: EXTRACT,
    help: "a pattern with one group, which is read as the version: '^(.*)-alpine$'",
  },
  latest: {
    shape: numberFrom(1, 100_000),
    help: 'the newest so many of what the other rules leave, by the order of versions',
  },
});

const valuesOf = <T>(list: readonly { readonly value: T }[] | undefined): readonly T[] | undefined =>
  list?.map(({ value }) => value);

/** The rules as they are applied. */
function rulesOf(read: NonNullable<ReturnType<typeof RULES.read>>): TagRules {
  const { semver, allow, deny, extract, latest } = read;
  return {
    ...(semver && { semver: semver.value }),
    ...(allow && { allow: valuesOf(allow.value)! }),
    ...(deny && { deny: valuesOf(deny.value)! }),
    ...(extract && { extract: extract.value }),
    ...(latest && { latest: latest.value }),
  };
}

/** How tags are chosen. */
export const HOW_TAGS = "Write tags: [1.4, latest], rules such as tags: { semver: '>=1.4' }, or digests.";

/** Tags by name, or rules that select them. */
export const TAGS = listOr(
  listOf(TAG, 'a list of tags'),
  {
    ...RULES,
    read(node, reading) {
      const before = reading.faults.length;
      const read = RULES.read(node, reading);
      // Of rules that cannot be read nothing can be said beside that.
      if (!read || reading.faults.length > before) return undefined;
      const rules = rulesOf(read);
      const at = node.range?.[0] ?? 0;
      if (Object.keys(rules).length === 0)
        return reading.fault(at, 'no rule is given', "Write a list of tags, or for all of them allow: '.*'");
      if (rules.extract !== undefined && rules.semver === undefined && rules.latest === undefined)
        return reading.fault(
          at,
          'extract is without effect',
          'Add semver or latest: it says what their version is.',
        );
      return rules;
    },
  },
  HOW_TAGS,
);

/** Without tags an image is promoted by digest. */
const NO_OR_MORE_TAGS = oneOrMore(TAG, 'a tag, or a list of tags', 0);

/** Digests, each with the tags that it gets. */
export const DIGESTS = mapOf(DIGEST, NO_OR_MORE_TAGS, 'a map from digests to lists of tags');
