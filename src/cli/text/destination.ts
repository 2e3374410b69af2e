import { printable } from '../../encoding/printable.ts';
import { isKept } from '../../operations/is-kept.ts';
import { signedWords } from '../../operations/promotion/signed-words.ts';
import { recordWords } from '../../operations/record/record-words.ts';
import type {
  AttachmentResult,
  DestinationResult,
  ImageResult,
  TagResult,
} from '../../operations/results.ts';
import { byteSize, count, type Fact, factLines } from './facts.ts';
import { folded } from './folded.ts';
import type { Page } from './page.ts';
import { headLines } from './status.ts';

const LOOKED_DEEP = 'for every manifest and blob';

/** The number of blobs and bytes that were written; `undefined` for none. */
function writtenText({ copied, mounted, bytes }: DestinationResult): string | undefined {
  if (copied === 0) return mounted === 0 ? undefined : `${count(mounted, 'blob')} mounted`;
  return `${count(copied, 'blob')}, ${byteSize(bytes)}${mounted > 0 ? `, ${mounted} mounted` : ''}`;
}

/** What a dry run found missing. A blob that was not asked for may be there, so this is the most that there is to copy. */
function toCopyText({ toCopy }: DestinationResult): string | undefined {
  if (toCopy === null) return undefined;
  const { blobs, bytes } = toCopy;
  return blobs === 0 ? 'no blob' : `${count(blobs, 'blob')} at most, ${byteSize(bytes)}`;
}

/** Says of a promotion by digest that there is no tag to look for. */
function noTagText({ tags, status }: DestinationResult): string | undefined {
  return tags.length > 0 || status === 'failed' ? undefined : 'no tag set';
}

const ACTIONS: Readonly<Record<TagResult['action'], string>> = {
  new: 'new',
  moved: 'moved, before',
  unchanged: 'unchanged',
  kept: 'kept at',
  left: 'left at',
};

const PLANNED: Partial<typeof ACTIONS> = { moved: 'would move, now' };

/** Actions of which it matters where the tag was before. */
const WAS_ELSEWHERE: ReadonlySet<TagResult['action']> = new Set(['moved', 'kept', 'left']);

function tagText({ action, previous, backup }: TagResult, status: DestinationResult['status']): string {
  if (action === 'left' && previous === null) return 'not set';
  const words = (status === 'planned' ? PLANNED[action] : undefined) ?? ACTIONS[action];
  const kept = backup === null ? '' : `, kept as ${printable(backup)}`;
  return WAS_ELSEWHERE.has(action) ? `${words} ${previous}${kept}` : words;
}

/** What became of each tag; nothing where all of them were right before. */
function tagFacts(destination: DestinationResult): Fact[] {
  const { tags, status } = destination;
  if (status === 'unchanged') return [];
  return tags.map((one) => [`tag ${printable(one.tag)}`, tagText(one, status)]);
}

/** How many attachments are there; nothing where all tags are kept, since nobody has looked then. */
function attachedText(destination: DestinationResult): string | undefined {
  if (isKept(destination)) return undefined;
  const { expected, present, added } = destination.attachments;
  return `${present} of ${expected}${added > 0 ? `, ${added} new` : ''}`;
}

/** The command that goes back, in a line of its own however long it is, since it is copied whole. */
function rollbackLines({ rollback }: DestinationResult, indent: number): string[] {
  if (rollback === null) return [];
  return [`${' '.repeat(indent)}to go back:`, `${' '.repeat(indent + 2)}${printable(rollback, 4000)}`];
}

/** How it came to our own signature, and which one that is. */
function signedText(destination: DestinationResult): string | undefined {
  const words = signedWords(destination);
  const digest = destination.signed[0]?.digest;
  return words !== undefined && digest ? `${words}, ${digest}` : words;
}

/** A missing attachment with its type, which says more to a person than its digest. */
function missingText(digest: string, attachments: readonly AttachmentResult[]): string {
  const type = attachments.find((one) => one.digest === digest)?.artifactType;
  return type ? `${type} ${digest}` : digest;
}

/** A destination among many: one line, and further lines for missing attachments and its error. */
export function destinationBrief(
  destination: DestinationResult,
  image: ImageResult,
  page: Page,
  indent: number,
): string[] {
  const { reference, status, attachments, deep, error } = destination;
  const { expected, present, missing } = attachments;
  const signed = signedWords(destination);
  const recorded = recordWords(destination);
  const facts = [
    isKept(destination) ? 'its tags are kept' : `${present} of ${expected} attached`,
    noTagText(destination),
    signed === undefined ? undefined : `own signature ${signed}`,
    recorded === undefined ? undefined : `record ${recorded}`,
    writtenText(destination),
    toCopyText(destination),
    deep ? `asked ${LOOKED_DEEP}` : undefined,
  ];
  const { style, columns } = page;
  const pad = ' '.repeat(indent + 2);
  const brief = style('dim', facts.filter(Boolean).join(', '));
  const lacks = status === 'failed' ? missing : [];
  return [
    ...headLines({ status, name: reference, facts: brief }, page, indent),
    ...lacks.flatMap((one) =>
      factLines([['missing', missingText(one, image.attachments)]], indent + 2, page),
    ),
    ...(error
      ? [
          ...folded(pad, `${printable(error.message, 600)} [${error.code}]`, columns),
          ...folded(pad, printable(error.hint, 600), columns),
        ]
      : []),
    ...rollbackLines(destination, indent + 2),
  ];
}

/** `2 of 3 destinations done` */
export function destinationCount(destinations: readonly DestinationResult[]): string {
  const done = destinations.filter(({ status }) => status !== 'failed').length;
  return `${done} of ${destinations.length} ${destinations.some(({ status }) => status === 'planned') ? 'planned' : 'done'}`;
}

/** A destination in full: its tags, the number of attachments, the amount written. */
export function destinationLines(
  destination: DestinationResult,
  image: ImageResult,
  page: Page,
  indent: number,
): string[] {
  const { reference, digest, status, attachments, deep } = destination;
  const { missing } = attachments;
  const lacks = status === 'planned' ? 'to attach' : 'missing';
  return [
    // A promotion changes no byte, so that the digest is that of the image above.
    ...headLines({ status, name: reference, digest: digest === image.digest ? null : digest }, page, indent),
    ...factLines(
      [
        ['tag', noTagText(destination) && 'none, promoted by digest'],
        ...tagFacts(destination),
        ['attached', attachedText(destination)],
        ['own signature', signedText(destination)],
        ['record', recordWords(destination)],
        ...missing.map((one): Fact => [lacks, missingText(one, image.attachments)]),
        ['written', writtenText(destination)],
        ['to copy', toCopyText(destination)],
        ['asked', deep ? LOOKED_DEEP : undefined],
      ],
      indent + 2,
      page,
    ),
    ...rollbackLines(destination, indent + 2),
  ];
}
