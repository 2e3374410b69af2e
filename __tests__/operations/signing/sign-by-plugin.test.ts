import { Buffer } from 'node:buffer';
import { beforeEach, describe, expect, it } from 'vitest';
import { buildPayload } from '../../../src/notation/envelope/payload.ts';
import type { EnvelopeRequest } from '../../../src/notation/envelope/request.ts';
import type { CertifyingSigner, EnvelopeSigner } from '../../../src/notation/ports.ts';
import { prepareMaker } from '../../../src/operations/signing/prepare-maker.ts';
import type { Certificate } from '../../../src/pki/certificate.ts';
import { pemSigner } from '../../../src/signers/pem-key.ts';
import { craftJws, type JwsSpec } from '../../support/envelopes.ts';
import { image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { CA, mint, nameOf, sharedChain, type TestChain, testChain } from '../../support/pki.ts';
import { NOW, never, tools } from '../../support/tools.ts';
import { MAKER, sign, strangerChain, trustIn, verify } from '../support.ts';

const DAY = 24 * 60 * 60 * 1000;
const at = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** A plugin that signs raw and answers with its chain; it counts, and can be told to change its certificates. */
class RawPlugin implements CertifyingSigner {
  readonly kind = 'certifying';
  chain: TestChain;
  signatures = 0;
  underWay = 0;
  most = 0;

  constructor(chain: TestChain = sharedChain()) {
    this.chain = chain;
  }

  get #key() {
    return pemSigner(this.chain.key.pem, undefined, 'test key');
  }

  async describe(signal: AbortSignal) {
    const { algorithm } = await this.#key.describe(signal);
    return { algorithm, agent: 'acme/1.2.3' };
  }

  async signWithChain(toBeSigned: Uint8Array, signal: AbortSignal) {
    this.signatures += 1;
    this.underWay += 1;
    this.most = Math.max(this.most, this.underWay);
    const certificates = await this.chain.certificates();
    const signature = await this.#key.sign(toBeSigned, signal);
    this.underWay -= 1;
    return { signature, certificates };
  }

  async close() {}
}

/** A payload that a test spoils. */
interface Body {
  targetArtifact: { size: number; artifactType?: string; annotations?: Record<string, string> };
  more?: object;
}

/** A plugin that makes whole envelopes, and whatever a test wants of them. */
function envelopePlugin(
  change: (asked: EnvelopeRequest) => JwsSpec = () => ({}),
  annotations: Record<string, string> = {},
): EnvelopeSigner {
  return {
    kind: 'envelope',
    async signEnvelope(request) {
      const { target, metadata, expiresAfter } = request;
      const payload = buildPayload(target, metadata);
      const signingTime = at(NOW.getTime());
      const expiry = expiresAfter === undefined ? {} : { expiry: at(NOW.getTime() + expiresAfter) };
      const bytes = craftJws({ payload, signingTime, ...expiry, ...change(request) });
      return { bytes, annotations };
    },
    close: () => Promise.resolve(),
  };
}

const prepared = (signer: CertifyingSigner | EnvelopeSigner, given?: readonly Certificate[]) =>
  prepareMaker(signer, { ...MAKER, chain: given }, never);

