import { homeFolder } from '../io/home.ts';
import { LONGEST_TIMEOUT } from '../io/http/timeouts.ts';
import type { PluginRun } from '../signers/provider.ts';
import type { AnyRun } from './run.ts';

/** How a run starts Notation plugins, those that sign and those that verify. */
export function pluginHostOf({
  values: { timeout },
  clock,
  secrets,
  signal,
}: Pick<AnyRun, 'clock' | 'secrets' | 'signal'> & {
  readonly values: { readonly timeout?: number | undefined };
}): Omit<PluginRun, 'config' | 'onSecret'> {
  return {
    hide: (text) => secrets.hide(text, 'program'),
    ...(timeout === undefined ? {} : { timeout: Math.min(timeout, LONGEST_TIMEOUT) }),
    platform: process.platform,
    home: homeFolder(),
    sleep: (milliseconds, during) => clock.sleep(milliseconds, during),
    random: Math.random,
    signal,
  };
}
