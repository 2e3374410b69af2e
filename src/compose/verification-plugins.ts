import { homeFolder } from '../io/home.ts';
import { LONGEST_TIMEOUT } from '../io/http/timeouts.ts';
import type { VerificationPlugins } from '../notation/verification/verification-plugin.ts';
import type { Run } from './run.ts';

type Judging = Pick<Run<'verify'> | Run<'promote'>, 'clock' | 'env' | 'secrets' | 'signal'> & {
  readonly values: { readonly timeout?: number | undefined };
};

/**
 * The verification plugins that a run can meet. They are loaded when a signature demands one. They get no `--plugin-config`: a
 * signature names its plugin, and settings for one would reach another.
 */
export function verificationPluginsOf({ clock, env, secrets, signal, values }: Judging): VerificationPlugins {
  let installed: Promise<VerificationPlugins> | undefined;
  const open = async (): Promise<VerificationPlugins> => {
    const { installedPlugins } = await import('../trust/installed-plugins.ts');
    const { timeout } = values;
    return installedPlugins({
      env,
      platform: process.platform,
      home: homeFolder(),
      hide: (text) => secrets.hide(text, 'program'),
      ...(timeout === undefined ? {} : { timeout: Math.min(timeout, LONGEST_TIMEOUT) }),
      sleep: (milliseconds, during) => clock.sleep(milliseconds, during),
      random: Math.random,
      signal,
    });
  };
  return {
    async find(name, during) {
      installed ??= open();
      return (await installed).find(name, during);
    },
  };
}
