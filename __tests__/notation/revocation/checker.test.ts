import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { RevocationChecker } from '../../../src/notation/revocation/checker.ts';
import { readGivenCrls } from '../../../src/notation/revocation/given-crls.ts';
import { extension } from '../../support/certificate-parts.ts';
import { buildCrl } from '../../support/crl/build-crl.ts';
import * as der from '../../support/der.ts';
import { answerOcsp } from '../../support/ocsp/responder.ts';
import { LEAF, mint, nameOf, TEST_TIME, testChain, toPem } from '../../support/pki.ts';

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

/** The name of a list in the cache. */
const stored = (kind: 'complete' | 'delta', url = URL_) => `${kind} ${certificates[1]!.thumbprint} ${url}`;

function cacheOf(der?: Uint8Array) {
  const kept = new Map(der ? [[stored('complete'), der]] : []);
  const cache = {
    read: async (url: string) => kept.get(url),
    write: async (url: string, bytes: Uint8Array) => void kept.set(url, bytes),
  };
  return { cache, kept };
}

test('a certificate is asked about once, and a caller who leaves does not end it for the others', async () => {
  const { source, asked } = sourceOf(buildCrl({ issuer }));
  const checker = new RevocationChecker({ source, now: () => at });
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
  const [row] = await new RevocationChecker({
    source,
    now: () => at,
    deadline: () => AbortSignal.timeout(5),
  }).check(certificates, quiet());
  expect(row).toMatchObject({ status: 'unknown' });
});

test('a fresh stored list is believed, and a stored list that was changed is not', async () => {
  const fresh = buildCrl({ issuer, number: 5 });
  const { source, asked } = sourceOf(buildCrl({ issuer, number: 6, entries: [own] }));
  const [good] = await new RevocationChecker({ source, now: () => at, cache: cacheOf(fresh).cache }).check(
    certificates,
    quiet(),
  );
  expect([good?.status, asked()]).toEqual(['good', 0]);
  const forged = cacheOf(buildCrl({ issuer, number: 5, forged: true }));
  const [revoked] = await new RevocationChecker({ source, now: () => at, cache: forged.cache }).check(
    certificates,
    quiet(),
  );
  expect([revoked?.status, asked()]).toEqual(['revoked', 1]);
});

test('a fetched list that is older than a stored one is not believed, and does not replace it', async () => {
  const before = buildCrl({ issuer, number: 9, ...past });
  const { cache, kept } = cacheOf(before);
  const { source } = sourceOf(buildCrl({ issuer, number: 8 }));
  const [row] = await new RevocationChecker({ source, now: () => at, cache }).check(certificates, quiet());
  expect(row).toMatchObject({
    status: 'unknown',
    message: expect.stringContaining('older than one seen before'),
  });
  expect(kept.get(stored('complete'))).toBe(before);
});

test('the deadline of one check is not that of another, and leaves no unknown behind', async () => {
  const gate = Promise.withResolvers<Uint8Array>();
  let asked = 0;
  const source = {
    ocsp: () => Promise.reject(new Error('no OCSP is expected')),
    crl: () => {
      asked += 1;
      return gate.promise;
    },
  };
  const late = new AbortController();
  const deadlines = [late.signal, quiet(), quiet()];
  const checker = new RevocationChecker({ source, now: () => at, deadline: () => deadlines.shift()! });
  const [first, second] = [checker.check(certificates, quiet()), checker.check(certificates, quiet())];
  late.abort(new Error('late'));
  expect((await first)[0]).toMatchObject({ status: 'unknown', message: expect.stringMatching(/in time/) });
  gate.resolve(buildCrl({ issuer }));
  expect((await second)[0]?.status).toBe('good');
  expect((await checker.check(certificates, quiet()))[0]?.status).toBe('good');
  expect(asked).toBe(1);
});

