import { Buffer } from 'node:buffer';
import { sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COSE_MEDIA_TYPE } from '../../../src/notation/envelope/media-types.ts';
import { openEnvelope } from '../../../src/notation/envelope/open.ts';
import type { OpenedEnvelope } from '../../../src/notation/envelope/opened.ts';
import * as cbor from '../../support/cbor.ts';
import { DEPARTURES, OPENED, REFUSED, SCHEME, WHOLE } from '../../support/cose-cases.ts';
import { cosePartsOf, craftCose, sign1 } from '../../support/cose-envelopes.ts';
import { craftJws, TEST_TARGET } from '../../support/envelopes.ts';
import { KEY_KINDS, LEAF, mint, namedKey, sharedChain, testChain } from '../../support/pki.ts';

const N = 'io.cncf.notary.';

const open = (bytes: Uint8Array) => openEnvelope(bytes, COSE_MEDIA_TYPE);
/** `opened`, or the error. */
const outcome = (bytes: Uint8Array): Promise<unknown> =>
  open(bytes).then(
    () => 'opened',
    (error: unknown) => error,
  );

const good = craftCose();

describe('openEnvelope, of COSE', () => {
  it('opens what the specification describes', async () => {
    expect(await open(craftCose({ expiry: 1_790_000_000 }))).toMatchObject({
      mediaType: COSE_MEDIA_TYPE,
      scheme: 'notary.x509',
      signingTime: new Date('2026-06-01T10:00:00Z'),
      expiry: new Date('2026-09-21T14:13:20Z'),
      signingAgent: 'test/1.0.0',
      target: TEST_TARGET,
      unknownCritical: [],
    });
  });

  // __tests__/interop/cose-judge.test.ts holds the same tables to notation.
  it.each(OPENED)('opens $what', async ({ spec }) => {
    expect(await outcome(craftCose(spec))).toBe('opened');
  });

  it.each([...REFUSED, ...DEPARTURES])('refuses $what', async ({ spec, code = 'envelope_invalid' }) => {
    expect(await outcome(craftCose(spec))).toMatchObject({ code, exitCode: 1 });
  });

  it.each(WHOLE)('refuses an envelope that has or is %s', async (_, make) => {
    expect(await outcome(make(cosePartsOf()))).toMatchObject({ code: 'envelope_invalid', exitCode: 1 });
  });

  it.each(KEY_KINDS)('opens an envelope by a key of the kind %s', async (kind) => {
    expect(await open(craftCose({ chain: testChain({ kind }) }))).toMatchObject({ target: TEST_TARGET });
  });

  it('reads times with fractions, to the millisecond', async () => {
    const opened = await open(
      craftCose({ protected: [[`${N}signingTime`, cbor.tag(1, cbor.float(1_780_308_000.25))]] }),
    );
    expect(opened.signingTime).toEqual(new Date('2026-06-01T10:00:00.250Z'));
  });

  it('tells critical attributes that it does not know, and those of a plugin', async () => {
    const critical = (...labels: readonly (number | string)[]) =>
      cbor.array([SCHEME, ...labels].map(cbor.label));
    const opened = await open(
      craftCose({
        protected: [
          [2, critical('com.acme.a', 99)],
          ['com.acme.a', cbor.NULL],
          [99, cbor.NULL],
        ],
      }),
    );
    expect(opened.unknownCritical).toEqual(['com.acme.a', '99']);

    const plugin = [`${N}verificationPlugin`, `${N}verificationPluginMinVersion`] as const;
    const asking = await open(
      craftCose({
        protected: [
          [2, critical(...plugin)],
          [plugin[0], cbor.text('acme')],
          [plugin[1], cbor.text('1.0.0')],
        ],
      }),
    );
    expect(asking).toMatchObject({ verificationPlugin: 'acme', unknownCritical: [] });

    const alone = await open(
      craftCose({
        protected: [
          [2, critical(plugin[1])],
          [plugin[1], cbor.text('1')],
        ],
      }),
    );
    expect(alone.unknownCritical).toEqual([plugin[1]]);
  });

  it.each([
    ['a plugin that is not critical', cbor.text('acme'), 'acme'],
    ['a plugin that is null', cbor.NULL, 'null'],
    ['a plugin that is a list', cbor.array([]), '{"type":"Array"}'],
  ])('never forgets %s', async (_, value, shown) => {
    const opened = await open(craftCose({ protected: [[`${N}verificationPlugin`, value]] }));
    expect(opened.verificationPlugin).toBe(shown);
  });

  it('gives the bytes of a timestamp token', async () => {
    const token = cbor.bytes(Buffer.from('308201fb', 'hex'));
    const opened = await open(craftCose({ unprotected: [[`${N}timestampSignature`, token]] }));
    expect(Buffer.from(opened.timestampToken!).toString('hex')).toBe('308201fb');
  });

  it('refuses an envelope over 4 MiB before it is read', async () => {
    const error = await outcome(new Uint8Array(4 * 1024 * 1024 + 1));
    expect(error).toMatchObject({
      code: 'envelope_invalid',
      message: expect.stringContaining('4194305 bytes'),
    });
  });

  it('refuses 17 certificates', async () => {
    const many = Array.from({ length: 17 }, () => cbor.bytes(sharedChain().leaf.der));
    expect(await outcome(craftCose({ unprotected: [[33, cbor.array(many)]] }))).toMatchObject({
      message: expect.stringContaining('no certificate chain'),
    });
  });

  it('refuses a chain that breaks the code-signing profile', async () => {
    const chain = testChain({ leaf: { keyUsage: { bits: ['keyEncipherment'] } } });
    expect(await outcome(craftCose({ chain }))).toMatchObject({ code: 'certificate_invalid' });
  });

  it('refuses a signature by another key than the first certificate has', async () => {
    const minted = [mint({ ...LEAF, key: namedKey('other') }), ...sharedChain().minted.slice(1)];
    const chain = { minted, key: sharedChain().key };
    expect(await outcome(craftCose({ chain }))).toMatchObject({ code: 'signature_invalid' });
  });

  it('refuses ECDSA as DER', async () => {
    const signature = sign('sha256', Buffer.from('x'), sharedChain().key.privateKey);
    const bytes = craftCose({ outer: () => ({ signature: cbor.bytes(signature) }) });
    expect(await outcome(bytes)).toMatchObject({ code: 'signature_invalid' });
  });

  it('refuses a payload, header or signature of another envelope', async () => {
    const [own, other] = [cosePartsOf(), cosePartsOf({ annotations: { a: 'b' }, expiry: 1_790_000_000 })];
    for (const item of ['payload', 'protected', 'signature'] as const) {
      const mixed = sign1({ ...own, [item]: other[item] });
      expect(await outcome(mixed)).toMatchObject({ code: 'signature_invalid' });
    }
  });

  it('refuses payload and header in each other’s place', async () => {
    const { protected: header, payload, ...rest } = cosePartsOf();
    expect(await outcome(sign1({ ...rest, protected: payload, payload: header }))).toMatchObject({
      exitCode: 1,
    });
  });

  it('refuses a signature over the payload alone, or over a JWS', async () => {
    const jws = JSON.parse(Buffer.from(craftJws()).toString()) as Record<string, string>;
    const signature = Buffer.from(jws.signature!, 'base64url');
    const outer = () => ({ signature: cbor.bytes(signature) });
    const payload = Buffer.from(jws.payload!, 'base64url');
    expect(await outcome(craftCose({ payload, outer }))).toMatchObject({ code: 'signature_invalid' });
  });

  /** What is read, without the agent, which is not signed and says nothing that counts. */
  const meaning = ({ chain, signingAgent, ...rest }: OpenedEnvelope) => ({
    ...rest,
    chain: chain.map(({ thumbprint }) => thumbprint),
  });

  it('refuses any bit that is flipped in what is signed', async () => {
    const { protected: header, unprotected, payload, signature } = cosePartsOf();
    // In bits of the message: behind the tag and the array.
    const spans = [
      [2, header.length],
      [2 + header.length + unprotected.length, payload.length + signature.length],
    ] as const;
    const signed = spans.flatMap(([from, length]) =>
      Array.from({ length: 8 * length }, (_, at) => 8 * from + at),
    );
    const bytes = sign1({ protected: header, unprotected, payload, signature });
    for (const bit of signed) {
      const changed = Uint8Array.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect([bit, await outcome(changed)]).toMatchObject([bit, { name: 'SealiftError', exitCode: 1 }]);
    }
  });

  it('either refuses a changed byte or means the same', async () => {
    const wanted = meaning(await open(good));
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: good.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, mask) => {
          const changed = Uint8Array.from(good);
          changed[at]! ^= mask;
          const opened = await open(changed).catch((error: unknown) => {
            expect(error).toMatchObject({ name: 'SealiftError', exitCode: 1 });
          });
          if (opened) expect(meaning(opened)).toEqual(wanted);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('refuses an envelope that is cut off anywhere', async () => {
    for (let length = 0; length < good.length; length += 13)
      expect(await outcome(good.subarray(0, length))).toMatchObject({ code: 'envelope_invalid' });
  });

  it('answers any bytes with an error of its own', async () => {
    const behind = fc.uint8Array().map((rest) => Buffer.concat([Buffer.from([0xd2, 0x84]), rest]));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array(), behind), async (bytes) => {
        expect(await outcome(bytes)).toMatchObject({ code: 'envelope_invalid' });
      }),
    );
  });

  it.each<[string, (size: number) => Uint8Array, RegExp]>([
    [
      'empty arrays',
      (size) => Buffer.concat([cbor.head(4, size), Buffer.alloc(size, 0x80)]),
      /over 20000 values/,
    ],
    [
      'empty maps',
      (size) => Buffer.concat([cbor.head(4, size), Buffer.alloc(size, 0xa0)]),
      /over 20000 values/,
    ],
    ['levels', (size) => Buffer.alloc(size, 0x81), /deeper than 16 levels/],
    ['text', (size) => cbor.text(Buffer.alloc(size, 0x61)), /no certificate chain/],
  ])('reads no more than it has to of 4 MiB of %s', async (_, filled, reason) => {
    const unprotected = cbor.map([[cbor.text('x'), filled(4 * 1024 * 1024 - 2000)]]);
    const bytes = sign1({ ...cosePartsOf({ payload: Buffer.from('{}') }), unprotected });
    expect(await outcome(bytes)).toMatchObject({ message: expect.stringMatching(reason) });
  });
});
