import type {
  DestinationResult,
  ImageResult,
  SignatureRepositoryResult,
  TagResult,
} from '../operations/results.ts';
import type { Section } from './fitted.ts';
import { foldedTable } from './folded-table.ts';
import { markdownCode } from './markdown.ts';
import { shortDigest } from './short-digest.ts';

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

function factLines({ status, tags, attachments, error }: DestinationResult): readonly string[] {
  const isPlan = status === 'planned';
  return [
    ...(error ? [markdownCode(error.code)] : []),
    ...(tags.length === 0 && status !== 'failed' ? [isPlan ? 'no tag would be set' : 'no tag set'] : []),
    ...tags.slice(0, TAGS).map((tag) => tagText(tag, isPlan)),
    ...(tags.length > TAGS ? [`${tags.length - TAGS} more tags`] : []),
    `${attachments.present} of ${attachments.expected} attached${isPlan ? ' already' : ''}`,
  ];
}

function signatureLines({ status, attachments, error }: SignatureRepositoryResult): readonly string[] {
  const { present, expected } = attachments;
  return [
    ...(error ? [markdownCode(error.code)] : []),
    `${present} of ${expected} signatures${status === 'planned' ? ' already' : ''}`,
  ];
}

/** Where the images went, with the tags there. */
export function destinationTable(images: readonly ImageResult[]): readonly Section[] {
  const rows = images.flatMap(({ destinations, signaturesTo }) => [
    ...destinations.map((one) => ({
      status: one.status,
      reference: one.reference,
      facts: () => factLines(one),
    })),
    ...(signaturesTo
      ? [
          {
            status: signaturesTo.status,
            reference: signaturesTo.repository,
            facts: () => signatureLines(signaturesTo),
          },
        ]
      : []),
  ]);
  return foldedTable(['Result', 'Destination', 'Tags, attached'], 'destinations', rows, 0.2);
}
