import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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

function tmpfsDisk(folder: string): Disk {
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

const OPEN: Readonly<Record<DiskKind, (folder: string) => Promise<Disk>>> = {
  async tmpfs(folder) {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder]);
    return tmpfsDisk(folder);
  },
  ulimit: async (folder) => limitedDisk(folder),
};

export const isDiskKind = (text: string): text is DiskKind => Object.hasOwn(OPEN, text);

/** A small disk below `parent`. */
export async function openDisk(parent: string, kind: DiskKind): Promise<Disk> {
  const folder = join(parent, 'disk');
  await mkdir(folder);
  return OPEN[kind](folder);
}

/** The kind that this system allows. */
export async function possibleKind(): Promise<DiskKind> {
  const parent = await mkdtemp(join(tmpdir(), 'sealift-disk-'));
  try {
    const disk = await openDisk(parent, 'tmpfs');
    await disk.close();
    return 'tmpfs';
  } catch {
    return 'ulimit';
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}
