import { isKept } from '../operations/is-kept.ts';
import { signedWords } from '../operations/promotion/signed-words.ts';
import { recordWords } from '../operations/record/record-words.ts';
import type {
  DestinationResult,
  ImageResult,
  SignatureRepositoryResult,
  TagResult,
} from '../operations/results.ts';
import type { Section } from '../report/fitted.ts';
import { markdownCode } from '../report/markdown.ts';
import { shortDigest } from '../report/short-digest.ts';
import { foldedTable } from './folded-table.ts';

/** More tags of one destination than this are counted. */
const TAGS = 8;

/** What became of a tag, and what would in a dry run. */
const ACTIONS: Readonly<Record<TagResult['action'], readonly [done: string, planned: string]>> = {
  new: ['new', 'would be new'],
  moved: ['moved', 'would move'],
  unchanged: ['unchanged', 'would stay'],
  kept: ['kept', 'would be kept'],
  left: ['not touched', 'not touched'],
};

/** The word before the digest that a tag was at. */
const WAS: Partial<Readonly<Record<TagResult['action'], string>>> = { moved: 'from', kept: 'at' };

function tagText({ tag, action, previous, backup }: TagResult, isPlan: boolean): string {
  const was = previous === null ? undefined : WAS[action];
  const from = was === undefined ? '' : ` ${was} ${markdownCode(shortDigest(previous!))}`;
  const kept = backup === null ? '' : `, kept as ${markdownCode(backup)}`;
  return `${markdownCode(tag)} ${ACTIONS[action][isPlan ? 1 : 0]}${from}${kept}`;
}

function factLines(destination: DestinationResult): readonly string[] {
  const { status, tags, attachments, error } = destination;
  const isPlan = status === 'planned';
  const signed = signedWords(destination);
  const recorded = recordWords(destination);
  return [
    ...(error ? [markdownCode(error.code)] : []),
    ...(tags.length === 0 && status !== 'failed' ? [isPlan ? 'no tag would be set' : 'no tag set'] : []),
    ...tags.slice(0, TAGS).map((tag) => tagText(tag, isPlan)),
    ...(tags.length > TAGS ? [`${tags.length - TAGS} more tags`] : []),
    // Where all tags are kept nobody has looked.
    ...(isKept(destination)
      ? []
      : [`${attachments.present} of ${attachments.expected} attached${isPlan ? ' already' : ''}`]),
    ...(signed === undefined ? [] : [`own signature ${signed}`]),
    ...(recorded === undefined ? [] : [`record ${recorded}`]),
  ];
}

function signatureLines(repository: SignatureRepositoryResult): readonly string[] {
  const { status, attachments, error } = repository;
  const { present, expected } = attachments;
  const signed = signedWords(repository);
  return [
    ...(error ? [markdownCode(error.code)] : []),
    `${present} of ${expected} signatures${status === 'planned' ? ' already' : ''}`,
    ...(signed === undefined ? [] : [`own signature ${signed}`]),
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
