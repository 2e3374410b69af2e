import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SECTIONS } from './sections/all.ts';
import { openBench } from './support/bench.ts';
import { prepare } from './support/inputs.ts';
import { loadText } from './support/load.ts';
import { Meter } from './support/meter.ts';
import { findPrograms } from './support/programs.ts';
import { Report } from './support/report.ts';

const TARGET = join(import.meta.dirname, '..', 'docs', 'benchmarks.md');

const USAGE = `npm run bench -- [SECTION...] [--quick] [--rounds N] [--delay MS]... [--waterfall]

  SECTION      ${Object.keys(SECTIONS).join(', ')}
               all of them write docs/benchmarks.md, some only print
  --quick      one counted round and no warm-up, printed only
  --rounds N   counted rounds of a contest, 5 by default
  --delay MS   delay of each answer, 0 and 50 by default; every section runs once for each
  --waterfall  shows the requests of the last round in time
  --help       shows this text`;

function usage(problem: string): never {
  console.error(`${problem}\n\n${USAGE}`);
  process.exit(2);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        quick: { type: 'boolean', default: false },
        rounds: { type: 'string', default: '5' },
        delay: { type: 'string', multiple: true, default: ['0', '50'] },
        waterfall: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
}

const { values, positionals } = readArguments();
if (values.help) {
  console.log(USAGE);
  process.exit();
}
const unknown = positionals.filter((name) => !Object.hasOwn(SECTIONS, name));
if (unknown.length > 0) usage(`there is no section ${unknown.join(', ')}`);
const rounds = values.quick ? 1 : Number(values.rounds);
const delays = values.delay.map(Number);
if (!(rounds >= 1) || delays.some((delay) => !(delay >= 0))) usage('rounds and delays are numbers');

const chosen = positionals.length > 0 ? [...new Set(positionals)] : Object.keys(SECTIONS);
// This is read before programs are built for the run, because building is load too.
const before = loadavg()[0]!;
const programs = await findPrograms(new Set(chosen.flatMap((name) => SECTIONS[name]!.programs)));
for (const name of programs.missing) console.error(`not measured: ${name}`);
const inputs = await prepare(programs);
const meter = new Meter();
const report = new Report();
const began = performance.now();
const log = (text: string): void => {
  console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}`);
};
const warmUps = (delay: number): number => (values.quick || delay !== delays[0] ? 0 : 1);
const bench = openBench({ inputs, meter, report, rounds, warmUps, delays, log, waterfall: values.waterfall });
try {
  for (const name of chosen) await SECTIONS[name]!.run(bench);
} finally {
  meter.close();
  await inputs.remove();
}

const cpu = cpus();
const text = `# Benchmarks

Written by \`npm run bench\`: ${rounds === 1 ? 'one round' : `medians of ${rounds} rounds`} (start 4, keys 3 and ablation 2 times as many; memory, compare and mirror
one, and nothing before it) after one that is not counted, the tools in
turn (A B C, A B C), each as a whole process, images named by digest. CPU is user and system time of all processes of a
row, peak memory the largest of them. A proxy before each registry counts (source / destination; MB are bodies in both
directions) and adds the delay to every answer, not to the connection. *In turn* is the longest row of requests that waited for
one another. Files are in the page cache, registries on the same machine share its processors with the tool.

The goals are for 50 ms added to each answer, which is how far a registry may well be from a CI job; beside them stands what
the project limits itself to in memory. All other ratios are shown without a goal. What each trick of the program is worth is
said under *Ablation*.

Machine: ${cpu.length} x ${cpu[0]?.model ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; Node ${process.version}.
${loadText(before)}; after it ${loadavg()[0]!.toFixed(2)}.
Peers: ${programs.versions || 'none'}.
${programs.missing.length > 0 ? `\n**Not measured**: ${programs.missing.join(', ')}.\n` : ''}
${report.text}`;
if (positionals.length === 0 && !values.quick) {
  writeFileSync(TARGET, text);
  console.log(`${report.goals}\nwritten to ${TARGET}`);
} else console.log(text);
