import { printable } from '../../encoding/printable.ts';
import type { PlanRunResult } from '../../operations/plan-result.ts';
import type { RunResult } from '../../operations/results.ts';
import type { PlannedAction, PlannedPromotion, PlannedTag } from '../../planning/plan.ts';
import { addedWords, UNSIGNED } from '../../report/plan-words.ts';
import { byteSize } from './facts.ts';
import { folded } from './folded.ts';
import type { Page } from './page.ts';
import type { Style } from './style.ts';

export function isPlanRun(result: RunResult): result is PlanRunResult {
  return Object.hasOwn(result, 'plan');
}

/** The actions in the order of the summary, with their colours. */
const ACTIONS: readonly (readonly [PlannedAction, Parameters<Style>[0]])[] = [
  ['new', 'green'],
  ['move', 'cyan'],
  ['add', 'green'],
  ['unchanged', 'dim'],
  ['keep', 'yellow'],
  ['refused', 'red'],
];

/** Columns of an action, so that tags stand under one another. */
const WORD = 11;

/** Columns from which digests are shown whole, two of them in a line. */
const WIDE = 190;

/** A digest that is told apart from others; whole in a pipe, and where there is room. */
function digestText(digest: string, { columns }: Page): string {
  return columns >= WIDE ? digest : digest.slice(0, digest.indexOf(':') + 13);
}

function leadOf(action: PlannedAction, { style }: Page): string {
  const colour = ACTIONS.find(([name]) => name === action)![1];
  return `  ${style(colour, action)}${' '.repeat(WORD - action.length)}`;
}

/** `1.4, latest` and from where to where. */
function rowText(
  { digest }: PlannedPromotion,
  action: PlannedAction,
  tags: readonly PlannedTag[],
  page: Page,
): string {
  const none = digest === null ? 'what its rules select' : 'by digest';
  const names = tags.length === 0 ? none : tags.map(({ tag }) => printable(tag)).join(', ');
  const short = (one: string | null): string => (one === null ? '' : digestText(one, page));
  const previous = tags[0]?.previous ?? null;
  if (action === 'move') return `${names}  ${short(previous)} -> ${short(digest)}`;
  if (action === 'keep') return `${names}  stays at ${short(previous)}`;
  return digest === null ? names : `${names}  ${short(digest)}`;
}

/** What a person decides by: where it comes from, who signed it, what goes along, how much it is. */
function factsText({ source, signers, attachments, bytes, tags, refusal }: PlannedPromotion): string {
  const attached = attachments.map(
    (one) => `${one.count} ${printable(one.artifactType || 'of no type', 255)}`,
  );
  const backups = tags.flatMap(({ backup }) => backup ?? []);
  return [
    `from ${printable(source.repository, 300)}${source.tag === null ? '' : `:${printable(source.tag)}`}`,
    ...(signers.length > 0 ? [`signed by ${signers.map((one) => printable(one, 300)).join('; ')}`] : []),
    ...(signers.length === 0 && refusal === null ? [UNSIGNED] : []),
    ...(attached.length > 0 ? [`with ${attached.join(', ')}`] : []),
    ...(backups.length > 0 ? [`kept as ${backups.map((one) => printable(one)).join(', ')}`] : []),
    ...(bytes > 0 ? [`${byteSize(bytes)} at most`] : []),
  ].join(', ');
}

/** The tags of one promotion by what becomes of them; `add` is about all of them. */
function rowsOf({
  action,
  tags,
}: PlannedPromotion): readonly (readonly [PlannedAction, readonly PlannedTag[]])[] {
  if (action === 'add' || tags.length === 0) return [[action, tags]];
  const groups = Map.groupBy(tags, ({ action: one, previous }) => `${one} ${one === 'new' ? '' : previous}`);
  return [...groups.values()].map((same) => [same[0]!.action, same] as const);
}

function promotionLines(promotion: PlannedPromotion, page: Page): string[] {
  const { refusal } = promotion;
  const { style, columns } = page;
  const pad = ' '.repeat(4);
  return [
    ...rowsOf(promotion).flatMap(([action, tags]) =>
      folded(leadOf(action, page), rowText(promotion, action, tags, page), columns),
    ),
    ...(refusal ? folded(pad, `${printable(refusal.message, 1000)} [${refusal.code}]`, columns) : []),
    ...folded(pad, factsText(promotion), columns).map((line) => style('dim', line)),
  ];
}

/** What is planned for one repository. Promotions that change nothing are counted. */
function destinationLines(
  destination: string,
  promotions: readonly PlannedPromotion[],
  verbose: boolean,
  page: Page,
): string[] {
  const shown = verbose ? promotions : promotions.filter(({ action }) => action !== 'unchanged');
  if (shown.length === 0) return [];
  const rest = promotions.length - shown.length;
  return [
    ...folded('', page.style('bold', printable(destination, 600)), page.columns),
    ...shown.flatMap((one) => promotionLines(one, page)),
    ...(rest > 0 ? [page.style('dim', `  and ${rest} unchanged`)] : []),
  ];
}

/** `3 new, 2 move, 195 unchanged, 1 refused; 1.2 GB to copy at most` */
function summaryText(promotions: readonly PlannedPromotion[]): string {
  const counts = ACTIONS.map(([action]) => {
    const many = promotions.filter((one) => one.action === action).length;
    return many === 0 ? undefined : `${many} ${action}`;
  }).filter((text) => text !== undefined);
  if (counts.length === 0) return 'nothing is selected';
  const bytes = promotions.reduce((sum, one) => sum + one.bytes, 0);
  return `${counts.join(', ')}${bytes > 0 ? `; ${byteSize(bytes)} to copy at most` : ''}`;
}

/** The text of a plan: what changes by destination, a line that counts everything, and how to go on. */
export function planLines(result: PlanRunResult, verbose: boolean, page: Page): string[] {
  const { plan, planDigest, changes, added, file, next } = result;
  if (plan === null) return [];
  const { columns, style } = page;
  const groups = Map.groupBy(plan.promotions, ({ destination }) => destination);
  const summary = folded('', summaryText(plan.promotions), columns);
  return [
    ...[...groups].flatMap(([name, promotions]) => destinationLines(name, promotions, verbose, page)),
    ...summary.map((line) => style('bold', line)),
    ...folded('', added ? addedWords(added) : '', columns).filter((line) => line !== ''),
    ...folded('plan  ', `${planDigest}${file === null ? '' : `, in ${printable(file, 600)}`}`, columns),
    ...(changes ? ['to promote it:', `  ${printable(next ?? '', 4000)}`] : ['nothing is to be promoted']),
  ];
}

/** Codes of which the errors are shown whole. */
const CODES = 8;

/** One error of each code for stderr, since hundreds of images may fail for one cause; the others are in the text of the plan. */
export function exemplary(result: PlanRunResult): PlanRunResult {
  const errors = result.images.flatMap(({ error, destinations }) => [
    ...destinations.flatMap((one) => one.error ?? []),
    ...(destinations.length > 1 || error === null ? [] : [error]),
  ]);
  const byCode = [...Map.groupBy(errors, ({ code }) => code).values()].slice(0, CODES);
  const images = byCode.map((same) => {
    const texts = new Set(same.map(({ message }) => message));
    const [first] = same;
    const more = texts.size > 1 ? ` (and ${texts.size - 1} more with this code)` : '';
    const error = { ...first!, message: `${first!.message}${more}` };
    return { ...result.images[0]!, destinations: [], error };
  });
  return { ...result, images };
}
