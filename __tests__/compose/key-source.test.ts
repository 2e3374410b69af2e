import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/compose/certificate/certificate-run.ts';
import { withKey } from '../../src/compose/certificate/key-source.ts';
import { SealiftError } from '../../src/errors.ts';
import { prepareNewKey } from '../../src/signers/open.ts';

const { signal } = new AbortController();
let folder: string;
let outcome: Outcome;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealift-key-source-'));
  outcome = {};
});
afterEach(() => rm(folder, { recursive: true }));

/** A new key in a file, as the run makes it. */
async function keyIn(name: string) {
  const make = await prepareNewKey(join(folder, name), { env: {} });
  return () => make(signal, () => {});
}

describe('withKey', () => {
  it('writes no key when what it is for cannot be made', async () => {
    const failing = withKey(await keyIn('key.pem'), undefined, outcome, () =>
      Promise.reject(new SealiftError('self_check_failed', 'no certificate')),
    );
    await expect(failing).rejects.toMatchObject({ code: 'self_check_failed' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('removes the key again when the certificate cannot be written', async () => {
    const out = join(folder, 'out.pem');
    const failing = withKey(await keyIn('key.pem'), out, outcome, async () => {
      await writeFile(out, 'taken meanwhile');
      return 'certificate';
    });
    await expect(failing).rejects.toMatchObject({ code: 'file_exists' });
    expect(await readdir(folder)).toEqual(['out.pem']);
    expect(await readFile(out, 'utf8')).toBe('taken meanwhile');
    expect(outcome.newKey).toBeUndefined();
  });

  it('keeps a key that somebody else put there meanwhile', async () => {
    const source = await keyIn('key.pem');
    const failing = withKey(source, undefined, outcome, async () => {
      await writeFile(join(folder, 'key.pem'), 'theirs');
      return 'certificate';
    });
    await expect(failing).rejects.toMatchObject({ code: 'file_exists' });
    expect(await readFile(join(folder, 'key.pem'), 'utf8')).toBe('theirs');
  });
});
