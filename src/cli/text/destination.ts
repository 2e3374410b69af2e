import type { DestinationResult } from '../../operations/results.ts';
import { byteSize, factLines } from './facts.ts';
import { statusLine } from './status.ts';
import type { Style } from './style.ts';

/** What arrived at one destination: the tag, how many attachments, how much was written. */
export function destinationLines(destination: DestinationResult, style: Style, indent: number): string[] {
  const { reference, digest, previousDigest, status, attachments, copied, mounted, bytes } = destination;
  const { expected, present, added, missing } = attachments;
  const verb = status === 'planned' ? 'to write' : 'written';
  return [
    statusLine(status, reference, style, indent),
    ...factLines(
      [
        ['digest', digest],
        ['before', previousDigest === digest ? undefined : previousDigest],
        ['attached', `${present} of ${expected}${added > 0 ? `, ${added} new` : ''}`],
        ...missing.map((one) => [status === 'planned' ? 'to attach' : 'missing', one] as const),
        [
          verb,
          copied + mounted === 0
            ? undefined
            : `${copied} blobs, ${byteSize(bytes)}${mounted > 0 ? `, ${mounted} mounted` : ''}`,
        ],
      ],
      indent + 2,
    ),
  ];
}
