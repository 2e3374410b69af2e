import { stepOf } from './cases.ts';
import { COMMANDS } from './commands.ts';
import type { PlayedCase } from './crew.ts';
import type { DiskKind } from './disk/disk.ts';
import { FAULTS } from './faults/all.ts';
import { INVARIANTS } from './invariants.ts';

export interface Circumstances {
  readonly commit: string;
  readonly machine: string;
  readonly notation: string;
  /** Of how many moments one was met. */
  readonly every: number;
  readonly disk: DiskKind;
}

const DISKS: Readonly<Record<DiskKind, string>> = {
  tmpfs: 'A full disk is a tmpfs with a few pages left (ENOSPC)',
  ulimit: 'A full disk is a limit on the size of each file (`ulimit -f`, EFBIG)',
};

/** The last line: how many runs met their fault, and how many rules were broken. */
export function totalLine(played: readonly PlayedCase[]): string {
  const runs = played.filter(({ struck }) => struck).length;
  const violations = played.reduce((sum, one) => sum + one.violations.length, 0);
  return `${runs} runs, ${violations} violations`;
}

const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

function nth(step: number): string {
  if (step === 1) return 'single';
  const form = new Intl.PluralRules('en', { type: 'ordinal' }).select(step);
  return `${step}${ENDINGS[form] ?? 'th'}`;
}

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

function endsOf(played: readonly PlayedCase[]): string {
  const counts = Map.groupBy(played, ({ outcome }) => outcome);
  const sorted = [...counts].map(([name, list]) => [name, list.length] as const);
  return sorted
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name === 'done' || name === 'killed' ? name : `\`${name}\``} ${count}`)
    .join(', ');
}

/** The page of a full run. */
export function pageOf(
  all: readonly PlayedCase[],
  { commit, machine, notation, every, disk }: Circumstances,
): string {
  const met = all.filter(({ struck }) => struck);
  const names = COMMANDS.map(({ name }) => name);
  const rows = FAULTS.map((fault) => {
    const own = met.filter((one) => one.fault === fault);
    const cells = COMMANDS.map((command) => {
      const count = own.filter((one) => one.command === command).length;
      return count === 0 ? '-' : count;
    });
    return row([fault.name, ...cells, endsOf(own)]);
  });
  const broken = met.flatMap((one) =>
    one.violations.map(
      ({ phase, invariant, detail }) =>
        `- ${one.fault.name} at ${one.at}, ${one.command.name}, API ${one.hasApi}, ${phase}: ${invariant}: ${detail}`,
    ),
  );
  const peak = Math.max(...met.map(({ peakMiB }) => peakMiB));
  const longest = Math.max(...met.map(({ milliseconds }) => milliseconds));
  return `# Reliability

Written by \`npm run test:faults\`, which meets commands with faults of registries, of the machine and of whoever ends them, and judges what is left.

Commit: ${commit}. Machine: ${machine}. Reader: ${notation}.

A run is a command that meets one fault, its repeat without the fault, and once more after that. The image is an index of two images
with a signature and an SBOM, the source and the destination are registries with logins and tokens of their own, with the Referrers API or without it; of each command, requests of both registries and their token services are counted together. A fault by
request is tried at every ${nth(stepOf('each', every))} request of the command (cut, SIGKILL, SIGTERM) or every ${nth(stepOf('eighth', every))} one, with the Referrers API and without it in turn. Where the fault is
a signal, and in a part of the other runs, the command is a process of the built program, whose memory is measured; in the others it is the same sources in the process of the test. ${DISKS[disk]}. A
run that was over before its fault could come to pass is not counted (${all.length - met.length} of them).

What is held, in each of the three:

${INVARIANTS.map(({ name }) => `- ${name}`).join('\n')}

Exit 0 is held against \`notation verify\` of the tag, with trust in the signer of the command alone; with \`--signatures-to\`, which notation cannot
be told, against \`sealift verify --signatures-from\`. All else is read from the registry by a reader that shares no code with Sealift. The longest run took ${(longest / 1000).toFixed(1)} s,
with the waits that \`Retry-After\` asked for, and the largest process ${peak.toFixed(0)} MiB.

${row(['runs', ...names.map((name) => `\`${name}\``), 'how they ended'])}
${row(['---', ...names.map(() => '---:'), '---'])}
${rows.join('\n')}

What each fault is:

${FAULTS.map(({ name, about }) => `- **${name}**: ${about}.`).join('\n')}
${broken.length === 0 ? '' : `\nRules that were broken:\n\n${broken.join('\n')}\n`}
${totalLine(all)}
`;
}
