import { Buffer } from 'node:buffer';
import { sign } from 'node:crypto';
import { FlattenedSign, flattenedVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { algorithmOf, cryptoOptions } from '../../../src/notation/algorithms.ts';
import { JWS } from '../../../src/notation/envelope/jws.ts';
import { JWS_MEDIA_TYPE } from '../../../src/notation/envelope/media-types.ts';
import { openEnvelope } from '../../../src/notation/envelope/open.ts';
import { TEST_TARGET } from '../../support/envelopes.ts';
import { KEY_KINDS, type KeyKind, testChain } from '../../support/pki.ts';

const SIGNING_TIME = new Date('2026-06-01T12:00:00.789Z');
const EXPIRY = new Date('2026-07-01T12:00:00.789Z');

/** Its base64 has padding, and a character that base64url has not. */
const TOKEN = Uint8Array.of(0x30, 0x02, 0xfb, 0xff);

async function write(
  kind: KeyKind = 'ec-256',
  expiry?: Date,
  metadata: Record<string, string> = {},
  timestampToken?: Uint8Array,
) {
  const chain = testChain({ kind });
  const algorithm = algorithmOf(chain.key.publicKey);
  const request = {
    target: TEST_TARGET,
    metadata,
    signingTime: SIGNING_TIME,
    ...(expiry && { expiresAfter: expiry.getTime() - SIGNING_TIME.getTime() }),
  };
  const fields = { request, algorithm };
  const toBeSigned = JWS.signingInput(fields);
  const signature = sign(algorithm.hash, toBeSigned, {
    key: chain.key.privateKey,
    ...cryptoOptions(algorithm),
  });
  const unsigned = {
    chain: await chain.certificates(),
    signingAgent: 'sealift/1.0.0 <&>',
    ...(timestampToken && { timestampToken }),
  };
  const bytes = JWS.assemble(fields, unsigned, signature);
  const text = Buffer.from(bytes).toString();
  return { bytes, text, body: JSON.parse(text) as Record<string, string>, chain, algorithm, toBeSigned };
}

const decoded = (part: string | undefined) => Buffer.from(part ?? '', 'base64url').toString();

describe('the writer of JWS envelopes', () => {
  it('writes the protected header as notation does, to the byte', async () => {
    expect(decoded((await write()).body.protected)).toBe(
      '{"alg":"ES256","crit":["io.cncf.notary.signingScheme"],"cty":"application/vnd.cncf.notary.payload.v1+json",' +
        '"io.cncf.notary.signingScheme":"notary.x509","io.cncf.notary.signingTime":"2026-06-01T12:00:00Z"}',
    );
    expect(decoded((await write('rsa-2048', EXPIRY)).body.protected)).toBe(
      '{"alg":"PS256","crit":["io.cncf.notary.signingScheme","io.cncf.notary.expiry"],' +
        '"cty":"application/vnd.cncf.notary.payload.v1+json","io.cncf.notary.expiry":"2026-07-01T12:00:00Z",' +
        '"io.cncf.notary.signingScheme":"notary.x509","io.cncf.notary.signingTime":"2026-06-01T12:00:00Z"}',
    );
  });

  it('writes the envelope compact, members in order, x5c in standard base64 with padding', async () => {
    const { text, body, chain } = await write();
    const x5c = chain.minted.map(({ der }) => `"${Buffer.from(der).toString('base64')}"`).join(',');
    expect(text).toBe(
      `{"payload":"${body.payload}","protected":"${body.protected}","header":{"x5c":[${x5c}],` +
        `"io.cncf.notary.signingAgent":"sealift/1.0.0 \\u003c\\u0026\\u003e"},"signature":"${body.signature}"}`,
    );
    for (const part of [body.payload, body.protected, body.signature])
      expect(part).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('writes a timestamp in front of the chain, in standard base64 with padding, and signs what it signs without', async () => {
    const { bytes, text, toBeSigned } = await write('ec-256', EXPIRY, {}, TOKEN);
    expect(text).toContain('"header":{"io.cncf.notary.timestampSignature":"MAL7/w==","x5c":[');
    expect((await openEnvelope(bytes, JWS_MEDIA_TYPE)).timestampToken).toEqual(Buffer.from(TOKEN));
    expect(toBeSigned).toEqual((await write('ec-256', EXPIRY)).toBeSigned);
  });

  it('gives the signer exactly what a reader verifies', async () => {
    const { body, toBeSigned } = await write();
    expect(Buffer.from(toBeSigned).toString()).toBe(`${body.protected}.${body.payload}`);
  });

  it.each(KEY_KINDS)('is opened again with a key of the kind %s, strictly', async (kind) => {
    const { bytes, chain, algorithm } = await write(kind, EXPIRY, { commit: 'abc' });
    const opened = await openEnvelope(bytes, JWS_MEDIA_TYPE);
    expect(opened).toMatchObject({
      mediaType: JWS_MEDIA_TYPE,
      algorithm,
      scheme: 'notary.x509',
      signingTime: new Date('2026-06-01T12:00:00Z'),
      expiry: new Date('2026-07-01T12:00:00Z'),
      signingAgent: 'sealift/1.0.0 <&>',
      target: { ...TEST_TARGET, annotations: { commit: 'abc' } },
      unknownCritical: [],
    });
    expect(opened.chain.map(({ thumbprint }) => thumbprint)).toEqual(
      (await chain.certificates()).map(({ thumbprint }) => thumbprint),
    );
  });

  it.each(KEY_KINDS)('agrees with jose, an independent encoder, with %s', async (kind) => {
    const { body, chain, algorithm } = await write(kind, EXPIRY);
    const crit = { 'io.cncf.notary.signingScheme': true, 'io.cncf.notary.expiry': true };
    const {
      payload,
      protected: header,
      signature,
    } = body as { payload: string; protected: string; signature: string };
    const options = { algorithms: [algorithm.jws], crit };
    const read = await flattenedVerify(
      { payload, protected: header, signature },
      chain.key.publicKey,
      options,
    );
    expect(Buffer.from(read.payload).toString()).toBe(decoded(payload));

    const theirs = await new FlattenedSign(Buffer.from(decoded(payload)))
      .setProtectedHeader(JSON.parse(decoded(header)))
      .sign(chain.key.privateKey, { crit });
    expect([theirs.protected, theirs.payload]).toEqual([header, payload]);
    const swapped = Buffer.from(JSON.stringify({ ...body, signature: theirs.signature }));
    await expect(openEnvelope(swapped, JWS_MEDIA_TYPE)).resolves.toMatchObject({ target: TEST_TARGET });
  });
});
