import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGuardedUrl } from '../../../../src/io/http/guard/check-url.ts';
import { isForbiddenAddress } from '../../../../src/io/http/guard/forbidden-address.ts';

type Four = readonly [number, number, number, number];

const byte = fc.nat({ max: 255 });
const any4 = fc.tuple(byte, byte, byte, byte);
const forbidden4: fc.Arbitrary<Four> = fc.oneof(
  fc.tuple(fc.constant(0), byte, byte, byte),
  fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
  fc.tuple(fc.integer({ min: 224, max: 239 }), byte, byte, byte),
  fc.constantFrom<Four>([100, 100, 100, 200], [168, 63, 129, 16], [192, 0, 0, 192], [255, 255, 255, 255]),
);

const hex = (...bytes: number[]): string => bytes.map((one) => one.toString(16).padStart(2, '0')).join('');
const pairs = (text: string): string => text.match(/.{4}/g)!.join(':');

/** Every way in which IPv6 writes an IPv4 address that leads there. */
const EMBEDDED: Readonly<Record<string, (four: Four) => string>> = {
  compatible: (four) => `::${four.join('.')}`,
  mapped: (four) => `::ffff:${four.join('.')}`,
  'mapped in hex': (four) => `0:0:0:0:0:ffff:${pairs(hex(...four))}`,
  translated: (four) => `::ffff:0:${pairs(hex(...four))}`,
  NAT64: (four) => `64:ff9b::${four.join('.')}`,
  'local NAT64': (four) => `64:ff9b:1::${pairs(hex(...four))}`,
  'local NAT64 of a network of 48 bits': ([a, b, c, d]) => `64:ff9b:1:${pairs(hex(a, b, 0, c, d, 0))}::`,
  '6to4': (four) => `2002:${pairs(hex(...four))}::1`,
  Teredo: (four) => `2001:0:808:808:0:0:${pairs(hex(...four.map((one) => one ^ 0xff)))}`,
  ISATAP: (four) => `2001:db8::5efe:${pairs(hex(...four))}`,
};

describe('isForbiddenAddress', () => {
  it('refuses every address of the networks by which a machine serves itself', () => {
    fc.assert(fc.property(forbidden4, (four) => isForbiddenAddress(four.join('.'))));
  });

  it('lets every other IPv4 address pass, private ones and loopback too', () => {
    const single = ['100.100.100.200', '168.63.129.16', '192.0.0.192', '255.255.255.255'];
    const others = any4.filter(
      ([a, b, ...rest]) =>
        !(a === 0 || (a >= 224 && a <= 239) || (a === 169 && b === 254)) &&
        !single.includes([a, b, ...rest].join('.')),
    );
    fc.assert(fc.property(others, (four) => !isForbiddenAddress(four.join('.'))));
    for (const host of [
      '127.0.0.1',
      '10.1.2.3',
      '172.16.0.1',
      '192.168.1.1',
      '100.64.0.1',
      '::1',
      'fd12::1',
      '2001:db8::1',
    ])
      expect(isForbiddenAddress(host)).toBe(false);
  });

  it.each(Object.entries(EMBEDDED))('refuses a forbidden address in its form as %s', (name, write) => {
    // In a local network zeros say nothing.
    const given = name.startsWith('local') ? forbidden4.filter(([first]) => first !== 0) : forbidden4;
    fc.assert(fc.property(given, (four) => isForbiddenAddress(write(four))));
    expect(isForbiddenAddress(write([10, 1, 2, 3]))).toBe(false);
  });

  it.each([
    'fe80::1',
    'febf::1',
    'fe80::1%eth0',
    'ff02::1',
    'fd00:ec2::254',
    'fd00:ec2::23',
    'fd20:ce::254',
    '::',
    '',
    'a',
    '1.2.3',
  ])('refuses %j', (address) => {
    expect(isForbiddenAddress(address)).toBe(true);
  });

  it('says the same of every spelling of an IPv6 address', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const { hostname } = new URL(`http://[${address}]/`);
        return isForbiddenAddress(hostname.slice(1, -1)) === isForbiddenAddress(address);
      }),
    );
  });
});

describe('checkGuardedUrl', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://169.254.169.254./',
    'http://2852039166/',
    'http://0xA9FEA9FE/',
    'http://0251.0376.0251.0376/',
    'http://169.254.43518/',
    'http://１６９.254.169.254/',
    'http://0/',
    'https://[::ffff:169.254.169.254]/',
    'https://[fd00:ec2::254]/',
    'http://metadata.google.internal/',
    'http://METADATA.google.internal./',
    'http://metadata.google.internal../',
    'http://x.metadata.goog/',
    'http://metadata/',
    'http://instance-data/',
    'http://user@ca.example.com/',
    'http://:pw@ca.example.com/',
    'file:///etc/passwd',
    'ftp://ca.example.com/x.crl',
    'ldap://ca.example.com/cn=x',
    'data:,x',
  ])('refuses %s', (address) => {
    const refused = () => checkGuardedUrl(new URL(address));
    expect(refused).toThrow(expect.objectContaining({ code: 'address_refused' }));
    expect(refused).not.toThrow(/pw/);
  });

  it.each([
    'http://ca.example.com/x.crl',
    'https://10.0.0.8:8443/',
    'http://127.0.0.1:8080/ocsp',
    'http://[::1]:8080/',
    'http://metadata.example.com/',
    'http://not-metadata.goog.example.com/',
  ])('lets %s pass', (address) => {
    expect(() => checkGuardedUrl(new URL(address))).not.toThrow();
  });
});
