import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPromotions } from '../../../src/compose/promotions/load-promotions.ts';
import type { AnyRun } from '../../../src/compose/run.ts';
import { selectImages } from '../../../src/planning/select-images.ts';
import { currentRun, folderWith, load, refusal } from '../../support/promotions/folder.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

const promotions = (...lines: readonly string[]): string =>
  ['version: 1', 'promotions:', ...lines.map((line) => `  ${line}`), ''].join('\n');

describe('a promotions file', () => {
  it('says which tags of a repository go where', async () => {
    const { entries } = await load(
      promotions(
        '- from: dev.example.com/team/app',
        "  tags: ['1.4', latest]",
        "  to: 'eu.example.com/{repository}'",
      ),
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ from: 'dev.example.com/team/app', to: ['eu.example.com/team/app'] });
    expect(selectImages(entries[0]!, [])).toEqual([
      {
        entry: entries[0],
        tag: '1.4',
        destinations: [{ repository: 'eu.example.com/team/app', tags: ['1.4'] }],
      },
      {
        entry: entries[0],
        tag: 'latest',
        destinations: [{ repository: 'eu.example.com/team/app', tags: ['latest'] }],
      },
    ]);
  });

  it('may be JSON', async () => {
    const entry = {
      from: 'dev.example.com/app',
      digests: { [DIGEST]: ['1.0'] },
      to: ['eu.example.com/{name}'],
    };
    const { entries } = await load(JSON.stringify({ version: 1, promotions: [entry] }, null, 2));
    expect(entries[0]).toMatchObject({ choice: { kind: 'digests', digests: new Map([[DIGEST, ['1.0']]]) } });
  });

  it('tells all its faults at once, each with line and column', async () => {
    const { code, message } = await refusal(
      promotions(
        '- from: dev.example.com/team/app',
        '  tags: { semvr: ">=1", latest: none }',
        '  to: eu.example.com/{nam}',
        '  platfroms: [linux/amd64]',
      ),
    );
    expect(code).toBe('promotions_invalid');
    expect(message).toContain('promotions.yaml:4:13: "semvr" is no member of rules for tags');
    expect(message).toContain('promotions.yaml:4:35: expected a whole number from 1 to 100000, not "none"');
    expect(message).toContain(
      'promotions.yaml:5:9: eu.example.com/{nam} has {nam}, which stands for nothing',
    );
    expect(message).toContain('promotions.yaml:6:5: "platfroms" is no member of a promotion');
  });
});

describe('loadPromotions', () => {
  const text = promotions('- from: dev.example.com/app', '  tags: [v1]', '  to: eu.example.com/app');

  it('says of a file that is not there where it was looked for', async () => {
    const path = join(folderWith({}), 'promotions.yaml');
    await expect(loadPromotions(path, currentRun())).rejects.toMatchObject({
      code: 'file_not_found',
      message: `there is no promotions file at ${path}`,
    });
  });

  it('reads no link, and names none of what is behind it', async () => {
    const folder = folderWith({ 'secret.yaml': 'password: hunter2\n' });
    symlinkSync('secret.yaml', join(folder, 'promotions.yaml'));
    await expect(loadPromotions(join(folder, 'promotions.yaml'), currentRun())).rejects.toMatchObject({
      code: 'promotions_invalid',
      message: expect.stringMatching(/is a link, not a file$/),
      hint: expect.stringContaining('ConfigMap'),
    });
  });

  it('follows no link in the path of what the file names', async () => {
    const folder = folderWith({
      'promotions.yaml': `trust-policy: here/policy.json\n${text}`,
      'there/policy.json': '{}',
    });
    symlinkSync('there', join(folder, 'here'));
    await expect(loadPromotions(join(folder, 'promotions.yaml'), currentRun())).rejects.toThrow(
      /promotions\.yaml:1:15: here is a link, not a folder$/,
    );
  });

  it('gives one object for equal settings', async () => {
    const entry = ['  tags: [v1]', '  platforms: [linux/amd64]'];
    const { entries } = await load(
      promotions(
        ...['- from: dev.example.com/a', ...entry, '  to: eu.example.com/a'],
        ...['- from: dev.example.com/b', ...entry, '  to: eu.example.com/b'],
      ),
    );
    expect(entries[0]?.settings).toBe(entries[1]?.settings);
  });

  it('takes the policy of the run into its digests where entries name none', async () => {
    const folder = folderWith({ 'promotions.yaml': text });
    const digests = async (trustPolicy: string) => {
      const values = { trustPolicy } as AnyRun['values'];
      return (await loadPromotions(join(folder, 'promotions.yaml'), { ...currentRun(), values })).digests
        .policies;
    };
    expect(await digests('{"a":1}')).toHaveLength(1);
    expect(await digests('{"a":1}')).not.toEqual(await digests('{"a":2}'));
  });
});
