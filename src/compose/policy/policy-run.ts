import type { PolicyRunResult } from '../../operations/policy/results.ts';
import type { PolicyCommand } from '../../options/commands.ts';
import { perform, type Run } from '../run.ts';
import type { RunOptions } from '../run-options.ts';
import { hiddenResult } from '../secrets/hidden-result.ts';

/** The result of a command so far. A check that finds faults shows all that it read. */
export type TrustOutcome = { -readonly [K in keyof PolicyRunResult['trust']]: PolicyRunResult['trust'][K] };

/** One policy command from options to result. Never rejects. */
export async function policyRun<C extends PolicyCommand>(
  command: C,
  options: RunOptions,
  signal: AbortSignal,
  work: (run: Run<C>, outcome: TrustOutcome) => Promise<void>,
): Promise<PolicyRunResult> {
  const trust: TrustOutcome = {
    policy: null,
    store: null,
    statements: [],
    stores: [],
    faults: [],
    written: [],
    next: null,
  };
  const { warnings, error, secrets, explain } = await perform(command, options, signal, (current) =>
    work(current, trust),
  );
  trust.faults = await Promise.all(trust.faults.map(explain));
  const status = error === null ? 'done' : 'failed';
  const result: PolicyRunResult = { version: 1, command, status, error, warnings, images: [], trust };
  return hiddenResult(result, (text) => secrets.hide(text));
}
