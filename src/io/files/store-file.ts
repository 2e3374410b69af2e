import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { errnoOf, fileError } from './file-error.ts';

/** The names of unfinished files, by which {@link removeUnfinished} finds them. */
export const UNFINISHED = /^\.sealift-[0-9a-f]{16}\.tmp$/;

/** Makes the entry of a new file last through a power cut; not every file system can (Windows cannot). */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
  }
}

/** Whether Windows refused a file that another process is using. Other systems have no such refusals. */
export function isBusy(error: unknown): boolean {
  return process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(errnoOf(error) ?? '');
}

const RENAME = { tries: 50, pause: 20 } as const;

async function renameOver(from: string, to: string): Promise<void> {
  for (let left = RENAME.tries; ; left -= 1) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (left <= 0 || !isBusy(error)) throw error;
      await sleep(RENAME.pause);
    }
  }
}

/** A stream into the file. It leaves the file open when it ends, so that the file can be synced. */
function sinkTo(handle: FileHandle): Writable {
  return new Writable({
    write(chunk: Uint8Array, _encoding, callback) {
      handle.writeFile(chunk).then(() => callback(), callback);
    },
  });
}

/**
 * Writes a file so that its name only ever stands for the whole content: into a new file in `stage` (a folder on the same
 * file system, by default the target's own), to the disk, then renamed over `target`. Whatever fails leaves the old file.
 * The folder of `target` is made when it is missing.
 */
export async function storeFile(
  target: string,
  write: (sink: Writable) => Promise<void>,
  { stage = dirname(target), mode = 0o666 }: { readonly stage?: string; readonly mode?: number } = {},
): Promise<void> {
  const unfinished = join(stage, `.sealift-${randomBytes(8).toString('hex')}.tmp`);
  try {
    await mkdir(dirname(target), { recursive: true });
    const handle = await open(unfinished, 'wx', mode);
    try {
      await write(sinkTo(handle));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameOver(unfinished, target);
    await syncFolder(dirname(target));
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw fileError(error, 'write', target);
  }
}
