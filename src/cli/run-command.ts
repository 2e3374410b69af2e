import type { RunName } from '../compose/run-name.ts';
import type { RunOptions } from '../compose/run-options.ts';
import { loadRunner } from '../compose/runners.ts';
import { boundYoungMemory } from '../compose/young-memory.ts';
import type { RunResult } from '../operations/results.ts';
import type { Invocation } from './invocation.ts';

/** How the words behind a command become options of the library. */
const OPERANDS: Readonly<Record<RunName, (words: readonly string[]) => Readonly<Record<string, unknown>>>> = {
  sign: (words) => ({ images: words }),
  verify: (words) => ({ images: words }),
  promote: ([source, ...destination]) => ({ source, destination }),
  list: ([image]) => ({ image }),
  inspect: ([image]) => ({ image }),
  'certificate self-signed': () => ({}),
  'certificate request': () => ({}),
  'certificate issue': () => ({}),
  'certificate check': () => ({}),
};

/** Runs a command of the library with what was typed; those flags that are of the command line alone are checked there too. */
export async function runCommand(
  { command, operands, options }: Extract<Invocation, { kind: 'run' }>,
  surroundings: Pick<RunOptions, 'reporter' | 'env' | 'onRequest'>,
  signal: AbortSignal,
): Promise<RunResult> {
  const name = command as RunName;
  // The command line calls this and the library does not: the bound is for the whole process, which a library does not own.
  boundYoungMemory();
  const run = await loadRunner(name);
  return run({ ...options, ...OPERANDS[name](operands), ...surroundings }, signal);
}
