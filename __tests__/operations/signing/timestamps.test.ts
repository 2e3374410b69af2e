import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COSE_MEDIA_TYPE, JWS_MEDIA_TYPE } from '../../../src/notation/envelope/media-types.ts';
import { openEnvelope } from '../../../src/notation/envelope/open.ts';
import type { CertifyingSigner, Signer, TrustMaterial } from '../../../src/notation/ports.ts';
import { RevocationChecker } from '../../../src/notation/revocation/checker.ts';
import type { RevocationRow } from '../../../src/notation/revocation/row.ts';
import { prepareMaker } from '../../../src/operations/signing/prepare-maker.ts';
import { Timestamper, type TimestamperOptions } from '../../../src/operations/signing/timestamper.ts';
import type { Certificate } from '../../../src/pki/certificate.ts';
import { pemSigner } from '../../../src/signers/pem-key.ts';
import { timestampClient } from '../../../src/trust/timestamp-client.ts';
import * as der from '../../support/der.ts';
import { image, index, push } from '../../support/images.ts';
import type { Told } from '../../support/kms/loopback.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { KEY_KINDS, namedKey, sharedChain, type TestChain, testChain } from '../../support/pki.ts';
import { httpClient, JumpingClock } from '../../support/registry-store.ts';
import { nobodyAsked } from '../../support/revocation.ts';
import { type Quirks, TimestampAuthority } from '../../support/timestamp-authority.ts';
import { never, tools } from '../../support/tools.ts';
import { MAKER, sign, trustIn, verify } from '../support.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ago = (milliseconds: number): Date => new Date(Date.now() - milliseconds);

const authority = new TimestampAuthority();
/** Same names, other keys. */
const other = new TimestampAuthority({
  root: { key: namedKey('other timestamp root') },
  leaf: { key: namedKey('other timestamps') },
});
const http = httpClient(new JumpingClock());

beforeAll(() => Promise.all([authority.server.start(), other.server.start()]));
afterAll(() => Promise.all([authority.server.close(), other.server.close()]));

/** A clock that goes on: authorities here tell the time that it is. */
const now = () => tools(new Date());

async function timestamperOf(change: Partial<TimestamperOptions> = {}): Promise<Timestamper> {
  return new Timestamper({
    client: timestampClient(http),
    url: authority.url,
    authority: 'the timestamp authority tsa.test',
    root: await authority.root.certificate(),
    revocation: nobodyAsked(),
    clock: { now: () => new Date(), sleep: () => Promise.resolve() },
    ...change,
  });
}

interface Change extends Partial<TimestamperOptions> {
  readonly chain?: TestChain;
  readonly mediaType?: string;
  readonly key?: (signer: Signer) => Partial<Signer>;
}

async function stampingSigner({
  chain = sharedChain(),
  mediaType = JWS_MEDIA_TYPE,
  key,
  ...change
}: Change = {}) {
  const signer = pemSigner(chain.key.pem, undefined, 'test key');
  const options = { ...MAKER, mediaType, now: new Date(), chain: await chain.certificates() };
  return prepareMaker(
    { ...signer, ...key?.(signer) },
    { ...options, timestamper: await timestamperOf(change) },
    never,
  );
}

/** Trust that demands a timestamp of the authority. */
function demanding(chain: TestChain = sharedChain()): TrustMaterial {
  const trust = trustIn([{ stores: ['ca:acme', 'tsa:acme'] }], chain);
  return {
    ...trust,
    certificates: async (type, name) =>
      type === 'tsa' ? [await authority.root.certificate()] : trust.certificates(type, name),
  };
}

/** A checker to which the certificates of every chain have this status. */
class Answering extends RevocationChecker {
  readonly #status: RevocationRow['status'];

  constructor(status: RevocationRow['status']) {
    super({ now: () => new Date() });
    this.#status = status;
  }

  override async check(chain: readonly Certificate[]): Promise<RevocationRow[]> {
    return chain.slice(0, -1).map(({ thumbprint }) => ({
      subject: 'CN=timestamps',
      thumbprint,
      status: this.#status,
      method: null,
      source: null,
      thisUpdate: null,
      nextUpdate: null,
      revokedAt: null,
      reason: null,
      message: 'names \u001b[2J, which is silent',
    }));
  }
}

