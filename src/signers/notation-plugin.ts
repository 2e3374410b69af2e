import { lazyRetried } from '../async/lazy.ts';
import { SealiftError } from '../errors.ts';
import type { AnySigner, CertifyingSigner, EnvelopeSigner } from '../notation/ports.ts';
import { DEFAULT_TIMEOUT, type Plugin } from '../plugin/ask.ts';
import { describeKey } from '../plugin/describe-key.ts';
import { findPlugin } from '../plugin/find-plugin.ts';
import { generateEnvelope } from '../plugin/generate-envelope.ts';
import { generateSignature } from '../plugin/generate-signature.ts';
import { CAPABILITY, pluginMetadata } from '../plugin/metadata.ts';
import { pluginWords } from '../plugin/plugin-words.ts';
import type { SignerOptions } from './provider.ts';
import { checkedSignature } from './raw-signature.ts';

/** The key id is the whole rest, unchanged, because ARNs, URLs and PKCS#11 URIs have slashes, colons and `%`. */
const FORM = /^notation-plugin:\/\/([^/]*)\/(.+)$/s;

function rawSigner(plugin: Plugin, keyId: string, agent: string): CertifyingSigner {
  const algorithm = lazyRetried((signal) => describeKey(plugin, keyId, signal));
  const where = `the plugin ${plugin.name}`;
  return {
    kind: 'certifying',
    describe: async (signal) => ({ algorithm: await algorithm(signal), agent }),
    async signWithChain(toBeSigned, signal) {
      const kind = await algorithm(signal);
      const { signature, certificates } = await generateSignature(plugin, keyId, kind, toBeSigned, signal);
      const key = { algorithm: kind, publicKey: certificates[0]!.publicKey };
      return { signature: checkedSignature(signature, key, toBeSigned, where), certificates };
    },
    close: () => Promise.resolve(),
  };
}

function envelopeSigner(plugin: Plugin, keyId: string): EnvelopeSigner {
  return {
    kind: 'envelope',
    signEnvelope: (request, mediaType, signal) => generateEnvelope(plugin, keyId, request, mediaType, signal),
    close: () => Promise.resolve(),
  };
}

/**
 * A key of an installed Notation plugin: `notation-plugin://NAME/KEY-ID`. Raw signatures come before envelopes where a
 * plugin has both, as notation has it. No message shows the key id or the configuration: a PKCS#11 URI may hold a PIN.
 *
 * @throws SealiftError `usage`, `plugin_not_found`, `plugin_unsafe`, `plugin_incompatible`, or those of a command.
 */
export async function notationPluginSigner(
  uri: string,
  { env, plugin: given }: SignerOptions,
): Promise<AnySigner> {
  const [, name, keyId] = FORM.exec(uri) ?? [];
  if (name === undefined || keyId === undefined) {
    throw new SealiftError('usage', 'the key of a plugin is notation-plugin://NAME/KEY-ID', {
      hint: '`notation plugin list` shows the names; the key id is what `notation key add --id` takes.',
    });
  }
  if (!given) {
    throw new SealiftError(
      'feature_unsupported',
      'a key of a Notation plugin signs artifacts and nothing else: its plugin tells its certificates with a signature, not before',
      { hint: 'Give it to `sign`, or another kind of key here.' },
    );
  }
  const { config, hide, timeout = DEFAULT_TIMEOUT, sleep, random, platform, home, signal } = given;
  const file = await findPlugin(name, { env, platform, home });
  const plugin: Plugin = { name, file, env, config, hide, timeout, sleep, random };
  const { version, capabilities } = await pluginMetadata(plugin, signal);
  if (capabilities.includes(CAPABILITY.raw)) return rawSigner(plugin, keyId, `${name}/${version}`);
  if (capabilities.includes(CAPABILITY.envelope)) return envelopeSigner(plugin, keyId);
  throw new SealiftError(
    'plugin_incompatible',
    `the plugin ${name} does not sign; it has ${pluginWords(plugin, capabilities.join(', '))}`,
    { hint: 'Name a plugin that signs.' },
  );
}
