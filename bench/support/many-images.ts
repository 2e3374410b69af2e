import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealift } from '../tools/programs.ts';
import type { Bench } from './bench.ts';
import { pushImage } from './push-image.ts';
import type { Side } from './side.ts';

/** Many images of one repository, by digest, and the file that names them as `--images-file` reads it. */
export interface ManyImages {
  readonly names: readonly string[];
  readonly file: string;
}

/** Pushes `count` images that share their blobs and differ in their manifests. */
export async function manyImages(
  { inputs }: Bench,
  side: Side,
  count: number,
  host = side.host,
): Promise<ManyImages> {
  const pushed = await pushImage(side.direct, 'app', { count: 1, size: 100_000 });
  const names: string[] = [];
  for (let at = 0; at < count; at += 1) names.push(`${host}/app@${await pushed.variant()}`);
  const file = join(inputs.folder, `images-${count}.txt`);
  await writeFile(file, `${names.join('\n')}\n`);
  return { names, file };
}

/** Signs all of them once. */
export async function signAll({ inputs, meter }: Bench, { file }: ManyImages): Promise<void> {
  const flags = ['--single-writer', ...inputs.home.keyFlags];
  const signed = await meter.measure({ command: sealift('sign', '--images-file', file, ...flags) });
  if (signed.exitCode !== 0) throw new Error(`the images could not be signed:\n${signed.output}`);
}
