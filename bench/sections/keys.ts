import type { Bench } from '../support/bench.ts';
import { BENCH_KEYS } from '../support/keys.ts';
import { pushImage } from '../support/push-image.ts';
import { Side } from '../support/side.ts';
import { sealift } from '../tools/programs.ts';

/** Cold start of `sealift sign` with each provider, its service on this machine. */
export async function keys({ contest, report, rounds }: Bench): Promise<void> {
  const side = await Side.open('olareg');
  const opened = await Promise.all(BENCH_KEYS.map((open) => open()));
  const pushed = await pushImage(side.direct, 'app', { count: 1, size: 100_000 });
  let image = '';
  const renew = async (): Promise<void> => {
    image = `${side.host}/app@${await pushed.variant()}`;
  };
  const rows = await contest('Sign with a key of each provider, nothing added', '', {
    rounds: rounds * 3,
    proxies: [side.proxy],
    tools: () =>
      opened.map(({ name, note, flags, env }) => ({
        name: `sealift sign, ${name}`,
        note,
        command: sealift('sign', image, ...flags),
        env,
      })),
    before: renew,
  });
  for (const [at, { name }] of opened.entries()) {
    if (at === 0) continue;
    const over = rows[at]!.failed ? undefined : rows[at]!.wallMs - rows[0]!.wallMs;
    report.figure(`cold start of \`sealift sign\` with ${name} over the key in a file`, over, {
      unit: ' ms',
    });
  }
  await Promise.all([side.close(), ...opened.map((key) => key.close())]);
}
