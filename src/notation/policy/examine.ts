import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { parseJson } from '../../encoding/json.ts';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import type { PlainHttp } from '../../oci/registry-host.ts';
import type { Statement } from './document.ts';
import { documentShape } from './policy-shapes.ts';
import { readStatement } from './read-statement.ts';
import { shapeReasons } from './shape-reason.ts';

/** A trust policy with everything that is wrong with it. Without faults the statements are the whole policy. */
export interface ExaminedPolicy {
  /** Those that can be read. One that breaks a rule is among them. */
  readonly statements: readonly Statement[];
  /** Each `policy_invalid`, naming statement, member and value; in the order of the document. */
  readonly faults: readonly SealiftError[];
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function nameOf(value: unknown): string | undefined {
  const name = memberOf(value, 'name');
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** Names and scopes that stand in more than one statement. */
function repeatReasons(
  read: readonly { name: string | undefined; shown: string; scopes: readonly string[] }[],
) {
  const reasons: string[] = [];
  const names = new Set<string>();
  const repeated = new Set<string>();
  const owners = new Map<string, string>();
  for (const { name, shown, scopes } of read) {
    if (name !== undefined && names.has(name) && !repeated.has(name)) {
      repeated.add(name);
      reasons.push(`has two statements with the name ${shown}`);
    }
    if (name !== undefined) names.add(name);
    for (const scope of scopes) {
      const other = owners.get(scope);
      if (other === undefined) owners.set(scope, shown);
      else reasons.push(`has the scope ${printable(scope)} twice (statements ${other} and ${shown})`);
    }
  }
  return reasons;
}

/**
 * Reads a trust policy with all of notation's rules, and gathers everything that breaks one; unknown members do. Scopes are
 * normalised as references are, so that another spelling of a repository finds the same statement.
 *
 * @param what names the document in errors, e.g. its path.
 * @param plainHttp which registries use plain HTTP; it decides which default port is left out of a scope.
 */
export function examineTrustPolicy(
  input: Uint8Array | string,
  what: string,
  plainHttp?: PlainHttp,
): ExaminedPolicy {
  const context: ErrorContext = { code: 'policy_invalid', what: `trust policy ${what}` };
  let value: unknown;
  try {
    value = parseJson(input, context);
  } catch (error) {
    if (error instanceof SealiftError) return { statements: [], faults: [error] };
    throw error;
  }
  const { success, error } = documentShape().safeParse(value);
  const faults = success ? [] : shapeReasons(error.issues, value).map((reason) => errorIn(context, reason));
  const members = memberOf(value, 'trustPolicies');
  const read = (Array.isArray(members) ? members : []).map((member: unknown, index) => {
    const name = nameOf(member);
    const shown = name === undefined ? `${index + 1}` : `"${printable(name)}"`;
    const inStatement = { ...context, what: `${context.what}, statement ${shown}` };
    const result = readStatement(member, plainHttp, (reason) => faults.push(errorIn(inStatement, reason)));
    return { name, shown, ...result };
  });
  for (const reason of repeatReasons(read)) faults.push(errorIn(context, reason));
  return { statements: read.flatMap(({ statement }) => statement ?? []), faults };
}
