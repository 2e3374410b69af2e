import { formatPlace, parseReference } from '../oci/reference.ts';
import type { DestinationResult, ImageResult, RunResult } from '../operations/results.ts';
import { rowsOf, type Section } from '../report/fitted.ts';
import { markdownCode, markdownText } from '../report/markdown.ts';
import { digestsIn, isPinned } from '../report/short-digest.ts';

/** Longer than any reference by digest. */
const LONGEST = 600;

/** `NAME@DIGEST`, for copying; the reference and the digest where the name cannot be read. */
function pinned({ reference, digest }: ImageResult): string {
  if (digest === null || isPinned(reference)) return markdownCode(reference, LONGEST);
  try {
    return markdownCode(`${formatPlace(parseReference(reference))}@${digest}`, LONGEST);
  } catch {
    return `${markdownCode(reference)} ${markdownCode(digest)}`;
  }
}

function destinationLines({ reference, pinned: there, tags }: DestinationResult): string[] {
  const moved = tags.filter(({ action, previous }) => action === 'moved' && previous !== null);
  // Tags of a destination that failed afterwards have moved all the same.
  const place = there ?? (moved.length > 0 ? reference : null);
  return [
    ...(place === null ? [] : [`  - ${markdownCode(place, LONGEST)}`]),
    ...moved.map(
      ({ tag, previous }) => `    - ${markdownCode(tag)} pointed at ${markdownCode(previous ?? '')}`,
    ),
  ];
}

function imageLines(image: ImageResult): string {
  return [
    `- ${pinned(image)}`,
    ...image.signatures.map(
      ({ digest, signer }) =>
        `  - signature ${markdownCode(digest)}${signer === null ? '' : ` by ${markdownText(signer)}`}`,
    ),
    ...image.destinations.flatMap(destinationLines),
  ].join('\n');
}

/** What the list of problems and the warnings say. */
function messages({ images, error, warnings }: RunResult): readonly string[] {
  const errors = images.flatMap((image) => [
    image.error,
    ...[...image.platforms, ...image.destinations].map((one) => one.error),
  ]);
  const checks = images.flatMap(({ signatures }) => signatures.flatMap((signature) => signature.checks));
  return [
    ...[error, ...errors].flatMap((one) => (one ? [one.message, one.hint] : [])),
    ...checks.map(({ message }) => message ?? ''),
    ...warnings,
  ];
}

/** The digests that the lines of an image name. */
function digestsOf({ reference, digest, signatures, destinations }: ImageResult): readonly string[] {
  const tags = destinations.flatMap((one) => one.tags).filter(({ action }) => action === 'moved');
  return [
    ...digestsIn(reference),
    digest ?? '',
    ...signatures.map((signature) => signature.digest),
    ...tags.map(({ previous }) => previous ?? ''),
  ];
}

/** Every digest in full, folded away: the rest of the page has their beginnings. */
export function digestList(result: RunResult): readonly Section[] {
  const known = result.images.filter(({ digest, reference }) => digest !== null || isPinned(reference));
  const listed = new Set(known.flatMap(digestsOf));
  const others = new Set(
    messages(result)
      .flatMap(digestsIn)
      .filter((digest) => !listed.has(digest)),
  );
  const rows = rowsOf<ImageResult | string>([...known, ...others], (one) =>
    typeof one === 'string' ? `- ${markdownCode(one)}` : imageLines(one),
  );
  if (rows.length === 0) return [];
  const head = ['', '<details><summary>Digests in full</summary>', ''];
  return [{ head, rows, tail: ['', '</details>'] }];
}
