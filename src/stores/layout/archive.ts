import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';

/** What a reference to a tar of a layout gets until archives are read: the way to a folder. */
export function archiveUnsupported(path: string): SealiftError {
  const place = printable(path, 600);
  return new SealiftError(
    'feature_unsupported',
    `${place} is a file; this version reads image layouts in folders, not archives`,
    {
      hint: `Unpack the archive and name the folder: mkdir layout && tar -xf ${place} -C layout, then oci:layout:TAG.`,
    },
  );
}
