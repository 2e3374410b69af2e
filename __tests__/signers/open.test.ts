import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSigner } from '../../src/signers/open.ts';
import { testKey } from '../support/pki.ts';

const signal = new AbortController().signal;
const { pem, publicKey } = testKey();
const encrypted = testKey().privateKey.export({
  format: 'pem',
  type: 'pkcs8',
  cipher: 'aes-128-cbc',
  passphrase: 'secret',
}) as string;

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealift-signers-'));
  path = join(folder, 'my key.pem');
  await writeFile(path, pem);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function opens(uri: string, env: Record<string, string> = {}, password?: string): Promise<boolean> {
  const signer = await openSigner(uri, { env, ...(password === undefined ? {} : { password }) });
  return (await signer.describe(signal)).publicKey.equals(publicKey);
}

const outcome = (uri: string, env: Record<string, string> = {}): Promise<unknown> =>
  openSigner(uri, { env }).then(
    () => 'opened',
    (error: unknown) => error,
  );

describe('openSigner', () => {
  it('opens a key by path and by file URL', async () => {
    expect(await opens(path)).toBe(true);
    expect(await opens(pathToFileURL(path).href)).toBe(true);
  });

  it('opens the PEM in an environment variable, encrypted too', async () => {
    expect(await opens('env://SIGNING_KEY', { SIGNING_KEY: pem })).toBe(true);
    expect(await opens('env://SIGNING_KEY', { SIGNING_KEY: encrypted }, 'secret')).toBe(true);
  });

  it('names the variable that is not set or empty', async () => {
    for (const env of [{}, { SIGNING_KEY: '' }]) {
      expect(await outcome('env://SIGNING_KEY', env as Record<string, string>)).toMatchObject({
        code: 'file_not_found',
        exitCode: 2,
        message: expect.stringContaining('SIGNING_KEY'),
      });
    }
  });

  it('finds no variable in Object.prototype', async () => {
    expect(await outcome('env://constructor')).toMatchObject({ code: 'file_not_found' });
  });

  it.each([
    'pkcs11://token',
    'http://acme.example/key.pem',
    'https://acme.example/key.pem',
    'constructor://x',
    'k8s://ns/secret',
  ])('refuses the scheme of %s', async (uri) => {
    expect(await outcome(uri)).toMatchObject({
      code: 'usage',
      exitCode: 2,
      hint: expect.stringContaining('env://'),
    });
  });

  it('reads an address without a scheme as a path, and names it in the error', async () => {
    const missing = join(folder, 'missing.pem');
    expect(await outcome(missing)).toMatchObject({
      code: 'file_not_found',
      exitCode: 2,
      message: expect.stringContaining(missing),
    });
    expect(await outcome('C:\\keys\\missing.pem')).toMatchObject({ code: 'file_not_found' });
    expect(await outcome(folder)).toMatchObject({ code: 'file_unreadable' });
  });

  it.each(['file:///a%2Fb.pem', 'file:///a.pem%2F..'])('refuses the file URL %s', async (uri) => {
    expect(await outcome(uri)).toMatchObject({ code: 'usage', hint: expect.stringContaining('file:///') });
  });

  it('refuses an empty name', async () => {
    expect(await outcome('')).toMatchObject({ code: 'usage' });
  });

  it('refuses a file that is too large to be a key', async () => {
    const large = join(folder, 'large.pem');
    await writeFile(large, Buffer.alloc(65 * 1024, 'x'));
    expect(await outcome(large)).toMatchObject({ code: 'content_too_large' });
  });

  it.each([
    ['as a path', pem],
    ['behind text', `my key\n${pem}`],
    ['behind env://', `env://${pem}`],
    ['behind env://, without its first line', `env://${pem.split('\n')[1]}`],
    ['behind file://', `file://${pem}`],
  ])('never shows a key that somebody gave %s', async (_, uri) => {
    const error = await outcome(uri);
    expect(error).toMatchObject({ code: 'usage' });
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain(pem.split('\n')[1]!.slice(8, 24));
  });

  it.each([
    ['as base64 of its PEM', Buffer.from(pem).toString('base64')],
    ['as base64 of its DER', pem.split('\n').slice(1, -2).join('')],
    ['without its first and last line', pem.split('\n').slice(1, -2).join('\n')],
  ])('never shows a key that somebody gave %s', async (_, text) => {
    for (const uri of [text, `file://${text}`]) {
      const error = await outcome(uri);
      expect(error).toMatchObject({ code: 'usage', hint: expect.stringContaining('env://') });
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain(text.slice(16, 40));
    }
  });
});
