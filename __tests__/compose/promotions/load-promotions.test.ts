import { describe, expect, it } from 'vitest';
import { selectImages } from '../../../src/planning/select-images.ts';
import { load, refusal } from '../../support/promotions/folder.ts';

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
