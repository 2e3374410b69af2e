import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { RevocationChecker } from '../../../src/notation/revocation/checker.ts';
import { extension } from '../../support/certificate-parts.ts';
import { buildCrl, type CrlSpec } from '../../support/crl/build-crl.ts';
import * as der from '../../support/der.ts';
import { nameOf, TEST_TIME, testChain } from '../../support/pki.ts';

const URL_ = 'http://crl.example/a.crl';
const DELTA = 'http://crl.example/delta.crl';
const chain = testChain({ leaf: { crlUrls: [URL_] } });
const { intermediate: issuer, root } = chain;
const [leaf] = await chain.certificates();
const other = { serial: Uint8Array.of(1, 2, 3) };
const own = { serial: leaf!.serialNumber };
const at = (hours: number) => new Date(TEST_TIME.getTime() + hours * 3_600_000);

async function statusOf(bytes: Readonly<Record<string, Uint8Array>>) {
  const source = {
    ocsp: () => Promise.reject(new Error('no OCSP is expected')),
    crl: async (url: string) => bytes[url] ?? Promise.reject(new Error(`nothing is at ${url}`)),
  };
  const checker = new RevocationChecker({ source, now: () => TEST_TIME });
  const [row] = await checker.check(await chain.certificates(), new AbortController().signal);
  return row!;
}

const critical = extension('1.2.3.4', true, der.nothing());

const CASES: readonly [title: string, status: string, spec: Partial<CrlSpec>, delta?: Partial<CrlSpec>][] = [
  ['an empty list', 'good', {}],
  ['a list of another serial', 'good', { entries: [other] }],
  ['a list with the serial', 'revoked', { entries: [other, own] }],
  ['a hold', 'revoked', { entries: [{ ...own, reason: 6 }] }],
  [
    'a hold that only itself lifts',
    'revoked',
    {
      entries: [
        { ...own, reason: 6, revokedAt: at(-2) },
        { ...own, reason: 8 },
      ],
    },
  ],
  ['a removal from nothing', 'good', { entries: [{ ...own, reason: 8 }] }],
  ['the serial and a delta that is absent', 'revoked', { entries: [own], freshest: [DELTA] }],
  ['a hold and a delta that is absent', 'revoked', { entries: [{ ...own, reason: 6 }], freshest: [DELTA] }],
  [
    'the serial and a forged delta',
    'revoked',
    { entries: [own], freshest: [DELTA] },
    { base: 1, number: 2, forged: true },
  ],
  [
    'a hold that a forged delta lifts',
    'revoked',
    { freshest: [DELTA], entries: [{ ...own, reason: 6, revokedAt: at(-2) }] },
    { base: 1, number: 2, entries: [{ ...own, reason: 8 }], forged: true },
  ],
  [
    'the serial that a delta removes',
    'revoked',
    { freshest: [DELTA], entries: [{ ...own, reason: 1, revokedAt: at(-2) }] },
    { base: 1, number: 2, entries: [{ ...own, reason: 8 }] },
  ],
  [
    'a hold after the removal of its delta',
    'revoked',
    { freshest: [DELTA], entries: [{ ...own, reason: 6 }] },
    { base: 1, number: 2, entries: [{ ...own, reason: 8, revokedAt: at(-2) }] },
  ],
  ['an invalidity date without a trusted time', 'revoked', { entries: [{ ...own, invalidityDate: at(9) }] }],
  ['another entry with a critical extension', 'unknown', { entries: [{ ...other, extensions: [critical] }] }],
  ['a critical extension', 'unknown', { extensions: [critical] }],
  ['no number', 'unknown', { number: null }],
  ['version 1', 'unknown', { version: 1 }],
  ['no nextUpdate', 'unknown', { nextUpdate: null }],
  ['a past nextUpdate', 'unknown', { nextUpdate: at(-0.5) }],
  ['a thisUpdate after the run began', 'good', { thisUpdate: at(0.05) }],
  ['a future thisUpdate', 'unknown', { thisUpdate: at(0.5) }],
  ['a byte behind its end', 'unknown', { trailing: Uint8Array.of(0) }],
  ['another issuer name', 'unknown', { issuerName: nameOf('somebody') }],
  ['another signer', 'unknown', { issuer: root, issuerName: issuer.subject }],
  ['a spoilt signature', 'unknown', { forged: true }],
  ['SHA-1', 'unknown', { signature: 'sha1' }],
  ['a delta in its place', 'unknown', { base: 1, number: 2 }],
  ['its own point', 'good', { scope: { url: URL_ } }],
  ['another point', 'unknown', { scope: { url: DELTA } }],
  ['only users', 'good', { scope: { flags: [1] } }],
  ['only authorities', 'unknown', { scope: { flags: [2] } }],
  ['an indirect list', 'unknown', { scope: { flags: [4] } }],
  ['only attribute certificates', 'unknown', { scope: { flags: [5] } }],
  ['only some reasons', 'unknown', { scope: { someReasons: true } }],
  ['a delta that lists it', 'revoked', { freshest: [DELTA] }, { base: 1, number: 2, entries: [own] }],
  ['a delta that does not', 'good', { freshest: [DELTA] }, { base: 1, number: 2 }],
  [
    'a delta that lifts a hold',
    'good',
    { freshest: [DELTA], entries: [{ ...own, reason: 6, revokedAt: at(-2) }] },
    { base: 1, number: 2, entries: [{ ...own, reason: 8 }] },
  ],
  ['a delta that is absent', 'unknown', { freshest: [DELTA] }],
  ['a delta on a later base', 'unknown', { freshest: [DELTA] }, { base: 2, number: 3 }],
  ['a delta with the number of its base', 'unknown', { freshest: [DELTA] }, { base: 1, number: 1 }],
  ['a complete list as a delta', 'unknown', { freshest: [DELTA] }, { number: 2 }],
];

test.each(CASES)('a CRL with %s makes a certificate %s', async (_, status, spec, delta) => {
  const bytes = {
    [URL_]: buildCrl({ issuer, ...spec }),
    ...(delta ? { [DELTA]: buildCrl({ issuer, ...delta }) } : {}),
  };
  const row = await statusOf(bytes);
  expect(row).toMatchObject({ status, method: status === 'unknown' ? null : 'crl' });
});

test('a CRL with any bit flipped never makes a certificate good', async () => {
  const sound = buildCrl({ issuer, entries: [other] });
  for (let octet = 0; octet < sound.length; octet += 1) {
    const bytes = Buffer.from(sound);
    bytes[octet]! ^= 1 << (octet % 8);
    expect((await statusOf({ [URL_]: bytes })).status, `octet ${octet}`).toBe('unknown');
  }
});

test('a CRL that is cut off anywhere never makes a certificate good', async () => {
  const sound = buildCrl({ issuer });
  for (let length = 0; length < sound.length; length += 7)
    expect((await statusOf({ [URL_]: sound.subarray(0, length) })).status).toBe('unknown');
});
