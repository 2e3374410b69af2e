import type { Plan, PlannedPromotion } from '../planning/plan.ts';
import { hasChanges, WRITING } from '../planning/plan-actions.ts';
import type { PlannedAdditions } from '../planning/planned-additions.ts';
import type { FileDigests } from '../planning/promotions.ts';
import { breakable } from './breakable.ts';
import { rowsOf, type Section } from './fitted.ts';
import { markdownCode } from './markdown.ts';
import { planFileLines } from './plan-files.ts';
import { addedWords, countedActions, tagWords } from './plan-words.ts';
import { plannedTable, sourceName } from './planned-table.ts';
import { shortName } from './short-digest.ts';
import { withoutMentions } from './without-mentions.ts';

/** Longer than any reference by digest. */
const LONGEST = 600;

/** What is known of a plan beside its content. */
export interface PlanFacts {
  /** The digest of its bytes, which `--plan-digest` takes. */
  readonly planDigest?: string | undefined;
  /** What would be put that no source has. */
  readonly added?: PlannedAdditions | undefined;
  /** The files of the commit that it is compared with. */
  readonly before?: FileDigests | undefined;
}

function headline(promotions: readonly PlannedPromotion[]): string {
  const counts = countedActions(promotions);
  if (promotions.length === 0) return '✅ Sealift plan: no image';
  const refused = promotions.filter(({ action }) => action === 'refused').length;
  if (refused === promotions.length) return `❌ Sealift plan: ${counts}`;
  if (refused > 0) return `⚠️ Sealift plan: ${counts}`;
  return hasChanges({ promotions })
    ? `📝 Sealift plan: ${counts}`
    : `✅ Sealift plan: nothing to do, ${counts}`;
}

function headLines({ files, promotions }: Plan, { planDigest, added, before }: PlanFacts): readonly string[] {
  const repositories = new Set(promotions.map(({ destination }) => destination)).size;
  const own = added ? addedWords(added) : '';
  return [
    `### ${headline(promotions)}`,
    '',
    `Nothing was written: this is what ${promotions.length} ${promotions.length === 1 ? 'promotion' : 'promotions'} to ${repositories} ${repositories === 1 ? 'repository' : 'repositories'} would do.${own === '' ? '' : ` ${own}.`}`,
    ...(planDigest === undefined ? [] : ['', `Plan digest: ${markdownCode(planDigest)}`]),
    '',
    ...planFileLines(files, before),
  ];
}

/** What stands as it is, a line a repository; of a tag that is kept elsewhere by a rule, where it is. */
function standing(promotions: readonly PlannedPromotion[]): readonly Section[] {
  if (promotions.length === 0) return [];
  const groups = Map.groupBy(promotions, ({ destination }) => destination);
  const rows = rowsOf([...groups], ([destination, group]) => {
    const kept = group.flatMap(({ tags, digest }) =>
      tags.filter(({ action }) => action === 'keep').map((tag) => tagWords(tag, digest)),
    );
    const line = `- ${markdownCode(shortName(destination))}: ${countedActions(group)}`;
    return withoutMentions(breakable([line, ...kept.map((text) => `<br>${text}`)].join('')));
  });
  const head = ['', `<details><summary>${countedActions(promotions)}</summary>`, ''];
  return [{ head, rows, tail: ['', '</details>'], share: 0.2 }];
}

function digestRow({ destination, source, digest, tags }: PlannedPromotion): string {
  const moved = tags.filter(({ action, previous }) => action === 'move' && previous !== null);
  return [
    `- ${markdownCode(digest === null ? destination : `${destination}@${digest}`, LONGEST)} from ${markdownCode(sourceName(source), LONGEST)}`,
    ...moved.map(({ tag, previous }) => `  - ${markdownCode(tag)} points at ${markdownCode(previous ?? '')}`),
  ].join('\n');
}

/** Every digest of what would be written in full, folded away. */
function digests(promotions: readonly PlannedPromotion[]): readonly Section[] {
  if (promotions.length === 0) return [];
  const head = ['', '<details><summary>Digests in full</summary>', ''];
  return [{ head, rows: rowsOf(promotions, digestRow), tail: ['', '</details>'] }];
}

/**
 * A plan as parts of a page: the files that it follows from, what is refused, what would be written by destination, what stands as it
 * is, and every digest in full. Nothing in it is a mention, a link or a picture, whatever the names and messages are.
 */
export function planSections(plan: Plan, facts: PlanFacts = {}): readonly Section[] {
  const { promotions } = plan;
  const refused = promotions.filter(({ action }) => action === 'refused');
  const written = promotions.filter(({ action }) => WRITING.has(action));
  const left = promotions.filter(({ action }) => action !== 'refused' && !WRITING.has(action));
  return [
    { head: headLines(plan, facts), rows: [] },
    ...plannedTable('Why it is refused', refused, 0.4),
    ...plannedTable('What would be written', written, 0.6),
    ...standing(left),
    ...digests(written),
  ];
}
