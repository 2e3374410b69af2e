import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepCompiledCode } from '../../src/io/compile-cache.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sealift-cache-'));
});

afterEach(() => rmSync(home, { recursive: true }));

/** The folder that Node would be told, if it would. */
function kept(env: Readonly<Record<string, string | undefined>>, platform = 'linux'): string | undefined {
  let told: string | undefined;
  keepCompiledCode(env, platform, (folder) => {
    told = folder;
  });
  return told;
}

it('keeps compiled code where nobody else can write', () => {
  const folder = join(home, '.cache', 'sealift');
  expect(kept({ HOME: home })).toBe(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(kept({ HOME: home })).toBe(folder);
});

it('follows the rules of each system', () => {
  expect(kept({ HOME: '/nowhere', XDG_CACHE_HOME: home })).toBe(join(home, 'sealift'));
  expect(kept({ HOME: home, XDG_CACHE_HOME: 'relative' })).toBe(join(home, '.cache', 'sealift'));
  expect(kept({ HOME: home }, 'darwin')).toBe(join(home, 'Library', 'Caches', 'sealift'));
  expect(kept({ LOCALAPPDATA: home }, 'win32')).toBe(join(home, 'sealift'));
});

it.each([
  ['without a home', {}],
  ['with a home that is no path', { HOME: 'home' }],
  ['with a home that cannot be', { HOME: '/dev/null' }],
])('keeps nothing %s', (_, env) => {
  expect(kept(env)).toBeUndefined();
});

it('leaves it to who has decided by the variables of Node', () => {
  expect(kept({ HOME: home, NODE_DISABLE_COMPILE_CACHE: '1' })).toBeUndefined();
  expect(kept({ HOME: home, NODE_COMPILE_CACHE: '/elsewhere' })).toBeUndefined();
  expect(existsSync(join(home, '.cache'))).toBe(false);
});

it.each(['CI', 'GITHUB_ACTIONS'])('takes nothing that an earlier job may have left, with %s', (name) => {
  expect(kept({ HOME: home, [name]: 'true' })).toBeUndefined();
  expect(existsSync(join(home, '.cache'))).toBe(false);
});

it.skipIf(process.platform === 'win32')('believes no folder that others can write, and no link', () => {
  const folder = join(home, 'sealift');
  mkdirSync(folder);
  chmodSync(folder, 0o770);
  expect(kept({ XDG_CACHE_HOME: home })).toBeUndefined();
  rmSync(folder, { recursive: true });
  mkdirSync(join(home, 'other'));
  symlinkSync(join(home, 'other'), folder);
  expect(kept({ XDG_CACHE_HOME: home })).toBeUndefined();
});
