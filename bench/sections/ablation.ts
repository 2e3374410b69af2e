import { join } from 'node:path';
import { buildVariant } from '../ablation/build-variant.ts';
import { compare, type Gain } from '../ablation/compare.ts';
import { SCENES } from '../ablation/scenes.ts';
import type { SceneName, Trick } from '../ablation/trick.ts';
import { TRICKS } from '../ablation/tricks.ts';
import type { Bench } from '../support/bench.ts';
import type { Result, Tool } from '../support/contest.ts';
import { onCli } from '../tools/programs.ts';

const AS_IS = 'as it is';
/** Rounds for each round of the other sections: a difference is smaller than the figures and needs more runs. */
const ROUNDS = 2;

/** The program as it is, and once without each trick: name to cli.js. */
async function buildAll({ inputs, log }: Bench): Promise<Map<string, string>> {
  const built = new Map<string, string>();
  for (const { name, without } of [{ name: AS_IS, without: [] }, ...TRICKS]) {
    log(`building: ${name === AS_IS ? name : `without "${name}"`}`);
    built.set(name, await buildVariant(join(inputs.folder, 'ablation', String(built.size)), without));
  }
  return built;
}

function rowsOf(scene: string, tricks: readonly Trick[], results: readonly Result[]): string[] {
  const runsOf = (name: string) => results.find((result) => result.name === name)!.runs;
  const hasFailed = (name: string) => runsOf(name).some(({ measured }) => measured.exitCode !== 0);
  const cells = ({ unit, saved, depths, ...values }: Gain): string => {
    const shown = [values.with, values.without, saved].map((value) => `${value.toFixed(0)} ${unit}`);
    return [...shown, depths.join(' / ')].join(' | ');
  };
  return tricks.flatMap(({ name, gains }) => {
    if (hasFailed(AS_IS) || hasFailed(name)) return [`| ${name} | ${scene} | **failed** | | | |`];
    const kinds = gains ? [gains, 'time' as const] : ['time' as const];
    return kinds.map(
      (kind) => `| ${name} | ${scene} | ${cells(compare(runsOf(AS_IS), runsOf(name), kind))} |`,
    );
  });
}

const textOf = (delay: number, rounds: number, lines: readonly string[]): string => `## Ablation

Each trick that is left, with and without it, ${delay} ms added to each answer: the program is built once as it is and once
without each trick, and the builds run in turn, ${rounds} rounds. *Saved* is the median of the differences within a round, so it
need not be the difference of the two columns before it; less than nothing is noise or a loss. *In turn* are requests that
waited for one another, with and without.

| trick | scene | with | without | saved | in turn |
|---|---|---|---|---|---|
${lines.join('\n')}

${Object.entries(SCENES)
  .map(([name, { about }]) => `- *${name}*: ${about}`)
  .join('\n')}
`;

/** Each trick that is left, with and without it. */
export async function ablation(bench: Bench): Promise<void> {
  const { report, delays, measure } = bench;
  const delay = Math.max(...delays);
  const rounds = bench.rounds * ROUNDS;
  const built = await buildAll(bench);
  const lines: string[] = [];
  for (const [name, { open }] of Object.entries(SCENES)) {
    const tricks = TRICKS.filter(({ scenes }) => scenes.includes(name as SceneName));
    const scene = await open(bench, delay);
    const tools = (): Tool[] =>
      [AS_IS, ...tricks.map((trick) => trick.name)].map((one) => ({
        ...onCli(scene.command(), built.get(one)!),
        name: one,
        note: '',
      }));
    const { proxies, before = async () => {} } = scene;
    const results = await measure(`Ablation, ${name}`, { rounds, proxies, tools, before });
    lines.push(...rowsOf(name, tricks, results));
    await scene.close();
  }
  report.section(textOf(delay, rounds, lines));
}
