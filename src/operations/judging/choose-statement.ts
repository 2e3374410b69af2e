import { SealiftError } from '../../errors.ts';
import type { Statement, TrustPolicyDocument } from '../../notation/policy/document.ts';
import { statementFor } from '../../notation/policy/scope.ts';
import type { SourceStore } from '../../oci/ports.ts';

/**
 * The statement of the trust policy that applies to an artifact: that of `scope` if one is given, else that of the store's
 * repository. A layout has no repository, so it needs a scope, unless the policy has only a statement with the scope `*`.
 *
 * @throws SealiftError `no_applicable_statement`, or `usage` where a scope is needed.
 */
export function chooseStatement(
  document: TrustPolicyDocument,
  store: SourceStore,
  scope: string | undefined,
): Statement {
  const repository = scope ?? store.repository;
  if (repository !== undefined) return statementFor(document, repository);
  const [only, ...others] = document.trustPolicies;
  if (only && others.length === 0 && only.registryScopes[0] === '*') return only;
  throw new SealiftError(
    'usage',
    `${store.name} has no repository name, and the trust policy is written for repositories`,
    {
      hint: 'Name the repository whose statement counts with --scope REGISTRY/REPOSITORY.',
    },
  );
}
