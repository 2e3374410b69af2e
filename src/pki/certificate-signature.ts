import { type DerElement, TAG } from '../encoding/der.ts';
import type { Certificate } from './certificate.ts';
import type { DerReader } from './der-reader.ts';
import { readPssParameters } from './pss-parameters.ts';
import { ED25519, HASHES, hashOf, RSASSA_PSS } from './signature-algorithms.ts';

/** Reads AlgorithmIdentifier ::= SEQUENCE { algorithm, parameters OPTIONAL } of the signature on a certificate (RFC 5280, 4.1.1.2). */
export function readCertificateSignature(
  reader: DerReader,
  algorithm: DerElement,
): Pick<Certificate, 'signatureAlgorithm' | 'signatureFault'> {
  const [id, parameters, ...behind] = reader.children(algorithm, TAG.sequence);
  const oid = reader.oid(id);
  if (behind.length > 0) throw reader.refuse('is malformed: something stands behind its parameters');
  if (oid === RSASSA_PSS) {
    const { hash, saltLength, fault } = readPssParameters(reader, parameters);
    const signatureAlgorithm = `${oid}/${hash}`;
    if (fault !== undefined) return { signatureAlgorithm, signatureFault: fault };
    const known = hashOf(hash);
    if (known !== undefined && HASHES[known].length === saltLength) return { signatureAlgorithm };
    return {
      signatureAlgorithm,
      signatureFault: `its salt has ${saltLength} octets, and not as many as its hash`,
    };
  }
  // Ed25519 has no parameters (RFC 8410, 3). RSA has NULL, which may be absent (RFC 4055, 5). ECDSA has none (RFC 5758, 3.2), but
  // some authorities write NULL.
  const isSound = parameters === undefined || (parameters.tag === TAG.null && oid !== ED25519);
  return { signatureAlgorithm: oid, ...(isSound ? {} : { signatureFault: 'it has parameters' }) };
}
