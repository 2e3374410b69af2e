import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import type { PlainHttp } from '../../oci/registry-host.ts';
import type { Statement, TrustPolicyDocument } from './document.ts';
import { examineTrustPolicy } from './examine.ts';
import { readStatement } from './read-statement.ts';

/**
 * Reads one statement.
 *
 * @param plainHttp as in {@link parseTrustPolicy}.
 * @throws SealiftError with the code of `context`.
 */
export function parseStatement(value: unknown, context: ErrorContext, plainHttp?: PlainHttp): Statement {
  const reasons: string[] = [];
  const { statement } = readStatement(value, plainHttp, (reason) => reasons.push(reason));
  const [first] = reasons;
  if (first !== undefined || !statement) throw errorIn(context, first ?? 'is malformed');
  return statement;
}

/**
 * Reads a trust policy by the rules of {@link examineTrustPolicy}.
 *
 * @throws SealiftError `policy_invalid`, the first fault: it names statement, member and value.
 */
export function parseTrustPolicy(
  input: Uint8Array | string,
  what: string,
  plainHttp?: PlainHttp,
): TrustPolicyDocument {
  const { statements, faults } = examineTrustPolicy(input, what, plainHttp);
  const [first] = faults;
  if (first) throw first;
  return { version: '1.0', trustPolicies: statements };
}
