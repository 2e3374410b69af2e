import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';

/** The error for a tar of a layout, which this version does not read. Its hint shows how to unpack the tar. */
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
