import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { Front } from '../../support/front.ts';
import { attach, attached, type Built, image, index, push } from '../../support/images.ts';
import { registryStore } from '../../support/registry-store.ts';
import { type MirroredRepository, REPOSITORIES } from './mirrored-repositories.ts';
import { NotationHome } from './notation.ts';
import { freePort, type RegistryKind, startRegistry } from './registries.ts';
import { sealift } from './run.ts';

/** A registry behind something that counts what it is asked. */
export interface CountedRegistry {
  /** `127.0.0.1:PORT` of what counts. */
  readonly host: string;
  readonly front: Front;
  /** What was asked that may change something. */
  readonly writes: readonly string[];
  /** Calls `then` before each request that sets a tag. */
  onTag(then: () => void): void;
  /** The same registry for notation, which does not understand the 405 of olareg without its API. */
  readonly forPeers: string;
}

export interface MirrorScene {
  readonly source: CountedRegistry;
  /** Two registries without the Referrers API, which everything is mirrored to. */
  readonly mirrors: readonly [CountedRegistry, CountedRegistry];
  /** A destination of `named` where nobody listens. */
  readonly dead: string;
  readonly home: NotationHome;
  /** The promotions file. */
  readonly file: string;
  /** The image at a tag of the source, as it was in the beginning. */
  digest(repository: string, tag: string): string;
  /** Path of a file in the folder of the scene. */
  path(name: string): string;
  /** Pushes another image to a place of any registry, and returns its digest. */
  put(host: string, repository: string, tag: string): Promise<string>;
  sign(...references: readonly string[]): Promise<void>;
}

/** What is to be ended and removed, also where the scene could not be finished. */
export type Ends = (() => Promise<unknown>)[];

async function counted(kind: RegistryKind, ends: Ends): Promise<CountedRegistry> {
  const registry = await startRegistry(kind);
  ends.push(() => registry.stop());
  let onTag = (): void => {};
  const front = await new Front(registry.host, {
    onRequest: (request) => {
      if (/^PUT .*\/manifests\/(?!sha256)/.test(request)) onTag();
    },
  }).start();
  ends.push(() => front.stop());
  return {
    host: front.host,
    front,
    get writes() {
      return front.requests.filter((request) => !/^(GET|HEAD) /.test(request));
    },
    onTag(then) {
      onTag = then;
    },
    forPeers: registry.forPeers,
  };
}

/** Three layers of all, and one of its own. */
function built(seed: string, isIndex: boolean): Built {
  const one = (more: string): Built =>
    image({ seed: `${seed}${more}`, base: 'base', layers: 4, layerSize: 2048 });
  return isIndex ? index([one(' amd64'), one(' arm64')]) : one('');
}

/** A promotions file of all repositories, and the list that it names. */
function documents(
  source: string,
  mirrors: readonly string[],
  dead: string,
  digest: MirrorScene['digest'],
): Readonly<Record<string, string>> {
  const placesOf = (template = '') => mirrors.map((host) => `'${host}/mirror/{name}${template}'`);
  const selects = ({ name, selects: lines }: MirroredRepository): string =>
    lines.replaceAll(/DIGEST OF (\w+)/g, (_, tag: string) => digest(name, tag));
  const own = REPOSITORIES.filter(({ isListed }) => !isListed).flatMap((one) => {
    const more = one.name === 'named' ? [`'${dead}/mirror/{name}'`, `'${source}/copies/{name}'`] : [];
    return [
      `  - from: ${source}/team/${one.name}`,
      `    ${selects(one)}`,
      `    to: [${[...placesOf(one.template), ...more].join(', ')}]`,
    ];
  });
  const listed = REPOSITORIES.filter(({ isListed }) => isListed).flatMap((one) => [
    `  - from: ${source}/team/${one.name}`,
    `    ${selects(one)}`,
  ]);
  const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
  return {
    'promotions.yaml': text([
      ...['version: 1', 'trust-policy: trustpolicy.json', 'trust-store: truststore', 'promotions:'],
      ...own,
      ...[
        'lists:',
        '  - files: lists/*.yaml',
        `    from: ${source}/team`,
        `    to: [${placesOf().join(', ')}]`,
      ],
    ]),
    'lists/team.yaml': text(['images:', ...listed]),
  };
}

/** Sixty images in a registry, all but one of them signed, and a promotions file that mirrors them to two others. */
export async function mirrorScene(ends: Ends): Promise<MirrorScene> {
  const [source, without, distribution, home, port, scratch] = await Promise.all([
    counted('olareg', ends),
    counted('olareg-no-api', ends),
    counted('distribution', ends),
    NotationHome.create(),
    freePort(),
    mkdtemp(join(tmpdir(), 'sealift-mirror-')),
  ]);
  for (const one of [scratch, home.folder]) ends.push(() => rm(one, { recursive: true, force: true }));
  const mirrors = [without, distribution] as const;
  // Paths of a promotions file begin at its folder and stay inside.
  const folder = dirname(home.policyFile);
  const digests = new Map<string, string>();
  const digest = (repository: string, tag: string): string => digests.get(`${repository}:${tag}`)!;
  const dead = `127.0.0.1:${port}`;
  const sign = async (...references: readonly string[]): Promise<void> => {
    const images = join(scratch, 'images.txt');
    await writeFile(images, references.join('\n'));
    const done = await sealift(['sign', '--images-file', images, ...home.keyFlags]);
    if (done.code !== 0) throw new Error(`nothing was signed:\n${done.stderr}`);
  };
  const fill = async ({ name, tags, isIndex = false }: MirroredRepository): Promise<readonly string[]> => {
    const store = registryStore(source.host, `team/${name}`);
    const roots: Descriptor[] = [];
    for (const tag of tags) roots.push(await push(store, built(`${name} ${tag}`, isIndex), tag));
    for (const [at, root] of roots.entries()) {
      digests.set(`${name}:${tags[at]}`, root.digest);
      if (isIndex) await attach(store, root, attached(root));
    }
    return tags
      .filter((tag) => tag !== 'unsigned')
      .map((tag) => `${source.host}/team/${name}@${digest(name, tag)}`);
  };
  await sign(...(await Promise.all(REPOSITORIES.map(fill))).flat());
  const files = documents(
    source.host,
    mirrors.map(({ host }) => host),
    dead,
    digest,
  );
  await mkdir(join(folder, 'lists'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return {
    ...{ source, mirrors, dead, home, digest, sign },
    file: join(folder, 'promotions.yaml'),
    path: (name) => join(scratch, name),
    async put(host, repository, tag) {
      const other = image({ seed: `another for ${tag}`, base: 'base', layers: 4 });
      return (await push(registryStore(host, repository), other, tag)).digest;
    },
  };
}
