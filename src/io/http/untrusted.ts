/** Codes of OpenSSL for a chain that does not end at a trusted authority. */
const UNTRUSTED =
  /^(UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?)|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_UNTRUSTED|CERT_REJECTED)$/;

/** Whether a connection failed because the issuer of its certificate is not trusted. */
export function isUntrusted(code: string): boolean {
  return UNTRUSTED.test(code);
}

/** The reason in words, with the issuer where it is known. */
export function untrustedReason(code: string, issuer: string | undefined): string {
  const by = issuer === undefined ? '' : `, "${issuer}"`;
  return `the certificate is from an authority that is not trusted here${by} (${code})`;
}

/** The hint that names the ways to trust it. */
export function untrustedHint(code: string, host: string): string {
  const ways = `Trust the authority by --ca-file FILE, by SSL_CERT_FILE, in certs.d/${host} of docker or podman, or in the system's store`;
  // A server that leaves out its intermediate certificates fails with the same codes.
  return code.startsWith('UNABLE_TO_')
    ? `${ways}; or have the server send its intermediate certificates.`
    : `${ways}.`;
}
