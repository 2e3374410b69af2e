import { quotable } from '../encoding/quotable.ts';
import { isTagPattern, matchesTag } from '../oci/tag-pattern.ts';
import type { ExistingTag, TagRule } from '../operations/promotion/existing-tags.ts';
import type { Problems } from '../options/problems.ts';
import type { PromotionPlace } from './destinations.ts';
import type { Run } from './run.ts';

const RULES: readonly ExistingTag[] = ['move', 'keep', 'fail'];

/** How many tags a warning names at most. */
const SHOWN = 8;

const USAGE = 'Write move, keep or fail, for some tags PATTERN=move and so on; PATTERN has * and ?.';

/** Of one `--existing-tag`. The rule stands behind the last `=`; no tag has one. */
function ruleOf(text: string, problems: Problems): TagRule | undefined {
  const at = text.lastIndexOf('=');
  const pattern = at < 0 ? '*' : text.slice(0, at);
  const word = text.slice(at + 1);
  const rule = RULES.find((one) => one === word);
  const shown = `--existing-tag ${quotable(text, 200)}`;
  if (rule === undefined) {
    problems.add('usage', `${shown} does not end with move, keep or fail`, USAGE);
    return undefined;
  }
  if (!isTagPattern(pattern)) {
    problems.add('usage', `${shown} fits no tag: its pattern holds what no tag has`, USAGE);
    return undefined;
  }
  return { pattern, rule, option: shown };
}

/** The tags of the destinations for which a later rule counts although this one, which says otherwise, fits as well. */
function overruled(rules: readonly TagRule[], at: number, tags: ReadonlySet<string>): readonly string[] {
  const { pattern, rule } = rules[at]!;
  return [...tags].filter((tag) => {
    if (!matchesTag(pattern, tag)) return false;
    const last = rules.findLast((one) => matchesTag(one.pattern, tag))!;
    return last !== rules[at] && last.rule !== rule;
  });
}

/** Whether a rule that holds a tag back fits none: of a misspelt one, the tag that was meant would move. */
function protectsNothing({ pattern, rule }: TagRule, tags: ReadonlySet<string>): boolean {
  return rule !== 'move' && ![...tags].some((tag) => matchesTag(pattern, tag));
}

/**
 * What becomes of tags that exist. `--move-tag never` is a rule for all of them. An exact name that a later pattern overrules is
 * probably in the wrong order, so that is said.
 */
export function existingTagsOf(
  { values, problems, reporter }: Pick<Run<'promote'>, 'values' | 'problems' | 'reporter'>,
  destinations: readonly PromotionPlace[],
): readonly TagRule[] {
  const { existingTag, moveTag } = values;
  if (moveTag === 'never') {
    if (existingTag.length > 0) {
      problems.add(
        'usage',
        '--move-tag never and --existing-tag exclude each other: never is --existing-tag fail',
        'Leave --move-tag out.',
      );
    }
    return [{ pattern: '*', rule: 'fail', option: '--move-tag never' }];
  }
  const rules = existingTag
    .map((text) => ruleOf(text, problems))
    .filter((one): one is TagRule => one !== undefined);
  const tags = new Set(destinations.flatMap(({ place }) => place.tags));
  for (const [at, { pattern, option }] of rules.entries()) {
    if (tags.size > 0 && protectsNothing(rules[at]!, tags)) {
      const all = [...[...tags].slice(0, SHOWN), ...(tags.size > SHOWN ? ['…'] : [])].join(', ');
      reporter.warning(
        `${option} is without effect, because it fits none of the tags ${all}; a tag without a rule moves`,
      );
    }
    const isName = !/[*?]/.test(pattern);
    if (!isName || overruled(rules, at, tags).length === 0) continue;
    const last = rules.findLast((one) => matchesTag(one.pattern, pattern))!;
    reporter.warning(
      `${option} is without effect, because ${last.option} behind it fits ${pattern} as well, and the last one counts; write it last`,
    );
  }
  return rules;
}
