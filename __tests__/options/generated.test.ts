import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ERRORS } from '../../src/errors.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

it('docs, action.yml and schema are as the tables say', () => {
  // Throws with the names of the files when one of them is not what the tables say.
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'docs.ts'), '--check'], { stdio: 'pipe' });
});

it('docs/errors.md describes every error code with its remedy', () => {
  const page = read('docs/errors.md');
  for (const code of Object.keys(ERRORS)) expect(page).toContain(`\`${code}\``);
});

it('each action runs on node24 from the same dist', () => {
  expect(read('action.yml')).toMatch(/using: node24\n {2}main: dist\/sign\.js\n$/);
  expect(read('verify/action.yml')).toMatch(/using: node24\n {2}main: \.\.\/dist\/verify\.js\n$/);
  expect(read('promote/action.yml')).toMatch(/using: node24\n {2}main: \.\.\/dist\/promote\.js\n$/);
  expect(read('plan/action.yml')).toMatch(/using: node24\n {2}main: \.\.\/dist\/plan\.js\n$/);
  expect(read('compare/action.yml')).toMatch(/using: node24\n {2}main: \.\.\/dist\/compare\.js\n$/);
});
