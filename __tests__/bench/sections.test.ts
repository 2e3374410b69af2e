import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SECTIONS } from '../../bench/sections/all.ts';

it('sections that do not exist are named, with the list of those that do', async () => {
  const script = join(import.meta.dirname, '..', '..', 'bench', 'run.ts');
  const ended = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
    execFile(process.execPath, [script, 'sign', 'none', 'toString'], (error, _, stderr) =>
      resolve({ code: error?.code, stderr }),
    );
  });
  expect(ended.code).toBe(2);
  expect(ended.stderr).toMatch(/^there is no section none, toString\n/);
  expect(ended.stderr).toContain(Object.keys(SECTIONS).join(', '));
});
