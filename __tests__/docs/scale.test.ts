import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadPromotions } from '../../src/compose/promotions/load-promotions.ts';
import { run } from '../../src/compose/run.ts';
import { mirror } from '../support/mirror.ts';
import { never } from '../support/tools.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

const PAGE = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'scale.md'), 'utf8');

let at: Workplace;

beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

it('the budgets that the page shows are read', async () => {
  const [, shown] = /```yaml\n([\s\S]*?)```/.exec(PAGE)!;
  const file = at.path('promotions.yaml');
  const entry = "promotions: [{ from: a.example.com/app, tags: ['1'], to: b.example.com/app }]";
  await writeFile(
    file,
    `version: 1\ntrust-policy: trustpolicy.json\ntrust-store: truststore\n${shown}${entry}\n`,
  );
  let found: unknown;
  await run('plan', { env: {} }, never, async (current) => {
    found = (await loadPromotions(file, current)).registries;
    return [];
  });
  expect(found).toEqual(
    new Map([
      ['docker.io', { concurrency: 4, keepAllowance: 20 }],
      ['registry.example.com', { requestsPerSecond: 50 }],
    ]),
  );
});

/** The cells of each row of the page that begins so. */
const rows = (pattern: RegExp): readonly (readonly string[])[] =>
  PAGE.split('\n')
    .filter((line) => line.startsWith('| ') && pattern.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const numberOf = (text: string): number => Number(text.replaceAll(',', ''));

/** `46,000 × 4 ÷ 50`, from the left, with sums in brackets. */
function resultOf(formula: string): number {
  const text = formula.replaceAll(',', '').replaceAll('×', '*').replaceAll('÷', '/');
  if (!/^[\d\s*/+()]+$/.test(text)) throw new Error(`no formula: ${formula}`);
  return Number(runInNewContext(text));
}

const isPull = (request: string): boolean => /^GET .*\/manifests\//.test(request);

it('what an image costs is what the page says', async () => {
  const [few, many] = [2, 4];
  /** Requests of every registry, and pulls of the source: first those of a new run, then those of a repeat. */
  const counted = async (images: number) => {
    const { promote } = await mirror(at, { images, repositories: ['a'] });
    const runs = [await promote(), await promote()];
    return runs.map(({ requests: [source, there] }) => [
      source!.length,
      source!.filter(isPull).length,
      there!.length,
    ]);
  };
  const [less, more] = [await counted(few), await counted(many)];
  const each = more.map((run, which) => run.map((count, of) => (count - less[which]![of]!) / (many - few)));
  const said = (word: string) =>
    rows(new RegExp(`^\\| ${word} \\|`))[0]!
      .slice(1)
      .map(numberOf);
  expect({ new: each[0], repeat: each[1] }).toEqual({ new: said('new'), repeat: said('without news') });
});

it('every result follows from the formula beside it, and these from what an image costs', () => {
  const [, source, , there] = rows(/^\| without news \|/)[0]!.map(numberOf);
  const [, newSource, , newThere] = rows(/^\| new \|/)[0]!.map(numberOf);
  const formulas = rows(/÷/);
  expect(formulas).toHaveLength(6);
  for (const [what, formula, result] of formulas)
    expect(Math.round(resultOf(formula!)), what).toBe(numberOf(result!));
  const texts = formulas.map(([, formula]) => formula!);
  const minutes = (requests: number) => `46,000 × ${requests} ÷ 50 ÷ 60`;
  expect(texts.slice(0, 4)).toEqual([source, there, newSource, newThere].map((one) => minutes(one!)));
  expect(texts.slice(4)).toEqual([
    `( ${source} + 20 × ${there} ) × 50 ÷ ${Math.max(source!, there!)}`,
    `( ${newSource} + 20 × ${newThere} ) × 50 ÷ ${Math.max(newSource!, newThere!)}`,
  ]);
});

it('what shards cost the source follows from the number of destinations', () => {
  const [, source] = rows(/^\| without news \|/)[0]!.map(numberOf);
  const shown = rows(/^\| \d+ \|/);
  expect(shown).toHaveLength(4);
  for (const [shards, reads, minutes] of shown) {
    const each = Number(shards) * (1 - (1 - 1 / Number(shards)) ** 20);
    expect(reads).toBe(each.toFixed(2));
    expect(Number(minutes)).toBe(Math.round((46_000 * source! * each) / 50 / 60));
  }
});
