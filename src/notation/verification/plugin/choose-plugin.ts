import { printable } from '../../../encoding/printable.ts';
import { actionsOf } from '../../policy/level.ts';
import { findAnchor, unanchored } from '../anchor.ts';
import { type Evidence, type Finding, PASSED, type VerificationContext } from '../context.ts';
import { checkDistrust } from '../distrust.ts';
import type { VerificationPlugin } from '../verification-plugin.ts';
import { type PluginDemand, pluginDemand } from './demand.ts';
import { pluginFault } from './plugin-fault.ts';
import { isAtLeast, isVersion } from './sem-ver.ts';

const failed = (code: NonNullable<Finding['code']>, message: string): Finding => ({
  outcome: 'failed',
  code,
  message,
});

/** Why a plugin that is there is not good enough; `undefined` when it is. */
function shortcoming(
  { version, capabilities }: VerificationPlugin,
  { minVersion }: PluginDemand,
): string | undefined {
  if (!isVersion(version)) return `says that its version is ${printable(version)}, which is none of SemVer`;
  if (minVersion !== undefined && !isAtLeast(version, minVersion))
    return `is of version ${version}, and the signature demands ${minVersion} or later`;
  return capabilities.length === 0 ? 'verifies nothing: it has no capability SIGNATURE_VERIFIER' : undefined;
}

/** The plugin that was found, or the finding that there is none that can be used. */
async function found(
  { plugins, signal }: VerificationContext,
  { name }: PluginDemand,
): Promise<VerificationPlugin | Finding> {
  if (!plugins) {
    return failed(
      'plugin_unsupported',
      `the signature demands the verification plugin ${printable(name)}, and no plugin is run here`,
    );
  }
  try {
    return await plugins.find(name, signal);
  } catch (error) {
    return pluginFault(error, signal, `the signature demands the verification plugin ${printable(name)}: `);
  }
}

/**
 * Finds the verification plugin that a signature demands, with what it will be asked (plugin-extensibility.md, "Verification
 * workflow using plugin", 1). The chain has to be anchored first, at every level: a stranger's signature starts no program. So
 * has the plugin to be there and good enough at every level.
 */
export async function choosePlugin(context: VerificationContext, evidence: Evidence): Promise<Finding> {
  const demand = pluginDemand(context.envelope);
  if ('outcome' in demand) return demand;
  const { name, attributes } = demand;
  const anchored = await findAnchor(context, evidence);
  if (!anchored) {
    const { message, ...finding } = unanchored(context, evidence);
    return { ...finding, message: `${message}; its verification plugin ${printable(name)} was not asked` };
  }
  // Neither does that of somebody whom the user distrusts.
  const trusted = await checkDistrust(context, { ...evidence, anchor: anchored.anchor });
  if (trusted.outcome !== 'passed') return trusted;
  const plugin = await found(context, demand);
  if ('outcome' in plugin) return plugin;
  const why = shortcoming(plugin, demand);
  if (why !== undefined)
    return failed('plugin_incompatible', `the verification plugin ${printable(name)} ${why}`);
  const { revocation } = actionsOf(context.statement);
  const capabilities = [...new Set(plugin.capabilities)].filter(
    (one) => one !== 'SIGNATURE_VERIFIER.REVOCATION_CHECK' || revocation !== 'skip',
  );
  const left = capabilities.length > 0 ? undefined : attributes.find(({ critical }) => critical);
  if (left) {
    return failed(
      'unknown_critical_attribute',
      `the critical attribute ${printable(String(left.key))} is for the verification plugin ${printable(name)}, which is not asked: the statement skips revocation, and the plugin judges nothing else`,
    );
  }
  return { ...PASSED, evidence: { plugin: { plugin, capabilities, attributes } } };
}
