import { describe, expect, it } from 'vitest';
import type { Statement } from '../../../src/notation/policy/document.ts';
import { actionsOf, levelName } from '../../../src/notation/policy/level.ts';
import { parseTrustPolicy } from '../../../src/notation/policy/parse.ts';
import { statementFor } from '../../../src/notation/policy/scope.ts';

type Change = Record<string, unknown>;

const ACME = 'x509.subject: C=US, ST=WA, O=acme-rockets.io';

const statement = (change: Change = {}) => ({
  name: 'wabbit',
  registryScopes: ['registry.acme-rockets.io/software/net-monitor'],
  signatureVerification: { level: 'strict' },
  trustStores: ['ca:acme-rockets'],
  trustedIdentities: [ACME],
  ...change,
});

const document = (...changes: Change[]) => ({ version: '1.0', trustPolicies: changes.map(statement) });
const parse = (value: unknown) => parseTrustPolicy(JSON.stringify(value), 'trustpolicy.json');
const verification = (level: string, more: Change = {}) => ({ signatureVerification: { level, ...more } });
const noTrust = { trustStores: [], trustedIdentities: [] };

describe('parseTrustPolicy', () => {
  it("reads notation's own example", () => {
    const { trustPolicies } = parse({
      version: '1.0',
      trustPolicies: [
        statement(),
        {
          name: 'unsigned',
          registryScopes: ['registry.acme-rockets.io/software/unsigned'],
          signatureVerification: { level: 'skip' },
        },
        statement({
          name: 'custom',
          registryScopes: ['*'],
          ...verification('strict', { override: { revocation: 'skip' } }),
        }),
      ],
    });
    expect(trustPolicies.map(levelName)).toEqual(['strict', 'skip', 'custom']);
    expect(trustPolicies[1]).toMatchObject(noTrust);
  });

  it.each<[string, unknown, RegExp]>([
    ['no version', { trustPolicies: [statement()] }, /version/],
    ['another version', { ...document({}), version: '1.1' }, /version/],
    ['no statement', { version: '1.0', trustPolicies: [] }, /empty trustPolicies/],
    ['a member that is not known', { ...document({}), trustPolices: [] }, /trustPolices/],
    [
      'a member of a statement that is not known',
      document({ trustStore: ['ca:x'] }),
      /statement "wabbit".*trustStore/,
    ],
    ['a member of another case', document({ TrustStores: ['ca:x'] }), /TrustStores/],
    ['an empty name', document({ name: '' }), /name/],
    ['one name twice', document({}, { registryScopes: ['a.io/b'] }), /two statements/],
    ['no scope', document({ registryScopes: [] }), /registryScopes/],
    ['* beside a scope', document({ registryScopes: ['*', 'a.io/b'] }), /stands alone/],
    ['a wildcard in a scope', document({ registryScopes: ['a.io/*'] }), /a\.io\/\*/],
    ['a scope without repository', document({ registryScopes: ['a.io'] }), /REGISTRY\/REPOSITORY/],
    ['a scope with a scheme', document({ registryScopes: ['https://a.io/b'] }), /https:\/\//],
    ['a scope with a tag', document({ registryScopes: ['a.io/b:1'] }), /neither tag nor digest/],
    [
      'a scope with a digest',
      document({ registryScopes: [`a.io/b@sha256:${'0'.repeat(64)}`] }),
      /neither tag nor digest/,
    ],
    ['a scope in upper case', document({ registryScopes: ['a.io/B'] }), /a\.io\/B/],
    ['one scope in two statements', document({}, { name: 'other' }), /twice.*wabbit.*other/],
    ['one scope twice in a statement', document({ registryScopes: ['a.io/b', 'a.io/b'] }), /twice/],
    ['a level that is not known', document(verification('Strict')), /level/],
    [
      'a check that is not known',
      document(verification('strict', { override: { Revocation: 'skip' } })),
      /override/,
    ],
    [
      'an action that is not known',
      document(verification('strict', { override: { expiry: 'ignore' } })),
      /override\.expiry/,
    ],
    [
      'integrity overridden',
      document(verification('strict', { override: { integrity: 'enforce' } })),
      /always enforced/,
    ],
    ['expiry skipped', document(verification('strict', { override: { expiry: 'skip' } })), /only revocation/],
    [
      'skip with an override',
      document({ ...verification('skip', { override: { expiry: 'log' } }), ...noTrust }),
      /level skip/,
    ],
    ['skip with trust', document(verification('skip')), /level skip/],
    ['no trust store', document({ trustStores: [] }), /no trust store/],
    ['a store without type', document({ trustStores: ['acme'] }), /ca:NAME/],
    ['a store that is a path', document({ trustStores: ['ca:../x'] }), /ca:NAME/],
    ['no identity', document({ trustedIdentities: [] }), /no trusted identity/],
    ['* beside an identity', document({ trustedIdentities: ['*', ACME] }), /stands alone/],
    [
      'an identity without prefix',
      document({ trustedIdentities: ['C=US, ST=WA, O=acme'] }),
      /which has no prefix; write "x509\.subject: C=US, ST=WA, O=acme"$/,
    ],
    ['an identity that is no name', document({ trustedIdentities: ['acme'] }), /PREFIX:VALUE/],
    [
      'an identity in lower case',
      document({ trustedIdentities: ['x509.subject: c=us, st=wa, o=acme'] }),
      /lacks C, ST, O; types are in upper case, not c, st, o$/,
    ],
    ['an identity without O', document({ trustedIdentities: ['x509.subject: C=US, ST=WA'] }), /lacks O/],
    ['an identity with +', document({ trustedIdentities: ['x509.subject: C=US, ST=WA, O=a+OU=b'] }), /\+/],
    [
      'an identity in hexadecimal',
      document({ trustedIdentities: ['x509.subject: C=US, ST=WA, O=#0401'] }),
      /hexadecimal/,
    ],
    ['a type twice', document({ trustedIdentities: ['x509.subject: C=US, ST=WA, S=OR, O=a'] }), /ST twice/],
    [
      'identities that overlap',
      document({ trustedIdentities: [ACME, `${ACME}, OU=x`] }),
      /contains the other/,
    ],
    ['the same identity twice', document({ trustedIdentities: [ACME, ACME] }), /contains the other/],
    ['an array', [], /./],
    ['text', 'strict', /./],
  ])('refuses %s', (_, value, message) => {
    expect(() => parse(value)).toThrow(
      expect.objectContaining({ code: 'policy_invalid', message: expect.stringMatching(message) }),
    );
  });

  it('refuses text after the document, and duplicate members', () => {
    expect(() => parseTrustPolicy(`${JSON.stringify(document({}))}{}`, 'x')).toThrow(/not JSON/);
    expect(() => parseTrustPolicy('{"version":"1.0","version":"1.0"}', 'x')).toThrow(/twice/);
  });

  it('accepts prefixes that are meant for plugins', () => {
    expect(parse(document({ trustedIdentities: ['com.example.id: 7', ACME] })).trustPolicies).toHaveLength(1);
  });
});

describe('the level table', () => {
  const CHECKS = ['integrity', 'authenticity', 'authenticTimestamp', 'expiry', 'revocation'] as const;
  it.each([
    ['strict', ['enforce', 'enforce', 'enforce', 'enforce', 'enforce']],
    ['permissive', ['enforce', 'enforce', 'log', 'log', 'log']],
    ['audit', ['enforce', 'log', 'log', 'log', 'log']],
    ['skip', ['skip', 'skip', 'skip', 'skip', 'skip']],
  ])('gives %s its actions', (level, expected) => {
    const actions = actionsOf(statement(verification(level)) as unknown as Statement);
    expect(CHECKS.map((check) => actions[check])).toEqual(expected);
  });

  it('is overridden check by check', () => {
    const override = { authenticity: 'log', revocation: 'skip' };
    const actions = actionsOf(statement(verification('strict', { override })) as unknown as Statement);
    expect(actions).toMatchObject({
      integrity: 'enforce',
      authenticity: 'log',
      expiry: 'enforce',
      revocation: 'skip',
    });
  });
});

describe('statementFor', () => {
  const policy = parse(
    document({ name: 'exact', registryScopes: ['a.io/b'] }, { name: 'all', registryScopes: ['*'] }),
  );

  it.each([
    ['a.io/b', 'exact'],
    ['a.io/b/c', 'all'],
    ['A.io/b', 'all'],
    ['a.io:443/b', 'all'],
    ['docker.io/library/b', 'all'],
  ])('gives %s the statement %s', (repository, name) => {
    expect(statementFor(policy, repository).name).toBe(name);
  });

  it('names the repository and what there is, when there is none', () => {
    const narrow = parse(document({ registryScopes: ['a.io/b'] }));
    expect(() => statementFor(narrow, 'c.io/d')).toThrow(
      expect.objectContaining({
        code: 'no_applicable_statement',
        message: expect.stringMatching(/c\.io\/d.*a\.io\/b/),
      }),
    );
  });
});
