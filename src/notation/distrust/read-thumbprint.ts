/** SHA-256 in hex, as openssl and browsers print it: in either case, with or without colons. */
const THUMBPRINT = /^(?:sha256:)?((?:[0-9a-f]{2}:?){32})$/i;

/** What to write where a thumbprint is asked for. */
export const THUMBPRINT_HINT =
  'Write the SHA-256 of the certificate in hex, 64 digits; `sealift inspect` shows it, and openssl x509 -fingerprint -sha256.';

/** The thumbprint of a certificate as results have it: 64 digits in lower case; `undefined` for what is none. */
export function readThumbprint(text: string): string | undefined {
  const thumbprint = THUMBPRINT.exec(text)?.[1]?.replaceAll(':', '').toLowerCase();
  return thumbprint?.length === 64 ? thumbprint : undefined;
}
