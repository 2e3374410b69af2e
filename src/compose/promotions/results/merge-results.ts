import { quotable } from '../../../encoding/quotable.ts';
import { asSealiftError, ERRORS, SealiftError } from '../../../errors.ts';
import { entryKind, folderEntries } from '../../../io/files/folder-entries.ts';
import type { ImageResult, ResultError, RunResult } from '../../../operations/results.ts';
import { formatShard, MOST_SHARDS } from '../../../planning/shard.ts';
import { PRECEDENCE } from '../../exit-code.ts';
import { hasFailed, runResult } from '../../run-result.ts';
import { MergedImages } from './merged-images.ts';
import { readShardResult, type ShardOutcome } from './read-shard-result.ts';
import { ShardSet } from './shard-set.ts';

/** The most warnings that are kept. */
const WARNINGS = 1_000;

/** What merging gives beside what a run has of its own. */
export type Merged = Pick<RunResult, 'status' | 'error' | 'warnings' | 'images'>;

/** The names of the results in a folder, sorted. @throws SealiftError. */
async function resultNames(folder: string): Promise<readonly string[]> {
  const shown = quotable(folder, 300);
  if ((await entryKind(folder, { followLinks: true })) !== 'folder')
    throw new SealiftError('file_not_found', `--results: there is no folder ${shown}`, {
      hint: 'Name the folder that has the results of the shards, one JSON file each.',
    });
  const names = (await folderEntries(folder))
    .map(({ name }) => name)
    .filter((name) => name.endsWith('.json'));
  if (names.length === 0)
    throw new SealiftError('results_incomplete', `${shown} has no file that ends with .json`, {
      hint: 'Put the results of all shards into this folder itself; for actions/download-artifact set `merge-multiple: true`.',
    });
  if (names.length > MOST_SHARDS)
    throw new SealiftError('results_invalid', `${shown} has more than ${MOST_SHARDS} results`);
  return names;
}

/** An error as one of the whole. What stopped the run of a shard did not stop this one. */
function ofTheWhole(error: ResultError): ResultError {
  const isEnd = [130, 143].includes(ERRORS[error.code][0]);
  return isEnd ? new SealiftError('results_incomplete', error.message).toJSON() : error;
}

/** The error of a shard with its number. */
function errorOf({ shard }: ShardOutcome, error: ResultError): ResultError {
  const { message, hint, code } = ofTheWhole(error);
  return new SealiftError(code, `shard ${formatShard(shard)}: ${message}`, { hint }).toJSON();
}

/** An image whose errors are those of the whole. */
function imageOf(image: ImageResult): ImageResult {
  const own = <T extends { readonly error: ResultError | null }>(one: T): T =>
    one.error ? { ...one, error: ofTheWhole(one.error) } : one;
  return { ...own(image), platforms: image.platforms.map(own), destinations: image.destinations.map(own) };
}

/**
 * Puts the results of all shards of a promotion together. A shard that is missing is an error, and so is a result that is none.
 *
 * @throws SealiftError `results_invalid`, `results_incomplete` where there is nothing to show.
 */
export async function mergeResults(folder: string, signal: AbortSignal): Promise<Merged> {
  const shards = new ShardSet();
  const merged = new MergedImages();
  const errors: ResultError[] = [];
  const warnings = new Set<string>();
  for (const name of await resultNames(folder)) {
    signal.throwIfAborted();
    const outcome = await readShardResult(folder, name);
    if ('isEmpty' in outcome) {
      shards.addEmpty(outcome.file);
      continue;
    }
    shards.add(outcome);
    for (const { image, length } of outcome.images) merged.add({ image: imageOf(image), length });
    for (const warning of outcome.result.warnings) if (warnings.size < WARNINGS) warnings.add(warning);
    if (outcome.result.error) errors.push(errorOf(outcome, outcome.result.error));
  }
  try {
    shards.checkComplete();
  } catch (thrown) {
    errors.unshift(asSealiftError(thrown).toJSON());
  }
  const { counted } = merged;
  if (counted > 0)
    warnings.add(`the results are over 8 MiB together: ${counted} more images are done, and not shown`);
  const rank = ({ code }: ResultError): number => PRECEDENCE.indexOf(ERRORS[code][0]);
  const [error = null, ...others] = errors.toSorted((a, b) => rank(a) - rank(b));
  for (const { message, code } of others) warnings.add(`${message} [${code}]`);
  const { images } = merged;
  const whole = runResult('promote', images, [...warnings], error);
  const hasDone = counted > 0 || images.some((image) => !hasFailed(image));
  const isPartial = hasDone && (error !== null || images.some(hasFailed));
  // Without images nothing has failed: shards that had nothing to do have none.
  const isDone = error === null && !images.some(hasFailed);
  return { ...whole, status: isDone ? 'done' : isPartial ? 'partial' : whole.status };
}
