import type { CheckAction, CheckName, Level, Statement } from './document.ts';

type Actions = Readonly<Record<CheckName, CheckAction>>;

/** The action of each level for each check (trust-store-trust-policy.md, "Signature Verification Levels"). */
const ACTIONS: Readonly<Record<Level, Actions>> = {
  strict: {
    integrity: 'enforce',
    authenticity: 'enforce',
    authenticTimestamp: 'enforce',
    expiry: 'enforce',
    revocation: 'enforce',
  },
  permissive: {
    integrity: 'enforce',
    authenticity: 'enforce',
    authenticTimestamp: 'log',
    expiry: 'log',
    revocation: 'log',
  },
  audit: {
    integrity: 'enforce',
    authenticity: 'log',
    authenticTimestamp: 'log',
    expiry: 'log',
    revocation: 'log',
  },
  skip: {
    integrity: 'skip',
    authenticity: 'skip',
    authenticTimestamp: 'skip',
    expiry: 'skip',
    revocation: 'skip',
  },
};

/** The level's actions with the statement's overrides. */
export function actionsOf({ signatureVerification: { level, override } }: Statement): Actions {
  return { ...ACTIONS[level], ...override };
}

/** Whether a pass under this statement says who signed: integrity and authenticity are enforced, not logged or skipped. */
export function enforcesSigner(statement: Statement): boolean {
  const { integrity, authenticity } = actionsOf(statement);
  return integrity === 'enforce' && authenticity === 'enforce';
}

/** As notation reports it: a level with overrides is `custom`. */
export function levelName({ signatureVerification: { level, override } }: Statement): string {
  return override !== undefined && Object.keys(override).length > 0 ? 'custom' : level;
}
