import type { RegistryKind } from '../../__tests__/interop/support/registries.ts';
import type { Bench } from '../support/bench.ts';
import { manyImages, signAll } from '../support/many-images.ts';
import { ratio } from '../support/report.ts';
import { Side } from '../support/side.ts';
import { COMPARE, comparers, DISCOVER } from '../tools/comparing.ts';
import { orasCopy } from '../tools/copying.ts';
import { each } from '../tools/programs.ts';

const COUNT = 200;
/** Requests an image and side. */
const MOST = 3;

const KINDS = [
  ['olareg', 'with the Referrers API (olareg)'],
  ['distribution', 'without the Referrers API (distribution)'],
] as const satisfies [RegistryKind, string][];

/** Signed images that two registries have already, beside asking both of them about each one. */
export async function compare(bench: Bench): Promise<void> {
  const { contest, report, inputs, meter, delays } = bench;
  for (const [kind, about] of KINDS) {
    const [source, target] = await Promise.all([Side.open(kind), Side.open(kind)]);
    const images = await manyImages(bench, source, COUNT);
    await signAll(bench, images);
    const digests = images.names.map((name) => name.slice(name.indexOf('@') + 1));
    const [from, to] = [source, target].map(({ host }) => `${host}/app`) as [string, string];
    const [fill] = each(orasCopy(inputs, `${from}@{}`, `${to}@{}`), digests, 8);
    if (fill) {
      const filled = await meter.measure(fill);
      if (filled.exitCode !== 0) throw new Error(`the other side could not be filled:\n${filled.output}`);
    }
    for (const delay of delays) {
      for (const { proxy } of [source, target]) proxy.delay = delay;
      const what = `compare of ${COUNT} images, ${delay} ms, ${about}`;
      // The other side is filled by oras, so without it there is nothing that is equal.
      const rows = fill
        ? await contest(
            `Compare ${COUNT} signed images that both registries have, ${about}, ${delay} ms added`,
            'The source / the other side. Images are named by digest in a file.',
            {
              proxies: [source.proxy, target.proxy],
              // The loop takes a minute, and nothing of it is warm after one of its 400 programs.
              rounds: 1,
              warmUps: 0,
              tools: () => comparers(inputs, { from, to, digests, file: images.file }),
            },
          )
        : [];
      const [ours] = rows;
      const most = ours && !ours.failed ? Math.max(...ours.requests) / COUNT : undefined;
      report.goal(`${what}: requests an image and side`, MOST, most);
      const share = ratio(rows, COMPARE, DISCOVER);
      if (delay > 0) report.goal(`${what}: by ${DISCOVER}`, 0.2, share);
      else report.figure(`${what}: by ${DISCOVER}`, share);
    }
    await Promise.all([source, target].map((one) => one.close()));
  }
}
