import type { ImageResult, ResultError, RunResult } from '../operations/results.ts';
import { detailsLines } from './text/details.ts';
import { errorLines } from './text/error.ts';
import { imageLines } from './text/image.ts';
import { imageCountLines } from './text/image-counts.ts';
import { filterLines, matchesLines } from './text/matches.ts';
import type { Page } from './text/page.ts';
import { treeLines } from './text/tree.ts';

/** Whether the last line alone tells of an image: of a file with hundreds of them, most are as they were. */
function isCountedAlone({ command, images }: RunResult, { status }: ImageResult): boolean {
  return command === 'promote' && images.length > 1 && status === 'unchanged';
}

/** The lines for stdout: a block an image, in the order asked for. */
export function renderResults(result: RunResult, verbose: boolean, page: Page): string[] {
  const { filter } = result;
  const blocks = result.images.flatMap((image) => {
    if (image.status === 'listed' && filter) return matchesLines(image, page);
    if (image.status === 'listed' && result.command === 'list') return treeLines(image, page);
    if (result.command === 'inspect') return detailsLines(image, page);
    if (isCountedAlone(result, image) && !verbose) return [];
    return imageLines({ command: result.command, image, verbose }, page);
  });
  if (filter && result.images.length > 0) return [...blocks, ...filterLines(result, filter, page)];
  return [...blocks, ...imageCountLines(result, page)];
}

/** Pages of so many codes are named; a run that failed in more ways has them in its JSON. */
const PAGES = 3;

/** Errors behind one another that have one remedy: it stands once, below the last of them. */
function withoutRepeats(errors: readonly ResultError[]): readonly ResultError[] {
  return errors.map((error, at) => {
    const next = errors[at + 1];
    return next?.code === error.code && next.hint === error.hint ? { ...error, hint: '' } : error;
  });
}

/** The lines for stderr at the end: each error once, with its message, code and remedy; then where each code is explained. */
export function renderErrors(result: RunResult, page: Page): string[] {
  const isMany = result.images.length > 1;
  const errors: ResultError[] = result.images.flatMap(({ error, destinations, reference }) => {
    const own = destinations.length > 1 ? [] : destinations.map((destination) => destination.error);
    // With several destinations each error is shown at its destination, and that of the image gives their number.
    const counted = error && isMany && destinations.length > 1;
    const ofImage = counted ? { ...error, message: `${reference}: ${error.message}` } : error;
    return [...own, ofImage].filter((one) => one !== null);
  });
  if (result.error) errors.push(result.error);
  const once = new Map(errors.map((error) => [`${error.code} ${error.message}`, error]));
  // How a command is written stands in its own error, and in --help.
  const explained = [...once.values()].filter(({ code }) => code !== 'usage');
  const pages = new Set(explained.flatMap(({ docs }) => docs ?? []));
  return [
    ...withoutRepeats([...once.values()]).flatMap((error) => errorLines(error, page)),
    ...[...pages].slice(0, PAGES).map((url) => page.style('dim', `  ${url}`)),
  ];
}