test('a certificate is asked about again after the only check ran out of time', async () => {
  const waiting = (_: string, signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const answers = [waiting, async () => buildCrl({ issuer })];
  const source = {
    ocsp: () => Promise.reject(new Error('no OCSP is expected')),
    crl: (url: string, signal: AbortSignal): Promise<Uint8Array> => answers.shift()!(url, signal),
  };
  const deadlines = [AbortSignal.timeout(5), quiet()];
  const checker = new RevocationChecker({ source, now: () => at, deadline: () => deadlines.shift()! });
  expect((await checker.check(certificates, quiet()))[0]?.status).toBe('unknown');
  expect((await checker.check(certificates, quiet()))[0]?.status).toBe('good');
});

test('one list answers for two certificates of one issuer, also one by one', async () => {
  const two = await Promise.all(
    ['one', 'two'].map((name) =>
      mint({ ...LEAF, subject: nameOf(name), issuer, crlUrls: [URL_] }).certificate(),
    ),
  );
  const { source, asked } = sourceOf(buildCrl({ issuer, entries: [{ serial: two[1]!.serialNumber }] }));
  const checker = new RevocationChecker({ source, now: () => at });
  const ask = async (leaf: (typeof two)[number]) =>
    (await checker.check([leaf, ...certificates.slice(1)], quiet()))[0]?.status;
  expect(await Promise.all(two.map(ask))).toEqual(['good', 'revoked']);
  expect(await ask(certificates[0]!)).toBe('good');
  expect(asked()).toBe(1);
});

test('a large list serves all who ask at the same time, and is kept by the cache alone', async () => {
  const filler = extension('1.2.3', false, der.octetString(new Uint8Array(1_100_000)));
  const large = buildCrl({ issuer, extensions: [filler] });
  expect(large.length).toBeGreaterThan(1024 * 1024);
  const { source, asked } = sourceOf(large);
  const { cache, kept } = cacheOf();
  const leaf = await mint({ ...LEAF, subject: nameOf('other'), issuer, crlUrls: [URL_] }).certificate();
  const checker = new RevocationChecker({ source, now: () => at, cache });
  const rows = await Promise.all([
    checker.check(certificates, quiet()),
    checker.check([leaf, ...certificates.slice(1)], quiet()),
  ]);
  expect(rows.map(([row]) => row?.status)).toEqual(['good', 'good']);
  const third = await mint({ ...LEAF, subject: nameOf('third'), issuer, crlUrls: [URL_] }).certificate();
  expect((await checker.check([third, ...certificates.slice(1)], quiet()))[0]?.status).toBe('good');
  expect([asked(), [...kept.keys()]]).toEqual([1, [stored('complete')]]);
});

test('a delta and a complete list of one URL do not replace each other in the cache', async () => {
  const base = buildCrl({ issuer, number: 4, freshest: [URL_] });
  const delta = buildCrl({ issuer, number: 5, base: 4, entries: [own] });
  const lists = [base, delta];
  const source = {
    ocsp: () => Promise.reject(new Error('no OCSP is expected')),
    crl: async () => lists.shift()!,
  };
  const { cache, kept } = cacheOf();
  for (const _ of ['fetched', 'stored'])
    expect(
      (await new RevocationChecker({ source, now: () => at, cache }).check(certificates, quiet()))[0]?.status,
    ).toBe('revoked');
  expect(kept).toEqual(
    new Map([
      [stored('complete'), base],
      [stored('delta'), delta],
    ]),
  );
});

test('a stored list from the future proves nothing, and a lower number does not replace it', async () => {
  const future = buildCrl({ issuer, number: 9, thisUpdate: new Date(at.getTime() + 60_000) });
  const { cache, kept } = cacheOf(future);
  const { source } = sourceOf(buildCrl({ issuer, number: 8 }));
  const [row] = await new RevocationChecker({ source, now: () => at, cache }).check(certificates, quiet());
  expect(row?.status).toBe('good');
  expect(kept.get(stored('complete'))).toBe(future);
});

test('a list that another run stored meanwhile is not replaced by an earlier one', async () => {
  const later = buildCrl({ issuer, number: 9 });
  const { cache, kept } = cacheOf();
  const source = {
    ocsp: () => Promise.reject(new Error('no OCSP is expected')),
    crl: async () => {
      kept.set(stored('complete'), later);
      return buildCrl({ issuer, number: 8 });
    },
  };
  await new RevocationChecker({ source, now: () => at, cache }).check(certificates, quiet());
  expect(kept.get(stored('complete'))).toBe(later);
});

test('a list that is for other certificates is not stored', async () => {
  const { cache, kept } = cacheOf();
  const { source } = sourceOf(buildCrl({ issuer, scope: { flags: [2] } }));
  const [row] = await new RevocationChecker({ source, now: () => at, cache }).check(certificates, quiet());
  expect([row?.status, kept.size]).toEqual(['unknown', 0]);
});

test('a cache that fails is as one that is empty', async () => {
  const cache = {
    read: () => Promise.reject(new Error('the disk is gone')),
    write: () => Promise.reject(new Error('the disk is full')),
  };
  const { source } = sourceOf(buildCrl({ issuer }));
  const [row] = await new RevocationChecker({ source, now: () => at, cache }).check(certificates, quiet());
  expect(row?.status).toBe('good');
});

test('an invalidity date leaves good what was signed before it, for who vouches for the time alone', async () => {
  const invalidityDate = new Date(at.getTime() - 7_200_000);
  const { source, asked } = sourceOf(buildCrl({ issuer, entries: [{ ...own, invalidityDate }] }));
  const checker = new RevocationChecker({ source, now: () => at });
  const ask = async (signedAt?: Date) => (await checker.check(certificates, quiet(), signedAt))[0]?.status;
  expect(await ask(new Date(invalidityDate.getTime() - 1000))).toBe('good');
  expect(await ask(invalidityDate)).toBe('revoked');
  expect(await ask()).toBe('revoked');
  expect(asked()).toBe(1);
});

test('a given list answers, in PEM as well, and one out of date still revokes', async () => {
  const given = async (der: Uint8Array) => {
    const crls = readGivenCrls(Buffer.from(toPem('X509 CRL', der)), 'a.pem');
    return (await new RevocationChecker({ now: () => at, crls }).check(certificates, quiet()))[0];
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
    const checker = new RevocationChecker({ source, now: () => new Date(now) });
    const [row] = await checker.check(await one.certificates(), quiet());
    expect(row).toMatchObject({ status: 'good' });
  }
});
