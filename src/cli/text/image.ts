import { printable } from '../../encoding/printable.ts';
import type { ImageResult } from '../../operations/results.ts';
import { destinationBrief, destinationCount, destinationLines } from './destination.ts';
import { factLines } from './facts.ts';
import { identityLines } from './identities.ts';
import { signatureLines } from './signature.ts';
import { statusLine, statusNote } from './status.ts';
import type { Style } from './style.ts';

function platformLines(image: ImageResult, style: Style): string[] {
  return image.platforms.flatMap(({ platform, digest, status, error }) => [
    statusLine(status, `${platform} ${digest}`, style, 2),
    ...(error ? [`    ${printable(error.message, 600)} [${error.code}]`] : []),
  ]);
}

/** Lists the attachments that were copied without a judgement, to show that they were not checked. */
function carriedLines(image: ImageResult): string[] {
  const carried = image.attachments.filter(({ judged }) => judged === 'carried');
  return carried.map(
    ({ artifactType, digest }) => `  carried, not judged: ${printable(artifactType)} ${printable(digest)}`,
  );
}

/** The destinations: a single one, or with --verbose every one, in full; otherwise a line each. */
function destinationsLines({ destinations }: ImageResult, verbose: boolean, style: Style): string[] {
  const lines = verbose || destinations.length < 2 ? destinationLines : destinationBrief;
  return destinations.flatMap((destination) => lines(destination, style, 2));
}

/** The block of one image for sign, verify and promote. */
export function imageLines(image: ImageResult, verbose: boolean, style: Style): string[] {
  const { reference, digest, mediaType, policy, status, signatures, destinations } = image;
  return [
    `${statusLine(status, reference, style)}${statusNote(status, style)}`,
    ...factLines(
      [
        ['digest', digest],
        ['media type', verbose ? mediaType : undefined],
        ['policy', policy && `${policy.statement}, level ${policy.level}`],
        ['destinations', destinations.length > 1 ? destinationCount(destinations) : undefined],
      ],
      2,
    ),
    ...signatures.flatMap((signature) => signatureLines(signature, verbose, style, 2)),
    ...identityLines(image, style),
    ...platformLines(image, style),
    ...(verbose || image.status === 'unverified' ? carriedLines(image) : []),
    ...destinationsLines(image, verbose, style),
  ];
}
