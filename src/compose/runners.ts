import type { RunResult } from '../operations/results.ts';
import type { RunName } from './run-name.ts';

/** A command with options that a face gathered: the options table says what is missing and checks each value. */
export type Runner = (options: Readonly<Record<string, unknown>>, signal: AbortSignal) => Promise<RunResult>;

const RUNNERS: Readonly<Record<RunName, () => Promise<Runner>>> = {
  sign: async () => (await import('./run-sign.ts')).runSign,
  verify: async () => (await import('./run-verify.ts')).runVerify,
  promote: async () => (await import('./run-promote.ts')).runPromote,
  plan: async () => (await import('./plan-or-merge.ts')).planOrMerge,
  list: async () => (await import('./run-list.ts')).runList,
  inspect: async () => (await import('./run-inspect.ts')).runInspect,
  compare: async () => (await import('./run-compare.ts')).runCompare,
  'certificate self-signed': async () => (await import('./certificate/run-self-signed.ts')).runSelfSigned,
  'certificate request': async () => (await import('./certificate/run-request.ts')).runRequest,
  'certificate issue': async () => (await import('./certificate/run-issue.ts')).runIssue,
  'certificate check': async () => (await import('./certificate/run-check.ts')).runCheck,
  'policy init': async () => (await import('./policy/run-init.ts')).runInit,
  'policy check': async () => (await import('./policy/run-check.ts')).runPolicyCheck,
};

/** Each command is loaded when it is asked for, so that help and usage errors are quick. */
export function loadRunner(command: RunName): Promise<Runner> {
  return RUNNERS[command]();
}
