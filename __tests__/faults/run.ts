import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPeer, hasGo } from '../interop/peers/build.ts';
import { PEERS } from '../interop/peers/programs.ts';
import { allCases, lengthKey } from './cases.ts';
import { Crew, type PlayedCase } from './crew.ts';
import { isDiskKind, possibleKind } from './disk/disk.ts';
import { pageOf, totalLine } from './page.ts';
import { sampleOf } from './sample.ts';

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'reliability.md');
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

const { values } = parseArgs({
  options: {
    sample: { type: 'boolean', default: false },
    only: { type: 'string' },
    command: { type: 'string' },
    disk: { type: 'string' },
    every: { type: 'string', default: '1' },
    threads: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit();
}
if (!(await hasGo())) {
  console.error('notation judges what is left, and is built with Go, which is not installed');
  process.exit(2);
}
await buildPeer('notation');
const began = performance.now();
const log = (text: string): void =>
  console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}`);

let count = 0;
function tell(one: PlayedCase): void {
  count += 1;
  if (process.env.DBG)
    log(`${one.fault.name} ${one.command.name} ${one.at} ${one.outcome} ${one.milliseconds}`);
  if (count % 100 === 0) log(`${count} runs`);
  const where = `${one.fault.name} at ${one.at}, ${one.command.name}, API ${one.hasApi}`;
  for (const { phase, invariant, detail } of one.violations)
    console.log(
      `VIOLATION ${where}, ${phase}: ${invariant}: ${detail} (met ${one.met.join(', ') || 'nothing'})`,
    );
}

const every = Number(values.every);
if (!(every >= 1)) throw new Error('--every is a number from 1 on');
const disk = values.disk ?? (await possibleKind());
if (!isDiskKind(disk)) throw new Error('--disk is tmpfs or ulimit');
const crew = await Crew.open(Number(values.threads ?? Math.min(2, availableParallelism())), disk);
// How many requests there are is known once the commands have run without a fault.
const calm = await crew.play(
  allCases(new Map()).filter(({ fault }) => fault.name === 'none'),
  tell,
);
const lengths = new Map(calm.map(({ command, hasApi, requests }) => [lengthKey(command, hasApi), requests]));
const rest = allCases(lengths, every).filter(({ fault }) => fault.name !== 'none');
const chosen = rest.filter(
  ({ fault, command }) =>
    fault.name.includes(values.only ?? '') && command.name === (values.command ?? command.name),
);
const played = [...calm, ...(await crew.play(values.sample ? sampleOf(chosen) : chosen, tell))];
crew.close();

if (!values.sample && values.only === undefined && values.command === undefined) {
  const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const commit = `${git('rev-parse', '--short=12', 'HEAD')}${git('status', '--porcelain', 'src') === '' ? '' : ', with changes'}`;
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}; Node ${process.version}`;
  writeFileSync(
    PAGE,
    pageOf(played, { commit, machine, every, disk, notation: `notation ${PEERS.notation.version}` }),
  );
}
log('over');
console.log(totalLine(played));
const isSound = played.every(({ violations }) => violations.length === 0);
process.exitCode = isSound && played.length > 0 ? 0 : 1;
