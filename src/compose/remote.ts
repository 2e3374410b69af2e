import type { Remote } from '../signers/provider.ts';
import type { AnyRun } from './run.ts';

/** The client, clock and listeners of a run, for a key service. */
export async function remoteOf(
  run: Pick<AnyRun, 'clock' | 'secrets' | 'reporter' | 'http'>,
): Promise<Remote> {
  const { clock, secrets, reporter } = run;
  return {
    http: await run.http(),
    now: () => clock.now(),
    sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
    random: Math.random,
    onIdentity: (who) => reporter.progress({ type: 'identity', who }),
    onSecret: (secret) => secrets.add(secret),
  };
}
