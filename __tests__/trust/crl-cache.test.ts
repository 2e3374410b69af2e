import { createHash } from 'node:crypto';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { cacheFolder } from '../../src/trust/cache-folder.ts';
import { crlCache } from '../../src/trust/crl-cache.ts';

const URL_A = 'http://ca.test/a.crl';
const BYTES = Buffer.from('3003020105', 'hex');
const nameOf = (url: string): string => createHash('sha256').update(url).digest('hex');

let base = '';
let folder = '';
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'sealift-crl-'));
  folder = join(base, 'sealift', 'crl');
  onTestFinished(() => rm(base, { recursive: true, force: true }));
});

const read = async (url: string): Promise<Buffer | undefined> => {
  const bytes = await crlCache(base).read(url);
  return bytes && Buffer.from(bytes);
};

describe('crlCache', () => {
  it('gives back what it was given, by URL, in files of this user alone', async () => {
    expect(await read(URL_A)).toBeUndefined();
    await crlCache(base).write(URL_A, BYTES);
    expect(await read(URL_A)).toEqual(BYTES);
    expect(await read(`${URL_A}?`)).toBeUndefined();
    expect(await readdir(folder)).toEqual([nameOf(URL_A)]);
    expect((await stat(join(folder, nameOf(URL_A)))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('keeps names of every kind inside its folder', async () => {
    for (const url of ['../../x', '/etc/passwd', '', 'a\0b', 'x'.repeat(10_000)])
      await crlCache(base).write(url, BYTES);
    expect(await readdir(base)).toEqual(['sealift']);
    expect(await readdir(join(base, 'sealift'))).toEqual(['crl']);
    for (const name of await readdir(folder)) expect(name).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is shared by runs that go on at the same time', async () => {
    const long = (fill: number) => Buffer.alloc(200_000, fill);
    const caches = [1, 2, 3, 4].map(() => crlCache(base));
    const work = caches.flatMap((cache, at) =>
      Array.from({ length: 10 }, async () => {
        await cache.write(URL_A, long(at));
        const found = await cache.read(URL_A);
        expect(found?.length).toBe(200_000);
        expect(new Set(found).size).toBe(1);
      }),
    );
    await Promise.all(work);
    expect(await readdir(folder)).toEqual([nameOf(URL_A)]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['base is a file', () => rm(base, { recursive: true }).then(() => writeFile(base, 'x'))],
    ['folder is a file', () => mkdir(join(base, 'sealift')).then(() => writeFile(folder, 'x'))],
    [
      'folder is a link',
      async () => {
        await mkdir(join(base, 'elsewhere'));
        await mkdir(join(base, 'sealift'));
        await symlink(join(base, 'elsewhere'), folder);
      },
    ],
    [
      'folder may be written by others',
      () => mkdir(folder, { recursive: true }).then(() => chmod(folder, 0o777)),
    ],
    ['file is a folder', () => mkdir(join(folder, nameOf(URL_A)), { recursive: true })],
  ])('forgets, and says nothing, when its %s', async (_, spoil) => {
    await spoil();
    await crlCache(base).write(URL_A, BYTES);
    expect(await read(URL_A)).toBeUndefined();
    const elsewhere = await readdir(join(base, 'elsewhere')).catch(() => []);
    expect(elsewhere).toEqual([]);
  });

  it('reads no link, and replaces it by a file', async () => {
    const secret = join(base, 'secret');
    await writeFile(secret, 'secret');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await symlink(secret, join(folder, nameOf(URL_A)));
    expect(await read(URL_A)).toBeUndefined();
    await crlCache(base).write(URL_A, BYTES);
    expect(await readFile(secret, 'utf8')).toBe('secret');
    expect(await read(URL_A)).toEqual(BYTES);
  });

  it('neither reads nor writes more than 64 MiB', async () => {
    await crlCache(base).write(URL_A, BYTES);
    await truncate(join(folder, nameOf(URL_A)), 64 * 1024 * 1024 + 1);
    expect(await read(URL_A)).toBeUndefined();
    await crlCache(base).write('b', Buffer.alloc(64 * 1024 * 1024 + 1));
    expect(await read('b')).toBeUndefined();
  });

  it('drops what was written longest ago beyond 256 files, and leaves the files of others alone', async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const names = Array.from({ length: 256 }, (_, at) => nameOf(String(at)));
    await Promise.all(names.map((name) => writeFile(join(folder, name), BYTES)));
    await utimes(join(folder, names[7]!), 1, 1);
    await writeFile(join(folder, 'notes.txt'), 'mine');
    await crlCache(base).write(URL_A, BYTES);
    const left = await readdir(folder);
    expect(left).toHaveLength(257);
    expect(left).toContain('notes.txt');
    expect(left).toContain(nameOf(URL_A));
    expect(left).not.toContain(names[7]);
  });

  it('drops what was written longest ago beyond 256 MiB', async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const [at, name] of ['a', 'b', 'c', 'd', 'e'].map(nameOf).entries()) {
      await writeFile(join(folder, name), '');
      await truncate(join(folder, name), 60 * 1024 * 1024);
      await utimes(join(folder, name), at + 1, at + 1);
    }
    await crlCache(base).write(URL_A, BYTES);
    expect((await readdir(folder)).toSorted()).toEqual(['b', 'c', 'd', 'e', URL_A].map(nameOf).toSorted());
  });
});

describe('cacheFolder', () => {
  it.each<[string, Record<string, string>, string | undefined]>([
    ['linux', { HOME: '/home/a' }, '/home/a/.cache'],
    ['linux', { HOME: '/home/a', XDG_CACHE_HOME: '/x' }, '/x'],
    ['linux', { HOME: '/home/a', XDG_CACHE_HOME: 'x' }, '/home/a/.cache'],
    ['linux', { HOME: 'a' }, undefined],
    ['linux', {}, undefined],
    ['darwin', { HOME: '/Users/a' }, '/Users/a/Library/Caches'],
    ['win32', { LOCALAPPDATA: '/C/Local' }, '/C/Local'],
    ['win32', { HOME: '/home/a' }, undefined],
    ['linux', { HOME: '/home/a', GITHUB_ACTIONS: 'true', RUNNER_TEMP: '/tmp/r' }, '/tmp/r'],
    ['linux', { HOME: '/home/a', RUNNER_TEMP: '/tmp/r' }, '/home/a/.cache'],
  ])('is on %s with %o: %s', (platform, env, expected) => {
    expect(cacheFolder({ platform, env })).toBe(expected);
  });
});
