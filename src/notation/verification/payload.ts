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
