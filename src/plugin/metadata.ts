import { SealiftError } from '../errors.ts';
import { METADATA } from './answers.ts';
import { ask, CONTRACT_VERSION, malformed, type Plugin } from './ask.ts';
import { pluginWords } from './plugin-words.ts';

/** The version becomes part of the signing agent in envelopes, and of results. */
const VERSION = /^[\x21-\x7e]{1,100}$/;

const WANTED = {
  shape: METADATA,
  needed: ['name', 'description', 'version', 'url', 'supportedContractVersions', 'capabilities'],
} as const;

export const CAPABILITY = {
  raw: 'SIGNATURE_GENERATOR.RAW',
  envelope: 'SIGNATURE_GENERATOR.ENVELOPE',
  identity: 'SIGNATURE_VERIFIER.TRUSTED_IDENTITY',
  revocation: 'SIGNATURE_VERIFIER.REVOCATION_CHECK',
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
    WANTED,
    signal,
  );
  const isSecret = plugin.hide(version) !== version;
  if (isSecret || !VERSION.test(version)) {
    const reason = isSecret ? 'it holds a secret of this run' : 'it is no word';
    throw malformed(plugin, 'get-plugin-metadata', `the answer is malformed at version: ${reason}`);
  }
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
