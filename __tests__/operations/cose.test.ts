import { Buffer } from 'node:buffer';
import { beforeEach, describe, expect, it } from 'vitest';
import { COSE_MEDIA_TYPE, JWS_MEDIA_TYPE } from '../../src/notation/envelope/media-types.ts';
import { buildPayload } from '../../src/notation/envelope/payload.ts';
import type { EnvelopeRequest } from '../../src/notation/envelope/request.ts';
import type { AnySigner, MadeEnvelope } from '../../src/notation/ports.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { inspectImage } from '../../src/operations/judging/inspect.ts';
import { listImage } from '../../src/operations/list.ts';
import { prepareMaker } from '../../src/operations/signing/prepare-maker.ts';
import { pemSigner } from '../../src/signers/pem-key.ts';
import * as cbor from '../support/cbor.ts';
import { type CoseSpec, craftCose } from '../support/cose-envelopes.ts';
import { craftJws } from '../support/envelopes.ts';
import { image, push } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { KEY_KINDS, sharedChain, type TestChain, testChain } from '../support/pki.ts';
import { NOW, never, tools } from '../support/tools.ts';
import { attachSignature } from './crafted.ts';
import { MAKER, promote, sign, TAG, trustIn, verify } from './support.ts';

const makerOf = async (chain: TestChain = sharedChain()) =>
  prepareMaker(
    pemSigner(chain.key.pem, undefined, 'test key'),
    { ...MAKER, mediaType: COSE_MEDIA_TYPE, chain: await chain.certificates() },
    never,
  );

const byPlugin = (signer: AnySigner) => prepareMaker(signer, { ...MAKER, mediaType: COSE_MEDIA_TYPE }, never);

