import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../../src/io/files/lock.ts';
import { signal, temporaryFolder } from './folders.ts';

const COMPLAINT = { code: 'layout_locked', what: 'here' } as const;

describe('withLock', () => {
  it('lets one in at a time, in the order they came, and leaves nothing behind', async () => {
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

  it('is free again after a failure, and passes it on', async () => {
    const path = join(await temporaryFolder(), 'lock');
    const failing = withLock(path, () => Promise.reject(new Error('no')), COMPLAINT, signal);
    await expect(failing).rejects.toThrow('no');
    expect(await withLock(path, async () => 'yes', COMPLAINT, signal)).toBe('yes');
  });

  it.each([
    ['nobody has touched for long', JSON.stringify({ token: 'x', pid: 1, host: 'elsewhere' }), 60],
    ['names a process that is dead', JSON.stringify({ token: 'x', pid: 0x7ffffff0, host: hostname() }), 2],
    ['was begun and never written', '', 2],
    ['nobody can read', '{"token"', 2],
    ['says nothing', 'null', 2],
    ['is far too long', ' '.repeat(100_000), 2],
  ])('takes over a lock that %s', async (_, content, seconds) => {
    const path = join(await temporaryFolder(), 'lock');
    await writeFile(path, content);
    const before = new Date(Date.now() - seconds * 1000);
    await utimes(path, before, before);
    expect(await withLock(path, async () => 'mine', COMPLAINT, signal)).toBe('mine');
  });

  it('takes over when the one who was taking over has died', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'lock');
    const before = new Date(Date.now() - 60_000);
    for (const name of [path, `${path}.break`]) {
      await writeFile(name, '');
      await utimes(name, before, before);
    }
    expect(await withLock(path, async () => 'mine', COMPLAINT, signal)).toBe('mine');
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

  it('stops waiting when told to', async () => {
    const path = join(await temporaryFolder(), 'lock');
    await writeFile(path, JSON.stringify({ token: 'x', pid: 1, host: 'elsewhere' }));
    const stop = AbortSignal.timeout(30);
    await expect(withLock(path, async () => {}, COMPLAINT, stop)).rejects.toThrow();
  });
});
