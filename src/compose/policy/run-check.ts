import { SealiftError } from '../../errors.ts';
import { homeFolder } from '../../io/home.ts';
import { checkTrust } from '../../operations/policy/check-trust.ts';
import type { PolicyRunResult } from '../../operations/policy/results.ts';
import { examinePolicyFile } from '../../trust/examine-policy.ts';
import { notationTrust } from '../../trust/notation-folder.ts';
import { surveyTrustStore } from '../../trust/survey-stores.ts';
import { isContent } from '../is-content.ts';
import type { Run } from '../run.ts';
import type { PolicyCheckOptions } from '../run-options.ts';
import { mixture, twoPolicies } from '../trust.ts';
import { policyRun } from './policy-run.ts';

type CheckRun = Run<'policy check'>;

/** The files to check: those that are given, or notation's own, as `verify` has it. */
async function filesOf({ values, problems, env }: CheckRun): Promise<{ policy: string; store: string }> {
  const { trustPolicy, trustStore } = values;
  const mixed = mixture({ trustPolicy, trustStore });
  if (mixed) problems.add(...mixed);
  problems.throwIfAny();
  if (trustPolicy !== undefined && trustStore !== undefined)
    return { policy: trustPolicy, store: trustStore };
  try {
    return await notationTrust({ env, platform: process.platform, home: homeFolder() });
  } catch (error) {
    if (!(error instanceof SealiftError)) throw error;
    throw new SealiftError(error.code, error.message, {
      hint: 'Give --trust-policy FILE and --trust-store DIR.',
      cause: error,
    });
  }
}

/** One fault is the error itself; of several the error has the code of the first, and the result has them all. */
function errorOf(faults: readonly SealiftError[]): SealiftError | undefined {
  const [first] = faults;
  if (!first || faults.length === 1) return first;
  return new SealiftError(
    first.code,
    `${faults.length} faults in trust policy and trust store, the first: ${first.message}`,
    {
      hint: 'Mend all that are listed; with --output json they are in trust.faults.',
      cause: first,
    },
  );
}

/** Reads a trust policy and its whole trust store, says what they mean, and what is wrong with them. Never rejects. */
export function runPolicyCheck(
  options: Partial<PolicyCheckOptions>,
  signal: AbortSignal,
): Promise<PolicyRunResult> {
  return policyRun('policy check', options, signal, async (current, outcome) => {
    const { policy: given, store } = await filesOf(current);
    const isFile = !isContent(given);
    const { policy, warnings, beside } = await examinePolicyFile(given, current.plainHttp);
    const named = policy.statements.flatMap(({ trustStores }) => trustStores);
    const survey = await surveyTrustStore(store, named);
    const checked = checkTrust({ policy, stores: survey.stores, now: current.clock.now() });
    const faults = [...checked.faults, ...survey.faults];
    if (beside !== undefined) current.reporter.warning(twoPolicies(given, beside));
    for (const warning of [...warnings, ...checked.warnings, ...survey.strays])
      current.reporter.warning(warning);
    outcome.policy = isFile ? given : null;
    outcome.store = store;
    outcome.statements = checked.statements;
    outcome.stores = checked.stores;
    outcome.faults = faults.map((fault) => fault.toJSON());
    const error = errorOf(faults);
    if (error) throw error;
  });
}
