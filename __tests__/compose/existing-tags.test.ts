import { describe, expect, it } from 'vitest';
import { destinationsOf } from '../../src/compose/destinations.ts';
import { existingTagsOf } from '../../src/compose/existing-tags.ts';
import { imageOf } from '../../src/compose/images.ts';
import { refuseBackupTag } from '../../src/compose/refuse-backup-tag.ts';
import { refuseTagOptions } from '../../src/compose/refuse-tag-options.ts';
import { Problems } from '../../src/options/problems.ts';
import { readOptions } from '../../src/options/read-options.ts';

const plainHttp = () => false;

/** What is wrong with options about tags, and what is warned of. */
async function complaints(
  options: Readonly<Record<string, unknown>>,
  { source = 'a.io/app:1', destinations = ['b.io/app:1,latest'] } = {},
): Promise<{ readonly error: string; readonly warnings: readonly string[] }> {
  const problems = new Problems();
  const warnings: string[] = [];
  const reporter = { progress: () => {}, warning: (text: string) => void warnings.push(text) };
  const places = await destinationsOf(destinations, undefined, imageOf(source, plainHttp), {
    problems,
    plainHttp,
  });
  const values = readOptions('promote', options, problems);
  refuseTagOptions(options, places, problems);
  existingTagsOf({ values, problems, reporter }, places);
  refuseBackupTag(values.backupTag, places, problems);
  try {
    problems.throwIfAny();
    return { error: '', warnings };
  } catch (thrown) {
    const { code, message } = thrown as { code: string; message: string };
    return { error: `${code}: ${message}`, warnings };
  }
}

describe('options about tags', () => {
  it.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    [
      'a rule that is none',
      { existingTag: 'latest=delete' },
      /latest=delete does not end with move, keep or fail/,
    ],
    ['a rule without a word', { existingTag: 'latest=' }, /does not end with/],
    ['capitals', { existingTag: 'KEEP' }, /does not end with/],
    ['a pattern that fits no tag', { existingTag: 'a/b*=keep' }, /fits no tag/],
    ['an empty pattern', { existingTag: '=keep' }, /fits no tag/],
    ['never beside a rule', { moveTag: 'never', existingTag: 'keep' }, /exclude each other/],
    ['a backup tag that is no tag', { backupTag: '{tag}/old' }, /for 1 it is not a tag/],
    ['an unknown variable', { backupTag: '{date}' }, /\{tag\} is the only variable/],
    ['a backup tag that is promoted', { backupTag: 'latest' }, /it is latest, which is promoted as well/],
    [
      'a backup tag that is its own tag',
      { backupTag: '{tag}' },
      /--backup-tag \{tag\} does not fit .*for 1 it is 1, which is promoted/,
    ],
    ['a backup tag for several tags', { backupTag: 'old' }, /for 1 and latest it is the same tag/],
    ['a backup tag that is too long', { backupTag: `{tag}-${'x'.repeat(128)}` }, /over 128 characters/],
    ['a referrers tag', { backupTag: `sha256-${'a'.repeat(64)}` }, /by which signatures are found/],
    ['a digest tag', { backupTag: `sha256-${'a'.repeat(64)}.{tag}` }, /by which signatures are found/],
    ['an empty template', { backupTag: '' }, /--backup-tag/],
  ])('are refused: %s', async (_, options, says) => {
    const { error } = await complaints(options);
    expect(error).toMatch(/^usage: /);
    expect(error).toMatch(says);
  });

  it('are refused where no destination has a tag', async () => {
    const where = { source: `a.io/app@sha256:${'a'.repeat(64)}`, destinations: ['b.io/app'] };
    expect((await complaints({ existingTag: 'keep' }, where)).error).toContain(
      '--existing-tag is about tags',
    );
    expect((await complaints({ backupTag: '{tag}-old' }, where)).error).toContain(
      '--backup-tag is about tags',
    );
  });

  it('of one destination may name a tag of another', async () => {
    const destinations = ['b.io/app:1', 'c.io/app:1-old'];
    expect(await complaints({ backupTag: '{tag}-old' }, { destinations })).toEqual({
      error: '',
      warnings: [],
    });
  });

  it('are warned of where a rule for one tag stands before one that overrules it', async () => {
    const { error, warnings } = await complaints({ existingTag: ['latest=move', '*=fail'] });
    expect(error).toBe('');
    expect(warnings.join()).toBe(
      '--existing-tag latest=move is without effect, because --existing-tag *=fail behind it fits latest as well, and the last one counts; write it last',
    );
    for (const fine of [
      ['*=fail', 'latest=move'],
      ['latest=fail', '*=fail'],
      ['other=move', '*=fail'],
    ])
      expect((await complaints({ existingTag: fine })).warnings).toEqual([]);
  });

  it.each(['lates=fail', 'v*=keep'])(
    'are warned of where what protects a tag fits none of any destination: %s',
    async (existingTag) => {
      const { error, warnings } = await complaints({ existingTag });
      expect(error).toBe('');
      expect(warnings.join()).toBe(
        `--existing-tag ${existingTag} is without effect, because it fits none of the tags 1, latest; a tag without a rule moves`,
      );
      const destinations = ['b.io/app:1', 'c.io/app:lates,v1'];
      expect((await complaints({ existingTag }, { destinations })).warnings).toEqual([]);
    },
  );

  it('show a wrong template, although what begins with a brace may be a document with secrets elsewhere', async () => {
    for (const backupTag of ['{tag}', '{tag}/old', '{date}-old'])
      expect((await complaints({ backupTag })).error).toContain(`--backup-tag ${backupTag} does not fit`);
    for (const backupTag of ['{"password":"{tag}"}', '{tag}{"password":"x"}'])
      expect((await complaints({ backupTag })).error).not.toContain('password');
  });
});
