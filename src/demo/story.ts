import { copyFolder } from '../io/files/copy-folder.ts';
import { readFile } from '../io/files/read-file.ts';
import { writeAtomic } from '../io/files/write-atomic.ts';
import { digestHex } from '../oci/digest.ts';
import { MANIFEST_LIMIT } from '../oci/limits.ts';
import type { SourceStore } from '../oci/ports.ts';
import { openLayoutStore } from '../stores/layout/open.ts';
import type { BuiltImage } from './net-monitor.ts';
import type { Places } from './places.ts';
import { SCOPES } from './prepare.ts';

/** A step of the demo: what happens, the command for it, and what must be true afterwards. */
export interface Step {
  readonly tell: readonly string[];
  readonly argv: readonly string[];
  readonly exitCode: 0 | 1;
  /** Prepares the step, without a command that is shown. */
  readonly before?: () => Promise<void>;
  /** What differs from the story now, as text; `undefined` when nothing does. */
  readonly wrong: () => Promise<string | undefined>;
}

async function withStore<T>(path: string, ask: (store: SourceStore) => Promise<T>): Promise<T> {
  const store = await openLayoutStore({ path, create: true });
  try {
    return await ask(store);
  } finally {
    await store.close();
  }
}

const digestOfTag = (path: string, tag: string, signal: AbortSignal): Promise<string | undefined> =>
  withStore(path, async (store) => (await store.resolve({ tag }, signal))?.digest);

const signatureCount = (path: string, { index }: BuiltImage, signal: AbortSignal): Promise<number> =>
  withStore(path, async (store) => {
    const listed = await Array.fromAsync(store.referrers(index.descriptor, { sources: 'merged' }, signal));
    return listed.length;
  });

async function changeOneByte(path: string): Promise<void> {
  const bytes = Uint8Array.from(await readFile(path, MANIFEST_LIMIT, 'layer'));
  const middle = bytes.length >> 1;
  bytes[middle] = bytes[middle]! ^ 1;
  await writeAtomic(path, bytes);
}

export function story(places: Places, image: BuiltImage, signal: AbortSignal): readonly Step[] {
  const { digest } = image.index.descriptor;
  const at = (store: string, tag = 'v1'): string => `oci:${store}:${tag}`;
  // The image to sign is named by its digest, because a tag may move between the build and the signature.
  const pinned = (store: string): string => `oci:${store}@${digest}`;
  const trust = ['--trust-policy', places.trustPolicy, '--trust-store', places.trustStore];
  const fromWabbit = ['--scope', SCOPES.wabbit, ...trust];
  const keyOf = (key: string, chain: string): string[] => [
    '--recursive',
    '--key',
    key,
    '--certificate-chain',
    chain,
  ];
  const promote = (from: string, to: string): string[] => ['promote', from, to, ...fromWabbit];
  const signatures = async (store: string, wanted: number): Promise<string | undefined> => {
    const found = await signatureCount(store, image, signal);
    return found === wanted ? undefined : `${found} signatures are attached to the image, not ${wanted}`;
  };
  const tagged = async (
    store: string,
    tag: string,
    wanted: string | undefined,
  ): Promise<string | undefined> => {
    const found = await digestOfTag(store, tag, signal);
    return found === wanted
      ? undefined
      : `the tag ${tag} names ${found ?? 'nothing'}, not ${wanted ?? 'nothing'}`;
  };
  const indexFile = async (): Promise<string> =>
    new TextDecoder().decode(await readFile(`${places.acmeStore}/index.json`, MANIFEST_LIMIT, 'index.json'));
  let indexBefore = '';

  return [
    {
      tell: [
        'wabbit-networks has built net-monitor for linux/amd64 and linux/arm64, and signs it:',
        'the index and the image of each platform, with a key made for this demo.',
      ],
      argv: ['sign', pinned(places.wabbitStore), ...keyOf(places.wabbitKey, places.wabbitChain)],
      exitCode: 0,
      wrong: () => signatures(places.wabbitStore, 1),
    },
    {
      tell: ['acme-rockets wants to use it, and verifies it under its own trust policy.'],
      argv: ['verify', at(places.wabbitStore), '--recursive', ...fromWabbit],
      exitCode: 0,
      wrong: async () => undefined,
    },
    {
      tell: ['acme-rockets promotes it, image and signatures, into its own store; the tag comes last.'],
      argv: promote(at(places.wabbitStore), at(places.acmeStore)),
      exitCode: 0,
      wrong: async () => (await tagged(places.acmeStore, 'v1', digest)) ?? signatures(places.acmeStore, 1),
    },
    {
      tell: ['acme-rockets has tested it, and adds its own signature.'],
      argv: ['sign', pinned(places.acmeStore), ...keyOf(places.acmeKey, places.acmeChain)],
      exitCode: 0,
      wrong: () => signatures(places.acmeStore, 2),
    },
    {
      tell: ['Both signatures are attached to the image.'],
      argv: ['list', at(places.acmeStore)],
      exitCode: 0,
      wrong: async () => undefined,
    },
    {
      tell: ['Somebody changes one byte of a layer in a copy. It is refused, and no tag is made.'],
      before: async () => {
        await copyFolder(places.wabbitStore, places.changedStore);
        await changeOneByte(`${places.changedStore}/blobs/sha256/${digestHex(image.programLayer.digest)}`);
      },
      argv: promote(at(places.changedStore), at(places.refusedStore)),
      exitCode: 1,
      wrong: () => tagged(places.refusedStore, 'v1', undefined),
    },
    {
      tell: ['The next version is not signed yet. It is refused.'],
      argv: promote(at(places.wabbitStore, 'v2'), at(places.acmeStore, 'v2')),
      exitCode: 1,
      wrong: () => tagged(places.acmeStore, 'v2', undefined),
    },
    {
      tell: ['Promoted once more, nothing is written: it is unchanged.'],
      before: async () => {
        indexBefore = await indexFile();
      },
      argv: promote(at(places.wabbitStore), at(places.acmeStore)),
      exitCode: 0,
      wrong: async () => ((await indexFile()) === indexBefore ? undefined : 'the repeat changed index.json'),
    },
  ];
}

export interface NextCommand {
  readonly argv: readonly string[];
  /** A sentence on what the command needs, such as a registry. */
  readonly needs?: string;
}

/** Further commands on the files that the demo leaves. */
export function nextCommands(places: Places): readonly NextCommand[] {
  const image = `oci:${places.acmeStore}:v1`;
  const trust = ['--trust-policy', places.trustPolicy, '--trust-store', places.trustStore];
  return [
    { argv: ['inspect', image] },
    { argv: ['verify', image, '--scope', SCOPES.acme, ...trust] },
    {
      needs:
        'This one needs a registry on this machine, such as that of `docker run -d -p 5000:5000 registry:3`',
      argv: ['promote', image, 'localhost:5000/net-monitor:v1', '--scope', SCOPES.acme, ...trust],
    },
  ];
}
