import { SealiftError } from '../../../errors.ts';
import { formatShard } from '../../../planning/shard.ts';
import type { ShardOutcome } from './read-shard-result.ts';

/** What all shards of one promotion say alike, and how an error names it. */
const ALIKE: readonly (readonly [what: string, of: (outcome: ShardOutcome) => unknown])[] = [
  ['the number of shards', ({ shard }) => shard.total],
  ['the promotions file', ({ shard }) => shard.promotions],
  ['the plan', ({ shard }) => shard.plan],
  ['the shards that have something to do', ({ shard }) => shard.expected.toSorted().join()],
];

/** Shards, and files, whose names stand in an error. */
const NAMED = 20;

function listed(names: readonly string[], between: string): string {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return `${names.slice(0, NAMED).join(between)}${more}`;
}

/** The shards of one promotion whose results were read. */
export class ShardSet {
  #first: ShardOutcome | undefined;
  readonly #files = new Map<string, string>();
  readonly #empty: string[] = [];

  /** @throws SealiftError `results_invalid` for a shard that was read before, or one of another promotion. */
  add(outcome: ShardOutcome): void {
    this.#first ??= outcome;
    const name = formatShard(outcome.shard);
    const other = this.#files.get(name);
    if (other !== undefined)
      throw new SealiftError(
        'results_invalid',
        `${outcome.file} and ${other} are both results of shard ${name}`,
        {
          hint: 'Leave the result of the last run of a shard in the folder, and no other one.',
        },
      );
    for (const [what, of] of ALIKE) {
      if (of(outcome) === of(this.#first)) continue;
      throw new SealiftError(
        'results_invalid',
        `${outcome.file} and ${this.#first.file} are of two runs: ${what} differs`,
        {
          hint: 'Merge the results of the shards of one run, all with the same promotions file and plan.',
        },
      );
    }
    this.#files.set(name, outcome.file);
  }

  /** Notes a file without a result: the result is printed at the end, so a shard that is killed leaves an empty file. */
  addEmpty(file: string): void {
    this.#empty.push(file);
  }

  /** @throws SealiftError `results_incomplete` where a shard that has something to do has no result, or a file is empty. */
  checkComplete(): void {
    const missing = (this.#first?.shard.expected ?? []).filter((name) => !this.#files.has(name));
    const shards = `no result of ${missing.length === 1 ? 'shard' : 'the shards'} ${listed(missing, ', ')}`;
    const files = `${listed(this.#empty, ' and ')} ${this.#empty.length === 1 ? 'is' : 'are'} empty`;
    const found = [...(missing.length > 0 ? [shards] : []), ...(this.#empty.length > 0 ? [files] : [])];
    if (found.length === 0) return;
    throw new SealiftError('results_incomplete', found.join(': '), {
      hint: 'What they did is not known: run them again, and merge then. What is promoted already is not promoted again.',
    });
  }
}
