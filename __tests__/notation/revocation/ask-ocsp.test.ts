import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { askOcsp } from '../../../src/notation/revocation/ask-ocsp.ts';
import { extension } from '../../support/certificate-parts.ts';
import * as der from '../../support/der.ts';
import { answerOcsp, type ResponderSpec, readRequest } from '../../support/ocsp/responder.ts';
import { CA, LEAF, mint, namedKey, nameOf, PURPOSE, TEST_TIME, testKey } from '../../support/pki.ts';

const URL = 'http://ocsp.example.com/';
const hour = 3_600_000;
const ago = (hours: number) => new Date(TEST_TIME.getTime() - hours * hour);
const ahead = (hours: number) => ago(-hours);

const root = mint({ ...CA, subject: nameOf('root'), key: namedKey('root') });
const leaf = mint({ ...LEAF, issuer: root, ocspUrls: [URL] });
const sibling = mint({ ...LEAF, subject: nameOf('sibling'), key: namedKey('sibling'), issuer: root });
const stranger = mint({ ...CA, subject: nameOf('stranger'), key: namedKey('stranger') });
const noCheck = extension('1.3.6.1.5.5.7.48.1.5', false, der.nothing());
const DELEGATE = {
  subject: nameOf('responder'),
  key: namedKey('responder'),
  issuer: root,
  keyUsage: { bits: ['digitalSignature'] },
  extendedKeyUsage: { oids: [PURPOSE.ocspSigning] },
  extensions: [noCheck],
} as const;
const delegate = mint(DELEGATE);
const rsaRoot = mint({ ...CA, subject: nameOf('rsa root'), key: testKey('rsa-2048') });
const rsaLeaf = mint({ ...LEAF, issuer: rsaRoot, ocspUrls: [URL] });
const critical = extension('1.2.3.4', true, der.nothing());

type Respond = (der: Uint8Array, url: string) => Uint8Array;

async function ask(
  respond: Respond,
  { of = leaf, by = root, signedAt = undefined as Date | undefined } = {},
) {
  return askOcsp(await of.certificate(), await by.certificate(), {
    source: {
      ocsp: async (url, request) => respond(request, url),
      crl: () => Promise.reject(new Error('no CRL')),
    },
    now: () => TEST_TIME,
    signal: new AbortController().signal,
    ...(signedAt ? { signedAt } : {}),
  });
}

const spec = (more: Partial<ResponderSpec>): ResponderSpec => ({ issuer: root, at: TEST_TIME, ...more });
const answering =
  (more: Partial<ResponderSpec>): Respond =>
  (request) =>
    answerOcsp(spec(more), request);

type Situation = readonly [name: string, spec: Partial<ResponderSpec>, status: string, message?: RegExp];

