import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import type { TargetStore } from '../../oci/ports.ts';
import { FolderPlace } from './folder-place.ts';
import { folderState } from './layout-folder.ts';
import { LayoutStore } from './layout-store.ts';

export interface LayoutOptions {
  /** The folder, as the user wrote it. */
  readonly path: string;
  /** `true` for a destination, where a missing layout is created by the first write and not before. */
  readonly create: boolean;
}

/**
 * Opens an OCI image layout (image-layout.md, version 1.0.0).
 *
 * @throws SealiftError `file_not_found` for a source that is not there, `layout_invalid`.
 */
export async function openLayoutStore({ path, create }: LayoutOptions): Promise<TargetStore> {
  const state = await folderState(path);
  if (state === 'layout') return new LayoutStore(new FolderPlace(path, false));
  if (create) return new LayoutStore(new FolderPlace(path, true));
  const place = printable(path, 600);
  if (state === 'absent') {
    throw new SealiftError(
      'file_not_found',
      `there is no image layout at ${place}: the folder does not exist`,
      { needs: { kind: 'file', path: place } },
    );
  }
  throw new SealiftError(
    'layout_invalid',
    `${place} is empty, or was left unfinished: it is not an OCI image layout`,
  );
}
