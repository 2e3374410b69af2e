import type { Tool } from '../support/contest.ts';
import type { Inputs } from '../support/inputs.ts';
import { sealift } from './programs.ts';

export const WRITE = 'sealift promote to oci-archive:';
export const READ = 'sealift promote from oci-archive:';
export const ORAS_WRITE = 'oras cp -r --to-oci-layout, tar -c';
export const ORAS_READ = 'tar -x, oras cp -r --from-oci-layout';

/** A script of oras and tar; none where oras could not be had. */
function scripted({ programs }: Inputs, name: string, script: string, env: Record<string, string>): Tool[] {
  const oras = programs.path('oras');
  const note = 'carries signatures; **no verification**; through a folder';
  return oras ? [{ name, note, command: ['sh', '-c', script], env: { ...env, ORAS: oras } }] : [];
}

/** Ways of writing `image` (by digest) into a new archive. */
export function archiveWriters(inputs: Inputs, image: string, file: string, folder: string): Tool[] {
  const script =
    '"$ORAS" cp -r --from-plain-http --to-oci-layout "$IMAGE" "$FOLDER:1" && tar -cf "$FILE" -C "$FOLDER" .';
  return [
    {
      name: WRITE,
      note: 'verifies, carries signatures, is there whole or not at all',
      command: sealift('promote', image, `oci-archive:${file}:1`, ...inputs.home.trustFlags),
    },
    ...scripted(inputs, ORAS_WRITE, script, { IMAGE: image, FILE: file, FOLDER: folder }),
  ];
}

/** Ways of putting the image in an archive into the empty repository `to`. */
export function archiveReaders(
  inputs: Inputs,
  { file, scope }: { readonly file: string; readonly scope: string },
  to: string,
  folder: string,
): Tool[] {
  const script =
    'mkdir "$FOLDER" && tar -xf "$FILE" -C "$FOLDER" && "$ORAS" cp -r --from-oci-layout --to-plain-http "$FOLDER:1" "$TO"';
  return [
    {
      name: READ,
      note: 'verifies, carries signatures, reads back, tags last; unpacks nothing',
      command: sealift(
        'promote',
        `oci-archive:${file}:1`,
        to,
        '--scope',
        scope,
        '--single-writer',
        ...inputs.home.trustFlags,
      ),
    },
    ...scripted(inputs, ORAS_READ, script, { FILE: file, FOLDER: folder, TO: to }),
  ];
}