const SITUATIONS: readonly Situation[] = [
  ['good', {}, 'good'],
  ['good without a nonce', { nonce: 'absent' }, 'good'],
  ['good by key', { responderId: 'key' }, 'good'],
  ['good with CertIDs by SHA-256', { hash: 'sha256' }, 'good'],
  ['good with the certificate of the issuer', { certificates: [root] }, 'good'],
  ['good by a delegate', { signer: delegate }, 'good'],
  [
    'good by a delegate by key',
    { signer: delegate, responderId: 'key', certificates: [root, delegate] },
    'good',
  ],
  [
    'good beside an answer about another',
    { answers: [{ serialNumber: Uint8Array.of(9), status: 'revoked' }, {}] },
    'good',
  ],
  [
    'good with an extension that is not critical',
    { extensions: [extension('1.2.3', false, der.nothing())] },
    'good',
  ],
  ['good to those that ask without a nonce', { nonceFailure: 6 }, 'good'],
  ['good to those that ask in the old form', { nonceFailure: 1 }, 'good'],
  ['good in version 1, written out', { version: 0 }, 'good'],
  ['revoked', { status: 'revoked' }, 'revoked'],
  ['revoked on hold', { status: 'revoked', reason: 6 }, 'revoked'],
  ['revoked and removed', { status: 'revoked', reason: 8 }, 'revoked'],
  [
    'revoked with an invalidityDate, the signing time unknown',
    { status: 'revoked', invalidityDate: ahead(1) },
    'revoked',
  ],
  ['good and revoked', { answers: [{}, { status: 'revoked', hash: 'sha256' }] }, 'revoked'],
  ['unknown', { status: 'unknown' }, 'unknown', /is not known to the OCSP responder/],
  ['good and unknown', { answers: [{}, { status: 'unknown' }] }, 'unknown', /not known/],
  ['another nonce', { nonce: 'other' }, 'unknown', /nonce/],
  ['a shortened nonce', { nonce: 'short' }, 'unknown', /nonce/],
  ['another serial number', { serialNumber: Uint8Array.of(9) }, 'unknown', /not about this certificate/],
  ['another name of the issuer', { nameHash: new Uint8Array(20) }, 'unknown', /not about this certificate/],
  ['another key of the issuer', { keyHash: new Uint8Array(20) }, 'unknown', /not about this certificate/],
  ['no answer at all', { answers: [] }, 'unknown', /not about this certificate/],
  ['made after the run began', { thisUpdate: ahead(0.05), producedAt: ahead(0.05) }, 'good'],
  ['thisUpdate in the future', { thisUpdate: ahead(0.5) }, 'unknown', /valid from/],
  ['nextUpdate past', { nextUpdate: ago(0.5) }, 'unknown', /ended at/],
  ['nextUpdate absent', { nextUpdate: null }, 'unknown', /no nextUpdate/],
  ['revoked, but stale', { status: 'revoked', nextUpdate: ago(0.5) }, 'unknown', /ended at/],
  ['producedAt in the future', { producedAt: ahead(1) }, 'unknown', /not come yet/],
  ['the wrong responder', { responderId: 'wrong' }, 'unknown', /signed by neither/],
  ['a delegate that is not there', { signer: delegate, certificates: [] }, 'unknown', /signed by neither/],
  ['the leaf for itself', { signer: leaf }, 'unknown', /asked about/],
  ['a sibling', { signer: sibling }, 'unknown', /no OCSPSigning/],
  ['a stranger', { signer: stranger }, 'unknown', /not issued by/],
  [
    'a stranger in the name of the issuer',
    { signer: mint({ ...CA, subject: root.subject, key: stranger.key }), certificates: [] },
    'unknown',
    /did not make/,
  ],
  [
    'a delegate whose certificate is forged',
    { signer: mint({ ...DELEGATE, forged: true }) },
    'unknown',
    /signature of the issuer/,
  ],
  [
    'a delegate that only has any usage',
    { signer: mint({ ...DELEGATE, extendedKeyUsage: { oids: [PURPOSE.any] } }) },
    'unknown',
    /no OCSPSigning/,
  ],
  ['a delegate that has expired', { signer: mint({ ...DELEGATE, notAfter: ago(1) }) }, 'unknown', /expired/],
  [
    'a delegate of tomorrow',
    { signer: mint({ ...DELEGATE, notBefore: ahead(1) }) },
    'unknown',
    /not valid yet/,
  ],
  [
    'a delegate of another key usage',
    { signer: mint({ ...DELEGATE, keyUsage: { bits: ['keyAgreement'] } }) },
    'unknown',
    /digitalSignature/,
  ],
  [
    'a delegate with a critical extension',
    { signer: mint({ ...DELEGATE, extensions: [noCheck, critical] }) },
    'unknown',
    /critical/,
  ],
  ['a delegate without nocheck', { signer: mint({ ...DELEGATE, extensions: [] }) }, 'unknown', /nocheck/],
  ['a signature that is forged', { forged: true }, 'unknown', /did not make/],
  ['no signature', { unsigned: true }, 'unknown', /did not make/],
  ['malformedRequest', { failure: 1 }, 'unknown', /malformedRequest/],
  ['internalError', { failure: 2 }, 'unknown', /internalError/],
  ['tryLater', { failure: 3 }, 'unknown', /tryLater/],
  ['sigRequired', { failure: 5 }, 'unknown', /sigRequired/],
  ['unauthorized', { failure: 6 }, 'unknown', /unauthorized/],
  ['another type', { type: '1.2.3' }, 'unknown', /id-pkix-ocsp-basic/],
  ['version 2', { version: 1 }, 'unknown', /version/],
  ['a critical extension', { responseExtensions: [critical] }, 'unknown', /critical/],
  ['a critical extension of the answer', { extensions: [critical] }, 'unknown', /critical/],
  ['trailing bytes', { trailing: Uint8Array.of(0) }, 'unknown', /behind its end/],
  ['BER', { ber: true }, 'unknown', /DER/],
];

