import type { Name } from '../../pki/name.ts';
import { subjectAttributes } from './distinguished-name.ts';

/**
 * Why an `x509.subject:` identity of a trust policy could never match a signer with this name, so that only `*` would;
 * `undefined` when one can.
 */
export function unnameable(subject: Name): string | undefined {
  try {
    subjectAttributes(subject);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
