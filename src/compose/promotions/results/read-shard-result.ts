import { parseJson } from '../../../encoding/json.ts';
import { type JsonSchema, misfit } from '../../../encoding/json-schema.ts';
import { printable } from '../../../encoding/printable.ts';
import { quotable } from '../../../encoding/quotable.ts';
import { splitList } from '../../../encoding/split-list.ts';
import { decodeUtf8 } from '../../../encoding/utf8.ts';
import { SealiftError } from '../../../errors.ts';
import { openInside } from '../../../io/files/open-inside.ts';
import type { ImageResult, RunResult } from '../../../operations/results.ts';
import type { ShardFacts } from '../../../operations/shard-facts.ts';
import { isShard, parseShard } from '../../../planning/shard.ts';
import { hasFailed } from '../../run-result.ts';

/** The most bytes of one result. */
const LIMIT = 16 * 1024 * 1024;

/** The most characters of a text of a result; messages are shorter. */
const LONGEST = 4_000;

const HINT =
  'Give a folder of the results alone: what `sealift promote --file … --shard I/N --output json` of this version prints, one file a shard.';

/** One image of a result. */
export interface ShardImage {
  readonly image: ImageResult;
  /** Characters of its text. */
  readonly length: number;
}

/** A result of a shard, and the file that has it. */
export interface ShardOutcome {
  /** As errors show it. */
  readonly file: string;
  readonly result: Omit<RunResult, 'images'>;
  readonly shard: ShardFacts;
  /** Read one after the other, since the values of one take some times as much memory as its text. Throws as the reading does. */
  readonly images: Iterable<ShardImage>;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** A value whose texts are safe to print, since whoever can write the file can write anything into it. */
function safe<T>(value: T): T {
  if (isText(value)) return printable(value, LONGEST) as T;
  if (Array.isArray(value)) return value.map(safe) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [printable(name), safe(one)])) as T;
}

function isExpectable(text: string, total: number): boolean {
  try {
    return parseShard(text).total === total;
  } catch {
    return false;
  }
}

/** A file that should have a result. */
export interface EmptyResult {
  /** As errors show it. */
  readonly file: string;
  readonly isEmpty: true;
}

/**
 * Reads the result of one shard. It is held against the schema of results, so that whoever shows it finds what it expects.
 *
 * @throws SealiftError `results_invalid`.
 */
export async function readShardResult(folder: string, name: string): Promise<ShardOutcome | EmptyResult> {
  const file = quotable(`${folder}/${name}`, 300);
  const context = { code: 'results_invalid', what: file, hint: HINT } as const;
  const refuse = (reason: string, hint = HINT) =>
    new SealiftError('results_invalid', `${file}: ${reason}`, { hint });
  const found = await openInside(folder, [name], context);
  if (!found) throw refuse('is gone');
  const bytes = await found.bytes(LIMIT);
  if (!bytes)
    throw refuse('is over 16 MiB', 'Split the promotion into more shards, so that each result is shorter.');
  if (bytes.length === 0) return { file, isEmpty: true };
  const text = decodeUtf8(bytes, context);
  const split = splitList(text, 'images');
  if (!split) throw refuse('has no list of images');
  const { rest, elements } = split;
  // The schema is loaded here, since no other command needs it.
  const { default: schema } = await import('../../../../schema/result.json', { with: { type: 'json' } });
  const read = <T>(json: string, part: JsonSchema, path: string): T => {
    const value = parseJson(json, context);
    const wrong = misfit(part, value, path, schema);
    if (wrong) throw refuse(`${printable(wrong.path, 300) || 'it'} ${wrong.reason}`);
    return safe(value as T);
  };
  const result = read<RunResult>(rest, schema, '');
  const { shard, command } = result;
  if (command !== 'promote' || !shard) throw refuse(`is the result of ${command}, and of no shard`);
  const { total, expected } = shard;
  if (!isShard(shard) || !expected.every((one) => isExpectable(one, total)))
    throw refuse('names shards that cannot be');
  function* images(): Generator<ShardImage> {
    let at = 0;
    let isWhole = true;
    for (const element of elements) {
      const image = read<ImageResult>(element, schema.$defs.image, `images[${at}]`);
      isWhole &&= !hasFailed(image);
      yield { image, length: element.length };
      at += 1;
    }
    // A list that lost what has failed would make a pass of it.
    if (isWhole && result.error === null && result.status !== 'done')
      throw refuse(`says ${result.status}, and names neither an error nor an image that failed`);
  }
  return { file, result, shard, images: images() };
}
