import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { pageText, ROOT } from '../support/docs/pages.ts';
import { type Counterpart, FEATURES, shownCounterpart } from '../support/support-table.ts';

const TESTS = join(ROOT, '__tests__');
const INTEROP = join(TESTS, 'interop');

/** By what a test shows that it uses a program. */
const TRACES: Partial<Record<Counterpart, RegExp>> = {
  notation: /NotationHome|'notation'/,
  softhsm2: /softhsm/i,
  go: /go-judge|buildGoJudge|from '\.\/programs|go'/i,
  openbao: /openbao/i,
};

/** A test with what it takes from the support of its suite. */
function sourceOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  const imported = [...text.matchAll(/from '(\.\/support\/[^']+)'/g)]
    .map(([, path]) => join(dirname(file), path!))
    // The list of kinds of registries names all of them.
    .filter((path) => !path.endsWith('registries.ts'));
  return [text, ...imported.map((path) => readFileSync(path, 'utf8'))].join('\n');
}

describe('docs/support.md', () => {
  const claims = FEATURES.flatMap((feature) =>
    feature.real.flatMap((test) => test.with.map((name) => [feature.name, test.file, name] as const)),
  );

  it.each(claims)(
    'says of "%s" that %s.test.ts is played with %s, which its source shows',
    (_, file, name) => {
      const source = sourceOf(join(INTEROP, `${file}.test.ts`));
      expect(source).toMatch(TRACES[name] ?? new RegExp(`\\b${name}\\b`, 'i'));
    },
  );

  it('has every file of the interop suite in a row', () => {
    const files = readdirSync(INTEROP).filter((name) => name.endsWith('.test.ts'));
    const named = new Set(FEATURES.flatMap(({ real }) => real.map(({ file }) => `${file}.test.ts`)));
    expect([...named].toSorted()).toEqual(files.toSorted());
  });

  it.each(FEATURES.flatMap(({ name, double }) => (double ? [[name, double] as const] : [])))(
    'names for "%s" a double and a test that are there',
    (_, { support, test }) => {
      expect(existsSync(join(TESTS, 'support', support)), support).toBe(true);
      const source = readFileSync(join(TESTS, test), 'utf8');
      const [word] = support.replace(/\.ts$/, '').split('/').slice(-1);
      expect(source).toMatch(new RegExp(`support/[^']*${word}`));
    },
  );

  it('shows each program in the version that the suite builds', () => {
    const page = pageText('docs/support.md');
    for (const [, , name] of claims) expect(page).toContain(shownCounterpart(name));
    expect(page).toContain('notation 1.3.2');
  });

  it('names the systems and Nodes of the workflow', () => {
    const text = readFileSync(join(ROOT, '.github', 'workflows', 'ci.yml'), 'utf8');
    const { jobs } = parse(text) as {
      jobs: { test: { strategy: { matrix: { os: string[]; node: string[] } } } };
    };
    const { os, node } = jobs.test.strategy.matrix;
    expect(os).toEqual(['ubuntu-latest', 'macos-latest', 'windows-latest']);
    expect(node).toEqual(['22', '24']);
    expect(pageText('docs/support.md')).toContain('Linux, macOS and Windows, with Node 22 and 24');
  });
});
