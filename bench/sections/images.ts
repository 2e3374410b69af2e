import type { Bench } from '../support/bench.ts';
import { awsKey } from '../support/keys.ts';
import { countingProxy } from '../support/proxy.ts';
import { pushImage } from '../support/push-image.ts';
import { ratio } from '../support/report.ts';
import { Side } from '../support/side.ts';
import { each, sealift } from '../tools/programs.ts';
import { notationSign, notationVerify, sealiftSign, sealiftVerify } from '../tools/signing.ts';

const COUNT = 50;
const KMS = 'sealift sign, key in AWS KMS';
const SERIAL = '50 runs of notation sign';

async function verifyAll(
  { contest, inputs, meter }: Bench,
  side: Side,
  names: readonly string[],
): Promise<void> {
  const signed = await meter.measure(sealiftSign(inputs, names));
  if (signed.exitCode !== 0) throw new Error(signed.output);
  await contest(`Verify ${COUNT} images of one repository, nothing added`, '', {
    proxies: [side.proxy],
    tools: () => [
      sealiftVerify(inputs, names),
      ...each(
        notationVerify(inputs, '{}').map((tool) => ({
          ...tool,
          name: '50 runs of notation verify',
          note: 'one after the other',
        })),
        names,
      ),
    ],
  });
}

/** Fifty images of one repository in one run, against fifty runs of notation. */
export async function images(bench: Bench): Promise<void> {
  const { contest, report, inputs, delays, warmUps } = bench;
  for (const delay of delays) {
    const side = await Side.open('olareg', delay);
    const key = await awsKey();
    const kms = await countingProxy(key.host);
    kms.delay = delay;
    const pushed = await pushImage(side.direct, 'app', { count: 1, size: 100_000 });
    let names: string[] = [];
    const renew = async (): Promise<void> => {
      names = [];
      for (let at = 0; at < COUNT; at += 1) names.push(`${side.host}/app@${await pushed.variant()}`);
    };
    await renew();
    const notation = notationSign(inputs, '{}');
    const tools = () => [
      {
        name: KMS,
        note: 'at most 16 requests at once; the KMS double is delayed as well',
        command: sealift('sign', ...names, ...key.flags),
        env: { ...key.env, AWS_ENDPOINT_URL_KMS: `http://${kms.host}` },
      },
      { ...sealiftSign(inputs, names), name: 'sealift sign, key in a file' },
      ...each(
        notation.map((tool) => ({
          ...tool,
          name: SERIAL,
          note: 'one after the other, key in a file; no self-check, no confirming read',
        })),
        names,
      ),
      ...each(
        notation.map((tool) => ({
          ...tool,
          name: `${SERIAL}, 16 at once`,
          note: 'as above, by `xargs -P 16`',
        })),
        names,
        16,
      ),
    ];
    const title = `Sign ${COUNT} images of one repository, ${delay} ms added`;
    const about = 'The registry (olareg, Referrers API) / AWS KMS.';
    const rows = await contest(title, about, {
      proxies: [side.proxy, kms],
      warmUps: warmUps(delay),
      tools,
      before: renew,
    });
    if (delay > 0) {
      const times = ratio(rows, SERIAL, KMS);
      report.goal(
        `50 images with a KMS key, ${delay} ms: how many times faster than 50 runs of notation one after the other (parallel against serial)`,
        10,
        times,
        { reach: true },
      );
      const calls = rows[0]!.requests[1]! - 1;
      report.figure('50 images: sign calls to KMS, beside one that describes the key', calls, {
        unit: ' calls',
      });
    }

    if (delay === 0) await verifyAll(bench, side, names);
    await Promise.all([side.close(), kms.close(), key.close()]);
  }
}