describe('askOcsp', () => {
  it.each(SITUATIONS.map(([name, more, status, message]) => ({ name, more, status, message })))(
    'judges an answer that is $name',
    async ({ more, status, message }) => {
      const row = await ask(answering(more));
      expect(row.status, row.message ?? '').toBe(status);
      if (message) expect(row.message).toMatch(message);
      else expect(row.message).toBeNull();
      expect(row.source).toBe(URL);
    },
  );

  it('fills the row of a revoked certificate', async () => {
    const row = await ask(answering({ status: 'revoked', reason: 1, revokedAt: ago(3) }));
    expect(row).toMatchObject({
      status: 'revoked',
      method: 'ocsp',
      revokedAt: ago(3),
      reason: 'keyCompromise',
      thisUpdate: ago(1),
      nextUpdate: ahead(1),
    });
  });

  it('judges signatures by RSA, and refuses SHA-1', async () => {
    const answer = (signature: 'sha1' | 'sha256' | 'pss-sha256') =>
      ask(answering({ issuer: rsaRoot, signature }), { of: rsaLeaf, by: rsaRoot });
    expect((await answer('sha256')).status).toBe('good');
    expect((await answer('pss-sha256')).status).toBe('good');
    expect((await answer('sha1')).message).toMatch(/algorithm that is not allowed/);
  });

  it('leaves good what a signing authority saw signed before the invalidityDate', async () => {
    const respond = answering({ status: 'revoked', invalidityDate: ago(2) });
    expect((await ask(respond, { signedAt: ago(3) })).status).toBe('good');
    expect((await ask(respond, { signedAt: ago(2) })).status).toBe('revoked');
  });

  it('passes over an invalidityDate that is malformed', async () => {
    for (const value of [Uint8Array.of(0x30), der.nothing()]) {
      const extensions = [extension('2.5.29.24', false, value)];
      const row = await ask(answering({ status: 'revoked', extensions }), { signedAt: ago(30) });
      expect(row.status).toBe('revoked');
    }
  });

  it('relies on a delegate without nocheck once its own responder says good', async () => {
    const checked = mint({ ...DELEGATE, extensions: [], ocspUrls: ['http://second.example.com/'] });
    const by = (second: Partial<ResponderSpec>) =>
      ask((request, url) => answerOcsp(spec(url === URL ? { signer: checked } : second), request));
    expect((await by({})).status).toBe('good');
    expect((await by({ status: 'revoked' })).message).toMatch(/is revoked/);
    expect((await by({ status: 'unknown' })).status).toBe('unknown');
    expect((await by({ signer: checked })).status).toBe('unknown');
  });

  it('relies on a delegate without nocheck once its CRL says good', async () => {
    const listed = mint({ ...DELEGATE, extensions: [], crlUrls: ['http://crl.example.com/'] });
    const [certificate, issuer] = await Promise.all([leaf.certificate(), root.certificate()]);
    const known = await ask(answering({}));
    const by = (status: 'good' | 'revoked' | 'unknown') =>
      askOcsp(certificate, issuer, {
        source: {
          ocsp: async (_url, request) => answerOcsp(spec({ signer: listed }), request),
          crl: () => Promise.reject(new Error('no CRL')),
        },
        now: () => TEST_TIME,
        signal: new AbortController().signal,
        askCrl: async () => ({ ...known, status }),
      });
    expect((await by('good')).status).toBe('good');
    expect((await by('revoked')).message).toMatch(/is revoked/);
    expect((await by('unknown')).status).toBe('unknown');
  });

  it('takes the word of a delegate of unknown state against a certificate, and not that of others', async () => {
    const by = async (signer: typeof delegate) =>
      (await ask(answering({ signer, status: 'revoked' }))).status;
    expect(await by(mint({ ...DELEGATE, extensions: [] }))).toBe('revoked');
    expect(await by(sibling)).toBe('unknown');
    expect(await by(mint({ ...DELEGATE, notAfter: ago(1) }))).toBe('unknown');
  });

  it('reads an answer of 40 KiB', async () => {
    const extensions = [extension('1.2.3', false, der.octetString(new Uint8Array(40_000)))];
    expect((await ask(answering({ extensions }))).status).toBe('good');
  });

  it('asks no delegate without end', async () => {
    let asked = 0;
    const responder = (name: string) =>
      mint({ ...DELEGATE, subject: nameOf(name), key: namedKey(name), extensions: [], ocspUrls: [URL] });
    const row = await ask((request) => {
      asked += 1;
      return answerOcsp(spec({ signer: responder(`responder ${asked}`) }), request);
    });
    expect(row.status).toBe('unknown');
    expect(asked).toBe(2);
  });

  it('asks the next responder after one that fails, and none after one that does not know', async () => {
    const of = mint({
      ...LEAF,
      issuer: root,
      ocspUrls: ['ldap://a/', 'http://b.example.com/', 'https://c.example.com/'],
    });
    const asked: string[] = [];
    const by = (fail: boolean) =>
      ask(
        (request, url) => {
          asked.push(url);
          if (fail && url.includes('//b.')) throw new Error('b is down');
          return answerOcsp(spec({ status: url.includes('//b.') ? 'unknown' : 'good' }), request);
        },
        { of },
      );
    expect(await by(true)).toMatchObject({ status: 'good', source: 'https://c.example.com/' });
    expect(await by(false)).toMatchObject({ status: 'unknown', source: 'http://b.example.com/' });
    expect(asked).toEqual(['http://b.example.com/', 'https://c.example.com/', 'http://b.example.com/']);
  });

  it('is unknown where the source rejects, in its words, and rejects for an abort alone', async () => {
    const row = await ask(() => {
      throw new Error('connection refused');
    });
    expect(row).toMatchObject({ status: 'unknown', message: expect.stringContaining('connection refused') });
    const source = {
      ocsp: () => Promise.reject(new Error('no')),
      crl: () => Promise.reject(new Error('no')),
    };
    const signal = AbortSignal.abort(new Error('stop'));
    const asking = askOcsp(await leaf.certificate(), await root.certificate(), {
      source,
      now: () => TEST_TIME,
      signal,
    });
    await expect(asking).rejects.toThrow('stop');
  });

  it('asks with a fresh nonce of 32 octets each time', async () => {
    const nonces: string[] = [];
    const respond: Respond = (request) => {
      const { nonce } = readRequest(request);
      expect(nonce).toHaveLength(34);
      expect(request.length).toBeGreaterThan(100);
      nonces.push(Buffer.from(nonce!).toString('hex'));
      return answerOcsp(spec({}), request);
    };
    await ask(respond);
    await ask(respond);
    expect(new Set(nonces).size).toBe(2);
  });

  it('asks without a nonce what fits an address, after a responder that takes none', async () => {
    const lengths: number[] = [];
    await ask((request) => {
      lengths.push(request.length);
      return answerOcsp(spec({ nonceFailure: 6 }), request);
    });
    expect(lengths.map((length) => length > 100)).toEqual([true, false]);
  });

  it('never takes garbage, HTML or an answer that is cut for good', async () => {
    const replay = answerOcsp(spec({ nonce: 'absent' }), await requestOf());
    for (let length = 0; length < replay.length; length += 1)
      expect((await ask(() => replay.subarray(0, length))).status).toBe('unknown');
    expect((await ask(() => Buffer.from('<html><body>Log in</body></html>'))).status).toBe('unknown');
    expect((await ask(() => new Uint8Array(70_000))).message).toMatch(/larger than 64 KiB/);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect((await ask(() => bytes)).status).toBe('unknown');
      }),
      { numRuns: 200 },
    );
  });

  it('never takes an answer with a flipped bit in what is signed for good', async () => {
    const replay = answerOcsp(spec({ nonce: 'absent' }), await requestOf());
    expect((await ask(() => replay)).status).toBe('good');
    await fc.assert(
      fc.asyncProperty(fc.nat(replay.length * 8 - 1), async (bit) => {
        const bytes = Buffer.from(replay);
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        expect((await ask(() => bytes)).status).toBe('unknown');
      }),
      { numRuns: 400 },
    );
  });
});

/** What is asked about the leaf. */
async function requestOf(): Promise<Uint8Array> {
  let asked = new Uint8Array();
  await ask((request) => {
    asked = Uint8Array.from(request);
    return request;
  });
  return asked;
}

describe('a responder that refuses the request with a nonce by HTTP', () => {
  const refusing = (error: Error) => {
    const asked: boolean[] = [];
    const respond: Respond = (request) => {
      const { nonce } = readRequest(request);
      asked.push(nonce !== undefined);
      if (nonce) throw error;
      return answerOcsp(spec({}), request);
    };
    return { asked, respond };
  };

  it('is asked once more without it', async () => {
    const { asked, respond } = refusing(new SealiftError('unexpected_answer', 'answers with the status 405'));
    expect(await ask(respond)).toMatchObject({ status: 'good', method: 'ocsp' });
    expect(asked).toEqual([true, false]);
  });

  it.each(['deadline_exceeded', 'connection_failed', 'address_refused'] as const)(
    'is not asked again after %s',
    async (code) => {
      const { asked, respond } = refusing(new SealiftError(code, 'no answer'));
      expect(await ask(respond)).toMatchObject({ status: 'unknown' });
      expect(asked).toEqual([true]);
    },
  );
});
