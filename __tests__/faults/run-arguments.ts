import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { COMMANDS } from './commands.ts';
import { type DiskKind, isDiskKind } from './disk/disk.ts';
import { FAULTS } from './faults/all.ts';

const USAGE = `npm run test:faults -- [--sample] [--only FAULT] [--command NAME] [--every N] [--threads N]
                          [--disk tmpfs or ulimit]

  --sample        each fault under each command once; writes no page
  --only FAULT    the faults whose name has this text; writes no page
  --command NAME  the command of exactly this name; writes no page
  --every N       a part of the moments, and so of the time; the page says which
  --threads N     in which cases are played; 2 by default
  --disk          how disks are full: a small tmpfs (needs root), by default where it can be had, or a limit on the size of files
  --help          shows this text

The program is dist/cli.js, so build first.`;

export interface RunArguments {
  readonly sample: boolean;
  readonly only: string | undefined;
  readonly command: string | undefined;
  readonly disk: DiskKind | undefined;
  readonly every: number;
  readonly threads: number;
}

function refuse(problem: string): never {
  console.error(`${problem}\n\n${USAGE}`);
  process.exit(2);
}

function parsed() {
  try {
    return parseArgs({
      options: {
        sample: { type: 'boolean', default: false },
        only: { type: 'string' },
        command: { type: 'string' },
        disk: { type: 'string' },
        every: { type: 'string', default: '1' },
        threads: { type: 'string', default: String(Math.min(2, availableParallelism())) },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/** Reads the command line of the runner; ends the process where it cannot be run, or where help is asked for. */
export function readArguments(): RunArguments {
  const { sample, only, command, disk, help, ...numbers } = parsed();
  if (help) {
    console.log(USAGE);
    process.exit();
  }
  const [every, threads] = [Number(numbers.every), Number(numbers.threads)];
  for (const number of [every, threads])
    if (!(Number.isInteger(number) && number >= 1))
      refuse('--every and --threads are whole numbers from 1 on');
  if (disk !== undefined && !isDiskKind(disk)) refuse('--disk is tmpfs or ulimit');
  if (only !== undefined && !FAULTS.some(({ name }) => name.includes(only)))
    refuse(`no fault has ${only} in its name`);
  if (command !== undefined && !COMMANDS.some(({ name }) => name === command))
    refuse(`--command is one of: ${COMMANDS.map(({ name }) => name).join(', ')}`);
  return { sample, only, command, disk, every, threads };
}
