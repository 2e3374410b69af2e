import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nodeTooOld } from '../../src/compose/node-version.ts';
import { VERSION } from '../../src/compose/version.ts';
import { ERRORS } from '../../src/errors.ts';

const ROOT = join(import.meta.dirname, '..', '..');

it.each(['v22.21.0', 'v22.22.3', 'v24.5.0', 'v24.21.0', 'v25.0.0', 'v26.1.0'])(
  'nodeTooOld accepts %s',
  (version) => {
    expect(nodeTooOld(version)).toBeUndefined();
  },
);

it.each(['v12.22.0', 'v18.20.0', 'v20.19.0', 'v22.20.0', 'v23.11.0', 'v24.4.1', 'nonsense'])(
  'nodeTooOld refuses %s',
  (version) => {
    const old = nodeTooOld(version);
    expect(old?.message).toContain(version);
    expect(old).toMatchObject({ code: 'node_too_old', hint: ERRORS.node_too_old[1] });
  },
);

it.each([
  'cli/entry.ts',
  'action/begin.ts',
  'action/sign-entry.ts',
  'action/verify-entry.ts',
  'action/promote-entry.ts',
  'compose/node-version.ts',
])('%s has only syntax that old Nodes parse, and loads nothing before the check', (file) => {
  const text = readFileSync(join(ROOT, 'src', file), 'utf8');
  expect(text).not.toMatch(/\?\.|\?\?|\|\|=|&&=|^await |#[a-z]|\bstatic\b/m);
  const imports = [...text.matchAll(/^import .*$/gm)].map(([line]) => line);
  const allowed = /node-version\.ts|begin\.ts|^import type /;
  expect(imports.filter((line) => !allowed.test(line))).toEqual([]);
});

it('VERSION equals the version of package.json', () => {
  expect(VERSION).toBe(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version);
});
