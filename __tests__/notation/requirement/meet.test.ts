import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { distinctSigners } from '../../../src/notation/requirement/distinct-signers.ts';
import { meet } from '../../../src/notation/requirement/meet.ts';
import { readRequirements } from '../../../src/notation/requirement/read-requirement.ts';
import { element, printableString } from '../../support/der.ts';
import { mint, namedKey, nameOf } from '../../support/pki.ts';

/** A signing certificate; who it is from does not matter here. */
const leaf = (organization: string, key: string, unit?: string) =>
  mint({
    subject: [...nameOf('release', organization), ...(unit ? [['OU', unit] as const] : [])],
    key: namedKey(key),
  }).certificate();

const named = (organization: string): string => `x509.subject: C=US, ST=WA, O=${organization}`;

describe('distinctSigners', () => {
  it('takes two certificates of one subject for one signer, whatever roots and keys they have', async () => {
    const [a, b, c] = await Promise.all([leaf('acme', 'one'), leaf('acme', 'two'), leaf('other', 'three')]);
    expect(distinctSigners([a, b, c])).toEqual([0, 0, 2]);
  });

  it('takes two certificates of one key for one signer, whatever names they have', async () => {
    const [a, b] = await Promise.all([leaf('acme', 'one'), leaf('wabbit', 'one')]);
    expect(distinctSigners([a, b])).toEqual([0, 0]);
  });

  it('joins signers whom a later certificate has in common', async () => {
    const [a, b, both] = await Promise.all([leaf('acme', 'one'), leaf('wabbit', 'two'), leaf('acme', 'two')]);
    expect(distinctSigners([a, b])).toEqual([0, 1]);
    expect(distinctSigners([a, b, both])).toEqual([0, 0, 0]);
  });

  it('compares subjects as sets of attributes, and those that no policy can name as well', async () => {
    const order = [
      ['O', 'acme'],
      ['CN', 'release'],
      ['ST', 'WA'],
      ['C', 'US'],
    ] as const;
    const nameless = (name: string, key: string) =>
      mint({ subject: [['CN', name]], key: namedKey(key) }).certificate();
    const all = await Promise.all([
      leaf('acme', 'one'),
      mint({ subject: order, key: namedKey('two') }).certificate(),
      nameless('x', 'three'),
      nameless('x', 'four'),
      nameless('y', 'five'),
    ]);
    expect(distinctSigners(all)).toEqual([0, 0, 2, 2, 4]);
  });

  it.each([
    ['that policies can name', []],
    ['that no policy can name', [['emailAddress', 'release@acme.example']]],
  ] as const)(
    'takes one name %s for one signer, whatever its string types, case and spaces are',
    async (_, more) => {
      const bmp = (text: string) => element(0x1e, Buffer.from(text, 'utf16le').swap16());
      const names = ['Acme Rockets', printableString('Acme Rockets'), bmp('Acme Rockets'), 'ACME  rockets'];
      const leaves = await Promise.all(
        [...names, 'Acme Rocket'].map((organization, at) =>
          mint({
            subject: [['C', 'US'], ['ST', 'WA'], ['O', organization], ...more],
            key: namedKey(String(at)),
          }).certificate(),
        ),
      );
      expect(distinctSigners(leaves)).toEqual([0, 0, 0, 0, 4]);
    },
  );
});

describe('meet', () => {
  const requirements = (document: unknown, count?: number) =>
    readRequirements({
      identities: [],
      count,
      ...(document === undefined ? {} : { document: { text: JSON.stringify(document), what: 'test' } }),
    });
  const missing = (document: unknown, leaves: Parameters<typeof meet>[1]) =>
    meet(requirements(document), leaves).missing.demands.map(({ count, of }) => [
      count,
      of.map(({ identity }) => identity),
    ]);

  it('asks for each of several signers', async () => {
    const both = { all: [named('acme'), named('wabbit')] };
    const [acme, wabbit] = await Promise.all([leaf('acme', 'one'), leaf('wabbit', 'two')]);
    expect(meet(requirements(both), [acme, wabbit]).met).toBe(true);
    expect(missing(both, [acme])).toEqual([[1, [named('wabbit')]]]);
    expect(missing(both, [])).toEqual([[2, [named('acme'), named('wabbit')]]]);
  });

  it('counts one key under two names once', async () => {
    const both = { all: [named('acme'), named('wabbit')] };
    const [acme, wabbit] = await Promise.all([leaf('acme', 'one'), leaf('wabbit', 'one')]);
    expect(meet(requirements(both), [acme, wabbit]).met).toBe(false);
    expect(meet(requirements({ any: [named('acme'), named('wabbit')] }), [acme, wabbit]).met).toBe(true);
    expect(meet(requirements(undefined, 2), [acme, wabbit]).missing.signers).toBe(1);
  });

  it('gives a signer to one name alone, though several fit', async () => {
    const document = { all: [named('acme'), 'x509.subject: C=US, ST=WA, OU=release, O=acme'] };
    expect(() => requirements(document)).toThrow(expect.objectContaining({ code: 'policy_invalid' }));
    const apart = {
      all: ['x509.subject: C=US, ST=WA, O=acme, CN=release', 'x509.subject: C=US, ST=WA, O=acme, OU=x'],
    };
    const [one, two] = await Promise.all([leaf('acme', 'one', 'x'), leaf('acme', 'two')]);
    expect(meet(requirements(apart), [one]).met).toBe(false);
    expect(meet(requirements(apart), [one, two]).met).toBe(true);
  });

  it('takes two of three, and says of the nearest way what is missing', async () => {
    const twoOfThree = { atLeast: 2, of: [named('a'), named('b'), named('c')] };
    const [a, c] = await Promise.all([leaf('a', 'one'), leaf('c', 'two')]);
    expect(meet(requirements(twoOfThree), [a, c]).met).toBe(true);
    expect(missing(twoOfThree, [c])).toEqual([[1, [named('a'), named('b')]]]);
    const nested = {
      any: [{ all: [named('a'), named('b'), named('d')] }, { all: [named('c'), named('e')] }],
    };
    expect(missing(nested, [c])).toEqual([[1, [named('e')]]]);
  });
});
