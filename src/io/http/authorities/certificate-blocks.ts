import { X509Certificate } from 'node:crypto';

/** RFC 7468 without headers; `TRUSTED CERTIFICATE` is a form of OpenSSL alone, and no bundle has it. */
const BLOCK = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/**
 * The certificates of a PEM text, one each, which are not parsed here. OpenSSL is given each by itself and so passes over a
 * malformed one, as Go does: an entry that cannot be read does not take away the trust in the others.
 */
export function certificateBlocks(text: string): string[] {
  return text.match(BLOCK) ?? [];
}

/** Whether a block holds a certificate. */
export function isCertificate(block: string): boolean {
  try {
    return new X509Certificate(block).raw.length > 0;
  } catch {
    return false;
  }
}
