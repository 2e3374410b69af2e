import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { buildPeer, hasGo } from '../interop/peers/build.ts';
import { PEERS } from '../interop/peers/programs.ts';
import { allCases, lengthKey } from './cases.ts';
import { Crew, type PlayedCase } from './crew.ts';
import { possibleKind } from './disk/disk.ts';
import { pageOf, totalLine } from './page.ts';
import { readArguments } from './run-arguments.ts';
import { sampleOf } from './sample.ts';

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'reliability.md');
const options = readArguments();
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
  if (count % 100 === 0) log(`${count} runs`);
  const where = `${one.fault.name} at ${one.at}, ${one.command.name}, API ${one.hasApi}`;
  for (const { phase, invariant, detail } of one.violations)
    console.log(
      `VIOLATION ${where}, ${phase}: ${invariant}: ${detail} (met ${one.met.join(', ') || 'nothing'})`,
    );
}

const { every, only, command: wanted, sample } = options;
const disk = options.disk ?? (await possibleKind());
const crew = await Crew.open(options.threads, disk);
// How many requests there are is known once the commands have run without a fault.
const calm = await crew.play(
  allCases(new Map()).filter(({ fault }) => fault.name === 'none'),
  tell,
);
const lengths = new Map(calm.map(({ command, hasApi, requests }) => [lengthKey(command, hasApi), requests]));
const rest = allCases(lengths, every).filter(({ fault }) => fault.name !== 'none');
const chosen = rest.filter(
  ({ fault, command }) => fault.name.includes(only ?? '') && command.name === (wanted ?? command.name),
);
const played = [...calm, ...(await crew.play(sample ? sampleOf(chosen) : chosen, tell))];
crew.close();

if (!sample && only === undefined && wanted === undefined) {
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
