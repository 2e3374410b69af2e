import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { signAll } from './many-images.ts';
import { bytesBlob, putBlob, putImage } from './push-image.ts';
import { Side } from './side.ts';

/** The first part of the name of each repository. */
export const NAMESPACE = 'team';
const REPOSITORIES = 20;
const LAYER = 100_000;
const SHARED = 3;

/** Signed images in several repositories of one registry. */
export interface MirrorSource {
  readonly side: Side;
  /** The tags of each repository. */
  readonly repositories: ReadonlyMap<string, readonly string[]>;
  readonly count: number;
}

const layer = () => bytesBlob(randomBytes(LAYER));

/** `count` images of twenty repositories; of the four layers of each, three are those of every other image. */
export async function mirrorSource(bench: Bench, count: number): Promise<MirrorSource> {
  const side = await Side.open('olareg');
  const repositories = new Map<string, string[]>();
  const shared = Array.from({ length: SHARED }, layer);
  const names: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const repository = `${NAMESPACE}/app-${(at % REPOSITORIES) + 1}`;
    const tag = `1.${Math.floor(at / REPOSITORIES)}.0`;
    const url = new URL(`http://${side.direct}/v2/${repository}/`);
    const known = repositories.get(repository);
    repositories.set(repository, [...(known ?? []), tag]);
    const own = layer();
    const labels = { repository, tag };
    const config = bytesBlob(
      Buffer.from(JSON.stringify({ architecture: 'amd64', os: 'linux', config: { Labels: labels } })),
    );
    for (const blob of [own, config, ...(known ? [] : shared)]) await putBlob(url, blob);
    const digest = await putImage(url, { config, layers: [...shared, own] }, tag);
    names.push(`${side.direct}/${repository}@${digest}`);
  }
  const file = join(bench.inputs.folder, `mirror-${count}.txt`);
  await writeFile(file, `${names.join('\n')}\n`);
  await signAll(bench, { names, file });
  return { side, repositories, count };
}
