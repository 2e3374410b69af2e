import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Signer } from '../../../src/notation/ports.ts';
import { issueCertificate } from '../../../src/operations/certificates/issue.ts';
import { selfSignedCertificate } from '../../../src/operations/certificates/self-signed.ts';
import { validityOf } from '../../../src/operations/certificates/validity.ts';
import type { Certificate } from '../../../src/pki/certificate.ts';
import { checkCodeSigningChain } from '../../../src/pki/chain.ts';
import { keyIdentifier } from '../../../src/pki/key-identifier.ts';
import { nameText } from '../../../src/pki/name.ts';
import { parseRequest } from '../../../src/pki/parse-request.ts';
import { pemSigner } from '../../../src/signers/pem-key.ts';
import { encodeName, extension } from '../../support/certificate-parts.ts';
import * as der from '../../support/der.ts';
import {
  CA,
  type CertificateSpec,
  KEY_KINDS,
  mint,
  namedKey,
  nameOf,
  type TestKey,
  testKey,
} from '../../support/pki.ts';
import { extensionRequest, mintRequest, type RequestSpec } from '../../support/requests.ts';
import { never } from '../../support/tools.ts';

const NOW = new Date('2026-06-01T12:00:00.789Z');
const COMPLAINT = { code: 'csr_invalid', what: 'request' } as const;

/** Counts how often the key is used. */
function counting(key: TestKey, sign?: Signer['sign']) {
  const signer = pemSigner(key.pem, undefined, 'CA key');
  const uses = { count: 0 };
  const counted: Signer = {
    ...signer,
    sign: (toBeSigned, signal) => {
      uses.count += 1;
      return (sign ?? signer.sign.bind(signer))(toBeSigned, signal);
    },
  };
  return { signer: counted, uses };
}

interface Case {
  readonly request?: RequestSpec;
  /** The one CA, a root; or a chain of them. */
  readonly root?: CertificateSpec;
  readonly authorities?: readonly Certificate[];
  readonly caKey?: TestKey;
  readonly days?: number;
  readonly sign?: Signer['sign'];
}

const caOf = (spec: CertificateSpec = {}) =>
  mint({ ...CA, subject: nameOf('acme CA'), key: namedKey('ca'), ...spec }).certificate();

async function issue({ request, root, authorities, caKey = namedKey('ca'), days = 30, sign }: Case) {
  const { signer, uses } = counting(caKey, sign);
  const order = {
    signer,
    authorities: authorities ?? [await caOf(root)],
    request: await parseRequest(mintRequest(request).der, COMPLAINT),
    days,
    now: NOW,
  };
  const chain = issueCertificate(order, never);
  return { chain, uses };
}

