import { abortable } from '../async/abortable.ts';
import type { VerificationPlugin, VerifierCapability } from '../notation/verification/verification-plugin.ts';
import type { Plugin } from './ask.ts';
import { CAPABILITY, pluginMetadata } from './metadata.ts';
import { verifySignature } from './verify-signature.ts';

const VERIFIES: readonly VerifierCapability[] = [CAPABILITY.identity, CAPABILITY.revocation];

/**
 * An installed plugin as one that judges signatures. One command of it runs at a time, as in notation.
 *
 * @throws SealiftError `plugin_incompatible` for another name or contract, or those of a command.
 */
export async function openVerifier(plugin: Plugin, signal: AbortSignal): Promise<VerificationPlugin> {
  const { version, capabilities } = await pluginMetadata(plugin, signal);
  let last: Promise<unknown> = Promise.resolve();
  return {
    name: plugin.name,
    version,
    capabilities: VERIFIES.filter((one) => capabilities.includes(one)),
    isBuiltIn: false,
    verify(request, during) {
      const turn = last.then(() => verifySignature(plugin, request, during));
      last = turn.catch(() => {});
      return abortable(turn, during);
    },
  };
}
