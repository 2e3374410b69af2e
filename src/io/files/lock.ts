import { randomUUID } from 'node:crypto';
import { lstat, open, readFile, rm, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Complaint, complain } from '../../encoding/complaint.ts';
import { errnoOf, fileError } from './file-error.ts';
import { isBusy } from './store-file.ts';

/** In milliseconds. A living holder touches its lock in every `BEAT`; one that is dead or silent loses it. */
const TIMES = { wait: 30_000, beat: 5_000, dead: 1_000, silent: 30_000, breaker: 2_000, pause: 10 } as const;

const HOLDER_LIMIT = 4096;

interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
}

/** Those of this process stand in line here, so that they do not race for the file. */
const lines = new Map<string, Promise<unknown>>();

/** What a lock file says; nothing, for one that was never written or that nobody of ours wrote. */
function parseHolder(text: string): Partial<Holder> {
  try {
    const holder: unknown = JSON.parse(text);
    return typeof holder === 'object' && holder !== null ? holder : {};
  } catch {
    return {};
  }
}

async function readHolder(path: string): Promise<{ holder: Partial<Holder>; age: number } | undefined> {
  try {
    const found = await lstat(path);
    const age = Date.now() - found.mtimeMs;
    const readable = found.isFile() && found.size <= HOLDER_LIMIT;
    return { holder: readable ? parseHolder(await readFile(path, 'utf8')) : {}, age };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw fileError(error, 'read', path);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) !== 'ESRCH';
  }
}

function isStale({ holder, age }: { holder: Partial<Holder>; age: number }): boolean {
  // Killed between making the file and writing into it, or afterwards.
  const nameless = holder.token === undefined;
  const dead = holder.host === hostname() && typeof holder.pid === 'number' && !isAlive(holder.pid);
  return age > (dead || nameless ? TIMES.dead : TIMES.silent);
}

/** `false` when the file is there already. */
async function create(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    // On Windows a file that is just being removed is neither there nor not there.
    if (errnoOf(error) === 'EEXIST' || isBusy(error)) return false;
    throw fileError(error, 'write', path);
  }
}

/** Removes a lock whose holder is gone. One at a time, and after a second look: the lock of a living one must stay. */
async function breakStale(path: string): Promise<void> {
  const breaker = `${path}.break`;
  if (!(await create(breaker, ''))) {
    const other = await readHolder(breaker);
    if (other && other.age > TIMES.breaker) await rm(breaker, { force: true });
    return;
  }
  try {
    const current = await readHolder(path);
    if (current && isStale(current)) await rm(path, { force: true });
  } finally {
    await rm(breaker, { force: true });
  }
}

async function acquire(
  path: string,
  token: string,
  complaint: Complaint,
  signal: AbortSignal,
): Promise<void> {
  const text = JSON.stringify({ token, pid: process.pid, host: hostname() } satisfies Holder);
  const end = Date.now() + TIMES.wait;
  for (;;) {
    signal.throwIfAborted();
    if (await create(path, text)) return;
    const current = await readHolder(path);
    if (current && isStale(current)) await breakStale(path);
    if (Date.now() > end) throw complain(complaint, `the lock ${path} is held by another process`);
    await sleep(TIMES.pause * (0.5 + Math.random()), undefined, { signal });
  }
}

async function hold<T>(
  path: string,
  action: (isMine: () => Promise<boolean>) => Promise<T>,
  complaint: Complaint,
  signal: AbortSignal,
): Promise<T> {
  const token = randomUUID();
  await acquire(path, token, complaint, signal);
  const isMine = async (): Promise<boolean> => (await readHolder(path))?.holder.token === token;
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, TIMES.beat);
  try {
    return await action(isMine);
  } finally {
    clearInterval(beat);
    if (await isMine()) await rm(path, { force: true });
  }
}

/**
 * Runs `action` while this process alone holds the lock file `path`. A lock whose process is dead, or that nobody touched
 * for half a minute, is taken over; `isMine` tells an action, before it commits, whether its own was (it slept too long).
 *
 * @throws SealiftError with the code of `complaint` after 30 seconds of waiting; `denied` where no file can be made.
 */
export async function withLock<T>(
  path: string,
  action: (isMine: () => Promise<boolean>) => Promise<T>,
  complaint: Complaint,
  signal: AbortSignal,
): Promise<T> {
  const before = lines.get(path) ?? Promise.resolve();
  const turn = before.then(() => hold(path, action, complaint, signal));
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
