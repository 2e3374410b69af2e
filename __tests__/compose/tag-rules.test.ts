import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImageResult } from '../../src/operations/results.ts';
import { type Typed, type } from '../support/command-line.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { expectValid } from '../support/result-schema.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
let registry: FakeRegistry;
let round = 0;

beforeAll(async () => {
  at = await workplace();
  registry = await FakeRegistry.start();
  for (const tag of ['one', 'two'])
    expect(await type(['sign', `${at.images}:${tag}`, ...at.keyFlags])).toMatchObject({ code: 0 });
});
afterAll(() => Promise.all([at.remove(), registry.stop()]));
beforeEach(() => {
  round += 1;
});

const place = () => `${registry.host}/r${round}/app`;
const tags = () => registry.repository(`r${round}/app`).tags;

async function promote(
  source: string,
  destinations: readonly string[],
  ...flags: readonly string[]
): Promise<Typed & { image: ImageResult; warnings: readonly string[] }> {
  const command = ['promote', `${at.images}:${source}`, ...destinations, ...at.trustFlags, ...flags];
  const typed = await type([...command, '--output', 'json']);
  const { images, warnings } = typed.json();
  expectValid(typed.json());
  return { ...typed, image: images[0]!, warnings };
}

describe('what becomes of existing tags', () => {
  it('is decided by the last rule that fits, on the whole tag', async () => {
    await promote('one', [`${place()}:1.4,1.5-rc,latest`]);
    const rules = ['--existing-tag', 'keep', '--existing-tag', '1.?=fail', '--existing-tag', '1.4=move'];
    const done = await promote('two', [`${place()}:1.4,1.5-rc,latest,new`], ...rules);
    expect(done.code).toBe(0);
    expect(done.image.destinations[0]!.tags.map(({ tag, action }) => [tag, action])).toEqual([
      ['1.4', 'moved'],
      ['1.5-rc', 'kept'],
      ['latest', 'kept'],
      ['new', 'new'],
    ]);
  });

  it('ends with 1 and nothing written where one may not move, in the words of the option', async () => {
    await promote('one', [`${place()}:1`]);
    registry.log.length = 0;
    for (const [flags, says] of [
      [['--existing-tag', 'fail'], '--existing-tag fail forbids'],
      [['--move-tag', 'never'], '--move-tag never forbids'],
    ] as const) {
      const refused = await promote('two', [`${place()}:1`], ...flags);
      expect(refused.code).toBe(1);
      expect(refused.image.error).toMatchObject({
        code: 'tag_exists',
        message: expect.stringContaining(says),
      });
    }
    expect(registry.writes).toEqual([]);
  });

  it('is kept with exit code 0 where all are kept, and nothing is said to be there', async () => {
    await promote('one', [`${place()}:1`]);
    const kept = await promote('two', [`${place()}:1`], '--existing-tag', 'keep');
    expect(kept).toMatchObject({
      code: 0,
      image: { status: 'kept', destinations: [{ status: 'kept', pinned: null }] },
    });
    const command = [
      'promote',
      `${at.images}:two`,
      `${place()}:1`,
      ...at.trustFlags,
      '--existing-tag',
      'keep',
    ];
    const text = await type(command);
    expect(text.stdout).toContain(`tag 1  kept at ${at.digests.one}`);
    expect(text.stdout).not.toContain('attached');
    expect(text.stdout).not.toContain('to go back');
  });

  it('is warned of where a rule for one tag stands before one that overrules it', async () => {
    await promote('one', [`${place()}:1,latest`]);
    const rules = ['--existing-tag', 'latest=move', '--existing-tag', '*=fail'];
    const refused = await promote('two', [`${place()}:latest`], ...rules);
    expect(refused.image.error).toMatchObject({ code: 'tag_exists' });
    expect(refused.warnings.join()).toMatch(
      /--existing-tag latest=move is without effect, because --existing-tag \*=fail behind it fits latest as well, and the last one counts; write it last/,
    );
    const [first, second, ...rest] = rules;
    const done = await promote('two', [`${place()}:latest`], ...rest, first!, second!);
    expect(done).toMatchObject({ code: 0, warnings: [] });
    expect(tags().get('latest')).toBe(at.digests.two);
  });
});

describe('options about tags', () => {
  it.each<[string, readonly string[], RegExp]>([
    [
      'a rule that is none',
      ['--existing-tag', 'latest=delete'],
      /latest=delete does not end with move, keep or fail/,
    ],
    ['a rule without a word', ['--existing-tag', 'latest='], /does not end with/],
    ['capitals', ['--existing-tag', 'KEEP'], /does not end with/],
    ['a pattern that fits no tag', ['--existing-tag', 'a/b*=keep'], /fits no tag/],
    ['an empty pattern', ['--existing-tag', '=keep'], /fits no tag/],
    [
      '--move-tag never beside a rule',
      ['--move-tag', 'never', '--existing-tag', 'keep'],
      /exclude each other/,
    ],
    ['a backup tag that is no tag', ['--backup-tag', '{tag}/old'], /for 1 it is not a tag/],
    ['an unknown variable', ['--backup-tag', '{date}'], /\{tag\} is the only variable/],
    ['a backup tag that is promoted', ['--backup-tag', 'latest'], /it is latest, which is promoted as well/],
    ['a backup tag that is its own tag', ['--backup-tag', '{tag}'], /for 1 it is 1, which is promoted/],
    ['a backup tag for several tags', ['--backup-tag', 'old'], /for 1 and latest it is the same tag/],
    ['a backup tag that is too long', ['--backup-tag', `{tag}-${'x'.repeat(128)}`], /over 128 characters/],
    ['a referrers tag', ['--backup-tag', `sha256-${'a'.repeat(64)}`], /by which signatures are found/],
    ['a digest tag', ['--backup-tag', `sha256-${'a'.repeat(64)}.{tag}`], /by which signatures are found/],
    ['an empty template', ['--backup-tag', ''], /it is not a tag|empty/],
  ])('are refused before anything is contacted: %s', async (_, flags, says) => {
    registry.log.length = 0;
    const command = ['promote', `${at.images}:one`, `${place()}:1,latest`, ...at.trustFlags, ...flags];
    const typed = await type([...command, '--output', 'json']);
    expect(typed.code, typed.stdout).toBe(2);
    expect(typed.json().error).toMatchObject({ code: 'usage', message: expect.stringMatching(says) });
    expect(registry.log).toEqual([]);
  });

  it('are told where no destination has a tag', async () => {
    for (const flags of [
      ['--existing-tag', 'keep'],
      ['--backup-tag', '{tag}-old'],
    ]) {
      const typed = await type([
        ...['promote', `${at.images}@${at.digests.one}`, place(), ...at.trustFlags, ...flags],
      ]);
      expect(typed.code).toBe(2);
      expect(typed.stderr).toContain(`${flags[0]} is about tags`);
    }
  });

  it('of one destination may name a tag of another', async () => {
    const [a, b] = [`${place()}:1`, `${registry.host}/r${round}/other:1-old`];
    await promote('one', [a, b]);
    const done = await promote('two', [a, b], '--backup-tag', '{tag}-old');
    expect(done.code).toBe(0);
    expect(done.image.destinations.map(({ tags: [one] }) => one!.backup)).toEqual(['1-old', '1-old-old']);
    const text = await type([
      ...['promote', `${at.images}:one`, a, ...at.trustFlags, '--backup-tag', '{tag}-old'],
    ]);
    expect(text.stdout).toContain(`moved, before ${at.digests.two}, kept as 1-old`);
  });
});
