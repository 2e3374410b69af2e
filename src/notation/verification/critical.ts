import { type Evidence, type Finding, PASSED, type VerificationContext } from './context.ts';

/**
 * Refuses critical attributes that this version does not understand, as RFC 7515, 4.1.11 demands. Those of a signature that
 * demands a verification plugin are for that to process, which has to be there.
 */
export async function checkCritical(context: VerificationContext, evidence: Evidence): Promise<Finding> {
  const { unknownCritical, verificationPlugin } = context.envelope;
  if (verificationPlugin !== undefined) {
    // Most runs meet no plugin, and read none of this code.
    const { choosePlugin } = await import('./plugin/choose-plugin.ts');
    return choosePlugin(context, evidence);
  }
  if (unknownCritical.length === 0) return PASSED;
  return {
    outcome: 'failed',
    code: 'unknown_critical_attribute',
    message: `the signature has critical attributes that are not known: ${unknownCritical.join(', ')}`,
  };
}
