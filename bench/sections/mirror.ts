import type { Bench } from '../support/bench.ts';
import type { Figures } from '../support/figures.ts';
import { type MirrorSource, mirrorSource } from '../support/mirror-source.ts';
import { hostsOf, withTargets } from '../support/mirror-targets.ts';
import { ratio } from '../support/report.ts';
import { MIRROR, mirrors, ORAS_LOOP, REGSYNC, SKOPEO_SYNC } from '../tools/mirroring.ts';
import { mirrorGrowth } from './mirror-growth.ts';

const COUNT = 200;
const PEERS = [REGSYNC, SKOPEO_SYNC, ORAS_LOOP];

const ABOUT =
  'The source / the two destinations, all with the Referrers API (olareg). Images are in 20 repositories and have 4 layers of 100 kB, of which 3 are shared by all, and one signature.';

/** Wall time by that of the fastest peer. */
function byBest(rows: readonly Figures[]): number | undefined {
  const shares = PEERS.flatMap((theirs) => ratio(rows, MIRROR, theirs) ?? []);
  return shares.length > 0 ? Math.max(...shares) : undefined;
}

/** The peers take minutes, one image after the other, so each program runs once. */
const ONCE = { rounds: 1, warmUps: 0 };

/** Mirrors the images beside the programs that mirror: the first time, and again when all of it is there. */
async function besidePeers(bench: Bench, source: MirrorSource, delay: number): Promise<void> {
  const { contest, report, inputs, meter } = bench;
  source.side.proxy.delay = delay;
  await withTargets(delay, async (targets) => {
    const tools = await mirrors(inputs, source, hostsOf(targets));
    const proxies = [source.side, ...targets].map(({ proxy }) => proxy);
    const empty = async (): Promise<void> => void (await Promise.all(targets.map((one) => one.empty())));
    const first = await contest(`Mirror ${COUNT} images to two empty registries, ${delay} ms added`, ABOUT, {
      ...ONCE,
      proxies,
      tools: () => tools,
      before: empty,
    });
    await empty();
    const filled = await meter.measure(tools[0]!);
    if (filled.exitCode !== 0) throw new Error(`the destinations could not be filled:\n${filled.output}`);
    const again = await contest(`Mirror them again, all there already, ${delay} ms added`, ABOUT, {
      ...ONCE,
      proxies,
      tools: () => tools,
    });
    const what = (time: string): string =>
      `mirror ${COUNT} images, ${time}, ${delay} ms: by the fastest peer`;
    for (const [time, goal, rows] of [
      ['the first time', 0.35, first],
      ['again', 0.2, again],
    ] as const) {
      if (delay > 0) report.goal(what(time), goal, byBest(rows));
      else report.figure(what(time), byBest(rows));
    }
  });
}

/** Two hundred images to two registries, beside the peers, and alone as their number grows. */
export async function mirror(bench: Bench): Promise<void> {
  const source = await mirrorSource(bench, COUNT);
  for (const delay of bench.delays) await besidePeers(bench, source, delay);
  await source.side.close();
  await mirrorGrowth(bench);
}
