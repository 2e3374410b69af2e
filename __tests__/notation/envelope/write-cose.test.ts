import { Buffer } from 'node:buffer';
import { sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { algorithmOf, cryptoOptions } from '../../../src/notation/algorithms.ts';
import { COSE } from '../../../src/notation/envelope/cose.ts';
import { COSE_MEDIA_TYPE } from '../../../src/notation/envelope/media-types.ts';
import { openEnvelope } from '../../../src/notation/envelope/open.ts';
import * as cbor from '../../support/cbor.ts';
import { cosePartsOf, sign1 } from '../../support/cose-envelopes.ts';
import { TEST_TARGET } from '../../support/envelopes.ts';
import { KEY_KINDS, type KeyKind, testChain } from '../../support/pki.ts';

const SIGNING_TIME = new Date('2026-06-01T12:00:00.789Z');
const MONTH = 30 * 24 * 60 * 60 * 1000;

const TOKEN = Uint8Array.of(0x30, 0x02, 0xfb, 0xff);

async function write(
  kind: KeyKind = 'ec-256',
  expiresAfter?: number,
  metadata: Record<string, string> = {},
  timestampToken?: Uint8Array,
) {
  const chain = testChain({ kind });
  const algorithm = algorithmOf(chain.key.publicKey);
  const request = {
    target: TEST_TARGET,
    metadata,
    signingTime: SIGNING_TIME,
    ...(expiresAfter === undefined ? {} : { expiresAfter }),
  };
  const fields = { request, algorithm };
  const toBeSigned = COSE.signingInput(fields);
  const signature = sign(algorithm.hash, toBeSigned, {
    key: chain.key.privateKey,
    ...cryptoOptions(algorithm),
  });
  const unsigned = {
    chain: await chain.certificates(),
    signingAgent: 'sealift/1.0.0',
    ...(timestampToken && { timestampToken }),
  };
  const bytes = COSE.assemble(fields, unsigned, signature);
  return { bytes, chain, algorithm, toBeSigned, signature };
}

const hexOf = (text: string): string => Buffer.from(text).toString('hex');
const SCHEME = `781c${hexOf('io.cncf.notary.signingScheme')}`;
const EXPIRY = `75${hexOf('io.cncf.notary.expiry')}`;

/** The protected header of notation, by hand: alg, crit, content type, then names by their length. */
const header = (length: string, alg: string, crit: string, expiry: string): string =>
  `${length}01${alg}02${crit}03782b${hexOf('application/vnd.cncf.notary.payload.v1+json')}${expiry}` +
  `781a${hexOf('io.cncf.notary.signingTime')}c11a6a1d7440${SCHEME}6b${hexOf('notary.x509')}`;

const PLAIN = header('a5', '26', `81${SCHEME}`, '');
const EXPIRING = header('a6', '3824', `82${SCHEME}${EXPIRY}`, `${EXPIRY}c11a6a450140`);

describe('the writer of COSE envelopes', () => {
  it.each([
    ['ec-256', undefined, PLAIN],
    ['rsa-2048', MONTH, EXPIRING],
  ] as const)(
    'gives the signer Sig_structure, with %s and %s, to the byte',
    async (kind, expiresAfter, expected) => {
      const payload = `{"targetArtifact":{"mediaType":"${TEST_TARGET.mediaType}","digest":"${TEST_TARGET.digest}","size":528}}`;
      const { toBeSigned } = await write(kind, expiresAfter);
      expect(Buffer.from(toBeSigned).toString('hex')).toBe(
        cbor
          .array([
            cbor.text('Signature1'),
            cbor.bytes(Buffer.from(expected, 'hex')),
            Buffer.from('40', 'hex'),
            cbor.bytes(Buffer.from(payload)),
          ])
          .toString('hex'),
      );
    },
  );

  it.each([undefined, MONTH])(
    'writes what an encoder of another hand writes, with the expiry %s',
    async (life) => {
      const { bytes, chain, signature } = await write('ec-256', life);
      const seconds = Math.floor(SIGNING_TIME.getTime() / 1000);
      const theirs = cosePartsOf({
        chain,
        signingTime: seconds,
        ...(life === undefined ? {} : { expiry: seconds + life / 1000 }),
        unprotected: [['io.cncf.notary.signingAgent', cbor.text('sealift/1.0.0')]],
        outer: () => ({ signature: cbor.bytes(signature) }),
      });
      expect(Buffer.from(bytes).toString('hex')).toBe(Buffer.from(sign1(theirs)).toString('hex'));
    },
  );

  it('writes a timestamp as a byte string behind the signing agent, and signs what it signs without', async () => {
    const { bytes, chain, signature, toBeSigned } = await write('ec-256', MONTH, {}, TOKEN);
    const seconds = Math.floor(SIGNING_TIME.getTime() / 1000);
    const theirs = cosePartsOf({
      chain,
      signingTime: seconds,
      expiry: seconds + MONTH / 1000,
      unprotected: [
        ['io.cncf.notary.signingAgent', cbor.text('sealift/1.0.0')],
        ['io.cncf.notary.timestampSignature', cbor.bytes(TOKEN)],
      ],
      outer: () => ({ signature: cbor.bytes(signature) }),
    });
    expect(Buffer.from(bytes).toString('hex')).toBe(Buffer.from(sign1(theirs)).toString('hex'));
    expect(Buffer.from((await openEnvelope(bytes, COSE_MEDIA_TYPE)).timestampToken!)).toEqual(
      Buffer.from(TOKEN),
    );
    expect(toBeSigned).toEqual((await write('ec-256', MONTH)).toBeSigned);
  });

  it('writes metadata as Go does, behind the rest of the descriptor', async () => {
    const { bytes } = await write('ec-256', undefined, { 'b<': '&', a: '1' });
    const { payload } = await openEnvelope(bytes, COSE_MEDIA_TYPE);
    expect(Buffer.from(payload).toString()).toBe(
      `{"targetArtifact":{"mediaType":"${TEST_TARGET.mediaType}","digest":"${TEST_TARGET.digest}","size":528,` +
        '"annotations":{"a":"1","b\\u003c":"\\u0026"}}}',
    );
  });

  it('writes the same signing input for the same fields', async () => {
    const [first, second] = [
      await write('ec-384', MONTH, { a: 'b' }),
      await write('ec-384', MONTH, { a: 'b' }),
    ];
    expect(first.toBeSigned).toEqual(second.toBeSigned);
  });

  it.each(KEY_KINDS)('is opened again with a key of the kind %s, strictly', async (kind) => {
    const { bytes, chain, algorithm } = await write(kind, MONTH, { commit: 'abc' });
    const opened = await openEnvelope(bytes, COSE_MEDIA_TYPE);
    expect(opened).toMatchObject({
      mediaType: COSE_MEDIA_TYPE,
      algorithm,
      scheme: 'notary.x509',
      signingTime: new Date('2026-06-01T12:00:00Z'),
      expiry: new Date('2026-07-01T12:00:00Z'),
      signingAgent: 'sealift/1.0.0',
      target: { ...TEST_TARGET, annotations: { commit: 'abc' } },
      unknownCritical: [],
    });
    expect(opened.chain.map(({ thumbprint }) => thumbprint)).toEqual(
      (await chain.certificates()).map(({ thumbprint }) => thumbprint),
    );
  });
});
