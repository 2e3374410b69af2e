import { AWS_SIGNER_PLUGIN } from '../notation/aws-signer-attributes.ts';
import type { VerificationPlugins } from '../notation/verification/verification-plugin.ts';
import type { BuiltInJudges } from '../trust/installed-plugins.ts';
import { pluginHostOf } from './plugin-host.ts';
import { remoteOf } from './remote.ts';
import type { Run } from './run.ts';

type Judging = Pick<
  Run<'verify'> | Run<'promote'>,
  'clock' | 'env' | 'http' | 'onEnd' | 'reporter' | 'secrets' | 'signal'
> & {
  readonly values: { readonly timeout?: number | undefined };
};

/** What judges in the place of plugins that are not installed, loaded when a signature demands it. */
function builtInJudges(run: Judging): BuiltInJudges {
  return {
    [AWS_SIGNER_PLUGIN]: async () => {
      const { awsSignerJudge } = await import('../trust/awssigner/judge.ts');
      const { askAws } = await import('../trust/awssigner/ask-aws.ts');
      const { ask, close } = askAws(run.env, () => remoteOf(run));
      run.onEnd(close);
      return awsSignerJudge(ask);
    },
  };
}

/**
 * The verification plugins that a run can meet. They are loaded when a signature demands one. They get no `--plugin-config`: a
 * signature names its plugin, and settings for one would reach another.
 */
export function verificationPluginsOf(run: Judging): VerificationPlugins {
  let installed: Promise<VerificationPlugins> | undefined;
  const open = async (): Promise<VerificationPlugins> => {
    const { installedPlugins } = await import('../trust/installed-plugins.ts');
    return installedPlugins({ ...pluginHostOf(run), env: run.env, builtIn: builtInJudges(run) });
  };
  return {
    async find(name, during) {
      installed ??= open();
      return (await installed).find(name, during);
    },
  };
}
