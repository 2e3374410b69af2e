import type { IndexFile } from './index-file.ts';
import type { LayoutFiles } from './layout-files.ts';

/** Where one image layout is: a folder, or a tar. */
export interface LayoutPlace {
  /** As a user writes it: `oci:DIR`, `oci-archive:FILE`. */
  readonly name: string;
  readonly files: LayoutFiles;
  readonly index: IndexFile;
  /** Whether the layout still has to be made, by {@link make}. */
  readonly isNew: boolean;
  make(signal: AbortSignal): Promise<void>;
  /** Where writes are held back: writes them, and resolves once the name stands for all of them. */
  readonly commit?: (signal: AbortSignal) => Promise<void>;
  /** Forgets what was not committed, and closes what is open. */
  close(): Promise<void>;
}
