import { sign, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { algorithmOf, cryptoOptions } from '../../src/notation/algorithms.ts';
import { buildCertificate, type CertificatePlan } from '../../src/pki/build-certificate.ts';
import { buildRequest } from '../../src/pki/build-request.ts';
import type { KeyUsageBit } from '../../src/pki/certificate.ts';
import { keyIdentifier } from '../../src/pki/key-identifier.ts';
import { parseCertificate } from '../../src/pki/parse-certificate.ts';
import { parseRequest } from '../../src/pki/parse-request.ts';
import { encodeName, extension, type NameSpec } from '../support/certificate-parts.ts';
import * as der from '../support/der.ts';
import { KEY_KINDS, type KeyKind, namedKey, nameOf, testKey } from '../support/pki.ts';

const COMPLAINT = { code: 'certificate_chain_invalid', what: 'certificate' } as const;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Signs as the Signer port does: PSS with salt = hash length, or r||s. */
function signing(kind: KeyKind) {
  const { privateKey, publicKey } = testKey(kind);
  const algorithm = algorithmOf(publicKey);
  const raw = async (data: Uint8Array) =>
    sign(algorithm.hash, data, { key: privateKey, ...cryptoOptions(algorithm) });
  return { publicKey, algorithm, raw };
}

const PLAN: Omit<CertificatePlan, 'publicKey'> = {
  subject: encodeName(nameOf('release')),
  issuer: encodeName(nameOf('issuer')),
  notBefore: new Date('2026-01-02T03:04:05Z'),
  notAfter: new Date('2027-01-02T03:04:05Z'),
  role: 'signing',
};

async function build(plan: Partial<CertificatePlan> = {}, kind: KeyKind = 'ec-256'): Promise<Uint8Array> {
  const { publicKey, algorithm, raw } = signing(kind);
  return buildCertificate({ ...PLAN, publicKey, ...plan }, algorithm, raw);
}

describe('buildCertificate', () => {
  it.each(KEY_KINDS)('builds a certificate that a key of the kind %s has signed', async (kind) => {
    const bytes = await build({}, kind);
    const { publicKey, algorithm } = signing(kind);
    const certificate = await parseCertificate(bytes, COMPLAINT);
    expect(certificate.isSignedBy(publicKey)).toBe(true);
    expect(certificate.isSignedBy(namedKey('other').publicKey)).toBe(false);
    const bits = algorithm.hash.slice(3);
    const suffix = { 256: '1', 384: '2', 512: '3' }[bits];
    expect(certificate.signatureAlgorithm).toBe(
      algorithm.keyType === 'rsa'
        ? `1.2.840.113549.1.1.10/2.16.840.1.101.3.4.2.${suffix}`
        : `1.2.840.10045.4.3.${Number(suffix) + 1}`,
    );
  });

  it('writes the PSS parameters as RFC 4055 has them', async () => {
    const sha256 = der.sequence(der.oid('2.16.840.1.101.3.4.2.1'), der.nothing());
    const mask = der.sequence(der.oid('1.2.840.113549.1.1.8'), sha256);
    const parameters = der.sequence(
      der.explicit(0, sha256),
      der.explicit(1, mask),
      der.explicit(2, der.integer(32)),
    );
    const algorithm = der.sequence(der.oid('1.2.840.113549.1.1.10'), parameters);
    expect(hex(await build({}, 'rsa-2048'))).toContain(hex(algorithm));
  });

  it('gives a signing certificate exactly its extensions', async () => {
    const { publicKey } = testKey();
    const bytes = await build({ authorityKeyIdentifier: Uint8Array.of(1, 2, 3) });
    const extensions = der.sequence(
      extension('2.5.29.19', true, der.sequence()),
      extension('2.5.29.15', true, der.bitString(Uint8Array.of(0x80), 7)),
      extension('2.5.29.14', false, der.octetString(keyIdentifier(publicKey))),
      extension('2.5.29.37', false, der.sequence(der.oid('1.3.6.1.5.5.7.3.3'))),
      extension('2.5.29.35', false, der.sequence(der.implicit(0, Uint8Array.of(1, 2, 3)))),
    );
    expect(hex(bytes)).toContain(hex(der.explicit(3, extensions)));
  });

  it('gives an authority exactly its extensions', async () => {
    const { publicKey } = testKey();
    const extensions = der.sequence(
      extension('2.5.29.19', true, der.sequence(der.boolean(true), der.integer(0))),
      extension('2.5.29.15', true, der.bitString(Uint8Array.of(0x06), 1)),
      extension('2.5.29.14', false, der.octetString(keyIdentifier(publicKey))),
    );
    const bytes = await build({ role: 'authority' });
    expect(hex(bytes)).toContain(hex(der.explicit(3, extensions)));
    const { keyUsage, basicConstraints, subjectKeyIdentifier } = await parseCertificate(bytes, COMPLAINT);
    expect(keyUsage?.bits).toEqual(new Set<KeyUsageBit>(['keyCertSign', 'cRLSign']));
    expect(basicConstraints).toEqual({ critical: true, ca: true, pathLength: 0 });
    expect(subjectKeyIdentifier).toEqual(new Uint8Array(keyIdentifier(publicKey)));
  });

  it('keeps names byte by byte, whatever their string types', async () => {
    const odd: NameSpec = [
      ['C', der.utf8String('us')],
      [
        ['ST', der.element(0x14, Buffer.from('W\xc5', 'latin1'))],
        ['OU', der.printableString('two in one')],
      ],
      ['O', der.element(0x1e, Buffer.from('\0a\0\xe9', 'latin1'))],
      ['UID', der.ia5String('me')],
      ['CN', der.utf8String('😀 é')],
    ];
    const name = encodeName(odd);
    const bytes = await build({ subject: name, issuer: name });
    const { subject, issuer } = await parseCertificate(bytes, COMPLAINT);
    expect([hex(subject.der), hex(issuer.der)]).toEqual([hex(name), hex(name)]);
  });

  it('writes times as RFC 5280 wants them, before and after 2050', async () => {
    const notBefore = new Date('2049-12-31T23:59:59Z');
    const notAfter = new Date('2050-01-01T00:00:00Z');
    const bytes = await build({ notBefore, notAfter });
    expect(hex(bytes)).toContain(hex(der.sequence(der.time(notBefore), der.time(notAfter))));
    expect(await parseCertificate(bytes, COMPLAINT)).toMatchObject({ notBefore, notAfter });
  });

  it('has a serial number of its own each time, positive and of 16 bytes', async () => {
    const serials = await Promise.all(
      Array.from({ length: 8 }, async () => new X509Certificate(await build()).serialNumber),
    );
    expect(new Set(serials).size).toBe(8);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
  });
});

describe('buildRequest', () => {
  it.each(KEY_KINDS)('builds a request whose signature by a key of the kind %s holds', async (kind) => {
    const { publicKey, algorithm, raw } = signing(kind);
    const subject = encodeName(nameOf('release'));
    const bytes = await buildRequest({ subject, publicKey }, algorithm, raw);
    const request = await parseRequest(bytes, COMPLAINT);
    expect(request.publicKey.equals(publicKey)).toBe(true);
    expect(hex(request.subject.der)).toBe(hex(subject));
    expect(request.wishes).toEqual([]);
  });

  it('builds a request that is refused when the key signed something else', async () => {
    const { publicKey, algorithm, raw } = signing('ec-256');
    const subject = encodeName(nameOf('release'));
    const bytes = await buildRequest({ subject, publicKey }, algorithm, () => raw(Buffer.from('else')));
    await expect(parseRequest(bytes, COMPLAINT)).rejects.toThrow('its key did not make');
  });
});
