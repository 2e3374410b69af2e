import { describe, expect, it } from 'vitest';
import { parseTrustPolicy } from '../../../src/notation/policy/parse.ts';

const GOOD = {
  name: 'wabbit',
  registryScopes: ['a.io/b'],
  signatureVerification: { level: 'strict' },
  trustStores: ['ca:acme'],
  trustedIdentities: ['*'],
};

function messageOf(statement: unknown): string {
  const text = JSON.stringify({ version: '1.0', trustPolicies: [statement] });
  try {
    parseTrustPolicy(text, 'trustpolicy.json');
  } catch (error) {
    return (error as Error).message.replace('trust policy trustpolicy.json, ', '');
  }
  return 'accepted';
}

const verification = (change: object) => ({
  ...GOOD,
  signatureVerification: { level: 'strict', ...change },
});
const { name: _, ...nameless } = GOOD;

describe('a refused policy says where, what and how it should be', () => {
  it.each<[unknown, string]>([
    [
      verification({ level: 'Strict' }),
      'statement "wabbit": has "Strict" as signatureVerification.level; it has to be "strict", "permissive", "audit", "skip"',
    ],
    [verification({ level: undefined }), 'statement "wabbit": lacks signatureVerification.level'],
    [
      verification({ overrides: {} }),
      'statement "wabbit": has a member that is not known in signatureVerification: overrides (did you mean override?)',
    ],
    [
      verification({ override: { expiry: 'ignore' } }),
      'statement "wabbit": has "ignore" as signatureVerification.override.expiry; it has to be "enforce", "log", "skip"',
    ],
    [
      { ...GOOD, verifyTimestamp: 'always' },
      'statement "wabbit": has a member that is not known: verifyTimestamp, which belongs in signatureVerification',
    ],
    [
      { ...nameless, Name: 'wabbit' },
      'statement 1: has a member that is not known: Name (did you mean name?)',
    ],
    [
      { ...GOOD, trusted_identity: [] },
      'statement "wabbit": has a member that is not known: trusted_identity',
    ],
    [{ ...GOOD, 'x\u001b[31m': 1 }, 'statement "wabbit": has a member that is not known: x\\u{1b}[31m'],
    [
      { ...GOOD, registryScopes: 'a.io/b' },
      'statement "wabbit": has "a.io/b" as registryScopes; it has to be an array',
    ],
    [{ ...GOOD, trustStores: ['ca:x', 7] }, 'statement "wabbit": has 7 as trustStores[1]; it has to be text'],
    [{ ...GOOD, registryScopes: [] }, 'statement "wabbit": has an empty registryScopes'],
    [{ ...GOOD, name: {} }, 'statement 1: has an object as name; it has to be text'],
    [null, 'statement 1: is null, and has to be an object'],
    [
      { ...GOOD, registryScopes: ['https://a.io/b'] },
      'statement "wabbit": has the scope https://a.io/b; a scope has no https://',
    ],
    [
      { ...GOOD, trustedIdentities: ['x509.subject: C=US, ST=WA, O=a\\.'] },
      'statement "wabbit": has the identity "x509.subject: C=US, ST=WA, O=a\\.", which has a backslash before something that is neither a special character nor two hexadecimal digits',
    ],
  ])('for %j', (statement, message) => {
    expect(messageOf(statement)).toBe(message);
  });

  it('takes null for nothing where a member may be left out, as Go writes it', () => {
    expect(messageOf(verification({ override: null, verifyTimestamp: null }))).toBe('accepted');
    const skip = { ...GOOD, signatureVerification: { level: 'skip' } };
    expect(messageOf({ ...skip, trustStores: null, trustedIdentities: null })).toBe('accepted');
    expect(messageOf({ ...GOOD, trustStores: null })).toBe('statement "wabbit": names no trust store');
  });
});
