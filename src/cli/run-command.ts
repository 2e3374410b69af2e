import { limitHeapGrowth } from '../compose/heap-limits.ts';
import type { RunName } from '../compose/run-name.ts';
import type { FaceOptions } from '../compose/run-options.ts';
import { loadRunner } from '../compose/runners.ts';
import type { RunResult } from '../operations/results.ts';
import type { Asked } from './invocation.ts';

/** The options of the library that the operands of each command become. */
const OPERANDS: Readonly<Record<RunName, (words: readonly string[]) => Readonly<Record<string, unknown>>>> = {
  sign: (words) => ({ images: words }),
  verify: (words) => ({ images: words }),
  promote: ([source, ...destination]) => ({ source, destination }),
  plan: ([file]) => ({ file }),
  list: (words) => ({ images: words }),
  inspect: (words) => ({ images: words }),
  compare: ([source]) => ({ source }),
  'certificate self-signed': () => ({}),
  'certificate request': () => ({}),
  'certificate issue': () => ({}),
  'certificate check': () => ({}),
  'policy init': () => ({}),
  'policy check': () => ({}),
};

/** Runs a command of the library with the parsed options, which are checked there. */
export async function runCommand(
  { command, operands, options }: Asked<RunName>,
  surroundings: Pick<FaceOptions, 'reporter' | 'env' | 'onRequest' | 'stdin'>,
  signal: AbortSignal,
): Promise<RunResult> {
  // The command line calls this and the library does not: the heap is that of the whole process, which a library does not own.
  limitHeapGrowth();
  const run = await loadRunner(command);
  return run({ ...options, ...OPERANDS[command](operands), ...surroundings }, signal);
}
