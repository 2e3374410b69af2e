import { matchesTag } from '../../oci/tag-pattern.ts';

/** What becomes of a tag that is at another digest: it moves, it stays, or the destination is refused. */
export type ExistingTag = 'move' | 'keep' | 'fail';

/** What `--existing-tag PATTERN=RULE` says. */
export interface TagRule {
  readonly pattern: string;
  readonly rule: ExistingTag;
  /** The option as the user wrote it, or one that means the same: `--existing-tag *=fail`. */
  readonly option: string;
}

const MOVES: TagRule = { pattern: '*', rule: 'move', option: '--existing-tag move' };

/** The rule for a tag: the last one whose pattern it matches. Without any, it moves. */
export function ruleFor(rules: readonly TagRule[], tag: string): TagRule {
  return rules.findLast(({ pattern }) => matchesTag(pattern, tag)) ?? MOVES;
}