describe('issueCertificate', () => {
  it.each(KEY_KINDS)('issues for a key of the kind %s what meets the rules', async (kind) => {
    const { chain, uses } = await issue({ request: { key: testKey(kind) } });
    const [leaf, root, ...more] = await chain;
    expect(more).toEqual([]);
    expect(uses.count).toBe(1);
    expect(() => checkCodeSigningChain([leaf!, root!], COMPLAINT)).not.toThrow();
    expect(leaf!.publicKey.equals(testKey(kind).publicKey)).toBe(true);
    expect(nameText(leaf!.issuer)).toBe('CN=acme CA,O=acme-rockets.io,ST=WA,C=US');
    expect(leaf).toMatchObject({
      notBefore: new Date('2026-06-01T11:55:00Z'),
      notAfter: new Date('2026-07-01T12:00:00Z'),
      keyUsage: { critical: true, bits: new Set(['digitalSignature']) },
      basicConstraints: { critical: true, ca: false },
      extendedKeyUsage: { critical: false, oids: ['1.3.6.1.5.5.7.3.3'] },
    });
  });

  it.each(KEY_KINDS)('signs with a CA key of the kind %s', async (kind) => {
    const key = testKey(kind);
    const { chain } = await issue({
      root: { key },
      caKey: key,
      request: { key: namedKey('leaf') },
    });
    const [leaf] = await chain;
    expect(new X509Certificate(leaf!.der).verify(key.publicKey)).toBe(true);
  });

  it('issues below an intermediate CA, and returns the chain up to the root', async () => {
    const root = mint({ ...CA, subject: nameOf('root'), key: namedKey('root') });
    const middle = await caOf({ issuer: root, basicConstraints: { ca: true, pathLength: 0 } });
    const { chain } = await issue({ authorities: [middle, await root.certificate()] });
    const certificates = await chain;
    expect(certificates.map(({ subject }) => nameText(subject).split(',')[0])).toEqual([
      'CN=release',
      'CN=acme CA',
      'CN=root',
    ]);
    expect(() => checkCodeSigningChain(certificates, COMPLAINT)).not.toThrow();
  });

  it('takes the authority key identifier from the CA, else computes it', async () => {
    const identifier = Uint8Array.of(7, 7, 7);
    const named = extension('2.5.29.14', false, der.octetString(identifier));
    const authority = (id: Uint8Array) =>
      Buffer.from(extension('2.5.29.35', false, der.sequence(der.implicit(0, id)))).toString('hex');
    const hexOf = async (chain: Promise<readonly Certificate[]>) =>
      Buffer.from((await chain)[0]!.der).toString('hex');
    const withName = await issue({ root: { extensions: [named] } });
    expect(await hexOf(withName.chain)).toContain(authority(identifier));
    const without = await issue({});
    expect(await hexOf(without.chain)).toContain(authority(keyIdentifier(namedKey('ca').publicKey)));
  });

  it('copies the name of the request byte by byte and nothing else', async () => {
    const subject = [
      ['C', der.utf8String('us')],
      ['emailAddress', der.ia5String('a@b.c')],
      ['CN', der.element(0x1e, Buffer.from('\0a\0\xe9', 'latin1'))],
    ] as const;
    const attributes = [extensionRequest('2.5.29.17')];
    const { chain } = await issue({ request: { subject, attributes } });
    const [leaf] = await chain;
    expect(Buffer.from(leaf!.subject.der)).toEqual(Buffer.from(encodeName(subject)));
    expect(new X509Certificate(leaf!.der).subjectAltName).toBeUndefined();
  });

  it('issues no certificate that is valid before its CA', async () => {
    const notBefore = new Date('2026-06-01T11:59:00Z');
    const { chain } = await issue({ root: { notBefore } });
    expect((await chain)[0]!.notBefore).toEqual(notBefore);
  });

  it('issues a certificate that ends a second before its CA, and none that ends with it', async () => {
    const end = (second: string) => ({ notAfter: new Date(`2026-06-11T12:00:${second}Z`) });
    await expect((await issue({ root: end('01'), days: 10 })).chain).resolves.toHaveLength(2);
    await expect((await issue({ root: end('00'), days: 10 })).chain).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/would end on 2026-06-11.*CN=acme CA.* on 2026-06-11/),
      hint: 'Write --days 9 at most.',
    });
    await expect((await issue({ root: end('00'), days: 9 })).chain).resolves.toHaveLength(2);
    const soon = { notAfter: new Date('2026-06-01T18:00:00Z') };
    await expect((await issue({ root: soon, days: 1 })).chain).rejects.toMatchObject({
      hint: 'Renew the certificate of the CA first.',
    });
  });

  const bare = (kind: 'P-224' | 1024 | 'exponent'): NonNullable<RequestSpec['key']> =>
    kind === 'P-224'
      ? generateKeyPairSync('ec', { namedCurve: 'secp224r1' })
      : kind === 1024
        ? generateKeyPairSync('rsa', { modulusLength: kind })
        : generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 2 ** 32 - 5 });
  const refusals: [string, () => Case | Promise<Case>, string, RegExp][] = [
    ['RSA 1024', () => ({ request: { key: bare(1024) } }), 'key_unsupported', /rsa 1024/],
    ['P-224', () => ({ request: { key: bare('P-224') } }), 'key_unsupported', /ec secp224r1/],
    [
      'an RSA exponent that Go refuses',
      () => ({ request: { key: bare('exponent') } }),
      'key_unsupported',
      /exponent 4294967291/,
    ],
    ['nobody', () => ({ request: { subject: [] } }), 'csr_invalid', /names nobody/],
    [
      'the CA itself, by another key',
      () => ({ request: { subject: nameOf('acme CA') } }),
      'csr_invalid',
      /name of a CA/,
    ],
    [
      'a name with control characters',
      () => ({ request: { subject: nameOf('a\u001b[31m') } }),
      'csr_invalid',
      /\\u\{1b\}.* cannot be shown/,
    ],
    [
      'a name that is read in another order',
      () => ({ request: { subject: nameOf('a\u202eb') } }),
      'csr_invalid',
      /\\u\{202e\}.* cannot be shown/,
    ],
    [
      'the key of the CA itself',
      () => ({ request: { key: namedKey('ca') } }),
      'csr_invalid',
      /key of the CA itself/,
    ],
    ['with another key', () => ({ caKey: namedKey('x') }), 'key_certificate_mismatch', /for another key/],
    [
      'when the CA has expired',
      () => ({ root: { notAfter: new Date('2026-05-01') } }),
      'certificate_not_valid_now',
      /expired/,
    ],
    [
      'when the CA is not valid yet',
      () => ({ root: { notBefore: new Date('2026-07-01') } }),
      'certificate_not_valid_now',
      /not yet valid/,
    ],
    [
      'under what is no CA',
      () => ({ root: { basicConstraints: { ca: false } } }),
      'ca_certificate_invalid',
      /is not a CA certificate/,
    ],
    [
      'under a certificate without constraints',
      () => ({ root: { basicConstraints: null } }),
      'ca_certificate_invalid',
      /is not a CA certificate/,
    ],
    [
      'under a CA that may not sign certificates',
      () => ({ root: { keyUsage: { bits: ['digitalSignature', 'cRLSign'] } } }),
      'ca_certificate_invalid',
      /no keyCertSign/,
    ],
    [
      'under a CA without usages',
      () => ({ root: { keyUsage: null } }),
      'ca_certificate_invalid',
      /no keyUsage/,
    ],
    [
      'under a SHA-1 root',
      () => ({ root: { signature: 'sha1' } }),
      'ca_certificate_invalid',
      /algorithm that is not allowed/,
    ],
    [
      'under an intermediate alone',
      async () => {
        const root = mint({ ...CA, subject: nameOf('root'), key: namedKey('root') });
        return { authorities: [await caOf({ issuer: root })] };
      },
      'ca_certificate_invalid',
      /chain is not complete/,
    ],
    [
      'below a root that allows no intermediate',
      async () => {
        const root = mint({
          ...CA,
          basicConstraints: { ca: true, pathLength: 0 },
          subject: nameOf('root'),
          key: namedKey('root'),
        });
        return { authorities: [await caOf({ issuer: root }), await root.certificate()] };
      },
      'ca_certificate_invalid',
      /allows 0 CAs below it, there are 1/,
    ],
    [
      'with the root first',
      async () => {
        const root = mint({ ...CA, subject: nameOf('root'), key: namedKey('root') });
        return { authorities: [await root.certificate(), await caOf({ issuer: root })] };
      },
      'ca_certificate_invalid',
      /begins with CN=root.* number 2/,
    ],
    ['without a certificate', () => ({ authorities: [] }), 'ca_certificate_invalid', /no certificate/],
  ];
  it.each(refusals)('does not issue %s, and uses no key', async (_, make, code, reason) => {
    const { chain, uses } = await issue(await make());
    await expect(chain).rejects.toMatchObject({ code, exitCode: 2, message: expect.stringMatching(reason) });
    expect(uses.count).toBe(0);
  });

  it('finds out a key service that signs something else', async () => {
    const other = pemSigner(namedKey('ca').pem, undefined, 'key');
    const { chain } = await issue({ sign: (_, signal) => other.sign(Buffer.from('else'), signal) });
    await expect(chain).rejects.toMatchObject({ code: 'self_check_failed', exitCode: 1 });
  });
});

describe('selfSignedCertificate', () => {
  const order = (role: 'signing' | 'authority', signer = pemSigner(testKey().pem, undefined, 'key')) => ({
    signer,
    subject: encodeName(nameOf('me')),
    ...validityOf(NOW, 1),
    role,
  });

  it('makes a signing certificate, and a root under which another key gets one', async () => {
    const leaf = await selfSignedCertificate(order('signing'), never);
    expect(() => checkCodeSigningChain([leaf], COMPLAINT)).not.toThrow();
    const root = await selfSignedCertificate(
      { ...order('authority', pemSigner(namedKey('ca').pem, undefined, 'key')), ...validityOf(NOW, 60) },
      never,
    );
    const { chain } = await issue({ authorities: [root] });
    await expect(chain).resolves.toHaveLength(2);
  });

  it('finds out a key service that signs something else', async () => {
    const signer = pemSigner(testKey().pem, undefined, 'key');
    const lying: Signer = { ...signer, sign: (_, signal) => signer.sign(Buffer.from('else'), signal) };
    for (const role of ['signing', 'authority'] as const) {
      await expect(selfSignedCertificate(order(role, lying), never)).rejects.toMatchObject({
        code: 'self_check_failed',
      });
    }
  });
});
