import type { Tool } from '../support/contest.ts';
import type { Inputs } from '../support/inputs.ts';
import { each, sealift } from './programs.ts';

export const COMPARE = 'sealift compare --images-file';
export const DISCOVER = 'a loop of oras discover on both sides';

/** Ways of finding out whether `to` has what is attached to each of `names`, which are digests of the repository `from`. */
export function comparers(
  { programs }: Inputs,
  { from, to, digests, file }: ComparedImages,
): readonly Tool[] {
  const oras = programs.path('oras');
  const script =
    '"$ORAS" discover --plain-http --format json "$FROM@$1" && "$ORAS" discover --plain-http --format json "$TO@$1"';
  const loop: Tool = {
    name: DISCOVER,
    note: 'one after the other; lists what is attached on each side, and **compares nothing**',
    command: ['sh', '-c', script, 'discover', '{}'],
    env: { ORAS: oras ?? '', FROM: from, TO: to },
  };
  return [
    {
      name: COMPARE,
      note: 'compares images and what is attached, exit code 1 where something is missing',
      command: sealift('compare', '--images-file', file, '--with', to),
    },
    ...(oras ? each([loop], digests) : []),
  ];
}

export interface ComparedImages {
  /** The repositories, through the proxies. */
  readonly from: string;
  readonly to: string;
  readonly digests: readonly string[];
  /** Names the images of `from`, as `--images-file` reads them. */
  readonly file: string;
}
