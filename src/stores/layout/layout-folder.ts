import { join } from 'node:path';
import type { ErrorContext } from '../../encoding/error-context.ts';
import { errorIn } from '../../encoding/error-context.ts';
import { printable } from '../../encoding/printable.ts';
import { readAs } from '../../encoding/read-as.ts';
import { SealiftError } from '../../errors.ts';
import { entryKind } from '../../io/files/folder-entries.ts';
import { listFolder } from '../../io/files/list-folder.ts';
import { writeAtomic } from '../../io/files/write-atomic.ts';
import { LAYOUT } from '../../oci/shapes.ts';
import { FolderFiles } from './folder-files.ts';
import type { LayoutFiles } from './layout-files.ts';

export const LAYOUT_FILE = 'oci-layout';
export const INDEX_FILE = 'index.json';
export const BLOBS_FOLDER = 'blobs';

/** image-layout.md: "The imageLayoutVersion value will align with the OCI Image Specification version". */
export const LAYOUT_VERSION = '1.0.0';
const LAYOUT_FILE_LIMIT = 4096;

export type FolderState = 'layout' | 'absent' | 'empty';

/** Files of a run that was killed while it created a layout. */
const OWN_NAME = /^(?:blobs|index\.json(?:\.lock(?:\.break)?)?|\.sealift-[0-9a-f]{16}\.tmp)$/;

/** Other forms of an image in a folder, with the command that converts each to a layout. */
const FOREIGN_FOLDERS = [
  {
    files: ['manifest.json', 'version'],
    what: 'a dir: folder of skopeo',
    hint: 'Convert it: skopeo copy dir:DIR oci:LAYOUT:TAG.',
  },
  {
    files: ['manifest.json'],
    what: 'what docker save writes',
    hint: 'Write a layout: docker buildx build -o type=oci,tar=false,dest=LAYOUT, or skopeo copy docker-archive:FILE oci:LAYOUT:TAG.',
  },
];

function notALayout(path: string, names: readonly string[]): SealiftError {
  const place = printable(path, 600);
  const known = FOREIGN_FOLDERS.find(({ files }) => files.every((file) => names.includes(file)));
  if (known)
    return new SealiftError('layout_invalid', `${place} is ${known.what}, not an OCI image layout`, known);
  return new SealiftError(
    'layout_invalid',
    `${place} has no file ${LAYOUT_FILE}: it is not an OCI image layout`,
  );
}

function isFile(path: string): SealiftError {
  const place = printable(path, 600);
  return new SealiftError('layout_invalid', `${place} is a file, and no image layout in a folder`, {
    hint: `If it is the tar of a layout, write oci-archive:${place}, with tag or digest as before.`,
  });
}

/** Whether there is a layout at `path`, nothing, or an empty folder (also one that a killed run began to fill). */
export async function folderState(path: string): Promise<FolderState> {
  const names = await listFolder(path);
  if (names === 'absent') return 'absent';
  if (names === 'file') {
    // The system gives the same error where a file stands above the path.
    if ((await entryKind(path, { followLinks: true })) !== undefined) throw isFile(path);
    throw new SealiftError(
      'file_not_found',
      `there is no image layout at ${printable(path, 600)}: a part of the path is a file`,
    );
  }
  if (!names.includes(LAYOUT_FILE)) {
    if (names.every((name) => OWN_NAME.test(name))) return 'empty';
    throw notALayout(path, names);
  }
  const name = `oci:${printable(path, 600)}`;
  await checkVersion(new FolderFiles(path, name), name);
  return 'layout';
}

/**
 * Refuses a layout of another version.
 *
 * @param name of the layout in errors.
 */
export async function checkVersion(files: LayoutFiles, name: string): Promise<void> {
  const context: ErrorContext = { code: 'layout_invalid', what: name };
  const file = await files.open([LAYOUT_FILE]);
  const bytes = await file?.bytes(LAYOUT_FILE_LIMIT);
  if (bytes === undefined) throw errorIn(context, `${LAYOUT_FILE} cannot be read`);
  const { imageLayoutVersion: version } = readAs(LAYOUT, bytes, {
    ...context,
    what: `${context.what}, ${LAYOUT_FILE}`,
  });
  if (version === LAYOUT_VERSION) return;
  const found = version === undefined ? 'no imageLayoutVersion' : `version ${printable(version)}`;
  throw errorIn(context, `${LAYOUT_FILE} has ${found}; Sealift reads ${LAYOUT_VERSION}`);
}

/** The content of the file that makes a folder a layout. */
export function layoutFile(): string {
  return JSON.stringify({ imageLayoutVersion: LAYOUT_VERSION });
}

/** Makes the folder a layout. */
export async function writeLayoutFile(path: string): Promise<void> {
  await writeAtomic(join(path, LAYOUT_FILE), layoutFile());
}
