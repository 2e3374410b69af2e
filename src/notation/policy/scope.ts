import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import type { Statement, TrustPolicyDocument } from './document.ts';
import { nearestScope } from './nearest-scope.ts';

/** The statement whose scope is exactly this repository; `undefined` when none is. */
export function exactStatement(
  { trustPolicies }: TrustPolicyDocument,
  repository: string,
): Statement | undefined {
  return trustPolicies.find(({ registryScopes }) => registryScopes.includes(repository));
}

/**
 * The statement for `repository` (`REGISTRY/REPOSITORY`, as references spell it): an exact scope, else the one with `*`.
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
  const alike = nearestScope(scopes, repository);
  throw new SealiftError(
    'no_applicable_statement',
    `the trust policy has no statement for ${printable(repository)}; it covers ${covered.join(', ')}${more}`,
    alike === undefined
      ? {}
      : {
          hint: `A scope is one whole repository: ${printable(alike)} is another one. Add the repository to registryScopes of a statement, or name one with --scope.`,
        },
  );
}
