import { execFile } from 'node:child_process';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The unit in which a disk is filled: a page of a tmpfs. */
export const PAGE = 4096;
const SIZE = '2m';

/** A disk that is nearly full. */
export interface Disk {
  readonly folder: string;
  /** Leaves so many pages. */
  fill(pages: number): Promise<void>;
  /** Words before a program that is to meet the limit. */
  readonly under: readonly string[];
  free(): Promise<void>;
  close(): Promise<void>;
}

/** How a full disk is made here: `tmpfs` needs the right to mount, and then every write fails with ENOSPC; `ulimit` limits each file (EFBIG). */
export type DiskKind = 'tmpfs' | 'ulimit';

async function mounted(folder: string): Promise<boolean> {
  return run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder]).then(
    () => true,
    () => false,
  );
}

async function tmpfsDisk(folder: string): Promise<Disk> {
  const filler = join(folder, 'filler');
  return {
    folder,
    under: [],
    async fill(pages) {
      const { bfree, bsize } = await statfs(folder);
      await writeFile(filler, Buffer.alloc(Math.max(0, bfree * bsize - pages * PAGE)));
    },
    free: () => rm(filler, { force: true }),
    async close() {
      // Lazily: a process that was just started may still have what it inherited open.
      await run('umount', ['--lazy', folder]);
    },
  };
}

function limitedDisk(folder: string): Disk {
  let under: readonly string[] = [];
  return {
    folder,
    get under() {
      return under;
    },
    async fill(pages) {
      // In blocks of 512 bytes (POSIX, ulimit).
      under = ['sh', '-c', `ulimit -f ${(pages * PAGE) / 512} && exec "$@"`, 'sh'];
    },
    async free() {
      under = [];
    },
    async close() {},
  };
}

/** A small disk below `parent`, of the kind that this system allows, or of the one that is asked for. */
export async function openDisk(parent: string, wanted?: DiskKind): Promise<Disk> {
  const folder = join(parent, 'disk');
  await mkdir(folder);
  if (wanted !== 'ulimit' && (await mounted(folder))) return tmpfsDisk(folder);
  if (wanted === 'tmpfs') throw new Error('this system lets nobody mount a tmpfs here');
  return limitedDisk(folder);
}
