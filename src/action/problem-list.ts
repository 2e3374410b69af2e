import { ERRORS } from '../errors.ts';
import { ownError } from '../operations/own-error.ts';
import type { ImageResult, ResultError, RunResult, SignatureResult } from '../operations/results.ts';
import { numberedParts } from '../options/numbered-parts.ts';
import { rowsOf, type Section } from '../report/fitted.ts';
import { markdownCode, markdownProse } from '../report/markdown.ts';
import { shortDigest, shortDigests, shortName } from '../report/short-digest.ts';
import { partsOf } from './parts.ts';

/** More problems than this are folded away; of one error they are counted. */
const SHOWN = 20;

/** The most characters of one of several problems. */
const SHORT = 400;

/** Message or remedy of an error. Of several problems each has a line. */
function prose(text: string, most: number): string {
  const parts = numberedParts(shortDigests(text));
  const shown = parts.slice(0, SHOWN).map((part) => markdownProse(part, parts.length > 1 ? SHORT : most));
  return [...shown, ...(parts.length > SHOWN ? [`and ${parts.length - SHOWN} more`] : [])].join('<br>');
}

function problemLine(name: string | undefined, { code, message, hint, docs }: ResultError): string {
  const shown = docs === undefined ? markdownCode(code) : `[${markdownCode(code)}](${docs})`;
  const subject = name === undefined ? '' : `${markdownCode(shortName(name))}<br>`;
  return `- ❌ ${subject}${prose(message, 1000)} (${shown})<br>**Remedy:** ${prose(hint, 600)}`;
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
function reasons(image: ImageResult): readonly string[] {
  const { signatures, platforms } = image;
  const own = ownError(image);
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

/** An error, of what, and the image whose reasons stand below it. */
interface Problem {
  readonly name?: string;
  readonly error: ResultError;
  readonly image?: ImageResult;
}

function problemsOf(image: ImageResult): readonly Problem[] {
  const { reference } = image;
  const own = ownError(image);
  const found: Problem[] = [
    ...(own ? [{ name: reference, error: own }] : []),
    ...partsOf(image).flatMap(({ reference: name, error }) => (error ? [{ name, error }] : [])),
  ];
  return found.map((problem, i) => (i === found.length - 1 ? { ...problem, image } : problem));
}

function problemText({ name, error, image }: Problem): string {
  return [problemLine(name, error), ...(image ? reasons(image) : [])].join('\n');
}

/** What went wrong with the run, each image and each destination, with the remedy. */
export function problemList({ images, error }: RunResult): readonly Section[] {
  const all: readonly Problem[] = [...(error ? [{ error }] : []), ...images.flatMap(problemsOf)];
  if (all.length === 0) return [];
  const rest = all.slice(SHOWN);
  const head = ['', '#### What went wrong, and what to do', ''];
  const title = ['', `<details><summary>${rest.length} more</summary>`, ''];
  return [
    { head, rows: rowsOf(all.slice(0, SHOWN), problemText), share: 0.4 },
    ...(rest.length === 0
      ? []
      : [{ head: title, rows: rowsOf(rest, problemText), tail: ['', '</details>'], share: 0.2 }]),
  ];
}
