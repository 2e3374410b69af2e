import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nodeTooOld } from '../../src/compose/node-version.ts';
import { VERSION } from '../../src/compose/version.ts';
import { ERRORS, SealiftError } from '../../src/errors.ts';
import { PAGES, pageText } from '../support/docs/pages.ts';

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
    expect(old).toEqual({ ...new SealiftError('node_too_old', '').toJSON(), message: old?.message });
  },
);

it.each([
  'cli/entry.ts',
  'action/begin.ts',
  'action/error-command.ts',
  'action/sign-entry.ts',
  'action/verify-entry.ts',
  'action/promote-entry.ts',
  'action/plan-entry.ts',
  'action/compare-entry.ts',
  'compose/node-version.ts',
])('%s has only syntax that old Nodes parse, and loads nothing before the check', (file) => {
  const text = readFileSync(join(ROOT, 'src', file), 'utf8');
  expect(text).not.toMatch(/\?\.|\?\?|\|\|=|&&=|^await |#[a-z]|\bstatic\b/m);
  const imports = [...text.matchAll(/^import .*$/gm)].map(([line]) => line);
  const allowed = /node-version\.ts|begin\.ts|error-command\.ts|^import type /;
  expect(imports.filter((line) => !allowed.test(line))).toEqual([]);
});

it('VERSION equals the version of package.json', () => {
  expect(VERSION).toBe(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version);
});

it('the versions of Node are told in one wording everywhere, which is what package.json says', () => {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    engines: { node: string };
  };
  expect(engines.node).toBe('^22.21.0 || >=24.5.0');
  const wording = 'Node 24.5 or later, or Node 22 from 22.21 on';
  expect(ERRORS.node_too_old[1]).toBe(`Install ${wording}.`);
  const pages = [...PAGES, 'CONTRIBUTING.md', 'SECURITY.md'];
  const told = pages.map((page) => [page, pageText(page).replace(/\s+/g, ' ')] as const);
  for (const [page, text] of told) {
    const others = text.replaceAll(wording, '').match(/[^.]{0,40}\b(22\.21|24\.5)\b[^.]{0,20}/g) ?? [];
    expect([page, ...others]).toEqual([page]);
  }
  expect(told.filter(([, text]) => text.includes(wording)).map(([page]) => page)).toContain('README.md');
});
