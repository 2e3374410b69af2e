import type { Bench } from '../support/bench.ts';
import { sealift } from '../tools/programs.ts';

/** The cost of starting a process. */
export async function start({ contest, report, rounds }: Bench): Promise<void> {
  const node = { name: 'node -e 0', note: 'a bare Node', command: [process.execPath, '-e', '0'] };
  const version = {
    name: 'sealift --version',
    note: 'reads the command line, loads no room that a command needs',
    command: sealift('--version'),
  };
  const help = { name: 'sealift sign --help', note: '', command: sealift('sign', '--help') };
  const rows = await contest('Start', '', {
    rounds: rounds * 4,
    proxies: [],
    tools: () => [version, help, node],
  });
  const [ours, , bare] = rows;
  const over = ours!.wallMs - bare!.wallMs;
  report.figure('start: `sealift --version` over a bare `node -e 0`', over, { unit: ' ms' });
}
