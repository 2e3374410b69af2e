import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import type { Statement, TrustPolicyDocument } from './document.ts';

/** The statement whose scope is exactly this repository; `undefined` when none is. */
export function exactStatement(
  { trustPolicies }: TrustPolicyDocument,
  repository: string,
): Statement | undefined {
  return trustPolicies.find(({ registryScopes }) => registryScopes.includes(repository));
}

/**
 * The statement for `repository` (`REGISTRY/REPOSITORY`): an exact scope, compared as text, else the one with `*`.
 *
 * @throws SealiftError `no_applicable_statement`, naming the repository and what the policy covers.
 */
export function statementFor(document: TrustPolicyDocument, repository: string): Statement {
  const { trustPolicies } = document;
  const found =
    exactStatement(document, repository) ??
    trustPolicies.find(({ registryScopes }) => registryScopes[0] === '*');
  if (found) return found;
  const scopes = trustPolicies.flatMap(({ registryScopes }) => registryScopes);
  const covered = scopes.slice(0, 5).map((scope) => printable(scope));
  const more = scopes.length > covered.length ? ` and ${scopes.length - covered.length} more` : '';
  throw new SealiftError(
    'no_applicable_statement',
    `the trust policy has no statement for ${repository}; it covers ${covered.join(', ')}${more}`,
  );
}
