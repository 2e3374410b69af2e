import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { checkFolderWritable } from '../../io/files/check-folder-writable.ts';
import type { TargetStore } from '../../oci/ports.ts';
import { checkVersion } from '../layout/layout-folder.ts';
import { LayoutStore } from '../layout/layout-store.ts';
import { ArchivePlace } from './archive-place.ts';
import { openArchive } from './open-archive.ts';

export interface ArchiveOptions {
  /** The file, as the user wrote it. */
  readonly path: string;
  /** Whether the archive may be written to: an existing one (`attach`), or also one that is not there (`create`). */
  readonly purpose: 'read' | 'attach' | 'create';
}

/**
 * Opens an OCI image layout (image-layout.md, version 1.0.0) in a tar, as `docker buildx build -o type=oci` writes it.
 *
 * @throws SealiftError `file_not_found` for a source that is not there, `archive_invalid`, `layout_invalid`, and `denied`
 *   where nothing can be written beside it.
 */
export async function openArchiveStore(
  { path, purpose }: ArchiveOptions,
  signal: AbortSignal,
): Promise<TargetStore> {
  const name = `oci-archive:${path}`;
  const shown = printable(name, 600);
  const archive = await openArchive(path, shown, signal);
  if (!archive && purpose !== 'create') {
    const place = printable(path, 600);
    throw new SealiftError(
      'file_not_found',
      `there is no image archive at ${place}: no file is there, or an empty one`,
      { needs: { kind: 'file', path: place } },
    );
  }
  try {
    if (purpose !== 'read') await checkFolderWritable(archive?.file.path ?? path);
    const layout = new ArchivePlace(path, name, shown, archive);
    if (archive) await checkVersion(layout.files, shown);
    return new LayoutStore(layout);
  } catch (error) {
    await archive?.file.close();
    throw error;
  }
}
