import type { RegistryKind } from '../../__tests__/interop/support/registries.ts';
import type { Bench } from '../support/bench.ts';
import type { Figures } from '../support/figures.ts';
import { ratio } from '../support/report.ts';
import { Side } from '../support/side.ts';
import { type SignedSource, signedSource } from '../support/signed-source.ts';
import {
  BETWEEN_VERDICTS,
  copiers,
  FULL,
  JUDGED,
  ORAS,
  PROMOTE,
  REGCTL,
  SINGLE,
  UNJUDGED,
} from '../tools/copying.ts';

const SMALL = { count: 9, size: 100_000 };
const LARGE = { count: 9, size: 33_500_000 };

/** Tools with the API. `SINGLE` changes nothing where there is no referrers tag; tools that copy no signatures are shown once. */
const WITH_API = [...FULL, UNJUDGED];

/** A promotion that judges all signatures, beside what a pipeline does instead. */
const VERIFIED = [JUDGED, BETWEEN_VERDICTS];

const DESTINATIONS = [
  ['olareg', 'with the Referrers API (olareg)'],
  ['distribution', 'without the Referrers API (distribution)'],
] as const satisfies [RegistryKind, string][];

/** One contest from `source` to a registry of `kind`, emptied before each run unless `keep`. */
async function into(
  bench: Bench,
  { side: source, image }: SignedSource,
  kind: RegistryKind,
  title: string,
  {
    keep = false,
    direct = false,
    only,
  }: { readonly keep?: boolean; readonly direct?: boolean; readonly only?: readonly string[] } = {},
): Promise<Figures[]> {
  const { inputs, meter, contest, warmUps } = bench;
  const target = await Side.open(kind, source.proxy.delay);
  // `direct` leaves the proxies out, where their own work would be most of what is measured.
  const address = (): [string, string] =>
    direct
      ? [image.replace(source.host, source.direct), `${target.direct}/prod/app:1`]
      : [image, `${target.host}/prod/app:1`];
  let regctl = await inputs.regctl([source.host, source.direct, target.host, target.direct]);
  if (keep) {
    const filled = await meter.measure(copiers(inputs, ...address(), regctl)[0]!);
    if (filled.exitCode !== 0) throw new Error(`the destination could not be filled:\n${filled.output}`);
  }
  const rows = await contest(title, '', {
    proxies: direct ? [] : [source.proxy, target.proxy],
    warmUps: warmUps(source.proxy.delay),
    tools: () => copiers(inputs, ...address(), regctl).filter(({ name }) => only?.includes(name) ?? true),
    async before() {
      if (keep) return;
      await target.empty();
      regctl = await inputs.regctl([source.host, source.direct, target.host, target.direct]);
    },
  });
  await target.close();
  return rows;
}

/** Nine layers of 100 kB and two signatures, into an empty registry. */
export async function small(bench: Bench): Promise<void> {
  const { report, delays } = bench;
  for (const delay of delays) {
    const source = await signedSource(bench, SMALL, delay);
    for (const [kind, about] of DESTINATIONS) {
      const title = `Promote 9 x 100 kB and 2 signatures into an empty registry ${about}, ${delay} ms added`;
      const only = [...WITH_API, ...VERIFIED];
      const rows = await into(bench, source, kind, title, kind === 'olareg' ? { only } : {});
      const verified = `promote small with verification, ${delay} ms, ${about}: \`${JUDGED}\` by \`${BETWEEN_VERDICTS}\``;
      const share = ratio(rows, JUDGED, BETWEEN_VERDICTS);
      if (delay === 0) {
        report.figure(verified, share);
        continue;
      }
      report.goal(verified, 0.45, share);
      const what = (name: string, theirs: string) =>
        `promote small, ${delay} ms, ${about}: \`${name}\` by \`${theirs}\``;
      // Without the API most of the time is the wait for other writers, which the peers do not have.
      const held = kind === 'distribution' ? SINGLE : PROMOTE;
      report.goal(what(held, ORAS), 0.45, ratio(rows, held, ORAS));
      report.goal(what(held, REGCTL), 0.65, ratio(rows, held, REGCTL));
      if (held === PROMOTE) continue;
      for (const theirs of [ORAS, REGCTL]) report.figure(what(PROMOTE, theirs), ratio(rows, PROMOTE, theirs));
    }
    await source.side.close();
  }
}

/** The same when everything is there already. */
export async function repeat(bench: Bench): Promise<void> {
  const { report, delays } = bench;
  for (const delay of delays) {
    const source = await signedSource(bench, SMALL, delay);
    for (const [kind, about] of DESTINATIONS) {
      const title = `Repeat that promotion, all there already, ${about}, ${delay} ms added`;
      const rows = await into(bench, source, kind, title, {
        keep: true,
        ...(kind === 'olareg' ? { only: WITH_API } : {}),
      });
      if (delay === 0) continue;
      const what = `repeat, ${delay} ms, ${about}:`;
      report.goal(`${what} \`${PROMOTE}\` by \`${REGCTL}\``, 1.3, ratio(rows, PROMOTE, REGCTL));
      report.figure(`${what} \`${UNJUDGED}\` by \`${REGCTL}\``, ratio(rows, UNJUDGED, REGCTL));
    }
    await source.side.close();
  }
}

/** About 300 MB in nine layers, into an empty registry. */
export async function large(bench: Bench): Promise<void> {
  const { report, delays } = bench;
  for (const delay of delays) {
    const source = await signedSource(bench, LARGE, delay);
    const direct = delay === 0;
    for (const [kind, about] of DESTINATIONS) {
      const through = direct ? 'no proxy between' : `${delay} ms added`;
      const title = `Promote 9 layers, 300 MB, and 2 signatures into an empty registry ${about}, ${through}`;
      // One kind is enough with proxies, because moving the bytes is mostly their own work.
      if (!direct && kind === 'distribution') continue;
      const rows = await into(bench, source, kind, title, {
        direct,
        ...(direct && kind === 'olareg' ? {} : { only: [...FULL, ...VERIFIED] }),
      });
      const ratios = [ORAS, REGCTL].map((theirs) => ratio(rows, PROMOTE, theirs) ?? Number.NaN);
      const faster = Math.max(...ratios);
      const measured = Number.isNaN(faster) ? undefined : faster;
      const what = `promote large, ${about}, ${through}: wall by the faster of oras and regctl`;
      const verified = `promote large with verification, ${about}, ${through}: \`${JUDGED}\` by \`${BETWEEN_VERDICTS}\``;
      const share = ratio(rows, JUDGED, BETWEEN_VERDICTS);
      if (direct) {
        report.figure(what, measured);
        report.figure(verified, share);
      } else {
        report.goal(what, 1.05, measured);
        report.goal(verified, 1, share);
      }
    }
    await source.side.close();
  }
}
