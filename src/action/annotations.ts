import { printable } from '../encoding/printable.ts';
import type { ResultError, RunResult } from '../operations/results.ts';

export interface Annotation {
  readonly title: string;
  readonly message: string;
}

/** The runner shows ten of a kind and step. */
const LIMIT = 10;

function annotation(name: string, { code, message, hint }: ResultError): Annotation {
  const subject = name === '' ? '' : `${printable(name, 300)}: `;
  return {
    title: `Sealift: ${code}`,
    message: `${subject}${printable(message, 1000)}\n${printable(hint, 600)}`,
  };
}

/** One annotation a failed image, with cause and remedy; one for what stopped the whole run. */
export function annotationsOf({ images, error }: RunResult): readonly Annotation[] {
  const failed = images.flatMap((image) => {
    const cause = image.error ?? image.destinations.find((one) => one.error !== null)?.error;
    return cause ? [annotation(image.reference, cause)] : [];
  });
  const all = [...(error ? [annotation('', error)] : []), ...failed];
  if (all.length <= LIMIT) return all;
  const rest = all.length - LIMIT + 1;
  const message = `${rest} more images failed; the job summary and the output results name them all.`;
  return [...all.slice(0, LIMIT - 1), { title: 'Sealift: more images failed', message }];
}
