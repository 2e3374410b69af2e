import { abortable } from '../async/abortable.ts';
import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import type { Surroundings } from '../notation/config-folder.ts';
import type {
  VerificationPlugin,
  VerificationPlugins,
} from '../notation/verification/verification-plugin.ts';
import { DEFAULT_TIMEOUT, type Plugin } from '../plugin/ask.ts';
import { findPlugin, isPluginName } from '../plugin/find-plugin.ts';
import { openVerifier } from '../plugin/open-verifier.ts';

/** What judges in the place of a plugin that is not installed, by the name of the plugin. */
export type BuiltInJudges = Readonly<Record<string, () => Promise<VerificationPlugin>>>;

export interface InstalledPluginsOptions
  extends Surroundings,
    Pick<Plugin, 'hide' | 'sleep' | 'random'>,
    Partial<Pick<Plugin, 'timeout'>> {
  /** That of the run: a plugin is looked for and asked what it can do once, whoever waits for it. */
  readonly signal: AbortSignal;
  readonly builtIn?: BuiltInJudges;
}

/**
 * The plugins of notation's folder, each looked for and asked what it can do at most once, also where that fails; and those that are
 * built in, where there is no such plugin.
 */
export function installedPlugins(options: InstalledPluginsOptions): VerificationPlugins {
  const { env, platform, home, hide, timeout = DEFAULT_TIMEOUT, sleep, random, builtIn = {} } = options;
  const opened = new Map<string, Promise<VerificationPlugin>>();
  const open = async (name: string): Promise<VerificationPlugin> => {
    // The name is a signature's, and nothing that the user typed.
    if (!isPluginName(name)) {
      const message = `no plugin can have the name ${printable(name)}, so that nobody can judge it`;
      throw new SealiftError('envelope_invalid', message);
    }
    const judge = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
    const file = await findPlugin(name, { env, platform, home }).catch((error: unknown) => {
      // A plugin that is there and cannot be run, or must not be, is no reason to judge in its place.
      if (judge && error instanceof SealiftError && error.code === 'plugin_not_found') return judge;
      throw error;
    });
    if (typeof file !== 'string') return file();
    return openVerifier({ name, file, env, config: {}, hide, timeout, sleep, random }, options.signal);
  };
  return {
    find(name, signal) {
      const plugin = opened.get(name) ?? open(name);
      opened.set(name, plugin);
      return abortable(plugin, signal);
    },
  };
}
