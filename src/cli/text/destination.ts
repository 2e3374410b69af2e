import { printable } from '../../encoding/printable.ts';
import type { DestinationResult } from '../../operations/results.ts';
import { byteSize, factLines } from './facts.ts';
import { statusLine } from './status.ts';
import type { Style } from './style.ts';

const LOOKED_DEEP = 'for every manifest and blob';

/** The number of blobs and bytes that were written, or would be; `undefined` for none. */
function writtenText({ copied, mounted, bytes }: DestinationResult): string | undefined {
  if (copied + mounted === 0) return undefined;
  return `${copied} blobs, ${byteSize(bytes)}${mounted > 0 ? `, ${mounted} mounted` : ''}`;
}

/** Says of a promotion by digest that there is no tag to look for. */
function tagText({ tags, status }: DestinationResult): string | undefined {
  return tags.length > 0 || status === 'failed' ? undefined : 'no tag set';
}

/** A destination among many: one line, and further lines for missing attachments and its error. */
export function destinationBrief(destination: DestinationResult, style: Style, indent: number): string[] {
  const { reference, status, attachments, deep, error } = destination;
  const { expected, present, missing } = attachments;
  const facts = [
    `${present} of ${expected} attached`,
    tagText(destination),
    writtenText(destination),
    deep ? `asked ${LOOKED_DEEP}` : undefined,
  ];
  const pad = ' '.repeat(indent + 2);
  return [
    `${statusLine(status, reference, style, indent)}  ${style('dim', facts.filter(Boolean).join(', '))}`,
    ...(status === 'failed' ? missing.map((one) => `${pad}missing  ${printable(one)}`) : []),
    ...(error
      ? [`${pad}${printable(error.message, 600)} [${error.code}]`, `${pad}${printable(error.hint, 600)}`]
      : []),
  ];
}

/** `2 of 3 destinations done` */
export function destinationCount(destinations: readonly DestinationResult[]): string {
  const done = destinations.filter(({ status }) => status !== 'failed').length;
  return `${done} of ${destinations.length} ${destinations.some(({ status }) => status === 'planned') ? 'planned' : 'done'}`;
}

/** A destination in full: the tag, the number of attachments, the amount written. */
export function destinationLines(destination: DestinationResult, style: Style, indent: number): string[] {
  const { reference, digest, previousDigest, status, attachments, deep } = destination;
  const { expected, present, added, missing } = attachments;
  const verb = status === 'planned' ? 'to write' : 'written';
  return [
    statusLine(status, reference, style, indent),
    ...factLines(
      [
        ['digest', digest],
        ['tag', tagText(destination) && 'none, promoted by digest'],
        ['before', previousDigest === digest ? undefined : previousDigest],
        ['attached', `${present} of ${expected}${added > 0 ? `, ${added} new` : ''}`],
        ...missing.map((one) => [status === 'planned' ? 'to attach' : 'missing', one] as const),
        [verb, writtenText(destination)],
        ['asked', deep ? LOOKED_DEEP : undefined],
      ],
      indent + 2,
    ),
  ];
}
