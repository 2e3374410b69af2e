import type { SealiftError } from '../../errors.ts';
import type { ExaminedPolicy } from '../../notation/policy/examine.ts';
import type { StoreFolder } from '../../notation/ports.ts';
import { invalidAt } from '../../pki/chain.ts';
import { certificateFacts } from '../certificates/facts.ts';
import { checkStatement, type Findings } from './check-statement.ts';
import { checkStore } from './check-store.ts';
import type { StatementFacts, StoreFacts } from './results.ts';
import { statementFacts } from './statement-facts.ts';
import { storeKey } from './store-key.ts';

export interface TrustToCheck {
  readonly policy: ExaminedPolicy;
  /** Every trust store that is there or that a statement names, once. */
  readonly stores: readonly StoreFolder[];
  readonly now: Date;
}

export interface CheckedTrust {
  readonly statements: readonly StatementFacts[];
  readonly stores: readonly StoreFacts[];
  readonly faults: readonly SealiftError[];
  readonly warnings: readonly string[];
}

const STATES = { expired: 'expired', 'not yet valid': 'not-yet-valid' } as const;

function storeFacts(
  { type, name, certificates }: StoreFolder,
  usedBy: readonly string[],
  now: Date,
): StoreFacts {
  return {
    type,
    name,
    usedBy,
    certificates: certificates.map(({ file, certificate }) => {
      const state = invalidAt([certificate], now)?.state;
      return {
        file,
        ...certificateFacts(certificate),
        authority: certificate.basicConstraints?.ca === true,
        state: state === undefined ? 'valid' : STATES[state],
      };
    }),
  };
}

/**
 * Says what a trust policy and its stores mean, and finds everything in them that has to be mended: what verifying would refuse to
 * begin with, and what can never let a signature pass. Pure: nothing is read.
 */
export function checkTrust({ policy, stores, now }: TrustToCheck): CheckedTrust {
  const faults: SealiftError[] = [...policy.faults];
  const warnings: string[] = [];
  const findings: Findings = {
    fault: (fault) => faults.push(fault),
    warning: (text) => warnings.push(text),
  };
  for (const statement of policy.statements) checkStatement(statement, stores, findings);
  const present = stores.filter(({ certificates }) => certificates.length > 0).map(storeKey);
  const usersOf = (store: StoreFolder) =>
    policy.statements.filter(({ trustStores }) => trustStores.includes(storeKey(store)));
  for (const store of stores) checkStore(store, usersOf(store), present, now, findings);
  return {
    statements: policy.statements.map(statementFacts),
    stores: stores.map((store) =>
      storeFacts(
        store,
        usersOf(store).map(({ name }) => name),
        now,
      ),
    ),
    faults,
    warnings,
  };
}
