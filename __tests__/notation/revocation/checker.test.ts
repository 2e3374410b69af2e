import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { RevocationChecker } from '../../../src/notation/revocation/checker.ts';
import { readGivenCrls } from '../../../src/notation/revocation/given-crls.ts';
import { buildCrl } from '../../support/crl/build-crl.ts';
import { answerOcsp } from '../../support/ocsp/responder.ts';
import { TEST_TIME, testChain, toPem } from '../../support/pki.ts';

const URL_ = 'http://crl.example/a.crl';
const chain = testChain({ leaf: { crlUrls: [URL_] } });
const { intermediate: issuer } = chain;
const certificates = await chain.certificates();
const own = { serial: certificates[0]!.serialNumber };
const at = TEST_TIME;
const past = { thisUpdate: new Date('2026-01-01T00:00:00Z'), nextUpdate: new Date('2026-02-01T00:00:00Z') };
const quiet = () => new AbortController().signal;

function sourceOf(der: Uint8Array) {
  let asked = 0;
  const source = {
    ocsp: () => Promise.reject(new Error('no OCSP is expected')),
    crl: async () => {
      asked += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return der;
    },
  };
  return { source, asked: () => asked };
}

function cacheOf(der: Uint8Array) {
  const kept = new Map([[URL_, der]]);
  const cache = {
    read: async (url: string) => kept.get(url),
    write: async (url: string, bytes: Uint8Array) => void kept.set(url, bytes),
  };
  return { cache, kept };
}

test('a certificate is asked about once, and a caller who leaves does not end it for the others', async () => {
  const { source, asked } = sourceOf(buildCrl({ issuer }));
  const checker = new RevocationChecker({ source, at });
  const leaving = new AbortController();
  const left = checker.check(certificates, leaving.signal);
  const stays = checker.check(certificates, quiet());
  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  expect((await stays).map(({ status }) => status)).toEqual(['good', 'not-revocable']);
  await checker.check(certificates, quiet());
  expect(asked()).toBe(1);
});

test('a deadline makes a certificate unknown', async () => {
  const source = {
    ocsp: () => new Promise<never>(() => {}),
    crl: (_: string, signal: AbortSignal) =>
      new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  };
  const [row] = await new RevocationChecker({ source, at, deadline: () => AbortSignal.timeout(5) }).check(
    certificates,
    quiet(),
  );
  expect(row).toMatchObject({ status: 'unknown' });
});

test('a fresh stored list is believed, and a stored list that was changed is not', async () => {
  const stored = buildCrl({ issuer, number: 5 });
  const { source, asked } = sourceOf(buildCrl({ issuer, number: 6, entries: [own] }));
  const [good] = await new RevocationChecker({ source, at, cache: cacheOf(stored).cache }).check(
    certificates,
    quiet(),
  );
  expect([good?.status, asked()]).toEqual(['good', 0]);
  const forged = cacheOf(buildCrl({ issuer, number: 5, forged: true }));
  const [revoked] = await new RevocationChecker({ source, at, cache: forged.cache }).check(
    certificates,
    quiet(),
  );
  expect([revoked?.status, asked()]).toEqual(['revoked', 1]);
});

test('a fetched list that is older than a stored one is not believed, and does not replace it', async () => {
  const stored = buildCrl({ issuer, number: 9, ...past });
  const { cache, kept } = cacheOf(stored);
  const { source } = sourceOf(buildCrl({ issuer, number: 8 }));
  const [row] = await new RevocationChecker({ source, at, cache }).check(certificates, quiet());
  expect(row).toMatchObject({
    status: 'unknown',
    message: expect.stringContaining('older than one seen before'),
  });
  expect(kept.get(URL_)).toBe(stored);
});

test('a given list answers, in PEM as well, and one out of date still revokes', async () => {
  const given = async (der: Uint8Array) => {
    const crls = readGivenCrls(Buffer.from(toPem('X509 CRL', der)), 'a.pem');
    return (await new RevocationChecker({ at, crls }).check(certificates, quiet()))[0];
  };
  expect(await given(buildCrl({ issuer }))).toMatchObject({
    status: 'good',
    method: 'file',
    source: 'a.pem',
  });
  expect(await given(buildCrl({ issuer, ...past, entries: [own] }))).toMatchObject({ status: 'revoked' });
  expect(await given(buildCrl({ issuer, ...past }))).toMatchObject({ status: 'unknown' });
  expect(() => readGivenCrls(Buffer.from('no'), 'x')).toThrow(
    expect.objectContaining({ code: 'crl_invalid' }),
  );
});

test('an answer that was made after the question is judged by the time of its arrival', async () => {
  let now = at.getTime();
  const later = new Date(now + 5000);
  const byOcsp = testChain({ leaf: { ocspUrls: ['http://ocsp.example/'] } });
  const source = {
    ocsp: async (_: string, request: Uint8Array) => {
      now = later.getTime();
      return answerOcsp({ issuer: byOcsp.intermediate, at: later, thisUpdate: later }, request);
    },
    crl: async () => {
      now = later.getTime();
      return buildCrl({ issuer, thisUpdate: later });
    },
  };
  for (const one of [byOcsp, chain]) {
    now = at.getTime();
    const options = {
      source,
      get at() {
        return new Date(now);
      },
    };
    const [row] = await new RevocationChecker(options).check(await one.certificates(), quiet());
    expect(row).toMatchObject({ status: 'good' });
  }
});
