import type { DestinationResult, ImageResult, TagResult } from '../operations/results.ts';
import { breakable } from './breakable.ts';
import type { Section } from './fitted.ts';
import { markdownCode } from './markdown.ts';
import { shortDigest, shortName } from './short-digest.ts';
import { markedStatus, statusFacts } from './statuses.ts';

/** More tags of one destination than this are counted. */
const TAGS = 8;

/** What became of a tag, and what would in a dry run. */
const ACTIONS: Readonly<Record<TagResult['action'], readonly [done: string, planned: string]>> = {
  new: ['new', 'would be new'],
  moved: ['moved', 'would move'],
  unchanged: ['unchanged', 'would stay'],
  left: ['not touched', 'not touched'],
};

function tagText({ tag, action, previous }: TagResult, isPlan: boolean): string {
  const from = action === 'moved' && previous !== null ? ` from ${markdownCode(shortDigest(previous))}` : '';
  return `${markdownCode(tag)} ${ACTIONS[action][isPlan ? 1 : 0]}${from}`;
}

function factsCell({ status, tags, attachments, error }: DestinationResult): string {
  const isPlan = status === 'planned';
  const lines = [
    ...(error ? [markdownCode(error.code)] : []),
    ...(tags.length === 0 && status !== 'failed' ? [isPlan ? 'no tag would be set' : 'no tag set'] : []),
    ...tags.slice(0, TAGS).map((tag) => tagText(tag, isPlan)),
    ...(tags.length > TAGS ? [`${tags.length - TAGS} more tags`] : []),
    `${attachments.present} of ${attachments.expected} attached${isPlan ? ' already' : ''}`,
  ];
  return breakable(lines.join('<br>'));
}

/** Where the images went, with the tags there; what failed comes first. */
export function destinationTable(images: readonly ImageResult[]): readonly Section[] {
  const destinations = images
    .flatMap((image) => image.destinations)
    .toSorted((a, b) => statusFacts(a.status).rank - statusFacts(b.status).rank);
  if (destinations.length === 0) return [];
  const rows = destinations.map((one) => {
    const cells = [
      markedStatus(one.status),
      breakable(markdownCode(shortName(one.reference))),
      factsCell(one),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [{ head: ['', '| Result | Destination | Tags, attached |', '|:--|:--|:--|'], rows, share: 0.2 }];
}
