import { chmod, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Surroundings } from '../../src/notation/config-folder.ts';
import { findPlugin, pluginsFolder } from '../../src/plugin/find-plugin.ts';
import { FakePlugin } from '../support/plugin/fake-plugin.ts';

const windows = process.platform === 'win32';

it.each<[string, Partial<Surroundings>, string]>([
  ['Linux', {}, '/home/ann/.config/notation/plugins'],
  ['Linux with XDG', { env: { XDG_CONFIG_HOME: '/xdg' } }, '/xdg/notation/plugins'],
  ['Linux with a relative XDG', { env: { XDG_CONFIG_HOME: 'xdg' } }, '/home/ann/.config/notation/plugins'],
  ['macOS', { platform: 'darwin' }, '/home/ann/Library/Application Support/notation/plugins'],
  ['Windows', { platform: 'win32', env: { APPDATA: '/appdata' } }, '/appdata/notation/plugins'],
  ['NOTATION_CONFIG', { env: { NOTATION_CONFIG: '/config' } }, '/config/plugins'],
  [
    'NOTATION_LIBEXEC',
    { env: { NOTATION_CONFIG: '/config', NOTATION_LIBEXEC: '/libexec' } },
    '/libexec/plugins',
  ],
])('looks for plugins where notation does: %s', (_, around, expected) => {
  expect(pluginsFolder({ env: {}, platform: 'linux', home: '/home/ann', ...around })).toBe(join(expected));
});

describe.skipIf(windows)('findPlugin', () => {
  let fake: FakePlugin;
  beforeEach(async () => {
    fake = await FakePlugin.install('com.example.acme');
  });
  afterEach(() => fake.remove());

  const find = (name = fake.name, platform = 'linux') =>
    findPlugin(name, { env: { NOTATION_LIBEXEC: fake.libexec }, platform, home: '/nowhere' });

  it('finds the executable of the folder', async () => {
    expect(await find()).toBe(fake.file);
  });

  it('finds it through a linked folder of all plugins', async () => {
    await rename(join(fake.libexec, 'plugins'), join(fake.libexec, 'elsewhere'));
    await symlink(join(fake.libexec, 'elsewhere'), join(fake.libexec, 'plugins'));
    expect(await find()).toBe(fake.file);
  });

  it('demands .exe on Windows, and no mode', async () => {
    await expect(find(fake.name, 'win32')).rejects.toMatchObject({ code: 'plugin_not_found' });
    await writeFile(`${fake.file}.exe`, '');
    await chmod(`${fake.file}.exe`, 0o777);
    expect(await find(fake.name, 'win32')).toBe(`${fake.file}.exe`);
  });

  it.each([
    '',
    '.',
    '..',
    '../acme',
    'a/b',
    'a\\b',
    'c:acme',
    '-x',
    'acme.',
    'a b',
    'a\0',
    'ä',
    'x'.repeat(200),
  ])('refuses the name %j', async (name) => {
    await expect(find(name)).rejects.toMatchObject({ code: 'usage', exitCode: 2 });
  });

  it('names the file that does not exist', async () => {
    await expect(find('other')).rejects.toMatchObject({
      code: 'plugin_not_found',
      exitCode: 2,
      message: expect.stringContaining(join('plugins', 'other', 'notation-other')),
      hint: expect.stringContaining('notation plugin install'),
    });
    await rm(fake.file);
    await expect(find()).rejects.toMatchObject({ code: 'plugin_not_found' });
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'a linked executable',
      async () => {
        await rename(fake.file, join(fake.folder, 'real'));
        await symlink('real', fake.file);
      },
      /is a link, and has to be a file/,
    ],
    [
      'a linked folder',
      async () => {
        await rename(fake.folder, join(fake.libexec, 'real'));
        await symlink(join(fake.libexec, 'real'), fake.folder);
      },
      /is a link, and has to be a folder/,
    ],
    [
      'a folder for the executable',
      async () => {
        await rm(fake.file);
        await mkdir(fake.file);
      },
      /is a folder, and has to be a file/,
    ],
    [
      'an executable that everybody may change',
      () => chmod(fake.file, 0o757),
      /may be changed by every user/,
    ],
    ['a folder that everybody may change', () => chmod(fake.folder, 0o757), /may be changed by every user/],
    [
      'a folder of all plugins that everybody may change',
      () => chmod(join(fake.libexec, 'plugins'), 0o757),
      /may be changed by every user/,
    ],
    [
      'a folder above that everybody may change',
      () => chmod(fake.libexec, 0o777),
      /may be changed by every user/,
    ],
    ['an executable that its group may change', () => chmod(fake.file, 0o775), /may be changed by its group/],
    [
      'a linked folder of all plugins whose target everybody may change',
      async () => {
        await mkdir(join(fake.libexec, 'open', 'plugins'), { recursive: true, mode: 0o755 });
        await chmod(join(fake.libexec, 'open'), 0o777);
        await rename(fake.folder, join(fake.libexec, 'open', 'plugins', fake.name));
        await rm(join(fake.libexec, 'plugins'), { recursive: true });
        await symlink(join(fake.libexec, 'open', 'plugins'), join(fake.libexec, 'plugins'));
      },
      /open may be changed by every user/,
    ],
  ])('refuses %s', async (_, spoil, reason) => {
    await spoil();
    await expect(find()).rejects.toMatchObject({
      code: 'plugin_unsafe',
      exitCode: 2,
      message: expect.stringMatching(reason),
    });
  });

  it('names an unsafe folder with the command that mends it, and finds the plugin afterwards', async () => {
    await chmod(fake.libexec, 0o777);
    await expect(find()).rejects.toMatchObject({
      message: `${fake.libexec} may be changed by every user; it was not run`,
      hint: `Take that right away: chmod go-w ${fake.libexec}`,
    });
    await chmod(fake.libexec, 0o755);
    expect(await find()).toBe(fake.file);
  });
});
