import type { Evidence, Finding, VerificationContext } from '../context.ts';

/** Asks the verification plugin of a signature, which is there. */
export async function checkPlugin(context: VerificationContext, { plugin }: Evidence): Promise<Finding> {
  // Most runs meet no plugin, and read none of this code.
  const { askPlugin } = await import('./ask-plugin.ts');
  return askPlugin(context, plugin!);
}
