import type { Figures } from './figures.ts';
import { table } from './table.ts';

/** A figure that the project holds itself to. */
interface Goal {
  readonly what: string;
  readonly target: number;
  readonly unit: string;
  readonly measured: number | undefined;
  /** Whether the figure has to stay at or below the target, or reach it. */
  readonly reach: boolean;
}

/** Tables and goals in the order in which they were measured. */
export class Report {
  readonly #tables: string[] = [];
  readonly #goals: Goal[] = [];
  readonly #notes: string[] = [];

  table(title: string, about: string, rows: readonly Figures[]): void {
    this.#tables.push(table(title, about, rows));
  }

  note(text: string): void {
    this.#notes.push(text);
  }

  /** Notes a goal; a figure that could not be measured (a peer is missing) is said to be so. */
  goal(
    what: string,
    target: number,
    measured: number | undefined,
    { unit = '', reach = false }: { unit?: string; reach?: boolean } = {},
  ): void {
    this.#goals.push({ what, target, measured, unit, reach });
  }

  get goals(): string {
    const lines = this.#goals.map(({ what, target, unit, measured, reach }) => {
      const digits = unit === '' ? 2 : 0;
      const met = measured === undefined ? '' : reach ? measured >= target : measured <= target;
      const shown = measured === undefined ? 'not measured' : `${measured.toFixed(digits)}${unit}`;
      const verdict = met === '' ? '-' : met ? 'met' : '**missed**';
      return `| ${what} | ${reach ? 'at least' : 'at most'} ${target}${unit} | ${shown} | ${verdict} |`;
    });
    return ['| goal | target | measured | |', '|---|---|---|---|', ...lines, ''].join('\n');
  }

  get text(): string {
    const notes = this.#notes.map((note) => `${note}\n\n`).join('');
    return `${notes}## Goals\n\n${this.goals}\n## Tables\n\n${this.#tables.join('\n')}`;
  }
}

/** Wall time of one row by that of another, `undefined` when either is missing or failed. */
export function ratio(rows: readonly Figures[], ours: string, theirs: string): number | undefined {
  const find = (name: string): Figures | undefined =>
    rows.find(({ tool, failed }) => tool === name && !failed);
  const [a, b] = [find(ours), find(theirs)];
  return a && b ? a.wallMs / b.wallMs : undefined;
}
