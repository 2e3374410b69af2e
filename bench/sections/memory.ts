import type { Bench } from '../support/bench.ts';
import { Side } from '../support/side.ts';
import { signedSource } from '../support/signed-source.ts';
import { copiers, FULL } from '../tools/copying.ts';
import { memoryOfMany } from './many-images.ts';

const LAYER = 2_000_000_000;

/** Peak memory for one layer of 2 GB, which never is in memory as a whole, and for many images. */
export async function memory(bench: Bench): Promise<void> {
  await largeLayer(bench);
  await memoryOfMany(bench);
}

async function largeLayer(bench: Bench): Promise<void> {
  const { contest, report, inputs } = bench;
  const { side: source, image } = await signedSource(bench, { count: 1, size: LAYER, sparse: true }, 0, 1);
  const target = await Side.open('distribution');
  const from = image.replace(source.host, source.direct);
  const regctl = (): Promise<Readonly<Record<string, string>>> =>
    inputs.regctl([source.direct, target.direct]);
  let env = await regctl();
  const rows = await contest('Promote one layer of 2 GB, no proxy between', '', {
    rounds: 1,
    warmUps: 0,
    proxies: [],
    tools: () =>
      copiers(inputs, from, `${target.direct}/prod/app:1`, env).filter(({ name }) => FULL.includes(name)),
    async before() {
      await target.empty();
      env = await regctl();
    },
  });
  report.goal('peak memory of a promotion, one layer of 2 GB', 160, rows[0]!.peakMiB, { unit: ' MiB' });
  await Promise.all([source, target].map((one) => one.close()));
}