describe('COSE, for an image', () => {
  let store: MemoryStore;
  let subject: Descriptor;
  const asked = () => ({ ...tools(), reference: 'app:1', name: TAG, store, maxSignatures: 100 });

  beforeEach(async () => {
    store = new MemoryStore();
    subject = await push(store, image(), '1');
    store.writes.length = 0;
  });

  const layersOf = (digest: string): readonly { readonly mediaType: string; readonly digest: string }[] =>
    JSON.parse(Buffer.from(store.manifests.get(digest as never)!.bytes).toString()).layers;

  it.each(KEY_KINDS)('is signed with %s, and verified, inspected and promoted', async (kind) => {
    const chain = testChain({ kind });
    const signer = await makerOf(chain);
    const signed = await sign(store, { signer, metadata: { build: '7' }, expiresAfter: 86_400_000 });
    expect(signed).toMatchObject({
      status: 'signed',
      error: null,
      signatures: [{ mediaType: COSE_MEDIA_TYPE }],
    });
    expect(layersOf(signed.signatures[0]!.digest)).toMatchObject([{ mediaType: COSE_MEDIA_TYPE }]);

    const trust = trustIn([{}], chain);
    expect(await verify(store, { trust, metadata: { build: '7' } })).toMatchObject({
      status: 'verified',
      signatures: [{ mediaType: COSE_MEDIA_TYPE, status: 'passed' }],
    });
    expect(await verify(store, { trust, metadata: { build: '8' } })).toMatchObject({ status: 'failed' });
    expect((await inspectImage(asked(), never)).signatures).toMatchObject([
      {
        mediaType: COSE_MEDIA_TYPE,
        details: { signingAgent: 'sealift/test', userMetadata: { build: '7' }, certificates: [{}, {}, {}] },
      },
    ]);
    expect((await listImage(asked(), never)).attachments).toHaveLength(1);

    const target = new MemoryStore();
    expect(await promote(store, target, { trust })).toMatchObject({ status: 'promoted', error: null });
    expect(await verify(target, { trust })).toMatchObject({ status: 'verified' });
  });

  it('is no reason to leave out a JWS, nor the other way round', async () => {
    const signer = await makerOf();
    expect(await sign(store)).toMatchObject({ status: 'signed' });
    expect(await sign(store, { signer })).toMatchObject({ status: 'signed' });
    expect(await sign(store)).toMatchObject({
      status: 'skipped',
      signatures: [{ mediaType: JWS_MEDIA_TYPE }],
    });
    expect(await sign(store, { signer })).toMatchObject({
      status: 'skipped',
      signatures: [{ mediaType: COSE_MEDIA_TYPE }],
    });
  });

  it('makes a new one needless when another program wrote it, in whatever order', async () => {
    const signingTime = Math.floor(NOW.getTime() / 1000);
    const bytes = craftCose({
      target: subject,
      signingTime,
      protected: [[1, undefined]],
      pairs: [[cbor.int(1), cbor.int(-7)]],
    });
    await attachSignature(store, subject, { bytes, envelopeType: COSE_MEDIA_TYPE });
    expect(await sign(store, { signer: await makerOf() })).toMatchObject({ status: 'skipped' });
  });

  it.each<[string, CoseSpec, string]>([
    [
      'for another artifact',
      { target: { mediaType: 'a/b', digest: `sha256:${'0'.repeat(64)}`, size: 1 } },
      'descriptor_mismatch',
    ],
    ['that has expired', { signingTime: 1_700_000_000, expiry: 1_700_000_001 }, 'signature_expired'],
    ['with a critical attribute that nobody knows', unknown(), 'unknown_critical_attribute'],
    [
      'that asks for a plugin',
      {
        protected: [
          [
            2,
            cbor.array(
              ['signingScheme', 'verificationPlugin'].map((name) => cbor.text(`io.cncf.notary.${name}`)),
            ),
          ],
          ['io.cncf.notary.verificationPlugin', cbor.text('x')],
        ],
      },
      'plugin_unsupported',
    ],
    [
      'whose signature is spoilt',
      { outer: () => ({ signature: cbor.bytes(Buffer.alloc(64)) }) },
      'signature_invalid',
    ],
    ['that is malformed', { outer: () => ({ unprotected: cbor.array([]) }) }, 'envelope_invalid'],
  ])('is refused when it is one %s', async (_, spec, code) => {
    const bytes = craftCose({ target: subject, ...spec });
    await attachSignature(store, subject, { bytes, envelopeType: COSE_MEDIA_TYPE });
    const { status, signatures } = await verify(store);
    expect(status).toBe('failed');
    expect(signatures[0]!.checks.at(-1)).toMatchObject({ code });
    expect(await promote(store, new MemoryStore())).toMatchObject({ status: 'failed' });
    expect(await sign(store, { signer: await makerOf() })).toMatchObject({ status: 'signed' });
  });

  it('is refused under the name of a JWS', async () => {
    await attachSignature(store, subject, {
      bytes: craftCose({ target: subject }),
      envelopeType: JWS_MEDIA_TYPE,
    });
    expect((await verify(store)).signatures).toMatchObject([{ checks: [{ code: 'envelope_invalid' }] }]);
  });

  it('is signed by a plugin that signs raw, whose chain comes with the signature', async () => {
    const key = pemSigner(sharedChain().key.pem, undefined, 'test key');
    const signer = await byPlugin({
      kind: 'certifying',
      describe: async (signal) => ({
        algorithm: (await key.describe(signal)).algorithm,
        agent: 'acme/1.2.3',
      }),
      signWithChain: async (toBeSigned, signal) => ({
        signature: await key.sign(toBeSigned, signal),
        certificates: await sharedChain().certificates(),
      }),
      close: async () => {},
    });
    expect(await sign(store, { signer })).toMatchObject({ status: 'signed', error: null });
    expect(await verify(store)).toMatchObject({ status: 'verified' });
    expect((await inspectImage(asked(), never)).signatures).toMatchObject([
      { details: { signingAgent: 'sealift/test acme/1.2.3' } },
    ]);
  });

  describe('by a plugin that makes whole envelopes', () => {
    const plugin = (make: (asked: EnvelopeRequest) => Uint8Array): AnySigner => ({
      kind: 'envelope',
      async signEnvelope(request, mediaType): Promise<MadeEnvelope> {
        expect(mediaType).toBe(COSE_MEDIA_TYPE);
        return { bytes: make(request), annotations: {} };
      },
      close: async () => {},
    });
    const honest = ({ target, metadata }: EnvelopeRequest): CoseSpec => ({
      payload: buildPayload(target, metadata),
      signingTime: Math.floor(NOW.getTime() / 1000),
    });

    it('is pushed as it came', async () => {
      const signer = await byPlugin(plugin((request) => craftCose(honest(request))));
      const { signatures, error } = await sign(store, { signer, metadata: { a: 'b' } });
      expect(error).toBeNull();
      expect(layersOf(signatures[0]!.digest)).toMatchObject([{ mediaType: COSE_MEDIA_TYPE }]);
      expect(await verify(store, { metadata: { a: 'b' } })).toMatchObject({ status: 'verified' });
    });

    it.each<[string, (asked: EnvelopeRequest) => Uint8Array]>([
      ['is a JWS', ({ target, metadata }) => craftJws({ payload: buildPayload(target, metadata) })],
      ['is for something else', (asked) => craftCose({ ...honest(asked), payload: Buffer.from('{}') })],
      ['lacks the metadata', (asked) => craftCose(honest({ ...asked, metadata: {} }))],
      [
        'has a critical attribute that nobody knows',
        (asked) => craftCose({ ...honest(asked), ...unknown() }),
      ],
      ['has a byte behind it', (asked) => Buffer.concat([craftCose(honest(asked)), Buffer.from([0])])],
    ])('is not pushed when it %s', async (_, make) => {
      const signer = await byPlugin(plugin(make));
      expect(await sign(store, { signer, metadata: { a: 'b' } })).toMatchObject({
        status: 'failed',
        error: { code: 'self_check_failed' },
      });
      expect(store.writes).toEqual([]);
    });
  });
});

function unknown(): CoseSpec {
  const critical = cbor.array(['io.cncf.notary.signingScheme', 'com.acme.x'].map(cbor.label));
  return {
    protected: [
      [2, critical],
      ['com.acme.x', cbor.int(1)],
    ],
  };
}
