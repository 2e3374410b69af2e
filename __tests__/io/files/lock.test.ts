import { mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCK_TIMES, withLock } from '../../../src/io/files/lock.ts';
import { signal, temporaryFolder } from './folders.ts';

const COMPLAINT = { code: 'layout_locked', what: 'here' } as const;

const QUICK = { ...LOCK_TIMES, nameless: 50, breaker: 100 };

const DEAD = JSON.stringify({ token: 'x', pid: 0x7ffffff0, host: hostname() });

/** Locks queue in one process by the path as it is written; a second spelling makes them race for the file. */
const otherwise = (path: string): string => `${dirname(path)}/./${basename(path)}`;

describe('withLock', () => {
  it('runs one action at a time, in order, and leaves no file behind', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'lock');
    const seen: string[] = [];
    await Promise.all(
      [1, 2, 3, 4, 5].map((number) =>
        withLock(
          path,
          async (isMine) => {
            seen.push(`in ${number}`);
            expect(await isMine()).toBe(true);
            seen.push(`out ${number}`);
          },
          COMPLAINT,
          signal,
        ),
      ),
    );
    expect(seen).toEqual([1, 2, 3, 4, 5].flatMap((number) => [`in ${number}`, `out ${number}`]));
    expect(await readdir(folder)).toEqual([]);
  });

  it('passes on a failure of its action, and releases the lock', async () => {
    const path = join(await temporaryFolder(), 'lock');
    const failing = withLock(path, () => Promise.reject(new Error('no')), COMPLAINT, signal);
    await expect(failing).rejects.toThrow('no');
    expect(await withLock(path, async () => 'yes', COMPLAINT, signal)).toBe('yes');
  });

  it.each([
    ['nobody has touched for long', JSON.stringify({ token: 'x', pid: 1, host: 'elsewhere' }), 60],
    ['names a process that is dead', DEAD, 0],
    ['names a process that is dead, and was written in the future', DEAD, -3600],
    ['names no process', JSON.stringify({ token: 'x', pid: -1, host: hostname() }), 2],
    ['names half a process', JSON.stringify({ token: 'x', pid: 1.5, host: hostname() }), 2],
    ['was written in the future by nobody', '', -3600],
    ['was begun and never written', '', 2],
    ['nobody can read', '{"token"', 2],
    ['says nothing', 'null', 2],
    ['is far too long', ' '.repeat(100_000), 2],
  ])('takes over a lock that %s', async (_, content, seconds) => {
    const path = join(await temporaryFolder(), 'lock');
    await writeFile(path, content);
    const before = new Date(Date.now() - seconds * 1000);
    await utimes(path, before, before);
    expect(await withLock(path, async () => 'mine', COMPLAINT, signal, QUICK)).toBe('mine');
  });

  it('takes over when a process that was taking over has died', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'lock');
    const before = new Date(Date.now() - 60_000);
    for (const name of [path, `${path}.break`]) {
      await writeFile(name, '');
      await utimes(name, before, before);
    }
    expect(await withLock(path, async () => 'mine', COMPLAINT, signal, QUICK)).toBe('mine');
    expect(await readdir(folder)).toEqual([]);
  });

  it('tells an action that slept too long that the lock is not its own, and leaves the new one alone', async () => {
    const path = join(await temporaryFolder(), 'lock');
    const other = JSON.stringify({ token: 'other', pid: process.pid, host: 'elsewhere' });
    await withLock(
      path,
      async (isMine) => {
        await writeFile(path, other);
        expect(await isMine()).toBe(false);
      },
      COMPLAINT,
      signal,
    );
    expect(await readFile(path, 'utf8')).toBe(other);
  });

  it('takes over a silent lock of another host whose time is in the future', async () => {
    const path = join(await temporaryFolder(), 'lock');
    await writeFile(path, JSON.stringify({ token: 'x', pid: 1, host: 'elsewhere' }));
    const ahead = new Date(Date.now() + 3_600_000);
    await utimes(path, ahead, ahead);
    const times = { ...LOCK_TIMES, nameless: 20, silent: 300 };
    const before = performance.now();
    expect(await withLock(path, async () => 'mine', COMPLAINT, signal, times)).toBe('mine');
    expect(performance.now() - before).toBeGreaterThan(300);
  });

  it('leaves the lock to a living holder, whatever the clock of this machine says', async () => {
    const path = join(await temporaryFolder(), 'lock');
    const times = { ...LOCK_TIMES, beat: 20, nameless: 40, silent: 400, wait: 1200 };
    let end = (): void => {};
    const held = withLock(
      path,
      () => new Promise<void>((resolve) => (end = resolve)),
      COMPLAINT,
      signal,
      times,
    );
    await expect.poll(() => readdir(dirname(path))).toEqual(['lock']);
    const yesterday = new Date(Date.now() - 86_400_000);
    await utimes(path, yesterday, yesterday);
    const taken = withLock(otherwise(path), async () => 'taken', COMPLAINT, signal, times);
    await expect(taken).rejects.toMatchObject({ code: 'layout_locked', exitCode: 3 });
    end();
    await held;
  });

  it('does not take a process of another container for a dead holder', async () => {
    const path = join(await temporaryFolder(), 'lock');
    await writeFile(path, JSON.stringify({ ...JSON.parse(DEAD), space: 'another container' }));
    const times = { ...LOCK_TIMES, wait: 100 };
    const taken = withLock(path, async () => 'taken', COMPLAINT, signal, times);
    await expect(taken).rejects.toMatchObject({ code: 'layout_locked' });
  });

  it.each([['lock'], ['lock.break']])('refuses a folder that is called %s, with the remedy', async (name) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'lock');
    await writeFile(path, DEAD);
    await rm(join(folder, name), { force: true });
    await mkdir(join(folder, name));
    await expect(withLock(path, async () => {}, COMPLAINT, signal)).rejects.toMatchObject({
      code: 'file_unreadable',
      exitCode: 2,
      message: `cannot lock: ${join(folder, name)} is a folder, and has to be a file`,
      hint: expect.stringContaining(join(folder, name)),
    });
  });

  it.skipIf(process.platform === 'win32')(
    'takes over a lock that is a link to nothing or to a folder',
    async () => {
      for (const target of ['nowhere', '.']) {
        const path = join(await temporaryFolder(), 'lock');
        await symlink(target, path);
        const times = { ...LOCK_TIMES, nameless: 20 };
        expect(await withLock(path, async () => 'mine', COMPLAINT, signal, times)).toBe('mine');
      }
    },
  );

  it('stops waiting after an abort', async () => {
    const path = join(await temporaryFolder(), 'lock');
    await writeFile(path, JSON.stringify({ token: 'x', pid: 1, host: 'elsewhere' }));
    const stop = AbortSignal.timeout(30);
    await expect(withLock(path, async () => {}, COMPLAINT, stop)).rejects.toThrow();
  });
});