describe('a timestamp', () => {
  let store: MemoryStore;
  beforeEach(async () => {
    store = new MemoryStore();
    await push(store, image(), '1');
    store.writes.length = 0;
    for (const one of [authority, other]) {
      one.quirks = {};
      one.delay = 0;
      one.server.asked.length = 0;
      one.server.faults.length = 0;
      one.server.most = 0;
    }
  });

  /** The envelope of a signature, opened. */
  const opened = (signature: { readonly digest: string; readonly mediaType: string | null }) => {
    const manifest = JSON.parse(Buffer.from(store.manifests.get(signature.digest)!.bytes).toString());
    return openEnvelope(store.blobs.get(manifest.layers[0].digest)!, signature.mediaType!);
  };

  it.each(
    [JWS_MEDIA_TYPE, COSE_MEDIA_TYPE].flatMap((type) => KEY_KINDS.map((kind) => [type, kind] as const)),
  )('is in the %s envelope of a key %s, byte by byte, and verifies', async (mediaType, kind) => {
    const chain = testChain({ kind });
    const { warnings, events, ...session } = now();
    const result = await sign(store, { ...session, signer: await stampingSigner({ chain, mediaType }) });
    expect(result).toMatchObject({ status: 'signed', error: null });
    const [signature] = result.signatures;
    const { timestampToken, algorithm, signature: bytes } = await opened(signature!);
    const imprint = createHash(algorithm.hash).update(bytes).digest('hex');
    const [query] = authority.server.asked;
    expect(query!.body.toString('hex')).toContain(imprint);
    expect(Buffer.from(timestampToken!).toString('hex')).toContain(imprint);
    // Nothing ends it but an expiry, so that nobody is told of an end.
    expect(signature).toMatchObject({ validUntil: null });
    expect(events.filter(({ type }) => type === 'notice')).toEqual([]);
    expect(warnings.join()).not.toMatch(/timestamp/);
    expect(await verify(store, { ...now(), trust: demanding(chain) })).toMatchObject({ status: 'verified' });
  });

  it('leaves the expiry as the end of a signature', async () => {
    const result = await sign(store, { ...now(), signer: await stampingSigner(), expiresAfter: 3 * DAY });
    const until = Date.parse(result.signatures[0]!.validUntil!);
    expect(Math.abs(until - Date.now() - 3 * DAY)).toBeLessThan(MINUTE);
  });

  it('is asked for several signatures at the same time, with a nonce for each', async () => {
    const images = Array.from({ length: 4 }, (_, at) => image({ seed: String(at) }));
    await push(store, index(images), '1');
    authority.delay = 50;
    const signer = await stampingSigner();
    const result = await sign(store, { ...now(), concurrency: 16, signer, recursive: true });
    expect(result.signatures).toHaveLength(5);
    expect(authority.server.asked).toHaveLength(5);
    expect(authority.server.most).toBeGreaterThan(1);
    const queries = authority.server.asked.map(({ body }) => body.toString('hex'));
    expect(new Set(queries.map((query) => query.slice(-44))).size).toBe(5);
    expect(await verify(store, { ...now(), recursive: true, trust: demanding() })).toMatchObject({
      status: 'verified',
    });
  });

  it('is asked for outside of the turns of a plugin', async () => {
    await push(store, index([image({ seed: 'a' }), image({ seed: 'b' })]), '1');
    authority.delay = 50;
    const key = pemSigner(sharedChain().key.pem, undefined, 'test key');
    let underWay = 0;
    const plugin: CertifyingSigner = {
      kind: 'certifying',
      describe: async (signal) => ({ algorithm: (await key.describe(signal)).algorithm, agent: 'acme/1' }),
      signWithChain: async (bytes, signal) => {
        underWay += 1;
        expect(underWay).toBe(1);
        const signature = await key.sign(bytes, signal);
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        return { signature, certificates: await sharedChain().certificates() };
      },
      close: async () => {},
    };
    const timestamper = await timestamperOf();
    const signer = await prepareMaker(plugin, { ...MAKER, now: new Date(), timestamper }, never);
    const result = await sign(store, { ...now(), signer, recursive: true });
    expect(result).toMatchObject({ status: 'signed' });
    expect(authority.server.asked).toHaveLength(3);
    expect(authority.server.most).toBeGreaterThan(1);
  });

  it('is asked for once for one digest in two repositories', async () => {
    const second = new MemoryStore('second.test/app');
    await push(second, image(), '1');
    const session = now();
    const signer = await stampingSigner();
    const [one, two] = [
      await sign(store, { ...session, signer }),
      await sign(second, { ...session, signer }),
    ];
    expect(one.signatures[0]!.digest).toBe(two.signatures[0]!.digest);
    expect(authority.server.asked).toHaveLength(1);
  });

  it('is not asked for a signature that does not hold', async () => {
    const signer = await stampingSigner({
      key: (own) => ({
        sign: async (bytes, signal) => {
          const good = await own.sign(bytes, signal);
          return good.with(10, good[10]! ^ 1);
        },
      }),
    });
    expect(await sign(store, { ...now(), signer })).toMatchObject({ error: { code: 'self_check_failed' } });
    expect(authority.server.asked).toEqual([]);
    expect(store.writes).toEqual([]);
  });

  it('comes after errors that pass, and however slowly it comes', async () => {
    authority.server.faults.push({ status: 500 }, { status: 503 }, { status: 429 });
    authority.delay = 300;
    expect(await sign(store, { ...now(), signer: await stampingSigner() })).toMatchObject({
      status: 'signed',
    });
    expect(authority.server.asked).toHaveLength(4);
  });

  const html: Told = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' };
  const page: Told = { ...html, headers: { 'content-type': 'application/timestamp-reply' } };
  const sha256 = der.sequence(der.oid('2.16.840.1.101.3.4.2.1'), der.nothing());
  const spoiling = (quirks: Quirks) => () => {
    authority.quirks = quirks;
  };

  describe('that is not as it should be fails the signature, and nothing is written', () => {
    it.each<[string, () => unknown, string, Change | (() => Promise<Change>)]>([
      ['the authority is down', () => {}, 'connection_failed', { url: 'http://127.0.0.1:1/' }],
      [
        'the authority says no',
        () => authority.server.faults.push(authority.refused('no such policy')),
        'timestamp_refused',
        {},
      ],
      [
        'the authority fails for good',
        () => authority.server.faults.push(...Array.from({ length: 9 }, () => ({ status: 500 }))),
        'timestamp_authority_unavailable',
        {},
      ],
      ['the answer is HTML', () => authority.server.faults.push(html), 'unexpected_answer', {}],
      [
        'the answer is HTML by another name',
        () => authority.server.faults.push(page),
        'timestamp_invalid',
        {},
      ],
      [
        'the answer is endless',
        () => authority.server.faults.push({ ...page, body: new Uint8Array(2_000_000) }),
        'content_too_large',
        {},
      ],
      ['the nonce is another one', spoiling({ nonce: der.integer(4711) }), 'timestamp_invalid', {}],
      ['the nonce is absent', spoiling({ nonce: null }), 'timestamp_invalid', {}],
      [
        'the imprint is another one',
        spoiling({ imprint: der.sequence(sha256, der.octetString(new Uint8Array(32))) }),
        'timestamp_invalid',
        {},
      ],
      [
        'the root is another one',
        () => {},
        'timestamp_untrusted',
        async () => ({ root: await other.root.certificate() }),
      ],
      [
        'the authority is another one',
        () => {},
        'timestamp_untrusted',
        () => Promise.resolve({ url: other.url }),
      ],
      ['the clock is a day behind', spoiling({ clockOff: -DAY }), 'timestamp_invalid', {}],
      ['the clock is a day ahead', spoiling({ clockOff: DAY }), 'timestamp_invalid', {}],
      [
        'the certificate ended between the timestamp and now',
        () => spoiling({ clockOff: -5 * MINUTE, leaf: authority.issue({ notAfter: ago(MINUTE) }) })(),
        'timestamp_invalid',
        {},
      ],
      [
        'the chain that signs began after the timestamp',
        spoiling({ clockOff: -5 * MINUTE }),
        'timestamp_invalid',
        { chain: testChain({ leaf: { notBefore: ago(MINUTE) } }) },
      ],
      [
        'the certificate may not stamp',
        () => spoiling({ leaf: authority.issue({ extendedKeyUsage: null }) })(),
        'timestamp_invalid',
        {},
      ],
      ['the authority is revoked', () => {}, 'certificate_revoked', { revocation: new Answering('revoked') }],
      [
        'nobody knows whether it is revoked',
        () => spoiling({ leaf: authority.issue({ crlUrls: ['http://crl.test/a'] }) })(),
        'timestamp_revocation_unknown',
        {},
      ],
    ])('%s', async (_, spoil, code, given) => {
      spoil();
      const signer = await stampingSigner(typeof given === 'function' ? await given() : given);
      const result = await sign(store, { ...now(), signer });
      expect(result).toMatchObject({ status: 'failed', error: { code }, signatures: [] });
      expect(store.writes).toEqual([]);
    });

    it('the certificate of the authority has expired', async () => {
      authority.quirks = { leaf: authority.issue({ notAfter: ago(DAY) }) };
      const result = await sign(store, { ...now(), signer: await stampingSigner() });
      expect(result.error?.code).toMatch(/^timestamp_(?:invalid|untrusted)$/);
      expect(store.writes).toEqual([]);
    });

    it('the timestamp is one that was given before', async () => {
      await sign(store, { ...now(), signer: await stampingSigner() });
      const [first] = authority.server.asked;
      const replayed = authority.told(
        await authority.token({
          imprint: der.sequence(sha256, der.octetString(new Uint8Array(32))),
          nonce: der.integer(1),
        }),
      );
      const recorded = await (
        await fetch(authority.url, { method: 'POST', body: first!.body as never })
      ).arrayBuffer();
      store.writes.length = 0;
      for (const answer of [replayed, { ...replayed, body: new Uint8Array(recorded) }]) {
        authority.server.faults.push(answer);
        const result = await sign(store, { ...now(), signer: await stampingSigner(), ifSigned: 'add' });
        expect(result).toMatchObject({ status: 'failed', error: { code: 'timestamp_invalid' } });
      }
      expect(store.writes).toEqual([]);
    });

    it('what others say of its revocation is made safe to print', async () => {
      const unknown = await stampingSigner({ revocation: new Answering('unknown') });
      const { error } = await sign(store, { ...now(), signer: unknown });
      expect(error).toMatchObject({
        code: 'timestamp_revocation_unknown',
        message: expect.stringContaining('\\u{1b}'),
      });
    });
  });

  describe('of an existing signature', () => {
    it('makes a new one needless, also when its chain ends soon', async () => {
      const chain = testChain({
        leaf: { notBefore: ago(100 * DAY), notAfter: new Date(Date.now() + 3600_000) },
      });
      const signer = await stampingSigner({ chain });
      expect(await sign(store, { ...now(), signer })).toMatchObject({ status: 'signed' });
      const later = tools(new Date(Date.now() + MINUTE));
      const again = await sign(store, { ...later, signer: await stampingSigner({ chain }) });
      expect(again).toMatchObject({ status: 'skipped', signatures: [{ validUntil: null }] });
      expect(authority.server.asked).toHaveLength(1);
    });

    it('lets an expiry end it as before', async () => {
      const signer = await stampingSigner();
      await sign(store, { ...now(), signer, expiresAfter: 10 * DAY });
      const session = (days: number) => tools(new Date(Date.now() + days * DAY));
      expect(await sign(store, { ...session(8), signer })).toMatchObject({ status: 'skipped' });
      expect(await sign(store, { ...session(9.5), signer, ifSigned: 'fail' })).not.toMatchObject({
        error: { code: 'signature_exists' },
      });
    });

    it('does not make a new one needless when it is not there, or of another root', async () => {
      await sign(store, now());
      const root = await other.root.certificate();
      const foreign = await stampingSigner({ url: other.url, root });
      expect(await sign(store, { ...now(), signer: foreign })).toMatchObject({ status: 'signed' });
      expect(await sign(store, { ...now(), signer: await stampingSigner() })).toMatchObject({
        status: 'signed',
      });
      expect(await sign(store, { ...now(), signer: await stampingSigner() })).toMatchObject({
        status: 'skipped',
      });
    });

    it.each(['revoked', 'unknown'] as const)(
      'does not make a new one needless when its authority is %s',
      async (status) => {
        await sign(store, { ...now(), signer: await stampingSigner() });
        store.writes.length = 0;
        const revocation = new Answering(status);
        const again = await sign(store, { ...now(), signer: await stampingSigner({ revocation }) });
        // The new one is of the same authority, and fails for the same cause.
        expect(again).toMatchObject({ status: 'failed' });
        expect(store.writes).toEqual([]);
      },
    );
  });
});
