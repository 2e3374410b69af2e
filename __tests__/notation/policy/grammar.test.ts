import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import {
  CHECK_ACTIONS,
  CHECK_NAMES,
  type CheckAction,
  type CheckName,
  LEVELS,
} from '../../../src/notation/policy/document.ts';
import { actionsOf, levelName } from '../../../src/notation/policy/level.ts';
import { parseStatement, parseTrustPolicy } from '../../../src/notation/policy/parse.ts';
import { nameText } from '../../../src/pki/name.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type JsonObject = { [name: string]: Json };

const TYPES = { C: '2.5.4.6', ST: '2.5.4.8', O: '2.5.4.10', CN: '2.5.4.3' } as const;

/** notation reads any =# in a name as a hexadecimal value, and refuses it. */
const organizations = fc.string({ minLength: 1, maxLength: 6 }).filter((text) => !text.includes('=#'));

/** Names that differ in CN never overlap. */
const identity = fc.tuple(organizations, fc.uuid()).map(([organization, id]) => {
  const pairs = { C: 'US', ST: 'WA', O: `o${organization}o`, CN: id };
  const rdns = Object.entries(pairs).map(([type, value]) => [
    { type: TYPES[type as keyof typeof TYPES], value },
  ]);
  return `x509.subject: ${nameText({ der: new Uint8Array(), rdns })}`;
});

const word = fc.string({
  unit: fc.constantFrom(...'abcxyz0189'),
  minLength: 1,
  maxLength: 5,
});
const scope = fc
  .tuple(word, fc.constantFrom('', '.io', ':5000'), fc.array(word, { minLength: 1, maxLength: 3 }))
  .map(([host, rest, path]) => `${host}${rest}/${path.join('/')}`);
const store = fc
  .tuple(fc.constantFrom('ca', 'signingAuthority', 'tsa'), word)
  .map(([type, name]) => `${type}:${name}`);
const override = fc
  .record({
    authenticity: fc.constantFrom('enforce', 'log'),
    authenticTimestamp: fc.constantFrom('enforce', 'log'),
    expiry: fc.constantFrom('enforce', 'log'),
    revocation: fc.constantFrom('enforce', 'log', 'skip'),
  })
  .chain((all) => fc.subarray(Object.entries(all)).map((some) => Object.fromEntries(some)));

const judging = fc.record({
  signatureVerification: fc.record(
    {
      level: fc.constantFrom('strict', 'permissive', 'audit'),
      override,
      verifyTimestamp: fc.constantFrom('always', 'afterCertExpiry'),
    },
    { requiredKeys: ['level'] },
  ),
  trustStores: fc.array(store, { minLength: 1, maxLength: 3 }),
  trustedIdentities: fc.oneof(
    fc.constant(['*']),
    fc.uniqueArray(identity, {
      minLength: 1,
      maxLength: 3,
      selector: (text) => text.replace(/.*CN=([^,]*),.*/, '$1'),
    }),
  ),
});
const skipping = fc.constant({ signatureVerification: { level: 'skip' } });

const document: fc.Arbitrary<{ version: string; trustPolicies: JsonObject[] }> = fc
  .tuple(
    fc.uniqueArray(scope, { minLength: 1, maxLength: 4 }),
    fc.array(fc.oneof({ weight: 4, arbitrary: judging }, skipping), { minLength: 4, maxLength: 4 }),
    fc.boolean(),
  )
  .map(([scopes, statements, wildcard]) => ({
    version: '1.0',
    trustPolicies: scopes.map((one, index) => ({
      name: `statement ${index}`,
      registryScopes: wildcard && index === 0 ? ['*'] : [one],
      ...(statements[index] as JsonObject),
    })),
  }));

const parse = (value: unknown) => parseTrustPolicy(JSON.stringify(value), 'test');

/** Every object inside a value, itself included. */
function objectsOf(value: Json): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsOf)];
}

const refused = expect.objectContaining({ code: 'policy_invalid', exitCode: 2 });

