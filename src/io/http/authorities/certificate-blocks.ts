import { X509Certificate } from 'node:crypto';

/** RFC 7468 without headers; `TRUSTED CERTIFICATE` is a form of OpenSSL alone, and no bundle has it. */
const BLOCK = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/**
 * The certificates of a PEM text, one each. None is read here: what is no certificate is passed over by OpenSSL, as by Go,
 * where each is given to it by itself. One entry that nobody can read takes nobody's trust in the others away.
 */
export function certificateBlocks(text: string): string[] {
  return text.match(BLOCK) ?? [];
}

/** Whether a block of them is a certificate. */
export function isCertificate(block: string): boolean {
  try {
    return new X509Certificate(block).raw.length > 0;
  } catch {
    return false;
  }
}
