import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Certificate } from '../certificate.ts';
import { keyBits } from '../key-bits.ts';
import { CERT_ID_HASHES } from './hashes.ts';
import type { CertId } from './response.ts';

/** Whether a CertID names this certificate of this issuer, by its own hash algorithm (RFC 6960, 4.1.1 and 3.2, rule 1). */
export function isAbout(id: CertId, certificate: Certificate, issuer: Certificate): boolean {
  if (Buffer.compare(id.serialNumber, certificate.serialNumber) !== 0) return false;
  const hash = Object.hasOwn(CERT_ID_HASHES, id.hash) ? CERT_ID_HASHES[id.hash] : undefined;
  if (hash === undefined) return false;
  const isHashOf = (wanted: Uint8Array, bytes: Uint8Array) =>
    createHash(hash).update(bytes).digest().equals(wanted);
  return (
    isHashOf(id.issuerNameHash, issuer.subject.der) && isHashOf(id.issuerKeyHash, keyBits(issuer.publicKey))
  );
}
