import type { Figures } from './figures.ts';

const whole = (value: number): string => value.toFixed(0);
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e6 ? 2 : 1);

/** One scenario as a Markdown table. The ratio is the first row's wall time by this row's. */
export function table(title: string, about: string, rows: readonly Figures[]): string {
  const base = rows[0]!;
  const counted = base.requests.length > 0;
  const lines = rows.map((row) => {
    const cells = [
      row.failed ? `${row.tool} (**failed**)` : row.tool,
      whole(row.wallMs),
      whole(row.bestMs),
      whole(row.cpuMs),
      whole(row.peakMiB),
      ...(counted ? [row.requests.map(whole).join(' / '), whole(row.depth)] : []),
      ...(counted ? [row.bytes.map(megabytes).join(' / ')] : []),
      row === base ? '' : (base.wallMs / row.wallMs).toFixed(2),
      row.note,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const head = [
    ...['tool', 'wall ms', 'best ms', 'CPU ms', 'peak MiB'],
    ...(counted ? ['requests', 'in turn', 'MB'] : []),
    ...[`${base.tool} is … of it`, 'what it does and leaves out'],
  ];
  return [
    `### ${title}`,
    '',
    ...(about === '' ? [] : [about, '']),
    `| ${head.join(' | ')} |`,
    `|${'---|'.repeat(head.length)}`,
    ...lines,
    '',
  ].join('\n');
}
