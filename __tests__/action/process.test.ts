import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Workplace, workplace } from '../support/workplace.ts';

const SRC = join(import.meta.dirname, '..', '..', 'src', 'action');

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

function run(entry: string, env: Record<string, string>): Promise<{ code: number; stdout: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(SRC, entry)],
      { env: { PATH: process.env.PATH ?? '', ...env } },
      (_, stdout) => resolve({ code: child.exitCode ?? -1, stdout }),
    );
  });
}

const sign = () => ({
  INPUT_IMAGES: `${at.images}:one`,
  INPUT_KEY: at.key,
  'INPUT_CERTIFICATE-CHAIN': at.chain,
});

it('an action writes outputs and summary to the files of the runner', async () => {
  await writeFile(at.path('output'), '');
  await writeFile(at.path('summary'), '');
  const done = await run('sign-entry.ts', {
    ...sign(),
    GITHUB_OUTPUT: at.path('output'),
    GITHUB_STEP_SUMMARY: at.path('summary'),
  });
  expect(done.code, done.stdout).toBe(0);
  const output = await readFile(at.path('output'), 'utf8');
  expect(output).toMatch(new RegExp(`^digest<<(\\S+)\\n${at.digests.one}\\n\\1\\n`));
  expect(await readFile(at.path('summary'), 'utf8')).toContain('Sealift sign: done');
});

it('an action started by hand runs without the files of a runner, with a notice', async () => {
  const done = await run('sign-entry.ts', sign());
  expect(done.code, done.stdout).toBe(0);
  expect(done.stdout).toContain(`output digest: ${at.digests.one}`);
  expect(done.stdout).toContain('GITHUB_STEP_SUMMARY is not set');
});

it.each(['verify-entry.ts', 'promote-entry.ts', 'plan-entry.ts', 'compare-entry.ts'])(
  '%s annotates missing inputs and ends with 2',
  async (entry) => {
    const done = await run(entry, {});
    expect(done.code).toBe(2);
    expect(done.stdout).toMatch(/^::error title=Sealift%3A usage::/m);
  },
);

it.runIf(process.platform === 'linux')(
  'an action ends with 3 when the files of the runner are on a full disk',
  async () => {
    const full = { GITHUB_OUTPUT: '/dev/full', GITHUB_STEP_SUMMARY: '/dev/full' };
    const done = await run('sign-entry.ts', { ...sign(), ...full });
    expect(done.code).toBe(3);
    expect(done.stdout).toMatch(
      /^::error title=Sealift%3A disk_full::cannot write .*\(GITHUB_OUTPUT\): no space/m,
    );
  },
);
it('an action escapes control characters and marks of direction in every log line', async () => {
  const destination = `oci:${at.path('to\u001b[2J\u202e')}:1`;
  const done = await run('promote-entry.ts', {
    INPUT_SOURCE: `${at.images}:one`,
    INPUT_DESTINATION: destination,
    'INPUT_SKIP-VERIFICATION': 'true',
    RUNNER_DEBUG: '1',
  });
  expect(done.stdout).toMatch(/^::debug::.*to\\u\{1b\}\[2J\\u\{202e\}/m);
  expect(done.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
});
