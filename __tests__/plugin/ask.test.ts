import { chmod, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Plugin } from '../../src/plugin/ask.ts';
import { describeKey } from '../../src/plugin/describe-key.ts';
import { pluginMetadata } from '../../src/plugin/metadata.ts';
import { FakePlugin, METADATA, type Reply } from '../support/plugin/fake-plugin.ts';

const never = new AbortController().signal;
const KEY_ID = 'pkcs11:token=acme;object=release?pin-value=1234';
const KEY = { keyId: KEY_ID, keySpec: 'EC-256' };

describe.skipIf(process.platform === 'win32')('a plugin', () => {
  let fake: FakePlugin;
  beforeEach(async () => {
    fake = await FakePlugin.install();
  });
  afterEach(() => fake.remove());

  const metadata = (more?: Partial<Plugin>) => pluginMetadata(fake.plugin(more), never);
  const describe_ = (more?: Partial<Plugin>, signal = never) =>
    describeKey(fake.plugin(more), KEY_ID, signal);

  it('tells its version and capabilities, and may have unknown members in its answer', async () => {
    await fake.reply('get-plugin-metadata', { stdout: { ...METADATA, more: [1] }, stderr: 'a log line' });
    expect(await metadata()).toEqual({ version: '1.2.3', capabilities: METADATA.capabilities });
    expect(await fake.requests('get-plugin-metadata')).toEqual([{}]);
  });

  it('gets key, contract version, configuration and environment', async () => {
    await fake.reply('describe-key', { stdout: KEY });
    expect(await describe_({ config: { pin: 'a=b', 'key 2': '' } })).toMatchObject({ jws: 'ES256' });
    expect(await fake.requests('describe-key')).toEqual([
      { contractVersion: '1.0', keyId: KEY_ID, pluginConfig: { pin: 'a=b', 'key 2': '' } },
    ]);
    await writeFile(fake.file, `#!/bin/sh\necho "{\\"keyId\\":\\"$ID\\",\\"keySpec\\":\\"EC-384\\"}"\n`);
    expect(await describe_({ env: { ID: KEY_ID } })).toMatchObject({ jws: 'ES384' });
  });

  it.each<[string, object, RegExp]>([
    ['another name', { name: 'other' }, /in the folder acme says that its name is other/],
    [
      'a contract of the future',
      { supportedContractVersions: ['2.0'] },
      /contract version 2\.0; Sealift speaks 1\.0/,
    ],
    ['a higher minor contract', { supportedContractVersions: ['1.1'] }, /contract version 1\.1/],
  ])('is incompatible with %s', async (_, change, reason) => {
    await fake.reply('get-plugin-metadata', { stdout: { ...METADATA, ...change } });
    const error = { code: 'plugin_incompatible', exitCode: 2, message: expect.stringMatching(reason) };
    await expect(metadata()).rejects.toMatchObject(error);
  });

  it.each<[string, unknown]>([
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['a duplicate name', `{"name":"other",${JSON.stringify(METADATA).slice(1)}`],
    ['text behind it', `${JSON.stringify(METADATA)}{}`],
    ['an array', [METADATA]],
    ['null', 'null'],
    ['no name', { ...METADATA, name: undefined }],
    ['an empty description', { ...METADATA, description: '' }],
    ['no capabilities', { ...METADATA, capabilities: [] }],
    ['a version that is no word', { ...METADATA, version: '1.0\u0007 x' }],
    ['a number for the URL', { ...METADATA, url: 1 }],
    ['a second URL to a reader that folds case', { ...METADATA, URL: 'https://b.example' }],
    ['a number among the abilities', { ...METADATA, capabilities: ['SIGNATURE_GENERATOR.RAW', 1] }],
  ])('breaks the contract with %s', async (_, stdout) => {
    await fake.reply('get-plugin-metadata', { stdout });
    await expect(metadata()).rejects.toMatchObject({
      code: 'unexpected_answer',
      message: expect.stringMatching(/^plugin acme, get-plugin-metadata: /),
    });
  });

  it.each<[string, object, string]>([
    ['another key', { ...KEY, keyId: 'other' }, 'unexpected_answer'],
    ['the key without its name', { keySpec: 'EC-256' }, 'unexpected_answer'],
    ['the name in another case', { keyID: KEY_ID, keySpec: 'EC-256' }, 'unexpected_answer'],
    ['a kind that Notary does not have', { ...KEY, keySpec: 'RSA-1024' }, 'key_unsupported'],
    ['a kind of another case', { ...KEY, keySpec: 'ec-256' }, 'key_unsupported'],
  ])('fails with $2 when it describes %s', async (_, stdout, code) => {
    await fake.reply('describe-key', { stdout });
    await expect(describe_()).rejects.toMatchObject({ code });
  });

  const error = (errorCode: string, more: object = {}): Reply => ({
    stderr: { errorCode, errorMessage: 'the plugin says no', ...more },
    code: 1,
  });

  it.each<[string, string, number, number]>([
    ['VALIDATION_ERROR', 'plugin_failed', 1, 1],
    ['UNSUPPORTED_CONTRACT_VERSION', 'plugin_incompatible', 2, 1],
    ['ACCESS_DENIED', 'denied', 4, 1],
    ['TIMEOUT', 'key_service_unavailable', 3, 5],
    ['THROTTLED', 'too_many_requests', 3, 5],
    ['ERROR', 'plugin_failed', 1, 1],
    ['constructor', 'plugin_failed', 1, 1],
  ])('that says %s is the error %s, exit code %i, after %i tries', async (name, code, exitCode, tries) => {
    await fake.reply('describe-key', error(name));
    await expect(describe_()).rejects.toMatchObject({
      code,
      exitCode,
      message: `plugin acme, describe-key: the plugin says no (${name})`,
    });
    expect(await fake.requests('describe-key')).toHaveLength(tries);
    expect(fake.waits).toHaveLength(tries - 1);
  });

  it('is asked again when it says that it was throttled', async () => {
    await fake.reply('describe-key', error('THROTTLED'), error('TIMEOUT'), { stdout: KEY });
    expect(await describe_()).toMatchObject({ jws: 'ES256' });
    expect(fake.waits).toHaveLength(2);
  });

  it('has its words shown, made safe, and its key hidden', async () => {
    const words = { errorMessage: 'a\n::error::b\u001b[2J', errorMetadata: { region: 'eu\r' } };
    await fake.reply('describe-key', error('ERROR', words));
    const thrown = await describe_().catch((one: unknown) => one as Error);
    expect(thrown).toMatchObject({
      message: 'plugin acme, describe-key: a\\u{a}::error::b\\u{1b}[2J (region=eu\\u{d}) (ERROR)',
    });
    expect(JSON.stringify(thrown)).not.toContain('1234');
  });

  it('that opens its standard streams by name is an error with a hint', async () => {
    const stderr = "Error: ENXIO: no such device or address, open '/dev/stdin'";
    await fake.reply('describe-key', { code: 1, stderr });
    await expect(describe_()).rejects.toMatchObject({
      message: expect.stringContaining('ENXIO'),
      hint: expect.stringMatching(/sockets/),
    });
  });

  it.each<[string, Reply, string]>([
    ['nothing', { code: 3 }, 'it ended with 3 and said nothing'],
    ['text', { code: 1, stderr: 'panic: \u001b[31moh\n' }, 'it ended with 1: panic: \\u{1b}[31moh'],
    ['JSON of another shape', { code: 1, stderr: '{"error":1}' }, 'it ended with 1: {"error":1}'],
    ['an answer all the same', { code: 1, stdout: KEY }, 'it ended with 1 and said nothing'],
  ])('that fails with %s is an error with its exit code', async (_, reply, message) => {
    await fake.reply('describe-key', reply);
    const thrown = { code: 'plugin_failed', message: `plugin acme, describe-key: ${message}` };
    await expect(describe_()).rejects.toMatchObject(thrown);
  });

  it.each<[string, Reply]>([
    ['text', { code: 1, stderr: `no object for ${KEY_ID}&x=1, user pin 87654321, region eu-1` }],
    [
      'an error of the contract',
      {
        code: 1,
        stderr: {
          errorCode: 'VALIDATION_ERROR',
          errorMessage: `no object for ${KEY_ID}&x=1`,
          errorMetadata: { pin: '87654321', region: 'eu-1' },
        },
      },
    ],
  ])('that repeats a PIN in %s has it hidden', async (_, reply) => {
    await fake.reply('describe-key', reply);
    const config = { 'user-pin': '87654321', region: 'eu-1' };
    const error = await describe_({ config }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'plugin_failed' });
    const { message } = error as Error;
    expect(message).toContain('object=release?pin-value=***&x=1');
    expect(message).not.toMatch(/1234|87654321|eu-1/);
  });

  it.each(['stdout', 'stderr'] as const)('is ended when its %s has no end', async (floods) => {
    await fake.reply('describe-key', { floods });
    await expect(describe_()).rejects.toMatchObject({ code: 'content_too_large' });
  });

  it('is ended at its timeout, and not asked again', async () => {
    await fake.reply('describe-key', { hangs: true });
    await expect(describe_({ timeout: 200 })).rejects.toMatchObject({
      code: 'deadline_exceeded',
      exitCode: 3,
      hint: expect.stringContaining('--timeout'),
    });
    expect(fake.waits).toEqual([]);
  });

  it('is ended when the run is aborted', async () => {
    await fake.reply('describe-key', { hangs: true });
    const stop = new AbortController();
    const asked = describe_({}, stop.signal);
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['is gone', () => rm(fake.file), 'plugin_not_found'],
    [
      'has an interpreter that is not there',
      () => writeFile(fake.file, '#!/no/such/sh\n'),
      'plugin_not_found',
    ],
    ['may not be executed', () => chmod(fake.file, 0o644), 'plugin_unsafe'],
  ])('cannot be run when it %s', async (_, spoil, code) => {
    await spoil();
    await expect(metadata()).rejects.toMatchObject({ code, exitCode: 2 });
  });
});