describe('sign by a plugin', () => {
  let store: MemoryStore;

  beforeEach(async () => {
    store = new MemoryStore();
    await push(store, image(), '1');
    store.writes.length = 0;
  });

  const pushed = (digest: string): Record<string, unknown> =>
    JSON.parse(Buffer.from(store.manifests.get(digest as never)!.bytes).toString());

  const envelopeText = async (digest: string): Promise<string> => {
    const { layers } = pushed(digest) as { layers: { digest: string }[] };
    return Buffer.from(store.blobs.get(layers[0]!.digest as never)!).toString();
  };

  describe('that signs raw', () => {
    it('takes the chain from its answer, and names it in the envelope', async () => {
      const result = await sign(store, { signer: await prepared(new RawPlugin()) });
      expect(result).toMatchObject({ status: 'signed', error: null });
      expect(result.signatures[0]).toMatchObject({ signer: expect.stringContaining('CN=release') });
      expect(await verify(store)).toMatchObject({ status: 'verified' });
      expect(await envelopeText(result.signatures[0]!.digest)).toContain('sealift/test acme/1.2.3');
    });

    it('signs once for an image without signatures, and not at all when a signature of its known leaf exists', async () => {
      const plugin = new RawPlugin();
      const signer = await prepared(plugin);
      await sign(store, { signer });
      expect(plugin.signatures).toBe(1);
      expect(await sign(store, { signer })).toMatchObject({ status: 'skipped' });
      expect(plugin.signatures).toBe(1);
    });

    it('signs once in another run to learn its leaf, and pushes nothing', async () => {
      await sign(store, { signer: await prepared(new RawPlugin()) });
      const other = new MemoryStore('other.test/app');
      await push(other, image(), '1');
      await sign(other, { signer: await prepared(new RawPlugin()) });
      for (const one of [store, other]) one.writes.length = 0;
      const plugin = new RawPlugin();
      const signer = await prepared(plugin);
      const results = await Promise.all([sign(store, { signer }), sign(other, { signer })]);
      expect(results.map(({ status }) => status)).toEqual(['skipped', 'skipped']);
      expect(plugin.signatures).toBe(1);
      expect([...store.writes, ...other.writes]).toEqual([]);
    });

    it('does not sign to learn the leaf when a chain is given', async () => {
      const given = await sharedChain().certificates();
      await sign(store, { signer: await prepared(new RawPlugin(), given) });
      const plugin = new RawPlugin();
      expect(await sign(store, { signer: await prepared(plugin, given) })).toMatchObject({
        status: 'skipped',
      });
      expect(plugin.signatures).toBe(0);
    });

    it('refuses a second signature with --if-signed fail, and adds one with add', async () => {
      await sign(store, { signer: await prepared(new RawPlugin()) });
      store.writes.length = 0;
      const change = { signer: await prepared(new RawPlugin()), ifSigned: 'fail' } as const;
      expect(await sign(store, change)).toMatchObject({ error: { code: 'signature_exists' } });
      expect(store.writes).toEqual([]);
      expect(await sign(store, { ...change, ifSigned: 'add' })).toMatchObject({ status: 'signed' });
    });

    it('signs again when only another signer has signed', async () => {
      await sign(store, { signer: await prepared(new RawPlugin(strangerChain())) });
      const result = await sign(store, { signer: await prepared(new RawPlugin()) });
      expect(result).toMatchObject({ status: 'signed' });
      expect(await verify(store)).toMatchObject({ status: 'verified' });
    });

    it('runs one command at a time', async () => {
      await push(store, index([image({ seed: 'a' }), image({ seed: 'b' }), image({ seed: 'c' })]), '1');
      const plugin = new RawPlugin();
      const result = await sign(store, { signer: await prepared(plugin), recursive: true });
      expect(result.signatures).toHaveLength(4);
      expect(plugin).toMatchObject({ signatures: 4, most: 1 });
    });

    it('puts the given chain into the envelope, for the same key', async () => {
      const renewed = testChain();
      const signer = await prepared(new RawPlugin(), await renewed.certificates());
      const result = await sign(store, { signer });
      expect(result).toMatchObject({ status: 'signed' });
      const leaf = Buffer.from(renewed.leaf.der).toString('base64');
      expect(await envelopeText(result.signatures[0]!.digest)).toContain(leaf);
    });

    it('refuses the given chain of another key, before signing where the kind tells it', async () => {
      const otherKind = await testChain({ kind: 'ec-384' }).certificates();
      await expect(prepared(new RawPlugin(), otherKind)).rejects.toMatchObject({
        code: 'key_certificate_mismatch',
        exitCode: 2,
      });
      const root = sharedChain().root.key;
      const other = await testChain({ leaf: { key: root } }).certificates();
      const signer = await prepared(new RawPlugin(), other);
      expect(await sign(store, { signer })).toMatchObject({ error: { code: 'key_certificate_mismatch' } });
      expect(store.writes).toEqual([]);
    });

    it.each<[string, TestChain, string]>([
      [
        'is over',
        testChain({ leaf: { notAfter: new Date('2021-01-01T00:00:00Z') } }),
        'certificate_not_valid_now',
      ],
      [
        'may not sign code',
        testChain({ leaf: { keyUsage: { bits: ['keyAgreement'] } } }),
        'certificate_chain_invalid',
      ],
    ])('refuses a certificate of the plugin that %s', async (_, chain, code) => {
      const result = await sign(store, { signer: await prepared(new RawPlugin(chain)) });
      expect(result.error).toMatchObject({ code, hint: expect.stringContaining('what the plugin answered') });
      expect(store.writes).toEqual([]);
    });

    it('pushes nothing when the signature does not hold', async () => {
      const plugin = new RawPlugin();
      const spoilt: CertifyingSigner = {
        kind: 'certifying',
        describe: (signal) => plugin.describe(signal),
        async signWithChain(toBeSigned, signal) {
          const { signature, certificates } = await plugin.signWithChain(toBeSigned, signal);
          return { signature: signature.with(5, signature[5]! ^ 1), certificates };
        },
        close: () => plugin.close(),
      };
      const result = await sign(store, { signer: await prepared(spoilt) });
      expect(result).toMatchObject({ error: { code: 'self_check_failed' } });
      expect(store.writes).toEqual([]);
    });
  });

  describe('that makes envelopes', () => {
    const request = { metadata: { build: '7' }, expiresAfter: 30 * DAY };

    it('pushes the envelope, with its annotations in the manifest', async () => {
      const created = 'org.opencontainers.image.created';
      const signer = await prepared(envelopePlugin(undefined, { 'com.acme.job': '7', [created]: 'never' }));
      const result = await sign(store, { signer, ...request });
      expect(result).toMatchObject({ status: 'signed', error: null });
      const { digest, validUntil } = result.signatures[0]!;
      expect(validUntil).toBe(new Date(Math.floor(NOW.getTime() / 1000) * 1000 + 30 * DAY).toISOString());
      expect(pushed(digest).annotations).toMatchObject({
        'com.acme.job': '7',
        [created]: at(NOW.getTime()),
        'io.cncf.notary.x509chain.thumbprint#S256': expect.stringMatching(/^\["[0-9a-f]{64}/),
      });
      expect(await verify(store, { metadata: { build: '7' } })).toMatchObject({ status: 'verified' });
    });

    it('skips an image that it signed before, which it learns by signing', async () => {
      await sign(store, { signer: await prepared(envelopePlugin()), ...request });
      store.writes.length = 0;
      const again = await sign(store, { signer: await prepared(envelopePlugin()), ...request });
      expect(again).toMatchObject({ status: 'skipped' });
      expect(store.writes).toEqual([]);
    });

    const payloadWith = (asked: EnvelopeRequest, change: (body: Body) => void): JwsSpec => {
      const payload = buildPayload(asked.target, asked.metadata);
      const body = JSON.parse(Buffer.from(payload).toString()) as Body;
      change(body);
      return { payload: Buffer.from(JSON.stringify(body)) };
    };

    it.each<[string, (asked: EnvelopeRequest) => JwsSpec]>([
      [
        'another annotation',
        (asked) => payloadWith(asked, (body) => (body.targetArtifact.annotations!.more = 'x')),
      ],
      ['an expiry half a minute off', () => ({ expiry: at(NOW.getTime() + 30 * DAY + 30_000) })],
    ])('may add %s', async (_, change) => {
      const result = await sign(store, { signer: await prepared(envelopePlugin(change)), ...request });
      expect(result).toMatchObject({ status: 'signed' });
    });

    it('may set an expiry that nobody asked for', async () => {
      const signer = await prepared(envelopePlugin(() => ({ expiry: at(NOW.getTime() + DAY) })));
      const result = await sign(store, { signer });
      expect(result.signatures[0]!.validUntil).toBe(new Date(at(NOW.getTime() + DAY)).toISOString());
    });

    it('may not make an expired envelope', async () => {
      const spec = { signingTime: at(NOW.getTime() - 2 * DAY), expiry: at(NOW.getTime() - DAY) };
      const result = await sign(store, { signer: await prepared(envelopePlugin(() => spec)) });
      expect(result.error).toMatchObject({
        code: 'self_check_failed',
        message: expect.stringMatching(/it expired at/),
      });
      expect(store.writes).toEqual([]);
    });

    it.each<[string, (asked: EnvelopeRequest) => JwsSpec, string, RegExp]>([
      [
        'another artifact',
        (asked) => payloadWith(asked, (body) => (body.targetArtifact.size += 1)),
        'self_check_failed',
        /is not for sha256:/,
      ],
      [
        'changed metadata',
        (asked) => payloadWith(asked, (body) => (body.targetArtifact.annotations!.build = '8')),
        'self_check_failed',
        /lacks the metadata build, or changes it/,
      ],
      [
        'no metadata',
        (asked) => payloadWith(asked, (body) => delete body.targetArtifact.annotations),
        'self_check_failed',
        /lacks the metadata build/,
      ],
      [
        'another member of the descriptor',
        (asked) => payloadWith(asked, (body) => (body.targetArtifact.artifactType = 'a/b')),
        'self_check_failed',
        /it signs targetArtifact\.artifactType, which nobody asked for/,
      ],
      [
        'another member of the payload',
        (asked) => payloadWith(asked, (body) => (body.more = {})),
        'self_check_failed',
        /it signs more, which nobody asked for/,
      ],
      [
        'no expiry',
        () => ({ expiry: undefined as never }),
        'self_check_failed',
        /lacks the expiry that was asked for/,
      ],
      [
        'another expiry',
        () => ({ expiry: at(NOW.getTime() + 31 * DAY) }),
        'self_check_failed',
        /it expires after 2678400 s, asked were 2592000 s/,
      ],
      [
        'a critical attribute that nobody knows',
        () => ({
          protected: {
            crit: ['io.cncf.notary.signingScheme', 'io.cncf.notary.expiry', 'com.acme.x'],
            'com.acme.x': 1,
          },
        }),
        'self_check_failed',
        /critical attribute com\.acme\.x/,
      ],
      [
        'a demand for a verification plugin',
        () => ({
          protected: {
            crit: [
              'io.cncf.notary.signingScheme',
              'io.cncf.notary.expiry',
              'io.cncf.notary.verificationPlugin',
            ],
            'io.cncf.notary.verificationPlugin': 'acme',
          },
        }),
        'plugin_unsupported',
        /only the verification plugin acme can judge/,
      ],
      [
        'the signing-authority scheme without its time',
        () => ({
          protected: { 'io.cncf.notary.signingScheme': 'notary.x509.signingAuthority' },
        }),
        'self_check_failed',
        /does not hold: .*signingTime, which belongs to another signing scheme/,
      ],
      [
        'another content type',
        () => ({ protected: { cty: 'text/plain' } }),
        'self_check_failed',
        /text\/plain/,
      ],
      ['a spoilt signature', () => ({ outer: { signature: 'AAAA' } }), 'self_check_failed', /does not hold/],
      [
        'a second payload for readers that fold case',
        () => ({ outer: { Payload: 'e30' } }),
        'self_check_failed',
        /which others read as payload/,
      ],
      [
        'an agent that notation cannot read',
        () => ({ header: { 'io.cncf.notary.signingAgent': 7 } }),
        'self_check_failed',
        /signingAgent: not text/,
      ],
      ['no envelope', () => ({ outer: { payload: 1 } }), 'self_check_failed', /does not hold/],
      [
        'a certificate that is over',
        () => ({ chain: testChain({ leaf: { notAfter: new Date('2021-01-01T00:00:00Z') } }) }),
        'certificate_not_valid_now',
        /is expired/,
      ],
    ])('refuses an envelope with %s, and pushes nothing', async (_, change, code, reason) => {
      const result = await sign(store, { signer: await prepared(envelopePlugin(change)), ...request });
      expect(result.error).toMatchObject({ code, message: expect.stringMatching(reason) });
      expect(store.writes).toEqual([]);
    });

    it('refuses an envelope without the whole given chain', async () => {
      const { leaf, intermediate, root } = sharedChain();
      const cross = mint({ ...CA, subject: nameOf('root'), key: root.key });
      const given = await Promise.all([leaf, intermediate, cross].map((one) => one.certificate()));
      const result = await sign(store, { signer: await prepared(envelopePlugin(), given), ...request });
      expect(result).toMatchObject({ error: { code: 'key_certificate_mismatch' } });
      expect(store.writes).toEqual([]);
    });

    it('refuses an envelope under another leaf than that of the given chain', async () => {
      const given = await sharedChain().certificates();
      const good = await sign(store, { signer: await prepared(envelopePlugin(), given), ...request });
      expect(good).toMatchObject({ status: 'signed' });
      const renewed = await prepared(envelopePlugin(), await testChain().certificates());
      const result = await sign(store, { signer: renewed, ifSigned: 'add', ...request });
      expect(result).toMatchObject({ error: { code: 'key_certificate_mismatch' } });
    });
  });

  it('warns of a chain that ends soon after the first signature', async () => {
    const soon = testChain({ leaf: { notAfter: new Date(NOW.getTime() + 30 * DAY) } });
    const request = tools();
    const signer = await prepared(new RawPlugin(soon));
    await sign(store, { ...request, signer });
    expect(request.warnings.join()).toMatch(/stops verifying/);
    expect(await verify(store, { trust: trustIn([{}], soon) })).toMatchObject({ status: 'verified' });
  });
});
