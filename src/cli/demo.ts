import { runDemo } from '../demo/run-demo.ts';
import { SealiftError } from '../errors.ts';
import { Problems } from '../options/problems.ts';
import { readOptions } from '../options/read-options.ts';
import type { Asked } from './invocation.ts';
import type { Surroundings } from './main.ts';
import { folded } from './text/folded.ts';
import { pageFor } from './text/page.ts';

/** Runs the demo: prints its lines and runs its commands as if they were typed. Resolves to the exit code. */
export async function runDemoCommand(
  { operands, options }: Asked<'demo'>,
  { stdout, env }: Pick<Surroundings, 'stdout' | 'env'>,
  run: (argv: readonly string[]) => Promise<number>,
  signal: AbortSignal,
): Promise<number> {
  const problems = new Problems();
  const { output } = readOptions('demo', options, problems);
  problems.throwIfAny();
  if (output === 'json') {
    throw new SealiftError('usage', 'the demo is a story for people and has no JSON', {
      hint: 'Leave --output json out.',
    });
  }
  const [directory] = operands;
  const { columns } = pageFor(stdout);
  const print = (line: string): void => {
    // A sentence begins with a capital or a number, a command does not, and is copied whole.
    const [, lead = '', sentence = ''] = /^(\d+\. |(?=[A-Z]))(.*)$/.exec(line) ?? [];
    const lines = sentence === '' ? [line] : folded(lead, sentence, columns);
    stdout.write(`${lines.join('\n')}\n`);
  };
  // npm tells which script it runs. `npm run demo` is that of a checkout, in which nothing is installed yet.
  const program = env.npm_lifecycle_event === 'demo' ? 'npx sealift' : 'sealift';
  await runDemo({ run, print, program, ...(directory === undefined ? {} : { directory }) }, signal);
  return 0;
}
