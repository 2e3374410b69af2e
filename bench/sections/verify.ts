import type { Bench } from '../support/bench.ts';
import { pushImage } from '../support/push-image.ts';
import { ratio } from '../support/report.ts';
import { Side } from '../support/side.ts';
import { NOTATION_VERIFY, signers, verifiers } from '../tools/signing.ts';

/** One signature that passes, on an image with nothing else attached. */
export async function verify({ contest, report, inputs, delays, meter, warmUps }: Bench): Promise<void> {
  for (const delay of delays) {
    const side = await Side.open('olareg');
    const pushed = await pushImage(side.direct, 'app', { count: 9, size: 100_000 });
    const cosigned = `${side.host}/app@${await pushed.variant()}`;
    const image = `${side.host}/app@${pushed.digest}`;
    await meter.measure(signers(inputs, image)[0]!);
    const cosign = signers(inputs, cosigned).find(({ name }) => name === 'cosign sign');
    if (cosign) await meter.measure(cosign);
    side.proxy.delay = delay;
    const rows = await contest(`Verify one image, ${delay} ms added to each answer`, '', {
      proxies: [side.proxy],
      warmUps: warmUps(delay),
      tools: () => verifiers(inputs, image, cosigned),
    });
    if (delay > 0) {
      const measured = ratio(rows, 'sealift verify', NOTATION_VERIFY);
      report.goal(`verify, ${delay} ms: wall by \`${NOTATION_VERIFY}\``, 1.05, measured);
    }
    await side.close();
  }
}
