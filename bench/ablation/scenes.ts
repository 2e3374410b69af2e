import type { Bench } from '../support/bench.ts';
import type { Tool } from '../support/contest.ts';
import { awsKey } from '../support/keys.ts';
import { type CountingProxy, countingProxy } from '../support/proxy.ts';
import { pushImage } from '../support/push-image.ts';
import { Side } from '../support/side.ts';
import { signedSource } from '../support/signed-source.ts';
import { promotions } from '../tools/copying.ts';
import { sealift } from '../tools/programs.ts';
import { sealiftSign, sealiftVerify } from '../tools/signing.ts';
import type { SceneName } from './trick.ts';

/** One command, run again and again, and what has to be made before each run. */
export interface Scene {
  readonly proxies: readonly CountingProxy[];
  command(): Pick<Tool, 'command' | 'env'>;
  before?(): Promise<void>;
  close(): Promise<void>;
}

type OpenScene = (bench: Bench, delay: number) => Promise<Scene>;

const ONE_LAYER = { count: 1, size: 100_000 };
const NINE_LAYERS = { count: 9, size: 100_000 };
const NINE_3_MB_LAYERS = { count: 9, size: 3_000_000 };
const NINE_LARGE_LAYERS = { count: 9, size: 33_500_000 };

async function verifying(bench: Bench, delay: number): Promise<Scene> {
  const { side, image } = await signedSource(bench, NINE_LAYERS, delay, 1);
  return {
    proxies: [side.proxy],
    command: () => sealiftVerify(bench.inputs, [image]),
    close: () => side.close(),
  };
}

/** A new image each time, in a repository that holds signatures. */
async function signing({ inputs, meter }: Bench, delay: number): Promise<Scene> {
  const side = await Side.open('olareg', delay);
  const pushed = await pushImage(side.direct, 'app', ONE_LAYER);
  await meter.measure(sealiftSign(inputs, [`${side.direct}/app@${pushed.digest}`]));
  let image = '';
  return {
    proxies: [side.proxy],
    command: () => sealiftSign(inputs, [image]),
    async before() {
      image = `${side.host}/app@${await pushed.variant()}`;
    },
    close: () => side.close(),
  };
}

/** The key in a double of AWS KMS, which is delayed as the registry is. */
async function signingWithKms(bench: Bench, delay: number): Promise<Scene> {
  const [key, scene] = await Promise.all([awsKey(), signing(bench, delay)]);
  const kms = await countingProxy(key.host);
  kms.delay = delay;
  return {
    ...scene,
    proxies: [...scene.proxies, kms],
    command() {
      const image = scene.command().command[3]!;
      return {
        command: sealift('sign', image, ...key.flags),
        env: { ...key.env, AWS_ENDPOINT_URL_KMS: `http://${kms.host}` },
      };
    },
    async close() {
      await Promise.all([scene.close(), kms.close(), key.close()]);
    },
  };
}

interface Promotion {
  readonly layers?: Parameters<typeof pushImage>[2];
  readonly kind?: 'olareg' | 'distribution';
  readonly singleWriter?: boolean;
  readonly count?: number;
  /** Whether the destination has everything already. */
  readonly again?: boolean;
}

function promoting({
  layers = NINE_LAYERS,
  kind = 'olareg',
  singleWriter = false,
  count = 1,
  again = false,
}: Promotion): OpenScene {
  return async (bench, delay) => {
    const { side: source, image } = await signedSource(bench, layers, delay);
    const targets = await Promise.all(Array.from({ length: count }, () => Side.open(kind, delay)));
    const places = targets.map(({ host }) => `${host}/prod/app:1`);
    const command = (): Tool => promotions(bench.inputs, image, places)[singleWriter ? 1 : 0]!;
    if (again) await bench.meter.measure(command());
    return {
      proxies: [source.proxy, ...targets.map(({ proxy }) => proxy)],
      command,
      async before() {
        if (!again) await Promise.all(targets.map((target) => target.empty()));
      },
      async close() {
        await Promise.all([source, ...targets].map((one) => one.close()));
      },
    };
  };
}

export const SCENES: Readonly<Record<SceneName, { readonly about: string; readonly open: OpenScene }>> = {
  start: {
    about: '`sealift --version`',
    open: async () => ({
      proxies: [],
      command: () => ({ command: sealift('--version') }),
      close: async () => {},
    }),
  },
  verify: { about: '`sealift verify` of one image with one signature', open: verifying },
  sign: { about: '`sealift sign` with a key in a file, in a repository with signatures', open: signing },
  'sign, AWS KMS': { about: 'the same with a key in AWS KMS', open: signingWithKms },
  promote: {
    about: '`sealift promote` of 9 x 100 kB and 2 signatures into an empty registry with the Referrers API',
    open: promoting({}),
  },
  'promote, no API': {
    about: 'the same with `--single-writer` into one without the API',
    open: promoting({ kind: 'distribution', singleWriter: true }),
  },
  'promote, large': {
    about: '9 x 33.5 MB into an empty registry with the API',
    open: promoting({ layers: NINE_LARGE_LAYERS }),
  },
  repeat: { about: 'a promotion of what is there already', open: promoting({ again: true }) },
  'three destinations': {
    about: '`sealift promote` of 9 x 3 MB and 2 signatures into three empty registries',
    open: promoting({ layers: NINE_3_MB_LAYERS, count: 3 }),
  },
};