describe('the grammar', () => {
  it('reads every policy that follows it, and what it read again', () => {
    fc.assert(
      fc.property(document, (policy) => {
        const once = parse(policy);
        expect(parse(once)).toEqual(once);
        expect(once.trustPolicies.map(({ name }) => name)).toEqual(
          policy.trustPolicies.map(({ name }) => name),
        );
      }),
    );
  });

  it('refuses a member that is not known, wherever it stands', () => {
    const extra = fc.oneof(
      fc.constantFrom('__proto__', 'constructor', 'toString', 'Name', 'trustStore', 'comment', ''),
      fc.string(),
    );
    fc.assert(
      fc.property(document, fc.nat(), extra, (drawn, index, member) => {
        const policy = structuredClone(drawn);
        const objects = objectsOf(policy as Json);
        const target = objects[index % objects.length]!;
        fc.pre(!Object.hasOwn(target, member));
        const known = [...CHECK_NAMES, 'override', 'verifyTimestamp', 'trustStores', 'trustedIdentities'];
        fc.pre(!(known as string[]).includes(member));
        Object.defineProperty(target, member, { value: 'log', enumerable: true });
        expect(() => parse(policy)).toThrow(refused);
      }),
    );
  });

  it('refuses a policy that lacks any member that has to be there', () => {
    const required = ['version', 'trustPolicies', 'name', 'registryScopes', 'signatureVerification', 'level'];
    fc.assert(
      fc.property(document, fc.nat(), fc.constantFrom(...required), (drawn, index, member) => {
        const policy = structuredClone(drawn);
        const holders = objectsOf(policy as Json).filter((one) => Object.hasOwn(one, member));
        delete holders[index % holders.length]![member];
        expect(() => parse(policy)).toThrow(refused);
      }),
    );
  });

  it('reads any JSON as a policy or refuses it by the same code', () => {
    const member = fc.constantFrom(
      ...[
        'version',
        'trustPolicies',
        'name',
        'registryScopes',
        'signatureVerification',
        'level',
        '__proto__',
      ],
    );
    const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<Json>(null, true, 0, 1.5, '', '1.0', '*', 'strict', 'a.io/b', 'ca:x'),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(member, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.oneof(tree, fc.jsonValue()), (value) => {
        try {
          parse(value);
        } catch (error) {
          expect(error).toBeInstanceOf(SealiftError);
          expect(error).toEqual(refused);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reads any text as a policy or refuses it by the same code', () => {
    const good = JSON.stringify({
      version: '1.0',
      trustPolicies: [{ name: 'x', registryScopes: ['*'], signatureVerification: { level: 'skip' } }],
    });
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(4), fc.string(), (at, cut, put) => {
        const text = good.slice(0, at) + put + good.slice(at + cut);
        try {
          parseTrustPolicy(text, 'test');
        } catch (error) {
          expect(error).toEqual(refused);
        }
      }),
    );
  });
});

describe('levels and overrides', () => {
  const statement = (level: string, changes?: object) =>
    parseStatement(
      {
        name: 'x',
        registryScopes: ['*'],
        signatureVerification: { level, ...(changes && { override: changes }) },
        ...(level === 'skip' ? {} : { trustStores: ['ca:x'], trustedIdentities: ['*'] }),
      },
      { code: 'policy_invalid', what: 'test' },
    );

  const matrix = LEVELS.flatMap((level) =>
    CHECK_NAMES.flatMap((check) => CHECK_ACTIONS.map((action) => [level, check, action] as const)),
  );
  /** Only revocation may be skipped, integrity may not be overridden, and the level skip has no checks to override. */
  const allowed = (level: string, check: CheckName, action: CheckAction) =>
    level !== 'skip' && check !== 'integrity' && (action !== 'skip' || check === 'revocation');

  it.each(matrix)('%s with %s: %s', (level, check, action) => {
    if (!allowed(level, check, action)) {
      expect(() => statement(level, { [check]: action })).toThrow(refused);
      return;
    }
    const changed = statement(level, { [check]: action });
    expect(actionsOf(changed)).toEqual({ ...actionsOf(statement(level)), [check]: action });
    expect(levelName(changed)).toBe('custom');
  });

  it.each(LEVELS)('%s without overrides keeps its name', (level) => {
    expect(levelName(statement(level))).toBe(level);
    expect(levelName(statement(level, {}))).toBe(level);
  });

  it.each([
    ['nothing', { expiry: undefined }],
    ['a name of every object', JSON.parse('{"__proto__":"log"}')],
  ])('refuses an override with %s', (_, changes) => {
    expect(() => statement('strict', changes)).toThrow(refused);
  });
});
