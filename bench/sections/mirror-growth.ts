import type { Bench } from '../support/bench.ts';
import { type Figures, figuresOf } from '../support/figures.ts';
import { mirrorSource } from '../support/mirror-source.ts';
import { hostsOf, withTargets } from '../support/mirror-targets.ts';
import { MIRROR, promotion } from '../tools/mirroring.ts';

const FEW = 200;
const COUNTS = [50, FEW, 1000];
const TIMES = ['the first time', 'again'] as const;
/** What a repeat may ask an image at each side, beside lists and what is read of its signature. */
const MOST = 1;
/** The peak for the most images by that for 200. */
const FLAT = 1.2;

/** Lists of tags and of referrers: the Referrers API, and the referrers tag. */
const LISTS = /\/tags\/list|\/referrers\/|\/manifests\/sha256-[0-9a-f]{64}$/;
/** Requests that judging one signature takes: its manifest and its envelope. */
const JUDGED = 2;

/** One promotion of a whole file. */
interface Grown {
  readonly count: number;
  readonly time: (typeof TIMES)[number];
  readonly row: Figures;
  /** Requests an image at each side. */
  readonly all: readonly number[];
  /** Those beside tag lists, referrers, and what is read of the signature at the source. */
  readonly others: readonly number[];
}

/** Mirrors `count` images twice. */
async function mirrorTwice(bench: Bench, count: number): Promise<Grown[]> {
  const source = await mirrorSource(bench, count);
  const grown = await withTargets(0, async (targets) => {
    const tool = await promotion(bench.inputs, source, hostsOf(targets));
    const proxies = [source.side, ...targets].map(({ proxy }) => proxy);
    const contest = { rounds: 1, warmUps: 0, proxies, tools: () => [tool] };
    const results: Grown[] = [];
    for (const time of TIMES) {
      const [result] = await bench.measure(`Mirror ${count} images, ${time}`, contest);
      const asked = result!.runs[0]!.traffic.map(({ requests }) => requests);
      const others = asked.map(
        (requests, side) =>
          requests.filter(({ path }) => !LISTS.test(path)).length / count - (side === 0 ? JUDGED : 0),
      );
      const all = asked.map(({ length }) => length / count);
      results.push({ count, time, row: figuresOf(result!), all, others });
    }
    return results;
  });
  await source.side.close();
  return grown;
}

function lineOf({ count, time, row, all, others }: Grown): string {
  const text = (values: readonly number[]): string => values.map((value) => value.toFixed(2)).join(' / ');
  const failed = row.failed ? ' (**failed**)' : '';
  const cells = [`${count}${failed}`, time, row.peakMiB.toFixed(0), text(all), text(others)];
  return `| ${cells.join(' | ')} |`;
}

/** Requests an image and memory of a promotion as its file grows. */
export async function mirrorGrowth(bench: Bench): Promise<void> {
  const { report } = bench;
  const all: Grown[] = [];
  for (const count of COUNTS) all.push(...(await mirrorTwice(bench, count)));
  report.section(
    [
      '## Requests an image as a promotions file grows',
      '',
      `\`${MIRROR}\` from one registry to two, as in *Mirror*, nothing added. Requests an image at the source / the destinations, all of`,
      'them, and those beside tag lists, lists of referrers, and the two that judging its signature takes at the source.',
      '',
      '| images | | peak MiB | requests an image | beside lists and signatures |',
      '|---|---|---|---|---|',
      ...all.map(lineOf),
      '',
    ].join('\n'),
  );
  const of = (count: number, time: Grown['time']): Grown | undefined =>
    all.find((one) => one.count === count && one.time === time && !one.row.failed);
  const most = Math.max(...COUNTS);
  for (const count of COUNTS) {
    const others = of(count, 'again')?.others;
    const what = `mirror ${count} images again: requests an image and side, beside lists and signatures`;
    report.goal(what, MOST, others && Math.max(...others));
  }
  for (const time of TIMES) {
    const [few, many] = [of(FEW, time), of(most, time)].map((one) => one?.row.peakMiB);
    report.goal(`peak memory of \`${MIRROR}\`, ${most} images, ${time}`, 160, many, { unit: ' MiB' });
    report.goal(
      `peak memory of \`${MIRROR}\`, ${time}, ${most} images by ${FEW}`,
      FLAT,
      many && few ? many / few : undefined,
    );
  }
}
