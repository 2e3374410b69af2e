import type { ResultError } from '../../operations/results.ts';
import { perform } from '../run.ts';
import type { RunOptions } from '../run-options.ts';
import { type ApiAddresses, apiAddresses } from './addresses.ts';
import { apiFetch } from './api-fetch.ts';

/** The time that everything at GitHub may take together: what is filed there must not keep a release waiting. */
const DEADLINE = '2m';

type ApiOptions = Required<Pick<RunOptions, 'env' | 'reporter' | 'onRequest' | 'onSecret'>> &
  Pick<RunOptions, 'caFile' | 'timeout'>;

/** GitHub's API for a while: how it is asked, and where it is. */
export interface ApiAccess {
  readonly fetch: typeof globalThis.fetch;
  readonly addresses: ApiAddresses;
}

/**
 * Runs `work` with access to GitHub's API over an HTTP client of its own, which is closed afterwards. Never rejects: what
 * ends the work is the result, without secrets.
 */
export async function withGithubApi(
  options: ApiOptions,
  signal: AbortSignal,
  work: (api: ApiAccess) => Promise<void>,
): Promise<ResultError | null> {
  const { error, secrets } = await perform(
    'inspect',
    { ...options, deadline: DEADLINE },
    signal,
    async (run) => {
      const addresses = apiAddresses(run.env);
      const http = await run.http();
      run.problems.throwIfAny();
      await work({ fetch: apiFetch({ http, addresses, clock: run.clock, signal: run.signal }), addresses });
    },
  );
  if (error === null) return null;
  if (
    error.code === 'deadline_exceeded' &&
    !signal.aborted &&
    error.message.startsWith('the run did not end')
  ) {
    return { ...error, message: 'GitHub did not answer within two minutes', hint: 'Run the job again.' };
  }
  return { ...error, message: secrets.hide(error.message), hint: secrets.hide(error.hint) };
}
