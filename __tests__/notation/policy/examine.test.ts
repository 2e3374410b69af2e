import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examineTrustPolicy } from '../../../src/notation/policy/examine.ts';
import { parseTrustPolicy } from '../../../src/notation/policy/parse.ts';

const ACME = 'x509.subject: C=US, ST=WA, O=acme';

const statement = (name: string, change: object = {}) => ({
  name,
  registryScopes: [`a.io/${name}`],
  signatureVerification: { level: 'strict' },
  trustStores: ['ca:acme'],
  trustedIdentities: [ACME],
  ...change,
});

const examine = (...trustPolicies: unknown[]) =>
  examineTrustPolicy(JSON.stringify({ version: '1.0', trustPolicies }), 'p.json');
const messages = (...trustPolicies: unknown[]) =>
  examine(...trustPolicies).faults.map(({ message }) => message.replace('trust policy p.json', ''));

/** Changes that break exactly one rule of a statement each, and touch other members than one another. */
const BREAKS: readonly object[] = [
  { registryScopes: ['a.io/x:1'] },
  { signatureVerification: { level: 'strict', override: { expiry: 'skip' } } },
  { trustStores: ['ca:acme', 'store'] },
  { trustedIdentities: ['x509.subject: O=acme'] },
];

/** The same for members whose shape is wrong. */
const MISSHAPEN: readonly object[] = [
  { registryScopes: [7] },
  { signatureVerification: { level: 'none' } },
  { trustStores: 'ca:acme' },
  { trustedIdentities: { x: 1 } },
  { more: true },
];

describe('every fault of a policy', () => {
  it('is found, whichever rules are broken together', () => {
    const broken = fc.subarray([...BREAKS]);
    fc.assert(
      fc.property(fc.array(broken, { minLength: 1, maxLength: 4 }), (statements) => {
        const faults = messages(
          ...statements.map((changes, i) => statement(`s${i}`, Object.assign({}, ...changes))),
        );
        expect(faults).toHaveLength(statements.flat().length);
      }),
    );
  });

  it('is found also beside members of a wrong shape', () => {
    fc.assert(
      fc.property(fc.subarray([...BREAKS]), fc.constantFrom(...MISSHAPEN), (changes, misshapen) => {
        const [member] = Object.keys(misshapen);
        const others = changes.filter((change) => !Object.hasOwn(change, member!));
        const faults = messages(statement('s', Object.assign({}, ...others, misshapen)));
        expect(faults).toHaveLength(others.length + 1);
      }),
    );
  });

  it('is found in a document whose version is wrong', () => {
    const text = JSON.stringify({ version: '2', trustPolicies: [statement('a', { level: 1 }), 7] });
    expect(examineTrustPolicy(text, 'p').faults.map(({ message }) => message)).toEqual([
      'trust policy p: has "2" as version; it has to be "1.0"',
      'trust policy p, statement "a": has a member that is not known: level, which belongs in signatureVerification',
      'trust policy p, statement 2: is 7, and has to be an object',
    ]);
  });

  it('is named once: a misspelt member is not missing as well', () => {
    const { name, ...rest } = statement('a');
    expect(messages({ ...rest, Name: name })).toEqual([
      ', statement 1: has a member that is not known: Name (did you mean name?)',
    ]);
  });

  it('names each identity that overlaps with one before it', () => {
    const identities = [ACME, `${ACME}, CN=a`, `${ACME}, CN=b`, 'x509.subject: C=US, ST=WA, O=b'];
    expect(messages(statement('a', { trustedIdentities: identities }))).toEqual([
      expect.stringContaining(`"${ACME}" and "${ACME}, CN=a"`),
      expect.stringContaining(`"${ACME}" and "${ACME}, CN=b"`),
    ]);
  });

  it('begins with the one for which the policy is refused', () => {
    const changes = fc.subarray([...BREAKS, ...MISSHAPEN], { minLength: 1 });
    fc.assert(
      fc.property(changes, (chosen) => {
        const text = JSON.stringify({
          version: '1.0',
          trustPolicies: [statement('a', Object.assign({}, ...chosen))],
        });
        const [first] = examineTrustPolicy(text, 'p').faults;
        expect(first).toBeDefined();
        expect(() => parseTrustPolicy(text, 'p')).toThrow(first!.message);
      }),
    );
  });
});

it('a policy without faults is what parsing gives', () => {
  const { statements, faults } = examine(statement('a'), statement('b'));
  expect(faults).toEqual([]);
  const text = JSON.stringify({ version: '1.0', trustPolicies: [statement('a'), statement('b')] });
  expect(parseTrustPolicy(text, 'p')).toEqual({ version: '1.0', trustPolicies: statements });
});
