import { SealiftError } from '../errors.ts';
import { commandLines } from './command-line.ts';
import { demoFolder, placesIn } from './places.ts';
import { prepare } from './prepare.ts';
import { nextCommands, type Step, story } from './story.ts';

export interface DemoOptions {
  /** Where the demo leaves its files: must be new or empty. Default `sealift-demo` here, numbered when it is taken. */
  readonly directory?: string;
  /** How the commands are called in what is printed: `sealift` by default. */
  readonly program?: string;
  /** Runs one real command line (without the program's name) with its own output, and resolves to its exit code. */
  readonly run: (argv: string[]) => Promise<number>;
  /** Shows one line; may be empty. */
  readonly print: (line: string) => void;
}

async function play(
  step: Step,
  number: number,
  { run, print, program = 'sealift' }: DemoOptions,
  signal: AbortSignal,
): Promise<void> {
  const [first, ...others] = step.tell;
  print('');
  print(`${number}. ${first}`);
  for (const line of others) print(`   ${line}`);
  await step.before?.();
  print('');
  for (const line of commandLines(program, step.argv)) print(line);
  const exitCode = await run([...step.argv]);
  signal.throwIfAborted();
  const wrong =
    exitCode === step.exitCode
      ? await step.wrong()
      : `the command ended with exit code ${exitCode}, not ${step.exitCode}`;
  if (wrong !== undefined)
    throw new SealiftError('internal', `the demo went wrong in step ${number}: ${wrong}`);
  if (exitCode !== 0) print(`(exit code ${exitCode}: refused, as it should be)`);
}

/**
 * Plays the example story of the Notary Project with real commands and no network. Resolves to the folder that it leaves:
 * wabbit-networks signs an image, acme-rockets verifies it, promotes it and adds its own signature; a repeat changes
 * nothing; a changed byte and an image without signature are refused.
 *
 * @throws SealiftError `internal` when a step does not end as the story says; `usage` when `directory` holds something.
 */
export async function runDemo(options: DemoOptions, signal: AbortSignal): Promise<string> {
  const { print, program = 'sealift' } = options;
  signal.throwIfAborted();
  const folder = await demoFolder(options.directory);
  const places = placesIn(folder);
  print(`A story without a network. Its images, keys and trust files go to the folder ${folder}.`);
  const image = await prepare(places, new Date(), signal);
  for (const [at, step] of story(places, image, signal).entries()) await play(step, at + 1, options, signal);

  print('');
  print(
    `That was the story. Everything stays in ${folder}; the keys and certificates are good for 24 hours.`,
  );
  print('Go on from here:');
  for (const { argv, needs } of nextCommands(places)) {
    print('');
    if (needs !== undefined) print(`${needs}:`);
    // These lines are for copying, so they have no prompt.
    for (const line of commandLines(program, argv)) print(line.replace(/^\$ /, ''));
  }
  return folder;
}
