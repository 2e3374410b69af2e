import { randomUUID } from 'node:crypto';
import { type FileHandle, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { printable } from '../../encoding/printable.ts';
import { createLock, type Found, readLock, timeBeside } from './lock-file.ts';
import { isDead, ownHolder } from './lock-holder.ts';

/**
 * The times of a lock in milliseconds. A living holder writes its lock again in every `beat`. Without a write a lock is removed
 * after `silent`, and after `nameless` when it names no holder. `breaker` is the same time for the lock of a process that
 * removes another lock.
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

/** For each lock file, the last waiting action of this process. They queue here, so that they do not race for the file. */
const lines = new Map<string, Promise<unknown>>();

/** Watches a lock file and measures for how long it has not changed. */
class Watch {
  #state: string | undefined;
  #since = 0;
  /** The age of the file when the watch began; it is asked for once. */
  #before: number | undefined;

  /** Milliseconds since the last change that the watch has seen, or since it began. */
  unchanged({ state }: Found): number {
    const now = performance.now();
    if (state !== this.#state) {
      this.#state = state;
      this.#since = now;
      this.#before = undefined;
    }
    return now - this.#since;
  }

  /** Milliseconds since the last change, by the time of the file. A time in the future counts as now. */
  async age(path: string, found: Found): Promise<number> {
    const watched = this.unchanged(found);
    this.#before ??= Math.max(0, (await timeBeside(path)) - found.written - watched);
    return this.#before + watched;
  }
}

/** Whether the holder is gone: its process has ended on this host, or it has not written for too long. */
async function isStale(path: string, found: Found, watch: Watch, times: Times): Promise<boolean> {
  const watched = watch.unchanged(found);
  if (found.holder && (await isDead(found.holder))) return true;
  // A lock that was watched for less than this counts as alive, so the time of the file system is not asked for too often.
  if (watched < times.nameless) return false;
  return !found.holder || (await watch.age(path, found)) > times.silent;
}

/** Removes a stale lock. One process does so at a time, and reads the lock again before, so that no living one is removed. */
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
  context: ErrorContext,
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
      throw errorIn(context, `the lock ${printable(path, 600)} is held by another process`);
    }
    await sleep(times.pause * (0.5 + Math.random()), undefined, { signal });
  }
}

async function hold<T>(
  path: string,
  action: (isMine: () => Promise<boolean>) => Promise<T>,
  context: ErrorContext,
  signal: AbortSignal,
  times: Times,
): Promise<T> {
  const token = randomUUID();
  const text = JSON.stringify(await ownHolder(token));
  const file = await acquire(path, text, context, signal, times);
  const isMine = async (): Promise<boolean> => (await readLock(path))?.holder?.token === token;
  // The file is written and not touched by `utimes`, so that its time comes from the clock of the file system.
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
 * Runs `action` while this process alone holds the lock file `path`. A lock is taken over at once when its process has ended on
 * this host, and otherwise when nobody has written it for 20 seconds by the clock of the file system. An action that may have
 * slept so long calls `isMine` before it commits.
 *
 * @throws SealiftError with the code of `context` after 30 seconds of waiting; `file_unreadable` where the lock is a folder;
 *   `denied` or `disk_full` where no file can be made.
 */
export async function withLock<T>(
  path: string,
  action: (isMine: () => Promise<boolean>) => Promise<T>,
  context: ErrorContext,
  signal: AbortSignal,
  times: Times = LOCK_TIMES,
): Promise<T> {
  const before = lines.get(path) ?? Promise.resolve();
  const turn = before.then(() => hold(path, action, context, signal, times));
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
