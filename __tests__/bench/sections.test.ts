import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SECTIONS } from '../../bench/sections/all.ts';

const SCRIPT = join(import.meta.dirname, '..', '..', 'bench', 'run.ts');

function bench(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [SCRIPT, ...args], (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

function expectUsage(text: string): void {
  expect(text).toContain(Object.keys(SECTIONS).join(', '));
  for (const flag of ['quick', 'rounds N', 'delay MS', 'waterfall', 'help'])
    expect(text).toMatch(new RegExp(`^ +--${flag} +\\S`, 'm'));
}

it('bench --help prints sections and flags and ends with 0', async () => {
  const { code, stdout, stderr } = await bench('--help');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expectUsage(stdout);
});

it.each([
  ['a section that does not exist', ['sign', 'none', 'toString'], /^there is no section none, toString\n/],
  ['an unknown flag', ['--fast'], /^Unknown option '--fast'/],
  ['a flag without its value', ['--rounds'], /^Option '--rounds <value>' argument missing\n/],
  ['a value that is no number', ['--delay', 'x'], /^rounds and delays are numbers\n/],
])('bench refuses %s with sections and flags and exit code 2', async (_, args, message) => {
  const { code, stdout, stderr } = await bench(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^ +at /m);
  expectUsage(stderr);
});
