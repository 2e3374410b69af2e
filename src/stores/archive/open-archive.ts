import type { ErrorContext } from '../../encoding/error-context.ts';
import { errorIn } from '../../encoding/error-context.ts';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { RangedFile } from '../../io/files/ranged-file.ts';
import { INDEX_FILE, LAYOUT_FILE } from '../layout/layout-folder.ts';
import { Archive } from './archive.ts';
import { compression } from './compression.ts';
import { readIndex } from './tar/read-index.ts';

/** The error for a tar that is no image layout, by what is in it. */
function notALayout(names: readonly string[], context: ErrorContext, path: string): SealiftError {
  const inside = names.find((name) => name.endsWith(`/${LAYOUT_FILE}`));
  if (inside !== undefined) {
    const folder = printable(inside.slice(0, -LAYOUT_FILE.length - 1));
    return errorIn(
      context,
      `the layout is in its folder ${folder}, and has to be at its top`,
      `Unpack it, and write: tar -C ${folder} -cf ${path} .`,
    );
  }
  if (names.includes('manifest.json')) {
    return errorIn(
      context,
      'it is what docker save writes without the containerd image store, and no OCI image layout',
      `Convert it: skopeo copy docker-archive:${path} oci-archive:NEW.tar:TAG; or write an OCI archive: docker buildx build -o type=oci,dest=NEW.tar.`,
    );
  }
  return errorIn(context, `it has no file ${LAYOUT_FILE}: it is not an OCI image layout`);
}

async function indexed(file: RangedFile, name: string, signal: AbortSignal): Promise<Archive> {
  const context: ErrorContext = { code: 'archive_invalid', what: name };
  const path = printable(file.path, 600);
  const packed = compression(await file.read(0, 8));
  if (packed) {
    throw errorIn(
      context,
      `the file is compressed (${packed.name}), and contents are read from their places in a plain tar`,
      `Unpack it: ${packed.command(path)}`,
    );
  }
  const entries = await readIndex(file, context, signal);
  const isLayout = entries.has(LAYOUT_FILE) && entries.has(INDEX_FILE);
  if (!isLayout) throw notALayout([...entries.keys()], { ...context, code: 'layout_invalid' }, path);
  return new Archive(file, entries, name);
}

/**
 * Opens the tar at `path`, and reads where its contents are. `undefined` where nothing is, or an empty file.
 *
 * @param name of the archive in errors.
 * @throws SealiftError `archive_invalid`, `layout_invalid`, `file_unreadable`.
 */
export async function openArchive(
  path: string,
  name: string,
  signal: AbortSignal,
): Promise<Archive | undefined> {
  const file = await RangedFile.open(path);
  if (file === undefined) return undefined;
  if (file === 'folder') {
    const shown = printable(path, 600);
    throw new SealiftError('layout_invalid', `${name}: it is a folder, and no archive`, {
      hint: `If it is an image layout, write oci:${shown}, with tag or digest as before.`,
    });
  }
  if (!(file instanceof RangedFile)) {
    throw new SealiftError(
      'file_unreadable',
      `${name}: it is a ${file}, and contents are read by their places`,
      {
        hint: 'Name a file.',
      },
    );
  }
  try {
    if (file.size > 0) return await indexed(file, name, signal);
    await file.close();
    return undefined;
  } catch (error) {
    await file.close();
    throw error;
  }
}
