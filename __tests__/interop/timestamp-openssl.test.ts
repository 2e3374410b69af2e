import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SealiftError } from '../../src/errors.ts';
import { verifyTimestamp } from '../../src/notation/timestamp/verify-timestamp.ts';
import * as der from '../support/der.ts';
import { attribute, type Quirks, TimestampAuthority } from '../support/timestamp-authority.ts';
import { run } from './support/run.ts';
import { withPeers } from './support/suite.ts';

const SIGNATURE = new Uint8Array(64).fill(5);
const digest = createHash('sha256').update(SIGNATURE).digest();
const ASKED = {
  imprint: der.sequence(
    der.sequence(der.oid('2.16.840.1.101.3.4.2.1'), der.nothing()),
    der.octetString(digest),
  ),
  nonce: der.integer(4711),
};
const otherDigest = attribute('1.2.840.113549.1.9.4', der.octetString(new Uint8Array(32)));

withPeers()('timestamps that `openssl ts -verify` reads as well', () => {
  const authority = new TimestampAuthority();
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealift-ts-'));
    await writeFile(join(folder, 'root.pem'), authority.root.pem);
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function opensslPasses(token: Uint8Array): Promise<boolean> {
    const file = join(folder, 'token.der');
    await writeFile(file, token);
    const flags = [
      '-digest',
      digest.toString('hex'),
      '-in',
      file,
      '-token_in',
      '-CAfile',
      join(folder, 'root.pem'),
    ];
    const { code } = await run('openssl', ['ts', '-verify', ...flags]);
    return code === 0;
  }

  async function sealiftPasses(token: Uint8Array): Promise<boolean> {
    const roots = [{ store: 'tsa:acme', certificate: await authority.root.certificate() }];
    try {
      await verifyTimestamp(token, { signature: SIGNATURE, roots, at: new Date() });
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(SealiftError);
      return false;
    }
  }

  it.each<[string, Quirks, boolean]>([
    ['as usual', {}, true],
    ['without accuracy', { accuracy: null }, true],
    ['without nonce', { nonce: null }, true],
    ['with a nonce below zero', { nonce: der.element(0x02, Uint8Array.of(0x80)) }, true],
    ['with a fraction', { time: '20260101000000.125Z' }, true],
    ['without its root', { certificates: [authority.leaf] }, true],
    [
      'with a signing time',
      {
        attributes: (usual) => [
          ...usual,
          attribute('1.2.840.113549.1.9.5', der.time(new Date('2026-01-01'))),
        ],
      },
      true,
    ],
    ['with another digest', { attributes: ([one, , three]) => [one!, otherDigest, three!] }, false],
    [
      'with another imprint',
      {
        imprint: der.sequence(
          der.sequence(der.oid('2.16.840.1.101.3.4.2.1')),
          der.octetString(new Uint8Array(32)),
        ),
      },
      false,
    ],
    ['of version 2', { info: ([, ...rest]) => [der.integer(2), ...rest] }, false],
    ['without its certificate', { certificates: [authority.root] }, false],
    ['of a CA', { leaf: authority.issue({ extendedKeyUsage: null }) }, false],
  ])('are the same %s', async (_, quirks, passes) => {
    const token = await authority.token(ASKED, quirks);
    expect([await sealiftPasses(token), await opensslPasses(token)]).toEqual([passes, passes]);
  });

  it('are refused by both with a bit that is another', async () => {
    const token = await authority.token(ASKED, { certificates: [authority.leaf] });
    // Neither signed nor relied on, but by OpenSSL, which hashes in one pass (RFC 5652, 5.1).
    const algorithms = Buffer.from(token).indexOf(der.set(der.sequence(der.oid('2.16.840.1.101.3.4.2.1'))));
    for (let byte = 0; byte < token.length; byte += 11) {
      if (byte >= algorithms && byte < algorithms + 15) continue;
      const changed = Uint8Array.from(token);
      changed[byte]! ^= 1 << (byte % 8);
      const verdicts = [await sealiftPasses(changed), await opensslPasses(changed)];
      expect(verdicts, `byte ${byte}`).toEqual([false, false]);
    }
  });
});
