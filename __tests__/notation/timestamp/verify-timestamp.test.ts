import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCovers, verifyTimestamp } from '../../../src/notation/timestamp/verify-timestamp.ts';
import * as der from '../../support/der.ts';
import { CA, type CertificateSpec, mint, namedKey, nameOf, PURPOSE, testChain } from '../../support/pki.ts';
import { attribute, type Quirks, TimestampAuthority } from '../../support/timestamp-authority.ts';

const SIGNATURE = new Uint8Array(64).fill(7);
const SECOND = 1000;
const DAY = 86_400 * SECOND;
const ago = (milliseconds: number): Date => new Date(Date.now() - milliseconds);

const OIDS = {
  sha1: ['1.3.14.3.2.26', 'sha1'],
  sha256: ['2.16.840.1.101.3.4.2.1', 'sha256'],
  sha384: ['2.16.840.1.101.3.4.2.2', 'sha384'],
  sha512: ['2.16.840.1.101.3.4.2.3', 'sha512'],
} as const;
const imprint = (hash: keyof typeof OIDS): Uint8Array =>
  der.sequence(
    der.sequence(der.oid(OIDS[hash][0]), der.nothing()),
    der.octetString(createHash(hash).update(SIGNATURE).digest()),
  );

const authority = new TimestampAuthority();
const ASKED = { imprint: imprint('sha256'), nonce: der.integer(4711) };
const tokenOf = (quirks: Quirks = {}, from = authority) => from.token(ASKED, quirks);
const verify = async (token: Uint8Array, root = authority.root, at = new Date()) =>
  verifyTimestamp(token, {
    signature: SIGNATURE,
    roots: [{ store: 'tsa:acme', certificate: await root.certificate() }],
    at,
  });

