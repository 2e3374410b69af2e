import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImageResult } from '../../src/operations/results.ts';
import { type Typed, type } from '../support/command-line.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { wordsOf } from '../support/pasted.ts';
import { expectValid } from '../support/result-schema.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
let registry: FakeRegistry;
let round = 0;

beforeAll(async () => {
  at = await workplace();
  registry = await FakeRegistry.start();
  for (const tag of ['one', 'two', 'multi'])
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

/** Runs a line as it is after it was pasted into a shell; the program is that of this process. */
async function paste(line: string): Promise<readonly Typed[]> {
  const done: Typed[] = [];
  for (const words of await wordsOf(line)) done.push(await type(words));
  return done;
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
});

describe('the command that goes back', () => {
  const move = (tag: string, to: string) => type(['promote', `${at.images}:${tag}`, to, ...at.trustFlags]);

  it('is printed where tags moved, and works when it is pasted', async () => {
    expect((await move('one', `${place()}:1`)).stdout).not.toContain('to go back');
    await move('two', `${place()}:latest`);
    const moved = await move('multi', `${place()}:1,latest,new`);
    expect(moved.stdout).toMatch(/\n {4}to go back:\n {6}sealift promote .* && sealift promote .*\n$/);
    registry.log.length = 0;
    const [line] = moved.stdout.match(/sealift promote .*/)!;
    expect(await paste(line)).toMatchObject([{ code: 0 }, { code: 0 }]);
    expect(Object.fromEntries(tags())).toEqual({
      '1': at.digests.one,
      latest: at.digests.two,
      new: at.digests.multi,
    });
    // Nothing is copied but the tags.
    expect(registry.writes.map((one) => one.replace(/ .*\//, ' '))).toEqual(['PUT 1', 'PUT latest']);
  });

  it('works for a layout whose name has a blank and a quote', async () => {
    const layout = `oci:${at.path("it's out")}`;
    await move('one', `${layout}:1`);
    const { stdout } = await move('two', `${layout}:1`);
    expect(await paste(stdout.match(/sealift promote .*/)![0])).toMatchObject([{ code: 0 }]);
    const listed = await type(['list', `${layout}:1`, '--output', 'json']);
    expect(listed.json().images[0]!.digest).toBe(at.digests.one);
  });
});
