import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type } from '../support/command-line.ts';
import { FakePlugin } from '../support/plugin/fake-plugin.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

const SCRIPT = join(import.meta.dirname, '..', 'support', 'plugin', 'signing-plugin.mjs');

describe.skipIf(process.platform === 'win32')('sealift sign with a Notation plugin', () => {
  let at: Workplace;
  let fake: FakePlugin;
  let env: Record<string, string>;
  beforeAll(async () => {
    at = await workplace();
  });
  afterAll(() => at.remove());
  beforeEach(async () => {
    fake = await FakePlugin.install();
    env = { NOTATION_LIBEXEC: fake.libexec, PATH: process.env.PATH! };
    return () => fake.remove();
  });

  const KEY = ['--key', 'notation-plugin://acme/release?pin-value=4711'];

  it('signs without a chain given, passes the configuration on, and verifies', async () => {
    await writeFile(fake.file, `#!/bin/sh\nexec '${process.execPath}' '${SCRIPT}' "$@"\n`);
    const config = ['--plugin-config', `key=${at.key}`, '--plugin-config', `chain=${at.chain}`];
    const signed = await type(['sign', `${at.images}@${at.digests.one}`, ...KEY, ...config, '--debug'], env);
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    expect(signed.stdout).toMatch(/^signed .*\n[\s\S]*signature {2}CN=release,/);
    expect(`${signed.stdout}${signed.stderr}`).not.toContain(at.key);
    expect(await type(['verify', `${at.images}:one`, ...at.trustFlags])).toMatchObject({ code: 0 });
    const shown = await type(['inspect', `${at.images}:one`]);
    expect(shown.stdout).toMatch(/sealift\/[\d.]+ acme\/1\.2\.3/);
  });

  it('ends with the code of what the plugin says, and shows neither key id nor configuration', async () => {
    const stderr = { errorCode: 'ACCESS_DENIED', errorMessage: 'log in first' };
    await fake.reply('describe-key', { stderr, code: 1 });
    const config = ['--plugin-config', 'token=s3cret'];
    const denied = await type(['sign', `${at.images}:two`, ...KEY, ...config], env);
    expect(denied.code).toBe(4);
    expect(denied.stderr).toContain('plugin acme, describe-key: log in first (ACCESS_DENIED)');
    expect(denied.stderr).toContain('[denied]');
    expect(`${denied.stdout}${denied.stderr}`).not.toMatch(/s3cret|4711/);
  });

  it('gives up a plugin that does not answer within --timeout', async () => {
    await fake.reply('describe-key', { hangs: true });
    const late = await type(['sign', `${at.images}:two`, ...KEY, '--timeout', '300ms'], env);
    expect(late.code).toBe(3);
    expect(late.stderr).toContain('[deadline_exceeded]');
  });

  it('refuses the chain of another kind of key before anything is signed', async () => {
    await fake.reply('describe-key', { stdout: { keyId: KEY[1]!.slice(23), keySpec: 'RSA-2048' } });
    const refused = await type(['sign', `${at.images}:two`, ...KEY, '--certificate-chain', at.chain], env);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('[key_certificate_mismatch]');
    expect(await fake.requests('generate-signature')).toEqual([]);
  });
});
