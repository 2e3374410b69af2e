import { type Finding, PASSED, type VerificationContext } from './context.ts';

/** Checks that the signed descriptor is that of the artifact, by mediaType, digest and size (CVE-2023-33959). */
export function checkPayload({ envelope: { target: signed }, target }: VerificationContext): Finding {
  if (signed.mediaType === target.mediaType && signed.digest === target.digest && signed.size === target.size)
    return PASSED;
  return {
    outcome: 'failed',
    code: 'descriptor_mismatch',
    message: `the signature is for ${signed.digest} (${signed.mediaType}, ${signed.size} bytes), not for ${target.digest} (${target.mediaType}, ${target.size} bytes)`,
  };
}

/** Checks that the signed payload has all user metadata that was asked for. */
export function checkMetadataPairs({ envelope: { target }, metadata }: VerificationContext): Finding {
  const missing = Object.entries(metadata).filter(([key, value]) => {
    const signed = target.annotations;
    return signed === undefined || !Object.hasOwn(signed, key) || signed[key] !== value;
  });
  if (missing.length === 0) return PASSED;
  const pairs = missing.map(([key, value]) => `${key}=${value}`).join(', ');
  return { outcome: 'failed', code: 'metadata_missing', message: `the signature does not hold ${pairs}` };
}

/** Refuses critical attributes that this version does not understand, as RFC 7515, 4.1.11 demands. */
export function checkCritical({
  envelope: { unknownCritical, verificationPlugin },
}: VerificationContext): Finding {
  if (verificationPlugin !== undefined) {
    return {
      outcome: 'failed',
      code: 'plugin_unsupported',
      message: `the signature asks for the verification plugin ${verificationPlugin}`,
    };
  }
  if (unknownCritical.length === 0) return PASSED;
  return {
    outcome: 'failed',
    code: 'unknown_critical_attribute',
    message: `the signature has critical attributes that are not known: ${unknownCritical.join(', ')}`,
  };
}
