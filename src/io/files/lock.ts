import { randomUUID } from 'node:crypto';
import { type FileHandle, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Complaint, complain } from '../../encoding/complaint.ts';
import { printable } from '../../encoding/printable.ts';
import { createLock, type Found, readLock, timeBeside } from './lock-file.ts';
import { isDead, ownHolder } from './lock-holder.ts';

/**
 * In milliseconds. A living holder writes its lock anew in every `beat`. `silent` is for one that is somewhere else or may live,
 * `nameless` for a lock that was begun and not written, `breaker` for whoever removes a lock.
 */
export const LOCK_TIMES = {
  wait: 30_000,
  beat: 5_000,
  silent: 20_000,
  nameless: 1_000,
  breaker: 2_000,
  pause: 10,
};

type Times = Readonly<typeof LOCK_TIMES>;

/** Those of this process stand in line here, so that they do not race for the file. */
const lines = new Map<string, Promise<unknown>>();

/** Watches a file, and knows for how long it has not changed. */
class Watch {
  #state: string | undefined;
  #since = 0;
  /** The age it had when the watch began, asked for once. */
  #before: number | undefined;

  /** Milliseconds since the last change, as far as it was watched. */
  unchanged({ state }: Found): number {
    const now = performance.now();
    if (state !== this.#state) {
      this.#state = state;
      this.#since = now;
      this.#before = undefined;
    }
    return now - this.#since;
  }

  /** Milliseconds since the last change. A time that lies ahead says nothing, and counts for none. */
  async age(path: string, found: Found): Promise<number> {
    const watched = this.unchanged(found);
    this.#before ??= Math.max(0, (await timeBeside(path)) - found.written - watched);
    return this.#before + watched;
  }
}

/** Whether the holder is gone: at once when it is known to have ended, else by its silence. */
async function isStale(path: string, found: Found, watch: Watch, times: Times): Promise<boolean> {
  const watched = watch.unchanged(found);
  if (found.holder && (await isDead(found.holder))) return true;
  // Whoever waits for one that lives does not ask for the time again and again.
  if (watched < times.nameless) return false;
  return !found.holder || (await watch.age(path, found)) > times.silent;
}

/** Removes a lock whose holder is gone. One at a time, and after a second look: the lock of a living one must stay. */
async function breakStale(path: string, stale: Found, breakers: Watch, times: Times): Promise<void> {
  const breaker = `${path}.break`;
  const file = await createLock(breaker, '');
  if (!file) {
    const other = await readLock(breaker);
    if (other && breakers.unchanged(other) > times.breaker) await rm(breaker, { force: true });
    return;
  }
  try {
    await file.close();
    if ((await readLock(path))?.state === stale.state) await rm(path, { force: true });
  } finally {
    await rm(breaker, { force: true });
  }
}

async function acquire(
  path: string,
  text: string,
  complaint: Complaint,
  signal: AbortSignal,
  times: Times,
): Promise<FileHandle> {
  const end = performance.now() + times.wait;
  const [watch, breakers] = [new Watch(), new Watch()];
  for (;;) {
    signal.throwIfAborted();
    const file = await createLock(path, text);
    if (file) return file;
    const found = await readLock(path);
    if (found && (await isStale(path, found, watch, times))) await breakStale(path, found, breakers, times);
    if (performance.now() > end) {
      throw complain(complaint, `the lock ${printable(path, 600)} is held by another process`);
    }
    await sleep(times.pause * (0.5 + Math.random()), undefined, { signal });
  }
}

async function hold<T>(
  path: string,
  action: (isMine: () => Promise<boolean>) => Promise<T>,
  complaint: Complaint,
  signal: AbortSignal,
  times: Times,
): Promise<T> {
  const token = randomUUID();
  const text = JSON.stringify(await ownHolder(token));
  const file = await acquire(path, text, complaint, signal, times);
  const isMine = async (): Promise<boolean> => (await readLock(path))?.holder?.token === token;
  // Written and not touched: then it is the file system's clock that tells when.
  const beat = async (): Promise<void> => {
    await file.write(text, 0);
    await file.datasync();
  };
  const beats = setInterval(() => beat().catch(() => {}), times.beat);
  try {
    return await action(isMine);
  } finally {
    clearInterval(beats);
    await file.close();
    if (await isMine().catch(() => false)) await rm(path, { force: true });
  }
}

/**
 * Runs `action` while this process alone holds the lock file `path`. A lock whose process has ended on this host is taken
 * over at once, one that nobody wrote to for 20 seconds by the file system's own clock as well; `isMine` tells an action,
 * before it commits, whether its own was (it slept too long).
 *
 * @throws SealiftError with the code of `complaint` after 30 seconds of waiting; `file_unreadable` where the lock is a folder;
 *   `denied` or `disk_full` where no file can be made.
 */
export async function withLock<T>(
  path: string,
  action: (isMine: () => Promise<boolean>) => Promise<T>,
  complaint: Complaint,
  signal: AbortSignal,
  times: Times = LOCK_TIMES,
): Promise<T> {
  const before = lines.get(path) ?? Promise.resolve();
  const turn = before.then(() => hold(path, action, complaint, signal, times));
  const settled = turn.then(
    () => {},
    () => {},
  );
  lines.set(path, settled);
  try {
    return await turn;
  } finally {
    if (lines.get(path) === settled) lines.delete(path);
  }
}
