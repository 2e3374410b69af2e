import * as z from 'zod/mini';
import { lazy } from '../../async/lazy.ts';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { parseJson } from '../../encoding/json.ts';
import { printable } from '../../encoding/printable.ts';
import { isTag, parseRepository } from '../../oci/reference.ts';
import type { PlainHttp } from '../../oci/registry-host.ts';
import { isWithin, type NameAttributes, parseDistinguishedName } from './distinguished-name.ts';
import {
  CHECK_ACTIONS,
  type CheckName,
  LEVELS,
  type Statement,
  type TrustPolicyDocument,
} from './document.ts';
import { shapeReason } from './shape-reason.ts';

// Objects are strict: a misspelt member, which notation ignores, would silently weaken the policy. Null is accepted where
// Go writes it for an absent value.
const statementShape = lazy(() => {
  const action = z.exactOptional(z.enum(CHECK_ACTIONS));
  const override = z.strictObject({
    integrity: action,
    authenticity: action,
    authenticTimestamp: action,
    expiry: action,
    revocation: action,
  } satisfies Record<CheckName, unknown>);
  return z.strictObject({
    name: z.string().check(z.minLength(1)),
    registryScopes: z.array(z.string()).check(z.minLength(1)),
    signatureVerification: z.strictObject({
      level: z.enum(LEVELS),
      override: z.optional(z.nullable(override)),
      verifyTimestamp: z.optional(z.nullable(z.enum(['always', 'afterCertExpiry', '']))),
    }),
    trustStores: z.optional(z.nullable(z.array(z.string()))),
    trustedIdentities: z.optional(z.nullable(z.array(z.string()))),
  });
});

const documentShape = lazy(() =>
  z.strictObject({
    version: z.literal('1.0'),
    trustPolicies: z.array(z.unknown()).check(z.minLength(1)),
  }),
);

const STORE = /^(ca|signingAuthority|tsa):([a-zA-Z0-9_.-]+)$/;

type Refuse = (reason: string) => Error;

function shaped<T>(shape: z.ZodMiniType<T>, value: unknown, refuse: Refuse): T {
  const { success, data, error } = shape.safeParse(value);
  if (!success) throw refuse(shapeReason(error.issues, value));
  return data;
}

