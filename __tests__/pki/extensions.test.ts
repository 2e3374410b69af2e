import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDomainConstraint, isDomainName } from '../../src/pki/extensions/domain-name.ts';
import { isUri } from '../../src/pki/extensions/uri.ts';
import { parseCertificate } from '../../src/pki/parse-certificate.ts';
import { encodeName, extension } from '../support/certificate-parts.ts';
import * as der from '../support/der.ts';
import { LEAF, mint, nameOf } from '../support/pki.ts';

const COMPLAINT = { code: 'certificate_chain_invalid', what: 'leaf.pem' } as const;

const parse = (...extensions: readonly Uint8Array[]) =>
  parseCertificate(mint({ ...LEAF, extensions }).der, COMPLAINT);
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const text = (number: number, value: string): Uint8Array =>
  der.implicit(number, Buffer.from(value, 'latin1'));
const directory = der.explicit(4, encodeName(nameOf('x')));
const oid = der.oid('1.2.3');

const san = (...names: readonly Uint8Array[]) => extension('2.5.29.17', false, der.sequence(...names));
const constraints = (...bases: readonly Uint8Array[]) =>
  extension('2.5.29.30', true, der.sequence(der.explicit(0, ...bases.map((base) => der.sequence(base)))));
const points = (...list: readonly Uint8Array[]) => extension('2.5.29.31', false, der.sequence(...list));
const policies = (...list: readonly Uint8Array[]) => extension('2.5.29.32', false, der.sequence(...list));
const constraint = (...parts: readonly Uint8Array[]) => extension('2.5.29.36', true, der.sequence(...parts));
const access = (...list: readonly Uint8Array[]) =>
  extension('1.3.6.1.5.5.7.1.1', false, der.sequence(...list));
const akid = (...parts: readonly Uint8Array[]) => extension('2.5.29.35', false, der.sequence(...parts));

