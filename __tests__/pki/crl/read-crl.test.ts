import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { checkCrlIssuer } from '../../../src/pki/crl/check-crl.ts';
import { checkCrlScope } from '../../../src/pki/crl/check-scope.ts';
import { findEntries } from '../../../src/pki/crl/find-entries.ts';
import { readCrl } from '../../../src/pki/crl/read-crl.ts';
import { buildCrl } from '../../support/crl/build-crl.ts';
import { CA, LEAF, mint, namedKey, nameOf } from '../../support/pki.ts';

const CONTEXT = { code: 'revocation_unknown', what: 'CRL' } as const;
const root = mint({ ...CA, subject: nameOf('root'), key: namedKey('root') });
const issuer = await root.certificate();
const leaf = await mint({ ...LEAF, issuer: root }).certificate();
const own = { serial: leaf.serialNumber, reason: 1, invalidityDate: new Date('2026-01-01T00:00:00Z') };
const sample = buildCrl({
  issuer: root,
  entries: [own],
  scope: { url: 'http://a/' },
  freshest: ['http://b/'],
});

/** Whether these bytes are a sound list; what goes wrong has to be a SealiftError. */
function isSound(bytes: Uint8Array): boolean {
  try {
    const crl = readCrl(bytes, CONTEXT);
    findEntries(crl, leaf.serialNumber);
    checkCrlIssuer(crl, issuer);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SealiftError);
    return false;
  }
}

test('random bytes and random changes are refused in our words', () => {
  expect(isSound(sample)).toBe(true);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(isSound(bytes)).toBe(false);
      expect(isSound(Buffer.concat([Uint8Array.of(0x30, bytes.length & 0x7f), bytes]))).toBe(false);
    }),
    { numRuns: 300 },
  );
  const change = fc.record({
    at: fc.nat(sample.length - 1),
    cut: fc.nat(4),
    put: fc.uint8Array({ maxLength: 4 }),
  });
  fc.assert(
    fc.property(change, ({ at, cut, put }) => {
      const bytes = Buffer.concat([sample.subarray(0, at), put, sample.subarray(at + cut)]);
      if (!bytes.equals(sample)) expect(isSound(bytes)).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test('a list with any bit of every third octet flipped is refused', () => {
  for (let bit = 0; bit < sample.length * 8; bit += bit % 8 === 7 ? 17 : 1) {
    const bytes = Buffer.from(sample);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    expect(isSound(bytes), `bit ${bit}`).toBe(false);
  }
});

test('an issuer whose key usage lacks cRLSign makes no list', async () => {
  const other = mint({ ...CA, subject: root.subject, key: root.key, keyUsage: { bits: ['keyCertSign'] } });
  const authority = await other.certificate();
  expect(() => checkCrlIssuer(readCrl(sample, CONTEXT), authority)).toThrow(/does not allow to sign CRLs/);
});

test.each([
  ['indirect', { flags: [4] }, /is an indirect CRL/],
  ['for authorities', { flags: [2] }, /certificates of another kind/],
  ['for attribute certificates', { flags: [5] }, /certificates of another kind/],
  ['for some reasons', { someReasons: true }, /complete only for some reasons/],
  ['for another point', { url: 'http://b/' }, /another distribution point/],
] as const)('a list that is %s is refused by name', (_, scope, message) => {
  const crl = readCrl(buildCrl({ issuer: root, scope }), CONTEXT);
  expect(() => checkCrlScope(crl, leaf, [])).toThrow(message);
});

test('a list for users says nothing about an authority', () => {
  const crl = readCrl(buildCrl({ issuer: root, scope: { flags: [1] } }), CONTEXT);
  expect(() => checkCrlScope(crl, leaf, [])).not.toThrow();
  expect(() => checkCrlScope(crl, issuer, [])).toThrow(/certificates of another kind/);
});
