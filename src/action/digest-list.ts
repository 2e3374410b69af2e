import { formatPlace, parseReference } from '../oci/reference.ts';
import type { DestinationResult, ImageResult, RunResult } from '../operations/results.ts';
import type { Section } from './fitted.ts';
import { markdownCode, markdownText } from './markdown.ts';
import { digestsIn, isPinned } from './short-digest.ts';

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

function destinationLines({ pinned: there, tags }: DestinationResult): string[] {
  const moved = tags.filter(({ action, previous }) => action === 'moved' && previous !== null);
  return [
    ...(there === null ? [] : [`  - ${markdownCode(there, LONGEST)}`]),
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

/** Every digest in full, folded away: the rest of the page has their beginnings. */
export function digestList(result: RunResult): readonly Section[] {
  const known = result.images.filter(({ digest, reference }) => digest !== null || isPinned(reference));
  const rows = known.map(imageLines);
  const listed = new Set(rows.flatMap(digestsIn));
  const others = new Set(
    messages(result)
      .flatMap(digestsIn)
      .filter((digest) => !listed.has(digest)),
  );
  const all = [...rows, ...[...others].map((digest) => `- ${markdownCode(digest)}`)];
  if (all.length === 0) return [];
  const head = ['', '<details><summary>Digests in full</summary>', ''];
  return [{ head, rows: all, tail: ['', '</details>'] }];
}
