import * as z from 'zod/mini';
import { SealiftError } from '../errors.ts';
import { ask, CONTRACT_VERSION, type Plugin } from './ask.ts';
import { pluginWords } from './plugin-words.ts';

const text = z.string().check(z.minLength(1));

const Metadata = z.looseObject({
  name: text,
  description: text,
  // Becomes part of the signing agent in envelopes.
  version: z.string().check(z.regex(/^[\x21-\x7e]{1,100}$/)),
  url: text,
  supportedContractVersions: z.array(text).check(z.minLength(1)),
  capabilities: z.array(text).check(z.minLength(1)),
});

export const CAPABILITY = {
  raw: 'SIGNATURE_GENERATOR.RAW',
  envelope: 'SIGNATURE_GENERATOR.ENVELOPE',
} as const;

export interface PluginMetadata {
  readonly version: string;
  readonly capabilities: readonly string[];
}

/**
 * `get-plugin-metadata`: what the plugin is and can do.
 *
 * @throws SealiftError `plugin_incompatible` for another name or contract, or those of {@link ask}.
 */
export async function pluginMetadata(plugin: Plugin, signal: AbortSignal): Promise<PluginMetadata> {
  const { name, version, supportedContractVersions, capabilities } = await ask(
    plugin,
    'get-plugin-metadata',
    {},
    Metadata,
    signal,
  );
  if (name !== plugin.name) {
    throw new SealiftError(
      'plugin_incompatible',
      `the plugin in the folder ${plugin.name} says that its name is ${pluginWords(plugin, name)}`,
      { hint: 'Install it with `notation plugin install`, and name it as it names itself.' },
    );
  }
  if (!supportedContractVersions.includes(CONTRACT_VERSION)) {
    const theirs = pluginWords(plugin, supportedContractVersions.join(', '));
    throw new SealiftError(
      'plugin_incompatible',
      `the plugin ${name} has the contract version ${theirs}; Sealift speaks ${CONTRACT_VERSION}`,
      { hint: `Install a version of the plugin that has contract ${CONTRACT_VERSION}.` },
    );
  }
  return { version, capabilities };
}
