import { byteSize } from '../encoding/byte-size.ts';
import { docsOf, ERRORS } from '../errors.ts';
import { settingWords } from '../planning/document/setting-words.ts';
import type { PlannedPromotion } from '../planning/plan.ts';
import { breakable } from './breakable.ts';
import { rowsOf, type Section } from './fitted.ts';
import { markdownCode, markdownProse, markdownText } from './markdown.ts';
import { ACTION_WORDS, tagWords, UNSIGNED } from './plan-words.ts';
import { shortDigest, shortDigests, shortName } from './short-digest.ts';
import { withoutMentions } from './without-mentions.ts';

/** More promotions to one repository than these go on in another row: a row is shown whole or not at all. */
const IN_A_ROW = 10;

/** More than these of one promotion are counted. */
const TAGS = 8;
const SIGNERS = 4;
const TYPES = 6;

/** The first so many in words, and how many more there are. */
function some<Item>(items: readonly Item[], most: number, words: (item: Item) => string): readonly string[] {
  const more = items.length - most;
  return [...items.slice(0, most).map(words), ...(more > 0 ? [`${more} more`] : [])];
}

export function sourceName({ repository, tag }: PlannedPromotion['source']): string {
  return tag === null ? repository : `${repository}:${tag}`;
}

function tagLines({ tags, action, digest }: PlannedPromotion): readonly string[] {
  const { mark } = ACTION_WORDS[action];
  if (tags.length === 0) return [`${mark} by digest, no tag`];
  const added = action === 'add' ? [`${mark} what is missing there`] : [];
  return [...added, ...some(tags, TAGS, (tag) => tagWords(tag, digest))];
}

function sourceLine({ source, digest }: PlannedPromotion): string {
  const name = markdownCode(shortName(sourceName(source)));
  return digest === null ? `from ${name}` : `${markdownCode(shortDigest(digest))} from ${name}`;
}

/** What of an image is judged, attached and sent. */
function evidenceLines({ signers, attachments, bytes }: PlannedPromotion): readonly string[] {
  const types = some(
    attachments,
    TYPES,
    ({ artifactType, count }) => `${count} ${artifactType === '' ? 'without a type' : artifactType}`,
  );
  return [
    signers.length === 0
      ? `⚠️ ${UNSIGNED}`
      : `signed by ${some(signers, SIGNERS, (one) => markdownText(one)).join('; ')}`,
    types.length === 0 ? 'nothing attached' : `attached: ${markdownText(types.join(', '), 600)}`,
    bytes === 0 ? 'no blob to send' : `${byteSize(bytes)} at most`,
  ];
}

/** Cause and remedy. The code leads to its section, by an element since names in a cell are broken. */
function refusalLines({ refusal }: PlannedPromotion): readonly string[] {
  if (refusal === null) return [];
  const { code, message } = refusal;
  return [
    `<a href="${docsOf(code)}">${markdownCode(code)}</a> ${markdownProse(shortDigests(message), 600)}`,
    `**Remedy:** ${markdownProse(settingWords(ERRORS[code][1]), 600)}`,
  ];
}

function linesOf(promotion: PlannedPromotion): readonly string[] {
  const facts = promotion.action === 'refused' ? refusalLines(promotion) : evidenceLines(promotion);
  return [...tagLines(promotion), sourceLine(promotion), ...facts].filter((line) => line !== '');
}

/** Promotions to one repository that stand behind one another, some at a time. */
function grouped(promotions: readonly PlannedPromotion[]): readonly (readonly PlannedPromotion[])[] {
  const groups: PlannedPromotion[][] = [];
  for (const one of promotions) {
    const last = groups.at(-1);
    if (last?.[0]?.destination === one.destination && last.length < IN_A_ROW) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

function rowText(group: readonly PlannedPromotion[]): string {
  const [{ destination }] = group as [PlannedPromotion];
  const cells = [
    markdownCode(shortName(destination)),
    group.map((one) => linesOf(one).join('<br>')).join('<br><br>'),
  ];
  return withoutMentions(`| ${cells.map(breakable).join(' | ')} |`);
}

/**
 * A table of promotions by their destination: of each its tags, its image, and why it is refused, or who signed it, what is attached
 * and how much is sent.
 *
 * @param promotions in the order of their destinations
 */
export function plannedTable(
  what: string,
  promotions: readonly PlannedPromotion[],
  share: number,
): readonly Section[] {
  if (promotions.length === 0) return [];
  const head = ['', `| Destination | ${what} |`, '|:--|:--|'];
  return [{ head, rows: rowsOf(grouped(promotions), rowText), share }];
}
