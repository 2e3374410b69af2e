import { Buffer } from 'node:buffer';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameText } from '../../src/pki/name.ts';
import { parseCertificate } from '../../src/pki/parse-certificate.ts';
import { extension } from '../support/certificate-parts.ts';
import * as der from '../support/der.ts';
import {
  CA,
  KEY_KINDS,
  LEAF,
  mint,
  namedKey,
  nameOf,
  PURPOSE,
  sharedChain,
  testChain,
  testKey,
} from '../support/pki.ts';

const COMPLAINT = { code: 'certificate_chain_invalid', what: 'leaf.pem' } as const;
/** The outcome of a promise, short enough to be printed. */
const outcome = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'accepted',
    (error: unknown) => error,
  );
const refused = { code: COMPLAINT.code, message: expect.stringMatching(/^leaf\.pem/) };

describe('parseCertificate', () => {
  it('reads the same certificate once, and is not affected by later changes of the given bytes', async () => {
    const bytes = Buffer.from(mint({ subject: nameOf('kept') }).der);
    const first = await parseCertificate(bytes, COMPLAINT);
    expect(await parseCertificate(Uint8Array.from(bytes), COMPLAINT)).toBe(first);
    const before = Buffer.from(first.der);
    bytes.fill(0);
    expect(Buffer.compare(first.der, before)).toBe(0);
    await expect(parseCertificate(bytes, COMPLAINT)).rejects.toMatchObject({ code: COMPLAINT.code });
  });

  it('reads all members that the profile checks', async () => {
    const { leaf } = testChain({
      leaf: {
        ocspUrls: ['http://ocsp.example/'],
        crlUrls: ['http://crl.example/a.crl', 'http://crl.example/b.crl'],
        freshestCrlUrls: ['http://crl.example/delta.crl'],
        basicConstraints: { ca: false },
        keyUsage: { bits: ['digitalSignature', 'decipherOnly'] },
        extendedKeyUsage: { critical: true, oids: [PURPOSE.codeSigning, '1.2.3.4'] },
      },
    });
    const native = new X509Certificate(leaf.der);
    const read = await parseCertificate(leaf.der, COMPLAINT);
    expect(read).toMatchObject({
      der: leaf.der,
      thumbprint: native.fingerprint256.replaceAll(':', '').toLowerCase(),
      version: 3,
      notBefore: new Date(native.validFrom),
      notAfter: new Date(native.validTo),
      signatureAlgorithm: '1.2.840.10045.4.3.2',
      basicConstraints: { critical: true, ca: false },
      keyUsage: { critical: true, bits: new Set(['digitalSignature', 'decipherOnly']) },
      extendedKeyUsage: { critical: true, oids: [PURPOSE.codeSigning, '1.2.3.4'] },
      ocspUrls: ['http://ocsp.example/'],
      crlUrls: ['http://crl.example/a.crl', 'http://crl.example/b.crl'],
      hasFreshestCrl: true,
    });
    expect(nameText(read.subject)).toBe('CN=release,O=acme-rockets.io,ST=WA,C=US');
    expect(nameText(read.issuer)).toBe('CN=intermediate,O=acme-rockets.io,ST=WA,C=US');
  });

  it.each(KEY_KINDS)('reads a certificate with a key of the kind %s', async (kind) => {
    const { leaf, key } = testChain({ kind });
    expect((await leaf.certificate()).publicKey.equals(key.publicKey)).toBe(true);
  });

  it.each(['sha256', 'sha384', 'sha512', 'pss-sha256'] as const)(
    'checks a signature that an RSA issuer made with %s',
    async (signature) => {
      const ca = mint({ ...CA, subject: nameOf('rsa'), key: testKey('rsa-2048') });
      const [good, forged] = await Promise.all([
        mint({ ...LEAF, issuer: ca, signature }).certificate(),
        mint({ ...LEAF, issuer: ca, signature, forged: true }).certificate(),
      ]);
      expect(good.isSignedBy(ca.key.publicKey)).toBe(true);
      expect(forged.isSignedBy(ca.key.publicKey)).toBe(false);
      expect(good.isSignedBy(testKey('rsa-3072').publicKey)).toBe(false);
      expect(good.isSignedBy(testKey('ec-256').publicKey)).toBe(false);
    },
  );

  it('refuses a certificate that hides another one', async () => {
    // Node looks for PEM anywhere in the bytes before it reads them as DER.
    const { intermediate } = sharedChain();
    const other = mint({
      ...LEAF,
      subject: nameOf('mallory'),
      key: namedKey('mallory'),
      issuer: intermediate,
    });
    const bait = mint({
      ...LEAF,
      issuer: intermediate,
      forged: true,
      extensions: [extension('1.2.3.4', false, der.octetString(Buffer.from(`\n${other.pem}`)))],
    });
    expect(await outcome(parseCertificate(bait.der, COMPLAINT))).toMatchObject(refused);
  });

  it.each([
    ['UTCTime without seconds', der.element(0x17, Buffer.from('2601010000Z'))],
    ['UTCTime with an offset', der.element(0x17, Buffer.from('260101000000+0100'))],
    ['a month that is none', der.element(0x17, Buffer.from('261301000000Z'))],
    ['a day that is none', der.element(0x17, Buffer.from('260230000000Z'))],
    ['an hour that is none', der.element(0x17, Buffer.from('260101240000Z'))],
    ['a fraction', der.element(0x18, Buffer.from('20260101000000.5Z'))],
    ['letters', der.element(0x17, Buffer.from('2601010000xxZ'))],
    ['a number', der.integer(26)],
  ])('refuses %s as validity', async (_, moment) => {
    const whole = Buffer.from(sharedChain().leaf.der);
    const good = Buffer.from(der.time(new Date('2020-01-01T00:00:00Z')));
    const at = whole.indexOf(good);
    const broken = replaceInside(whole, at, good.length, moment);
    expect(await outcome(parseCertificate(broken, COMPLAINT))).toMatchObject(refused);
  });

  it('reads years on both sides of 2050 and of 1950', async () => {
    const old = await mint({ ...LEAF, notBefore: new Date('1951-02-03T04:05:06Z') }).certificate();
    const far = await mint({ ...LEAF, notAfter: new Date('9999-12-31T23:59:59Z') }).certificate();
    expect(old.notBefore.toISOString()).toBe('1951-02-03T04:05:06.000Z');
    expect(far.notAfter.toISOString()).toBe('9999-12-31T23:59:59.000Z');
  });

  it.each([
    [
      'an extension twice',
      [extension('1.2.3', false, der.nothing()), extension('1.2.3', false, der.nothing())],
    ],
    ['a keyUsage that is a number', [extension('2.5.29.15', true, der.integer(128))]],
    ['a keyUsage with bytes behind it', [extension('2.5.29.15', true, Buffer.from('0302078000', 'hex'))]],
    [
      'a boolean that is neither yes nor no',
      [extension('2.5.29.19', true, Buffer.from('3003010101', 'hex'))],
    ],
    [
      'an indefinite length in an extension',
      [extension('2.5.29.19', true, Buffer.from('30800101ff0000', 'hex'))],
    ],
    ['a negative path length', [extension('2.5.29.19', true, Buffer.from('30060101ff0201ff', 'hex'))]],
    [
      'a path length beyond every number',
      [
        extension(
          '2.5.29.19',
          true,
          der.sequence(der.boolean(true), der.integer(new Uint8Array(20).fill(9))),
        ),
      ],
    ],
    ['an extended key usage that is empty space', [extension('2.5.29.37', false, new Uint8Array())]],
    ['revocation points that are a string', [extension('2.5.29.31', false, der.utf8String('http://x'))]],
    ['an access description that is a string', [extension('1.3.6.1.5.5.7.1.1', false, der.utf8String('x'))]],
  ])('refuses %s', async (_, extensions) => {
    const { der: bytes } = mint({ extensions });
    expect(await outcome(parseCertificate(bytes, COMPLAINT))).toMatchObject(refused);
  });

  it.each([
    ['UTF-8 that is none', der.element(0x0c, Uint8Array.of(0x41, 0xc9))],
    ['a PrintableString with @', der.printableString('a@b')],
    ['an IA5String over 7 bits', der.element(0x16, Uint8Array.of(0xc9))],
    ['a NumericString with letters', der.element(0x12, Buffer.from('12a'))],
    ['a BMPString of odd length', der.element(0x1e, Uint8Array.of(0, 0x41, 0))],
    ['a BMPString with half a pair', der.element(0x1e, Uint8Array.of(0xd8, 0x00))],
    ['a UniversalString', der.element(0x1c, Uint8Array.of(0, 0, 0, 0x41))],
    ['a number', der.integer(5)],
  ])('refuses a name that holds %s, as Go does', async (_, value) => {
    const { der: bytes } = mint({
      ...LEAF,
      subject: [
        ['C', 'US'],
        ['O', value],
      ],
    });
    expect(await outcome(parseCertificate(bytes, COMPLAINT))).toMatchObject(refused);
  });

  it.each([
    ['T61String', der.element(0x14, Uint8Array.of(0x41, 0xc9)), 'AÉ'],
    ['BMPString', der.element(0x1e, Uint8Array.of(0, 0x41, 0, 0xc9)), 'AÉ'],
    ['UTF8String', der.utf8String('AÉ€😀'), 'AÉ€😀'],
    ['PrintableString', der.printableString("a*&b (c) '+,-./:=?"), "a*&b (c) '+,-./:=?"],
    ['NumericString', der.element(0x12, Buffer.from('12 3')), '12 3'],
    ['IA5String', der.ia5String('a@b'), 'a@b'],
  ])('reads a name in a %s', async (_, value, text) => {
    const { subject } = await mint({ ...LEAF, subject: [['O', value]] }).certificate();
    expect(subject.rdns).toMatchObject([[{ type: '2.5.4.10', value: text }]]);
  });

  it.each([
    ['nothing', ''],
    ['an empty sequence', '3000'],
    ['a number', '020105'],
    ['noise', 'ffffffffffff'],
  ])('refuses %s', async (_, hex) => {
    expect(await outcome(parseCertificate(Buffer.from(hex, 'hex'), COMPLAINT))).toMatchObject(refused);
  });

  it('refuses a curve that is spelled out instead of named (RFC 5480, 2.1.1)', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      paramEncoding: 'explicit',
    });
    const { der: bytes } = mint({ ...LEAF, key: { privateKey, publicKey, pem: '' } });
    expect(await outcome(parseCertificate(bytes, COMPLAINT))).toMatchObject(refused);
  });

  it('refuses an outer signature algorithm that differs from the inner one', async () => {
    const { der: bytes } = sharedChain().leaf;
    const ecdsaWithSha256 = Buffer.from('06082a8648ce3d040302', 'hex');
    const changed = Buffer.from(bytes);
    changed[changed.lastIndexOf(ecdsaWithSha256) + ecdsaWithSha256.length - 1] = 0x03;
    expect(await outcome(parseCertificate(changed, COMPLAINT))).toMatchObject({
      message: 'leaf.pem: names two signature algorithms',
    });
  });

  it('refuses a certificate of more than 256 KiB', async () => {
    const names = der.sequence(Buffer.alloc(300_000, Buffer.from('8200', 'hex')));
    const { der: bytes } = mint({ ...LEAF, extensions: [extension('2.5.29.17', false, names)] });
    expect(await outcome(parseCertificate(bytes, COMPLAINT))).toMatchObject({
      message: 'leaf.pem: is larger than 256 KiB',
    });
  });

  it('refuses bytes behind the end', async () => {
    const longer = Buffer.concat([sharedChain().leaf.der, Uint8Array.of(0)]);
    expect(await outcome(parseCertificate(longer, COMPLAINT))).toMatchObject(refused);
  });

  it('never accepts a certificate in which a byte was changed', async () => {
    const { leaf, intermediate } = sharedChain();
    const index = fc.nat({ max: leaf.der.length - 1 });
    await fc.assert(
      fc.asyncProperty(index, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = Buffer.from(leaf.der);
        changed[at]! ^= mask;
        const read = await parseCertificate(changed, COMPLAINT).catch((error: unknown) => {
          expect(error).toMatchObject(refused);
        });
        expect(read?.isSignedBy(intermediate.key.publicKey) ?? false).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

/** Replaces bytes in the validity of a certificate and mends the lengths around them. */
function replaceInside(whole: Buffer, at: number, length: number, by: Uint8Array): Buffer {
  const [notAfter] = [whole.subarray(at + length, at + 2 * length)];
  const validity = der.sequence(by, notAfter!);
  const start = at - 2;
  const end = at + 2 * length;
  // Certificate and TBSCertificate both have a length of two octets: 30 82 xx xx.
  const tbsEnd = 8 + whole.readUInt16BE(6);
  const tbs = der.element(0x30, whole.subarray(8, start), validity, whole.subarray(end, tbsEnd));
  return Buffer.from(der.sequence(tbs, whole.subarray(tbsEnd)));
}
