import type { Bench } from '../support/bench.ts';
import type { Tool } from '../support/contest.ts';
import type { Figures } from '../support/figures.ts';
import { awsKey } from '../support/keys.ts';
import { manyImages } from '../support/many-images.ts';
import { countingProxy } from '../support/proxy.ts';
import { Side } from '../support/side.ts';
import { sealift } from '../tools/programs.ts';

const FEW = 200;
const MANY = 1000;
/** The peak for many images by that for few: what a run keeps of an image is its result. */
const FLAT = 1.2;

/** Every command that takes a file of images, on `count` images that only the first row has to sign. */
async function commandsOn(bench: Bench, count: number): Promise<Figures[]> {
  const { contest, inputs } = bench;
  const { keyFlags, trustFlags } = inputs.home;
  const side = await Side.open('olareg');
  // Another address of the same registry has the same images.
  const other = await countingProxy(side.direct);
  const key = await awsKey();
  const { file } = await manyImages(bench, side, count);
  const on = (command: string, ...flags: string[]): Pick<Tool, 'name' | 'command'> => ({
    name: `sealift ${command} --images-file`,
    command: sealift(command, '--images-file', file, ...flags),
  });
  const rows = await contest(`Every command on ${count} images of one repository, nothing added`, '', {
    rounds: 1,
    warmUps: 0,
    proxies: [side.proxy],
    tools: () => [
      { ...on('sign', ...keyFlags), note: 'key in a file' },
      {
        ...on('sign', '--if-signed', 'add', ...key.flags),
        name: 'sealift sign --images-file with a key in AWS KMS',
        note: 'signs each image once more',
        env: key.env,
      },
      { ...on('verify', ...trustFlags), note: 'policy strict' },
      { ...on('list'), note: 'everything that is attached' },
      { ...on('compare', '--with', `${other.host}/app`), note: 'the other side has the same' },
    ],
  });
  await Promise.all([side.close(), other.close(), key.close()]);
  return rows;
}

/** Peak memory of the commands that take a file of images, as the file grows. */
export async function memoryOfMany(bench: Bench): Promise<void> {
  const { report } = bench;
  const few = await commandsOn(bench, FEW);
  const many = await commandsOn(bench, MANY);
  for (const [at, { tool, peakMiB, failed }] of many.entries()) {
    const before = few[at]!;
    const measured = failed || before.failed ? undefined : peakMiB;
    report.goal(`peak memory of \`${tool}\`, ${MANY} images`, 160, measured, { unit: ' MiB' });
    report.goal(
      `peak memory of \`${tool}\`, ${MANY} images by ${FEW}`,
      FLAT,
      measured === undefined ? undefined : measured / before.peakMiB,
    );
  }
}