/** The scopes in the normalised spelling of references, each once. */
function readScopes(scopes: readonly string[], plainHttp: PlainHttp | undefined, refuse: Refuse): string[] {
  if (scopes.includes('*') && scopes.length > 1)
    throw refuse('has the scope * beside other scopes; * stands alone');
  const twice = scopes.find((scope, at) => scopes.indexOf(scope) !== at);
  if (twice !== undefined) throw refuse(`has the scope ${printable(twice)} twice`);
  const spelled = scopes.map((scope) => {
    if (scope === '*') return scope;
    const shown = printable(scope);
    if (scope.includes('*')) throw refuse(`has the scope ${shown}; a scope is * or one whole repository`);
    if (/^[a-z]+:\/\//i.test(scope))
      throw refuse(`has the scope ${shown}; a scope has no ${scope.split('://', 1)[0]}://`);
    const [, tag] = scope.slice(scope.lastIndexOf('/') + 1).split(':');
    if (scope.includes('@') || (scope.includes('/') && tag !== undefined && isTag(tag))) {
      throw refuse(`has the scope ${shown}; a scope has neither tag nor digest`);
    }
    try {
      const { registry, repository } = parseRepository(scope, plainHttp);
      return `${registry}/${repository}`;
    } catch {
      throw refuse(`has the scope ${shown}, which is not REGISTRY/REPOSITORY`);
    }
  });
  return [...new Set(spelled)];
}

function checkIdentities(identities: readonly string[], refuse: Refuse): void {
  if (identities.includes('*')) {
    if (identities.length > 1) throw refuse('has the identity * beside others; * stands alone');
    return;
  }
  const names: { text: string; attributes: NameAttributes }[] = [];
  for (const text of identities) {
    const shown = printable(text);
    const colon = text.indexOf(':');
    if (colon < 1 && text.includes('='))
      throw refuse(`has the identity "${shown}", which has no prefix; write "x509.subject: ${shown}"`);
    if (colon < 1 || text.slice(colon + 1).trim() === '')
      throw refuse(`has the identity "${shown}", which is not PREFIX:VALUE`);
    // Other prefixes are for verification plugins. Without a plugin such an identity matches no signer.
    if (text.slice(0, colon) !== 'x509.subject') continue;
    try {
      names.push({ text: shown, attributes: parseDistinguishedName(text.slice(colon + 1)) });
    } catch (error) {
      throw refuse(
        `has the identity "${shown}", which ${error instanceof Error ? printable(error.message) : 'is malformed'}`,
      );
    }
  }
  for (const one of names) {
    const other = names.find(
      (candidate) => candidate !== one && isWithin(one.attributes, candidate.attributes),
    );
    if (other)
      throw refuse(`has the identities "${one.text}" and "${other.text}", of which one contains the other`);
  }
}

function checkStatement(statement: Statement, refuse: Refuse): void {
  const { level, override } = statement.signatureVerification;
  if (level === 'skip') {
    if (override && Object.keys(override).length > 0)
      throw refuse('overrides checks of the level skip, which has none');
    if (statement.trustStores.length > 0 || statement.trustedIdentities.length > 0) {
      throw refuse('is of the level skip and names trust stores or identities; leave them out');
    }
    return;
  }
  if (override?.integrity !== undefined) throw refuse('overrides integrity, which is always enforced');
  const skipped = Object.entries(override ?? {}).find(
    ([check, action]) => action === 'skip' && check !== 'revocation',
  );
  if (skipped) throw refuse(`skips ${skipped[0]}; only revocation may be skipped`);
  if (statement.trustStores.length === 0) throw refuse('names no trust store');
  if (statement.trustedIdentities.length === 0)
    throw refuse('names no trusted identity; "*" accepts every signer of the trust stores');
  const wrongStore = statement.trustStores.find((store) => !STORE.test(store));
  if (wrongStore !== undefined) {
    throw refuse(
      `names the trust store "${printable(wrongStore)}", which is not ca:NAME, signingAuthority:NAME or tsa:NAME`,
    );
  }
  checkIdentities(statement.trustedIdentities, refuse);
}

/**
 * Reads one statement.
 *
 * @param plainHttp as in {@link parseTrustPolicy}.
 * @throws SealiftError with the code of `context`.
 */
export function parseStatement(value: unknown, context: ErrorContext, plainHttp?: PlainHttp): Statement {
  const refuse: Refuse = (reason) => errorIn(context, reason);
  const { trustStores, trustedIdentities, signatureVerification, ...rest } = shaped(
    statementShape(),
    value,
    refuse,
  );
  const { level, override, verifyTimestamp } = signatureVerification;
  const statement: Statement = {
    ...rest,
    registryScopes: readScopes(rest.registryScopes, plainHttp, refuse),
    signatureVerification: {
      level,
      ...(override ? { override } : {}),
      ...(verifyTimestamp ? { verifyTimestamp } : {}),
    },
    trustStores: trustStores ?? [],
    trustedIdentities: trustedIdentities ?? [],
  };
  checkStatement(statement, refuse);
  return statement;
}

function nameOf(value: unknown, index: number): string {
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
  return typeof name === 'string' && name !== '' ? `"${printable(name)}"` : `${index + 1}`;
}

/**
 * Reads a trust policy with all of notation's rules; unknown members are refused. Scopes are normalised as references are,
 * so that another spelling of a repository finds the same statement.
 *
 * @param what names the document in errors, e.g. its path.
 * @param plainHttp which registries use plain HTTP; it decides which default port is left out of a scope.
 * @throws SealiftError `policy_invalid`, naming statement, member and value.
 */
export function parseTrustPolicy(
  input: Uint8Array | string,
  what: string,
  plainHttp?: PlainHttp,
): TrustPolicyDocument {
  const context: ErrorContext = { code: 'policy_invalid', what: `trust policy ${what}` };
  const document = shaped(documentShape(), parseJson(input, context), (reason) => errorIn(context, reason));
  const trustPolicies = document.trustPolicies.map((value, index) =>
    parseStatement(
      value,
      { ...context, what: `${context.what}, statement ${nameOf(value, index)}` },
      plainHttp,
    ),
  );
  const names = new Set<string>();
  const scopes = new Map<string, string>();
  for (const { name, registryScopes } of trustPolicies) {
    if (names.has(name)) throw errorIn(context, `has two statements with the name "${printable(name)}"`);
    names.add(name);
    for (const scope of registryScopes) {
      const other = scopes.get(scope);
      if (other !== undefined) {
        throw errorIn(
          context,
          `has the scope ${printable(scope)} twice (statements "${printable(other)}" and "${printable(name)}")`,
        );
      }
      scopes.set(scope, name);
    }
  }
  return { version: '1.0', trustPolicies };
}
