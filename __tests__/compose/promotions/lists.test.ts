import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPromotions } from '../../../src/compose/promotions/load-promotions.ts';
import { currentRun, folderWith, load, refusal } from '../../support/promotions/folder.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

/** A file that lets lists name images under dev.example.com/team. */
function withLists(...more: readonly string[]): string {
  return [
    'version: 1',
    'lists:',
    "- files: 'lists/*.yaml'",
    '  from: [dev.example.com/team]',
    "  to: 'prod.example.com/{name}'",
    ...more.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

const images = (...names: readonly string[]): string =>
  ['images:', ...names.map((name) => `- { from: ${name}, tags: [v1] }`), ''].join('\n');

describe('lists of images', () => {
  it('give an entry for each image, in the order of their files, with the settings of the promotions file', async () => {
    const { entries, digests } = await load(withLists('platforms: [linux/amd64]', 'allow-unsigned: true'), {
      files: {
        'lists/b.yaml': images('dev.example.com/team/b'),
        'lists/a.yaml': `images:\n- from: dev.example.com/team/a\n  digests: { '${DIGEST}': [] }\n`,
        'lists/.hidden.yaml': 'what is hidden is not looked at',
        'lists/readme.md': 'nor is this',
      },
    });
    expect(entries.map(({ from, to }) => [from, to])).toEqual([
      ['dev.example.com/team/a', ['prod.example.com/a']],
      ['dev.example.com/team/b', ['prod.example.com/b']],
    ]);
    expect(entries.map(({ settings }) => settings)).toEqual(
      Array(2).fill({ platform: ['linux/amd64'], allowUnsigned: true }),
    );
    expect(entries[1]?.at).toMatch(/lists\/b\.yaml:2:3$/);
    expect(digests.lists).toHaveLength(2);
  });

  it.each([
    `sealift-record-${'ab'.repeat(16)}`,
    `sha256-${'ab'.repeat(32)}`,
    `sha256-${'ab'.repeat(32)}.sig`,
  ])('name no tag that belongs to another image: %s', async (tag) => {
    for (const choice of [`tags: ['${tag}']`, `digests: { '${DIGEST}': ['${tag}'] }`]) {
      const list = `images:\n- { from: dev.example.com/team/a, ${choice} }\n`;
      const { message } = await refusal(withLists(), { files: { 'lists/a.yaml': list } });
      expect(message).toContain('is a tag by which signatures or records are found');
    }
  });

  it.each([
    [
      'a source outside of the prefixes',
      images('dev.example.com/other/app'),
      'is not under dev.example.com/team',
    ],
    ['a source that only begins like a prefix', images('dev.example.com/teams/app'), 'is not under'],
    [
      'a source with a value of the environment',
      images("'$(SEALIFT_VAR_HOST)/team/app'"),
      'where none may be',
    ],
    [
      'a destination',
      'images:\n- { from: dev.example.com/team/a, tags: [v1], to: evil.example.com/a }\n',
      '"to" is no member of an image of a list',
    ],
    [
      'a key',
      'images: []\nsign: { key: key.pem }\n',
      'lists/a.yaml:2:1: "sign" is no member of a list of images',
    ],
    [
      'a trust policy',
      'images: []\ntrust-policy: mine.json\n',
      '"trust-policy" is no member of a list of images',
    ],
    ['no image', 'images: []\n', 'lists/a.yaml:1:1: no image is named'],
    ['nothing', '', 'lists/a.yaml:1:1: is empty'],
    ['an alias', 'images: *all\n', 'has an alias'],
    [
      'a name that the template makes invalid',
      images('dev.example.com/team/a').replace('team/a', 'Team/a'),
      'lower case',
    ],
  ])('with %s are refused', async (_, list, message) => {
    const error = await refusal(withLists(), {
      files: { 'lists/a.yaml': list },
      env: { SEALIFT_VAR_HOST: 'dev.example.com' },
    });
    expect(error.code).toBe('promotions_invalid');
    expect(error.message).toContain(message);
  });

  it.each([
    ['a pattern in the name of a folder', "'*/a.yaml'", 'a pattern stands in the name of a folder'],
    ['a path that leads out', "'../*.yaml'", 'leads out of the folder'],
    ['an absolute path', '/etc/*.yaml', 'leads out of the folder'],
    ['a pattern that fits no file', "'nothing/*.yaml'", 'no file is called nothing/*.yaml'],
    ['a file that is not there', 'nothing.yaml', 'nothing.yaml: there is no such file'],
    ['a folder', 'lists', 'lists is a folder, not a file'],
  ])('named by %s are refused', async (_, files, message) => {
    const text = withLists().replace("'lists/*.yaml'", files);
    const error = await refusal(text, { files: { 'lists/a.yaml': images('dev.example.com/team/a') } });
    expect(error.message).toContain(message);
  });

  it('may be absent and empty where that is allowed', async () => {
    expect((await load(withLists('allow-empty: true'))).entries).toEqual([]);
    const files = { 'lists/a.yaml': 'images: []\n' };
    expect((await load(withLists('allow-empty: true'), { files })).entries).toEqual([]);
  });

  it('of two repositories for one destination are refused, and both places are named', async () => {
    const { code, message } = await refusal(withLists(), {
      files: {
        'lists/a.yaml': images('dev.example.com/team/one/app'),
        'lists/b.yaml': images('dev.example.com/team/two/app'),
      },
    });
    expect(code).toBe('destination_conflict');
    expect(message).toBe(
      'lists/b.yaml:2:3: prod.example.com/app would be written from dev.example.com/team/two/app, and from dev.example.com/team/one/app (lists/a.yaml:2:3)',
    );
  });

  it('that are links, or are in a linked folder, are not followed', async () => {
    for (const more of [[], ['allow-empty: true']]) {
      const folder = folderWith({
        'promotions.yaml': withLists(...more),
        'elsewhere/a.yaml': images('dev.example.com/team/a'),
      });
      symlinkSync('elsewhere', join(folder, 'lists'));
      await expect(loadPromotions(join(folder, 'promotions.yaml'), currentRun())).rejects.toMatchObject({
        message: expect.stringMatching(/:\d+:\d+: lists is a link, not a folder$/),
        hint: expect.stringContaining('ConfigMap'),
      });
    }
    const other = folderWith({
      'promotions.yaml': withLists(),
      'lists/b.yaml': images('dev.example.com/team/a'),
    });
    symlinkSync('/etc/hostname', join(other, 'lists', 'a.yaml'));
    await expect(loadPromotions(join(other, 'promotions.yaml'), currentRun())).rejects.toThrow(
      'lists/a.yaml is a link',
    );
  });

  it('with more patterns than can be compiled at once are refused', async () => {
    const rules = (i: number): string =>
      `- { from: dev.example.com/team/a${i}, tags: { allow: '(${i}a{1,30}){1,15}' } }\n`;
    const list = `images:\n${Array.from({ length: 400 }, (_, i) => rules(i)).join('')}`;
    const { message } = await refusal(withLists(), { files: { 'lists/a.yaml': list } });
    expect(message).toContain('the patterns of this file are too many, and too large');
  });

  it('with faults tell of all of them, with those of the promotions file', async () => {
    const { message } = await refusal(withLists('platfroms: [linux/amd64]'), {
      files: { 'lists/a.yaml': images('a.example.com/x'), 'lists/b.yaml': images('b.example.com/x') },
    });
    expect(message).toMatch(/promotions\.yaml:6:3: .*lists\/a\.yaml:2:5: .*lists\/b\.yaml:2:5: /);
  });
});
