import type { Bench } from '../support/bench.ts';
import { Side } from '../support/side.ts';
import { signedSource } from '../support/signed-source.ts';
import { craneCopy, orasCopy, promotions, regctlCopy } from '../tools/copying.ts';
import { each } from '../tools/programs.ts';

/** Promotes one image to three registries: by one command of Sealift, and by three commands in turn of the peers. */
export async function destinations(bench: Bench): Promise<void> {
  const { contest, report, inputs, delays, warmUps } = bench;
  for (const delay of delays) {
    const { side: source, image, size } = await signedSource(bench, { count: 9, size: 3_000_000 }, delay);
    const targets = await Promise.all([1, 2, 3].map(() => Side.open('olareg', delay)));
    const places = targets.map(({ host }) => `${host}/prod/app:1`);
    const regctl = await inputs.regctl([source.host, ...targets.map(({ host }) => host)]);
    const thrice = [
      ...orasCopy(inputs, image, '{}'),
      ...regctlCopy(inputs, image, '{}', regctl),
      ...craneCopy(inputs, image, '{}'),
    ].map((tool) => ({ ...tool, name: `3 runs of ${tool.name}` }));
    const rows = await contest(
      `Promote 9 x 3 MB and 2 signatures to three empty registries, ${delay} ms added`,
      'Source / the three destinations, all with the Referrers API (olareg).',
      {
        warmUps: warmUps(delay),
        proxies: [source.proxy, ...targets.map(({ proxy }) => proxy)],
        tools: () => [promotions(inputs, image, places)[0]!, ...each(thrice, places)],
        before: async () => void (await Promise.all(targets.map((target) => target.empty()))),
      },
    );
    report.figure(
      `three destinations, ${delay} ms: bytes read at the source by the size of the image`,
      rows[0]!.failed ? undefined : rows[0]!.bytes[0]! / size,
    );
    await Promise.all([source, ...targets].map((one) => one.close()));
  }
}
