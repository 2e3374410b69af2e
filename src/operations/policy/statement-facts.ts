import { consequencesOf } from '../../notation/policy/consequences.ts';
import { CHECK_NAMES, type Statement } from '../../notation/policy/document.ts';
import { actionsOf, enforcesSigner } from '../../notation/policy/level.ts';
import type { StatementFacts } from './results.ts';

/** Describes for a result what a statement means. */
export function statementFacts(statement: Statement): StatementFacts {
  const { name, registryScopes, signatureVerification, trustStores, trustedIdentities } = statement;
  const { level, override = {}, verifyTimestamp = 'always' } = signatureVerification;
  const actions = actionsOf(statement);
  return {
    name,
    scopes: registryScopes,
    level,
    checks: CHECK_NAMES.map((check) => ({
      check,
      action: actions[check],
      overridden: override[check] !== undefined,
    })),
    verifyTimestamp: trustStores.some((store) => store.startsWith('tsa:')) ? verifyTimestamp : null,
    trustStores,
    trustedIdentities,
    consequences: consequencesOf(statement),
    promotes: enforcesSigner(statement),
  };
}