describe('a timestamp token', () => {
  it.each(['sha256', 'sha384', 'sha512'] as const)('is verified with an imprint by %s', async (hash) => {
    const found = await verify(await tokenOf({ imprint: imprint(hash) }));
    expect(found).toMatchObject({ store: 'tsa:acme', policy: '1.3.6.1.4.1.99999.1', nonce: 4711n });
    expect(found.chain.map(({ thumbprint }) => thumbprint)).toEqual([
      (await authority.leaf.certificate()).thumbprint,
      (await authority.root.certificate()).thumbprint,
    ]);
    expect(found.latest.getTime() - found.earliest.getTime()).toBe(2 * SECOND);
  });

  it('is verified over an intermediate certificate, which the token brings along', async () => {
    const middle = mint({
      ...CA,
      subject: nameOf('middle'),
      key: namedKey('middle'),
      issuer: authority.root,
    });
    const leaf = authority.issue({ issuer: middle });
    const issued = new TimestampAuthority({
      root: { ...CA, subject: nameOf('middle'), key: namedKey('middle') },
    });
    const token = await tokenOf({ leaf, certificates: [leaf, middle] }, issued);
    expect((await verify(token)).chain).toHaveLength(3);
    const without = await tokenOf({ leaf, certificates: [leaf] }, issued);
    await expect(verify(without)).rejects.toMatchObject({ code: 'timestamp_untrusted' });
  });

  it.each<[string, Quirks, number]>([
    ['none', { accuracy: null }, 0],
    ['none, under the policy of BTSP', { accuracy: null, policy: '0.4.0.2023.1.1' }, SECOND],
    [
      'millis and micros',
      { accuracy: der.sequence(der.implicit(0, Uint8Array.of(5)), der.implicit(1, Uint8Array.of(1))) },
      6,
    ],
    ['two minutes', { accuracy: der.sequence(der.integer(120)) }, 120 * SECOND],
  ])('has the range of its accuracy: %s', async (_, quirks, expected) => {
    const { time, earliest, latest } = await verify(await tokenOf(quirks));
    expect([time.getTime() - earliest.getTime(), latest.getTime() - time.getTime()]).toEqual([
      expected,
      expected,
    ]);
  });

  it('covers a chain that was valid over its whole range', async () => {
    const timestamp = await verify(await tokenOf({ accuracy: der.sequence(der.integer(60)) }));
    checkCovers(timestamp, await testChain().certificates());
    for (const leaf of [
      { notBefore: ago(30 * SECOND) },
      { notAfter: ago(-30 * SECOND) },
    ] as CertificateSpec[]) {
      const chain = await testChain({ leaf }).certificates();
      expect(() => checkCovers(timestamp, chain)).toThrow(
        expect.objectContaining({ code: 'timestamp_invalid' }),
      );
    }
  });

  it('is read with longer lengths than DER has, and not with indefinite ones', async () => {
    const token = await tokenOf();
    const content = token.subarray(4);
    const long = Buffer.concat([Uint8Array.of(0x30, 0x84, 0, 0), token.subarray(2, 4), content]);
    expect(await verify(long)).toMatchObject({ nonce: 4711n });
    const absurd = Buffer.concat([Uint8Array.of(0x30, 0x85, 0, 0, 0), token.subarray(2, 4), content]);
    await expect(verify(absurd)).rejects.toMatchObject({ code: 'timestamp_invalid' });
    const indefinite = Buffer.concat([Uint8Array.of(0x30, 0x80), content, Uint8Array.of(0, 0)]);
    await expect(verify(indefinite)).rejects.toMatchObject({ code: 'timestamp_invalid' });
  });

  const leaf = (spec: CertificateSpec) => authority.issue(spec);
  const purposes = (critical: boolean, ...oids: string[]): Quirks => ({
    leaf: leaf({ extendedKeyUsage: { critical, oids } }),
  });
  const extension = (critical: boolean) =>
    der.explicit(
      1,
      der.sequence(
        der.oid('1.2.3.4'),
        ...(critical ? [der.boolean(true)] : []),
        der.octetString(Uint8Array.of(5, 0)),
      ),
    );
  const drop = (at: number): Quirks => ({ attributes: (usual) => usual.filter((_, i) => i !== at) });
  const hashed = (bytes: Uint8Array) => der.octetString(createHash('sha256').update(bytes).digest());

  it('is verified with an extension that is not critical', async () => {
    expect(await verify(await tokenOf({ more: [extension(false)] }))).toMatchObject({ nonce: 4711n });
  });

  it.each<[string, Quirks]>([
    ['an imprint by SHA-1', { imprint: imprint('sha1') }],
    [
      'an imprint of something else',
      { imprint: der.sequence(der.sequence(der.oid(OIDS.sha256[0])), hashed(new Uint8Array())) },
    ],
    ['a critical extension', { more: [extension(true)] }],
    ['a time that is to come', { clockOff: DAY }],
    ['an accuracy of 1000 milliseconds', { accuracy: der.sequence(der.implicit(0, Uint8Array.of(3, 0xe8))) }],
    ['no signed content type', drop(0)],
    ['no message digest', drop(1)],
    ['no signing certificate', drop(2)],
    [
      'another signing certificate',
      {
        attributes: ([one, two]) => [
          one!,
          two!,
          attribute(
            '1.2.840.113549.1.9.16.2.47',
            der.sequence(der.sequence(der.sequence(hashed(authority.root.der)))),
          ),
        ],
      },
    ],
    [
      'two message digests',
      { attributes: (usual) => [...usual, attribute('1.2.840.113549.1.9.4', hashed(new Uint8Array()))] },
    ],
    [
      'another message digest',
      {
        attributes: ([one, , three]) => [
          one!,
          attribute('1.2.840.113549.1.9.4', hashed(new Uint8Array())),
          three!,
        ],
      },
    ],
    [
      'a signing time before its certificate',
      {
        attributes: (usual) => [
          ...usual,
          attribute('1.2.840.113549.1.9.5', der.time(new Date('2019-01-01'))),
        ],
      },
    ],
    [
      'a signing time that is none',
      {
        attributes: (usual) => [
          ...usual,
          attribute('1.2.840.113549.1.9.5', der.element(0x17, Buffer.from('1'))),
        ],
      },
    ],
    ['no certificate of its signer', { certificates: [authority.root] }],
    ['no certificate at all', { certificates: [] }],
    ['a CA that signs', { leaf: leaf({ basicConstraints: { ca: true } }) }],
    ['no purpose', { leaf: leaf({ extendedKeyUsage: null }) }],
    ['a purpose that is not critical', purposes(false, PURPOSE.timeStamping)],
    ['two purposes', purposes(true, PURPOSE.timeStamping, PURPOSE.codeSigning)],
    ['any purpose', purposes(true, PURPOSE.any)],
    ['no key usage', { leaf: leaf({ keyUsage: null }) }],
    [
      'a key that may encipher',
      { leaf: leaf({ keyUsage: { bits: ['digitalSignature', 'keyEncipherment'] } }) },
    ],
    [
      'a certificate with a critical extension',
      {
        leaf: leaf({
          extensions: [
            der.sequence(der.oid('1.2.3'), der.boolean(true), der.octetString(Uint8Array.of(5, 0))),
          ],
        }),
      },
    ],
    ['a certificate that had ended', { leaf: leaf({ notAfter: ago(60 * SECOND) }) }],
    ['a certificate that had not begun', { leaf: leaf({ notBefore: ago(-60 * SECOND) }) }],
    ['a certificate by SHA-1', { leaf: leaf({ signature: 'sha1' }) }],
  ])('is refused with %s', async (_, quirks) => {
    await expect(verify(await tokenOf(quirks))).rejects.toMatchObject({ code: 'timestamp_invalid' });
  });

  it('is refused from an authority of another root with the same names', async () => {
    const other = new TimestampAuthority({ root: { key: namedKey('other timestamp root') } });
    await expect(verify(await tokenOf({}, other))).rejects.toMatchObject({ code: 'timestamp_untrusted' });
    await expect(
      verify(await tokenOf({ leaf: other.leaf, certificates: [other.leaf, authority.root] }, other)),
    ).rejects.toMatchObject({ code: 'timestamp_untrusted' });
  });

  it('is refused soon where certificates could be put into any order', async () => {
    const [name, key] = [nameOf('mesh'), namedKey('mesh')];
    const mesh = Array.from({ length: 13 }, () => mint({ ...CA, subject: name, key }));
    const signer = leaf({ issuer: mesh[0]! });
    const maker = new TimestampAuthority({ root: { subject: name, key } });
    const token = await tokenOf({ leaf: signer, certificates: [signer, ...mesh] }, maker);
    const started = performance.now();
    await expect(verify(token)).rejects.toMatchObject({ code: 'timestamp_untrusted' });
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('refuses a token of tiny elements before it holds them', async () => {
    const tiny = Buffer.alloc(1024 * 1024).fill(Uint8Array.of(0x05, 0x00));
    await expect(verify(tiny)).rejects.toThrow(/more than 20000 elements/);
  });

  it('is refused with an error of its own whatever the bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await expect(verify(bytes)).rejects.toMatchObject({ code: 'timestamp_invalid' });
      }),
      { numRuns: 300 },
    );
    await expect(verify(new Uint8Array(1024 * 1024 + 1))).rejects.toMatchObject({
      code: 'timestamp_invalid',
    });
    const deep = Buffer.alloc(2000, 0).fill(Uint8Array.of(0x30, 0x80));
    await expect(verify(deep)).rejects.toMatchObject({ code: 'timestamp_invalid' });
  });
});
