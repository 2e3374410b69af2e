import { ERRORS } from '../errors.ts';
import { ownError } from '../operations/own-error.ts';
import type { ImageResult, ResultError, RunResult, SignatureResult } from '../operations/results.ts';
import type { Section } from './fitted.ts';
import { markdownCode, markdownProse } from './markdown.ts';
import { shortDigest, shortDigests, shortName } from './short-digest.ts';

/** More problems than this are folded away. */
const SHOWN = 20;

function problem(name: string | undefined, { code, message, hint }: ResultError): string {
  const subject = name === undefined ? '' : `${markdownCode(shortName(name))}<br>`;
  return `- ❌ ${subject}${markdownProse(shortDigests(message))} (${markdownCode(code)})<br>**Remedy:** ${markdownProse(shortDigests(hint), 600)}`;
}

/** Why a signature does not count. */
function reasonOf({ checks }: SignatureResult): string {
  const bad = checks.filter(
    ({ outcome, action }) => outcome !== 'passed' && outcome !== 'skipped' && action === 'enforce',
  );
  const texts = bad.map(
    ({ check, message, code }) => `${check}: ${message ?? (code === null ? 'failed' : ERRORS[code][1])}`,
  );
  return texts.join('; ');
}

/**
 * The reason of each failed signature, where none passed: beside one that did the others stand against nothing. Then that of each
 * failed platform. What the error of the image says already is not said again.
 */
function reasons({ signatures, platforms }: ImageResult, own: ResultError | null): readonly string[] {
  const isJudged = signatures.some(({ status }) => status === 'passed');
  const isSaid = ({ checks }: SignatureResult): boolean =>
    signatures.length === 1 && checks.some(({ message }) => message && own?.message.includes(message));
  const failed = isJudged ? [] : signatures.filter((one) => one.status === 'failed' && !isSaid(one));
  return [
    ...failed.map(
      (one) =>
        `  - signature ${markdownCode(shortDigest(one.digest))}: ${markdownProse(shortDigests(reasonOf(one)))}`,
    ),
    ...platforms.flatMap(({ platform, error }) =>
      error ? [`  - platform ${markdownCode(platform)}: ${markdownProse(shortDigests(error.message))}`] : [],
    ),
  ];
}

function problemsOf(image: ImageResult): readonly string[] {
  const { reference, destinations } = image;
  const own = ownError(image);
  const found = [
    ...(own ? [problem(reference, own)] : []),
    ...destinations.flatMap((one) => (one.error ? [problem(one.reference, one.error)] : [])),
  ];
  if (found.length === 0) return [];
  // The reasons belong to the last problem, and stand or fall with it.
  return [...found.slice(0, -1), [found.at(-1)!, ...reasons(image, own)].join('\n')];
}

/** What went wrong with the run, each image and each destination, with the remedy. */
export function problemList({ images, error }: RunResult): readonly Section[] {
  const all = [...(error ? [problem(undefined, error)] : []), ...images.flatMap(problemsOf)];
  if (all.length === 0) return [];
  const rest = all.slice(SHOWN);
  return [
    { head: ['', '#### What went wrong, and what to do', ''], rows: all.slice(0, SHOWN), share: 0.4 },
    ...(rest.length === 0
      ? []
      : [
          {
            head: ['', `<details><summary>${rest.length} more</summary>`, ''],
            rows: rest,
            tail: ['', '</details>'],
            share: 0.2,
          },
        ]),
  ];
}
