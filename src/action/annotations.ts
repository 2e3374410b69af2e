import { printable } from '../encoding/printable.ts';
import { ownError } from '../operations/own-error.ts';
import type { ImageResult, ResultError, RunResult } from '../operations/results.ts';
import { numberedParts } from '../options/numbered-parts.ts';
import { partsOf } from './parts.ts';

export interface Annotation {
  readonly title: string;
  readonly message: string;
}

/** The runner shows ten of a kind and step. */
const LIMIT = 10;

/** The most characters of message and remedy. The runner cuts what they are together behind 4,096 (actions/runner, ExecutionContext). */
const [MESSAGE, HINT] = [2400, 1200];

/** Of several problems each has a line. */
const lines = (text: string, most: number): string => numberedParts(printable(text, most)).join('\n');

function annotation(name: string, { code, message, hint }: ResultError): Annotation {
  const subject = name === '' || message.startsWith(`${name} `) ? '' : `${printable(name, 300)}: `;
  return {
    title: `Sealift: ${code}`,
    message: `${subject}${lines(message, MESSAGE)}\n${lines(hint, HINT)}`,
  };
}

/** Of an image that failed at some of its places each of those, since each has a cause of its own. */
function failuresOf(image: ImageResult): readonly Annotation[] {
  const { reference, error } = image;
  const own = ownError(image);
  const parts = partsOf(image);
  if (error && !own && parts.length === 1) return [annotation(reference, error)];
  const theirs = parts.flatMap((one) => (one.error ? [annotation(one.reference, one.error)] : []));
  return own ? [annotation(reference, own), ...theirs] : theirs;
}

/** One annotation a failed image or place, with cause and remedy; one for what stopped the whole run. */
export function annotationsOf({ images, error }: RunResult): readonly Annotation[] {
  const all = [...(error ? [annotation('', error)] : []), ...images.flatMap(failuresOf)];
  if (all.length <= LIMIT) return all;
  const rest = all.length - LIMIT + 1;
  const what = images.some((image) => partsOf(image).length > 0) ? 'of them' : 'images';
  const message = `${rest} more ${what} failed; the job summary and the output results name them all.`;
  return [...all.slice(0, LIMIT - 1), { title: `Sealift: more ${what} failed`, message }];
}
