import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { makeFolderInside } from '../io/files/make-folder-inside.ts';
import { openInside } from '../io/files/open-inside.ts';
import { isPrivateFolder } from '../io/files/private-folder.ts';
import { pruneFolder } from '../io/files/prune-folder.ts';
import { removeUnfinished } from '../io/files/remove-unfinished.ts';
import { writeAtomic } from '../io/files/write-atomic.ts';
import type { CrlCache } from '../notation/ports.ts';

/** Bytes of one CRL. */
const LIMIT = 64 * 1024 * 1024;

/** Bounds of the whole cache. */
const MOST = { bytes: 256 * 1024 * 1024, files: 256, names: /^[0-9a-f]{64}$/ } as const;

/** Under the cache folder of the user. */
const NAMES = ['sealift', 'crl'];

const COMPLAINT = { code: 'file_unreadable', what: 'CRL cache' } as const;

const fileOf = (name: string): string => createHash('sha256').update(name).digest('hex');

/**
 * Keeps CRLs in `base/sealift/crl`, a file each, called by the SHA-256 of its name. Runs that go on at the same time share it: a
 * file is whole or not there. Whatever fails, such as a read-only disk, only makes the cache forget. A file is believed by nobody
 * before its signature and its dates are checked; the rights of the folder keep others from filling it.
 */
export function crlCache(base: string): CrlCache {
  const folder = join(base, ...NAMES);
  return {
    async read(name) {
      try {
        const file = await openInside(base, [...NAMES, fileOf(name)], COMPLAINT);
        return await file?.bytes(LIMIT);
      } catch {
        return undefined;
      }
    },

    async write(name, der) {
      if (der.length === 0 || der.length > LIMIT) return;
      try {
        await makeFolderInside(base, NAMES, COMPLAINT, 0o700);
        if (!(await isPrivateFolder(folder))) return;
        await writeAtomic(join(folder, fileOf(name)), der, 0o600);
        await removeUnfinished(folder);
        await pruneFolder(folder, MOST);
      } catch {
        // The CRL is fetched again next time.
      }
    },
  };
}
