/** Hashes of a CertID by OID. SHA-1 only names a key there and secures nothing (RFC 5019, 2.1.1; RFC 6960, 4.3). */
export const CERT_ID_HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

export const SHA1 = '1.3.14.3.2.26';

/** OIDs of RFC 6960, 4.2.1 and 4.4.1. */
export const OCSP_BASIC = '1.3.6.1.5.5.7.48.1.1';
export const OCSP_NONCE = '1.3.6.1.5.5.7.48.1.2';
/** RFC 5280, 5.3.2. */
export const INVALIDITY_DATE = '2.5.29.24';
/** id-kp-OCSPSigning (RFC 6960, 4.2.2.2). */
export const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
