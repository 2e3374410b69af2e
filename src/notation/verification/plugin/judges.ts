import type { Evidence } from '../context.ts';
import type { VerifierCapability } from '../verification-plugin.ts';

/** Whether the plugin of a signature judges in the place of a check. */
export function judges({ plugin }: Evidence, capability: VerifierCapability): boolean {
  return plugin?.capabilities.includes(capability) ?? false;
}
