import { type Contest, hold } from './contest.ts';
import { type Figures, figuresOf } from './figures.ts';
import type { Inputs } from './inputs.ts';
import type { Meter } from './meter.ts';
import type { Report } from './report.ts';

/** What a section works with. */
export interface Bench {
  readonly inputs: Inputs;
  readonly meter: Meter;
  readonly report: Report;
  /** Counted rounds of a contest. */
  readonly rounds: number;
  /** Milliseconds added to each answer: each section runs once for each. */
  /** Rounds before them, in the first contest of a kind: what was read then is still in the caches for the next delay. */
  warmUps(delay: number): number;
  readonly delays: readonly number[];
  /** Holds a contest, adds its table to the report, and resolves to its rows. */
  contest(
    title: string,
    about: string,
    contest: Omit<Contest, 'rounds' | 'warmUps'> & Partial<Contest>,
  ): Promise<Figures[]>;
}

export function openBench(
  parts: Omit<Bench, 'contest'> & { readonly waterfall: boolean; readonly log: (text: string) => void },
): Bench {
  const { report, meter, rounds, delays, warmUps, waterfall, log } = parts;
  return {
    ...parts,
    async contest(title, about, contest) {
      const start = performance.now();
      const progress = (text: string): void => log(`${title}: ${text}`);
      const rows = (
        await hold({ rounds, warmUps: warmUps(delays[0]!), ...contest }, meter, { progress, waterfall })
      ).map(figuresOf);
      report.table(title, about, rows);
      const took = ((performance.now() - start) / 1000).toFixed(0);
      const walls = rows.map(({ tool, wallMs }) => `${tool} ${wallMs.toFixed(0)} ms`).join(', ');
      log(`${title}: ${walls} (${took} s)\n`);
      return rows;
    },
  };
}