describe('an extension', () => {
  it.each<[string, Uint8Array, RegExp]>([
    [
      'a subjectAltName that is a SET',
      extension('2.5.29.17', false, der.set()),
      /subjectAltName: .* SEQUENCE/,
    ],
    ['a name of no kind', san(der.utf8String('a')), /subjectAltName: .* GeneralName/],
    ['a host with an octet over 127', san(text(2, 'é')), /subjectAltName, dNSName: is no IA5String/],
    ['a mailbox with an octet over 127', san(text(1, 'é@b')), /subjectAltName, rfc822Name: is no IA5String/],
    ['a URI with an octet over 127', san(text(6, 'http://é')), /subjectAltName, uniform.*: is no IA5String/],
    ['a URI that is none', san(text(6, 'http://a/%zz')), /subjectAltName, uniform.*: is no URI/],
    ['an address of 5 octets', san(der.implicit(7, hex('0102030405'))), /iPAddress: has 5 octets/],
    [
      'something behind a subjectAltName',
      extension('2.5.29.17', false, hex('30000500')),
      /bytes behind its end/,
    ],

    [
      'constraints of nothing',
      extension('2.5.29.30', true, der.sequence()),
      /nameConstraints: constrains nothing/,
    ],
    [
      'constraints of two empty lists',
      extension('2.5.29.30', true, der.sequence(der.explicit(0), der.explicit(1))),
      /constrains nothing/,
    ],
    [
      'exclusions before permissions',
      extension('2.5.29.30', true, der.sequence(der.explicit(1), der.explicit(0))),
      /does not have there/,
    ],
    [
      'a constraint by address without a mask',
      constraints(der.implicit(7, hex('0a000000'))),
      /iPAddress: has 4 octets/,
    ],
    ['a mask with a hole', constraints(der.implicit(7, hex('0a000000ff00ff00'))), /no prefix/],
    ['a constraint that is no domain', constraints(text(2, 'a..b')), /dNSName: is no domain/],
    ['a constraint that is no mailbox', constraints(text(1, 'a..b@example.com')), /rfc822Name: is neither/],
    ['a constraint of URIs to an address', constraints(text(6, '1.2.3.4')), /uniform.*: is no domain/],
    ['a constraint of URIs to an IPv6 address', constraints(text(6, '::1')), /uniform.*: is no domain/],
    [
      'a subtree with a minimum',
      extension(
        '2.5.29.30',
        true,
        der.sequence(der.explicit(0, der.sequence(text(2, 'a'), der.implicit(0, hex('01'))))),
      ),
      /minimum that is not 0/,
    ],
    [
      'a subtree with a maximum',
      extension(
        '2.5.29.30',
        true,
        der.sequence(der.explicit(0, der.sequence(text(2, 'a'), der.implicit(1, hex('01'))))),
      ),
      /does not have there/,
    ],

    ['a distribution point that is text', points(text(6, 'http://a')), /crlDistributionPoints: .* SEQUENCE/],
    [
      'a distribution point relative to its issuer',
      points(der.sequence(der.explicit(0, der.explicit(1, oid)))),
      /no full name/,
    ],
    [
      'a distribution point without a form',
      points(der.sequence(der.explicit(0))),
      /crlDistributionPoints: has no content/,
    ],
    [
      'a distribution point with a part more',
      points(der.sequence(der.explicit(2, directory), der.nothing())),
      /does not have there/,
    ],

    [
      'a policy that is a number',
      policies(der.sequence(der.integer(1))),
      /certificatePolicies: .* OBJECT IDENTIFIER/,
    ],
    ['a policy twice', policies(der.sequence(oid), der.sequence(oid)), /names a policy twice/],
    ['a policy without its OID', policies(der.sequence()), /has no policyIdentifier/],
    [
      'a mapping to nothing',
      extension('2.5.29.33', true, der.sequence(der.sequence(oid))),
      /has no subjectDomainPolicy/,
    ],
    [
      'a mapping of numbers',
      extension('2.5.29.33', true, der.sequence(der.sequence(der.integer(1), der.integer(2)))),
      /policyMappings/,
    ],
    [
      'a policy constraint without octets',
      constraint(der.implicit(0, hex(''))),
      /requireExplicitPolicy: .* not DER/,
    ],
    [
      'a policy constraint that is not minimal',
      constraint(der.implicit(0, hex('0001'))),
      /requireExplicitPolicy: .* not DER/,
    ],
    [
      'a negative policy constraint',
      constraint(der.implicit(1, hex('ff'))),
      /inhibitPolicyMapping: is negative/,
    ],
    [
      'a policy constraint beyond every number',
      constraint(der.implicit(1, hex('7f'.repeat(9)))),
      /inhibitPolicyMapping: .* 31 bits/,
    ],
    [
      'policy constraints in another order',
      constraint(der.implicit(1, hex('01')), der.implicit(0, hex('01'))),
      /does not have there/,
    ],
    [
      'an inhibitAnyPolicy that is text',
      extension('2.5.29.54', true, der.utf8String('1')),
      /inhibitAnyPolicy: .* INTEGER/,
    ],
    [
      'a negative inhibitAnyPolicy',
      extension('2.5.29.54', true, der.element(2, hex('ff'))),
      /inhibitAnyPolicy: is negative/,
    ],

    ['an access without a place', access(der.sequence(oid)), /authorityInfoAccess: has no accessLocation/],
    [
      'an access whose method is text',
      access(der.sequence(der.utf8String('a'), text(6, 'http://a'))),
      /OBJECT IDENTIFIER/,
    ],
    [
      'an authority key identifier that is a string',
      extension('2.5.29.35', false, der.octetString(hex('01'))),
      /authorityKeyIdentifier: .* SEQUENCE/,
    ],
    [
      'an authority key identifier in another order',
      akid(der.implicit(2, hex('01')), der.implicit(0, hex('01'))),
      /does not have there/,
    ],
    [
      'a subject key identifier that is a number',
      extension('2.5.29.14', false, der.integer(1)),
      /subjectKeyIdentifier: .* OCTET STRING/,
    ],
    [
      'a value that is no octet string',
      der.sequence(der.oid('2.5.29.17'), der.bitString(hex('00'))),
      /subjectAltName: .* OCTET STRING/,
    ],
    [
      'an extension with a part more',
      der.sequence(oid, der.octetString(hex('00')), der.nothing()),
      /does not have there/,
    ],
  ])('is refused with its name: %s', async (_, one, reason) => {
    await expect(parse(one)).rejects.toMatchObject({
      code: COMPLAINT.code,
      message: expect.stringMatching(new RegExp(`^leaf\\.pem.*${reason.source}`)),
    });
  });

  it.each<[string, Uint8Array, string[]]>([
    ['nobody knows', extension('1.2.3.4', true, hex('ff')), ['1.2.3.4']],
    ['a freshest CRL', extension('2.5.29.46', true, der.sequence()), ['freshestCrl']],
    ['names of a directory alone', extension('2.5.29.17', true, der.sequence(directory)), ['subjectAltName']],
    [
      'a name that is processed beside one that is not',
      extension('2.5.29.17', true, der.sequence(directory, text(2, 'a'))),
      [],
    ],
    ['constraints of directory names', constraints(text(2, 'a'), directory), ['nameConstraints']],
    ['constraints of hosts', constraints(text(2, 'a')), []],
    ['limits of policies', constraint(der.implicit(0, hex('00'))), []],
  ])('that is critical counts as processed or not, as in Go: %s', async (_, one, unprocessed) => {
    expect((await parse(one)).unprocessedCritical).toEqual(unprocessed);
  });

  it('that is not critical may hold what is not processed', async () => {
    const read = await parse(
      extension('1.2.3.4', false, hex('ff')),
      san(directory),
      constraints(text(2, '')),
    );
    expect(read.unprocessedCritical).toEqual([]);
  });

  it('may name a policy by a number of any length (X.667)', async () => {
    const uuid = der.element(6, hex('6983f8d1b5b3cb9ad5f1c2b79d86e1a4c2d30a'));
    await expect(parse(policies(der.sequence(uuid)))).resolves.toBeDefined();
  });
});

