import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tool } from '../support/contest.ts';
import type { Inputs } from '../support/inputs.ts';
import { type MirrorSource, NAMESPACE } from '../support/mirror-source.ts';
import { each, peerTool, sealift } from './programs.ts';

export const MIRROR = 'sealift promote --file';
export const REGSYNC = 'regsync once';
export const SKOPEO_SYNC = 'skopeo sync';
export const ORAS_LOOP = 'a loop of oras cp -r';

/** The programs that mirror what `source` has to each of `targets` (`HOST:PORT`), as their own files say. */
export async function mirrors(
  inputs: Inputs,
  source: MirrorSource,
  targets: readonly string[],
): Promise<readonly Tool[]> {
  return [
    await promotion(inputs, source, targets),
    ...(await regsync(inputs, source, targets)),
    ...(await skopeoSync(inputs, source, targets)),
    ...orasLoop(inputs, source, targets),
  ];
}

/** Paths in a promotions file lie in its folder, so it stands beside the policy. */
export async function promotion(
  { home }: Inputs,
  { side, repositories }: MirrorSource,
  targets: readonly string[],
): Promise<Tool> {
  const file = join(home.folder, 'promotions.yaml');
  const lines = [
    'version: 1',
    'trust-policy: notation/trustpolicy.json',
    'trust-store: notation/truststore',
    'promotions:',
    ...[...repositories.keys()].flatMap((repository) => [
      `  - from: ${side.host}/${repository}`,
      "    tags: { allow: ['^1\\.'] }",
      `    to: [${targets.map((host) => `'${host}/{repository}'`).join(', ')}]`,
    ]),
  ];
  await writeFile(file, `${lines.join('\n')}\n`);
  return {
    name: MIRROR,
    note: 'verifies each image, carries signatures, reads back, tags last',
    command: sealift('promote', '--file', file),
  };
}

async function regsync(
  inputs: Inputs,
  { side, repositories }: MirrorSource,
  targets: readonly string[],
): Promise<Tool[]> {
  const file = join(inputs.folder, 'regsync.yml');
  const config = {
    version: 1,
    creds: [side.host, ...targets].map((registry) => ({ registry, tls: 'disabled' })),
    defaults: { referrers: true },
    sync: targets.flatMap((host) =>
      [...repositories.keys()].map((repository) => ({
        source: `${side.host}/${repository}`,
        target: `${host}/${repository}`,
        type: 'repository',
        tags: { allow: ['1\\..*'] },
      })),
    ),
  };
  // JSON is YAML.
  await writeFile(file, JSON.stringify(config));
  const note = 'carries signatures; one image after the other; **no verification**';
  return peerTool(inputs, 'regsync', REGSYNC, note, ['once', '--config', file]);
}

async function skopeoSync(
  inputs: Inputs,
  { side, repositories }: MirrorSource,
  targets: readonly string[],
): Promise<Tool[]> {
  const file = join(inputs.folder, 'skopeo.yml');
  const images = Object.fromEntries(repositories);
  await writeFile(file, JSON.stringify({ [side.host]: { 'tls-verify': false, images } }));
  const args = ['sync', '--insecure-policy', '--dest-tls-verify=false', '--all'];
  const note = '**leaves signatures behind, no verification**; one run for each destination';
  // Of a repository it keeps the last part alone.
  const tools = peerTool(inputs, 'skopeo', SKOPEO_SYNC, note, [
    ...args,
    ...['--src', 'yaml', '--dest', 'docker', file, `{}/${NAMESPACE}`],
  ]);
  return each(tools, targets);
}

function orasLoop(inputs: Inputs, { side, repositories }: MirrorSource, targets: readonly string[]): Tool[] {
  const names = [...repositories].flatMap(([repository, tags]) => tags.map((tag) => `${repository}:${tag}`));
  const oras = inputs.programs.path('oras');
  const copy =
    'for to in $TO; do "$ORAS" cp -r --from-plain-http --to-plain-http "$FROM/$1" "$to/$1" || exit; done';
  const loop: Tool = {
    name: ORAS_LOOP,
    note: 'carries signatures; one image after the other; **no verification**',
    command: ['sh', '-c', copy, 'copy', '{}'],
    env: { ORAS: oras ?? '', FROM: side.host, TO: targets.join(' ') },
  };
  return oras ? each([loop], names) : [];
}
