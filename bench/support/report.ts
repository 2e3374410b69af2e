import type { Figures } from './figures.ts';
import { table } from './table.ts';

/** A ratio or another figure that has no goal. */
interface Shown {
  readonly what: string;
  readonly unit: string;
  readonly measured: number | undefined;
}

/** A figure that the project holds itself to. */
interface Goal extends Shown {
  readonly target: number;
  /** Whether the figure has to stay at or below the target, or reach it. */
  readonly reach: boolean;
}

const shownValue = ({ measured, unit }: Shown): string =>
  measured === undefined ? 'not measured' : `${measured.toFixed(unit === '' ? 2 : 0)}${unit}`;

function rowOf(goal: Goal): string {
  const { what, target, unit, measured, reach } = goal;
  const isMet = measured !== undefined && (reach ? measured >= target : measured <= target);
  const verdict = measured === undefined ? '-' : isMet ? 'met' : '**missed**';
  return `| ${what} | ${reach ? 'at least' : 'at most'} ${target}${unit} | ${shownValue(goal)} | ${verdict} |`;
}

/** Tables, goals and figures in the order in which they were measured. */
export class Report {
  readonly #tables: string[] = [];
  readonly #sections: string[] = [];
  readonly #goals: Goal[] = [];
  readonly #figures: Shown[] = [];

  table(title: string, about: string, rows: readonly Figures[]): void {
    this.#tables.push(table(title, about, rows));
  }

  /** A whole section of the page, behind the tables. */
  section(text: string): void {
    this.#sections.push(text);
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

  /** Notes a figure that has no goal. */
  figure(what: string, measured: number | undefined, { unit = '' }: { unit?: string } = {}): void {
    this.#figures.push({ what, measured, unit });
  }

  get goals(): string {
    const lines = this.#goals.map(rowOf);
    return ['| goal | target | measured | |', '|---|---|---|---|', ...lines, ''].join('\n');
  }

  get #others(): string {
    const lines = this.#figures.map((shown) => `| ${shown.what} | ${shownValue(shown)} |`);
    return ['| without a goal | measured |', '|---|---|', ...lines, ''].join('\n');
  }

  get text(): string {
    const parts = [
      ...(this.#goals.length > 0 ? [`## Goals\n\n${this.goals}`] : []),
      ...(this.#figures.length > 0 ? [`## Other figures\n\n${this.#others}`] : []),
      ...(this.#tables.length > 0 ? [`## Tables\n\n${this.#tables.join('\n')}`] : []),
      ...this.#sections,
    ];
    return parts.join('\n');
  }
}

/** Wall time of one row by that of another, `undefined` when either is missing or failed. */
export function ratio(rows: readonly Figures[], ours: string, theirs: string): number | undefined {
  const find = (name: string): Figures | undefined =>
    rows.find(({ tool, failed }) => tool === name && !failed);
  const [a, b] = [find(ours), find(theirs)];
  return a && b ? a.wallMs / b.wallMs : undefined;
}