describe('isUri', () => {
  it.each([
    ...[
      'http://example.com',
      'https://u:p%20w@example.com:8443/a%20b?q=%zz#f',
      'http://[::1]/',
      'http://a:/',
    ],
    ...[
      'http://[1:2:3:4:5:6:1.2.3.4]:80',
      'http://[1:2:3:4:5:6:7::]',
      'spiffe://td/ns/a/sa/b',
      'urn:uuid:1-2',
    ],
    ...['mailto:%zz', 'ldap:///CN=a,DC=b?c?base', 'file:///a', 'a/b:c', '//host/path', '', '#', '/a b'],
  ])('accepts %j', (uri) => {
    expect(isUri(uri)).toBe(true);
  });

  it.each([
    ...[
      'http://a.',
      'http://a..b',
      'http://.a',
      'http://a b',
      'http://a%41',
      'http://a:b',
      'http://a:1:2',
      ':a',
    ],
    ...['http://[::1', 'http://::1', 'http://[1.2.3.4]', 'http://[::01.2.3.4]', 'http://[1:2:3:4::5:6:7:8]'],
    ...[
      'http://[1::2::3]',
      'http://[::1%25eth0]',
      'http://[]',
      'http://a[::1]',
      'http://[::1]a',
      'http://a/%4',
    ],
    ...[
      'http://a#%zz',
      'a:b'.slice(1),
      '1:a',
      'a_b:c',
      'http://u^@a',
      'http://a\x00',
      'http://a"b',
      'http://a\\b',
    ],
  ])('refuses %j', (uri) => {
    expect(isUri(uri)).toBe(false);
  });

  it('accepts every URI of plain parts', () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);
    const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
    const path = fc.array(fc.stringMatching(/^[\w.~!$&'()*+,;=:@-]{0,8}$/), { maxLength: 4 });
    const uri = fc.tuple(fc.constantFrom('http', 'spiffe', 'a+b'), host, path);
    fc.assert(
      fc.property(uri, ([scheme, name, segments]) => {
        expect(isUri(`${scheme}://${[name, ...segments].join('/')}`)).toBe(true);
      }),
    );
  });

  it('answers within the time limit for 100,000 repeated parts', () => {
    const long = 100_000;
    for (const part of ['%41', 'a.', ':', '@', '[', '/', 'a@', '1:'])
      expect(typeof isUri(`http://${part.repeat(long)}^`)).toBe('boolean');
  });
});

describe('isDomainName and isDomainConstraint', () => {
  it.each<[string, boolean, boolean]>([
    ['example.com', true, true],
    ['*.a_b', true, true],
    ['.example.com', false, true],
    ['', false, true],
    ['..a', false, false],
    ['a.', false, false],
    ['.', false, false],
    ['a..b', false, false],
    ['a b', false, false],
  ])('answer for %j: %s and %s', (domain, isName, isConstraint) => {
    expect([isDomainName(domain), isDomainConstraint(domain)]).toEqual([isName, isConstraint]);
  });
});
