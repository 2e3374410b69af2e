import type { Bench } from '../support/bench.ts';
import { pushImage } from '../support/push-image.ts';
import { ratio } from '../support/report.ts';
import { Side } from '../support/side.ts';
import { NOTATION_SIGN, NOTATION_SIGN_DEFAULT, sealiftSign, signers } from '../tools/signing.ts';

const LAYERS = { count: 1, size: 100_000 };

/** One image, once in a repository that holds signatures already, once in one that holds none. */
export async function sign({ contest, report, inputs, delays, meter, warmUps }: Bench): Promise<void> {
  for (const delay of delays) {
    const side = await Side.open('olareg', delay);
    let fresh = 0;
    let image = '';
    const kept = await pushImage(side.direct, 'kept', LAYERS);
    // The config blob that all signatures share is there from then on.
    await meter.measure(sealiftSign(inputs, [`${side.direct}/kept@${kept.digest}`]));
    const scenes = {
      'in a repository with signatures': async () => {
        image = `${side.host}/kept@${await kept.variant()}`;
      },
      'the first of its repository': async () => {
        fresh += 1;
        const repository = `fresh/app-${fresh}`;
        image = `${side.host}/${repository}@${(await pushImage(side.direct, repository, LAYERS)).digest}`;
      },
    };
    for (const [scene, before] of Object.entries(scenes)) {
      const rows = await contest(
        `Sign one image, ${scene}, ${delay} ms added to each answer`,
        'A new image each time; the registry (olareg) has the Referrers API.',
        { proxies: [side.proxy], warmUps: warmUps(delay), tools: () => signers(inputs, image), before },
      );
      if (delay > 0) {
        const what = `sign, ${scene}, ${delay} ms: wall by`;
        const by = (theirs: string) => ratio(rows, 'sealift sign', theirs);
        report.goal(`${what} \`${NOTATION_SIGN_DEFAULT}\``, 0.9, by(NOTATION_SIGN_DEFAULT));
        report.figure(`${what} \`${NOTATION_SIGN}\``, by(NOTATION_SIGN));
      }
    }
    await side.close();
  }
}
