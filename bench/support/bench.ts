import { type Contest, hold, type Result } from './contest.ts';
import { type Figures, figuresOf } from './figures.ts';
import type { Inputs } from './inputs.ts';
import type { Meter } from './meter.ts';
import type { Report } from './report.ts';

/** The tools and settings of a section. */
export interface Bench {
  readonly inputs: Inputs;
  readonly meter: Meter;
  readonly report: Report;
  /** Counted rounds of a contest. */
  readonly rounds: number;
  /** Uncounted rounds before them, at the first delay alone: the page cache stays warm for the next one. */
  warmUps(delay: number): number;
  /** Milliseconds added to each answer: each section runs once for each. */
  readonly delays: readonly number[];
  log(text: string): void;
  /** Holds a contest and resolves to every run of it. */
  measure(title: string, contest: OpenContest): Promise<Result[]>;
  /** Holds a contest, adds its table to the report, and resolves to its rows. */
  contest(title: string, about: string, contest: OpenContest): Promise<Figures[]>;
}

/** A contest, with the rounds of all others by default. */
type OpenContest = Omit<Contest, 'rounds' | 'warmUps'> & Partial<Contest>;

export function openBench(
  parts: Omit<Bench, 'contest' | 'measure'> & { readonly waterfall: boolean },
): Bench {
  const { report, meter, rounds, delays, warmUps, waterfall, log } = parts;
  const measure: Bench['measure'] = async (title, contest) => {
    const start = performance.now();
    const progress = (text: string): void => log(`${title}: ${text}`);
    const options = { progress, waterfall };
    const results = await hold({ rounds, warmUps: warmUps(delays[0]!), ...contest }, meter, options);
    const took = ((performance.now() - start) / 1000).toFixed(0);
    const walls = results.map(figuresOf).map(({ tool, wallMs }) => `${tool} ${wallMs.toFixed(0)} ms`);
    log(`${title}: ${walls.join(', ')} (${took} s)\n`);
    return results;
  };
  return {
    ...parts,
    measure,
    async contest(title, about, contest) {
      const rows = (await measure(title, contest)).map(figuresOf);
      report.table(title, about, rows);
      return rows;
    },
  };
}
