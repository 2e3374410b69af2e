import type { Measured } from './measure.ts';
import type { Traffic } from './proxy.ts';

/** What one tool cost in one scenario, medians of the counted runs. */
export interface Figures {
  readonly tool: string;
  readonly note: string;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMiB: number;
  /** Requests at the source (or the only registry) and at the destination. */
  readonly requests: readonly number[];
  readonly failed: boolean;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function figuresOf(
  tool: string,
  note: string,
  runs: readonly { readonly measured: Measured; readonly traffic: readonly Traffic[] }[],
): Figures {
  const of = (pick: (measured: Measured) => number): number =>
    median(runs.map(({ measured }) => pick(measured)));
  return {
    tool,
    note,
    wallMs: of(({ wallMs }) => wallMs),
    cpuMs: of(({ cpuMs }) => cpuMs),
    peakMiB: of(({ peakMiB }) => peakMiB),
    requests: runs[0]!.traffic.map((_, side) => median(runs.map(({ traffic }) => traffic[side]!.requests))),
    failed: runs.some(({ measured }) => measured.exitCode !== 0),
  };
}

const whole = (value: number): string => value.toFixed(0);

/** One scenario as a Markdown table; ratios are against `base`, the first of our rows. */
export function table(title: string, rows: readonly Figures[]): string {
  const base = rows[0]!;
  const lines = rows.map((row) => {
    const ratio = row === base ? '' : (base.wallMs / row.wallMs).toFixed(2);
    const cells = [
      row.tool,
      whole(row.wallMs),
      whole(row.cpuMs),
      whole(row.peakMiB),
      row.requests.join(' / '),
      ratio,
      row.note,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `### ${title}`,
    '',
    `| tool | wall ms | CPU ms | peak MiB | requests | ${base.tool} is … of it | what it does |`,
    '|---|---|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}
