import { asSealiftError } from '../../errors.ts';
import type { ImageResult, ResultError } from '../results.ts';
import { comparedError } from './compared-error.ts';
import type { ComparedResult } from './result.ts';

/** How an image is promoted to the repositories that lack something of it, and compared with them again. */
export interface Repairing {
  /** @returns what became of the image, its destinations in the order of `repositories`. */
  promote(repositories: readonly string[]): Promise<ImageResult>;
  compareAgain(repositories: readonly string[]): Promise<ImageResult>;
}

function refused(row: ComparedResult, { message, ...error }: ResultError): ComparedResult {
  const { repository } = row;
  return {
    ...row,
    repair: 'failed',
    error: { ...error, message: `${repository} was not repaired: ${message}` },
  };
}

/**
 * Promotes an image to the repositories that lack something of it, and compares again those that took it. What the promotion refuses
 * stays as it was found, with the reason of the promotion.
 */
export async function repairImage(
  found: ImageResult,
  { promote, compareAgain }: Repairing,
): Promise<ImageResult> {
  const { compared = [] } = found;
  const short = compared.filter(({ status }) => status === 'short').map(({ repository }) => repository);
  if (short.length === 0) return found;
  const promoted = await promote(short);
  const errors = new Map<string, ResultError>();
  for (const [at, repository] of short.entries()) {
    const error = promoted.destinations[at] ? promoted.destinations[at].error : promoted.error;
    if (error) errors.set(repository, error);
  }
  const done = short.filter((repository) => !errors.has(repository));
  const again = done.length === 0 ? undefined : await compareAgain(done);
  const rows = new Map((again?.compared ?? []).map((row) => [row.repository, row]));
  const repaired = compared.map((row): ComparedResult => {
    const { repository } = row;
    const error = errors.get(repository);
    if (error) return refused(row, error);
    if (!done.includes(repository)) return row;
    const now = rows.get(repository);
    // The source itself could not be read again.
    if (!now) return refused(row, again?.error ?? asSealiftError(undefined).toJSON());
    return { ...now, repair: now.status === 'equal' ? 'done' : 'failed' };
  });
  const error = comparedError(repaired)?.toJSON() ?? null;
  const { policy, signatures, identities } = promoted;
  const status = error === null ? 'equal' : 'failed';
  // Of the others, the row says why nothing became of it.
  const destinations = promoted.destinations.filter((one) => one.error === null);
  return { ...found, policy, signatures, identities, destinations, compared: repaired, status, error };
}
