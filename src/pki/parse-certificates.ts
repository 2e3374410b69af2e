import { Buffer } from 'node:buffer';
import { type Complaint, complain } from '../encoding/complaint.ts';
import { splitDer } from '../encoding/der.ts';
import { pemBlocks } from '../encoding/pem.ts';
import type { Certificate } from './certificate.ts';
import { parseCertificate } from './parse-certificate.ts';

/** A certificate is a SEQUENCE of more than 127 bytes: its second octet is not text, which PEM is up to there. */
const isDer = ([first, second = 0]: Uint8Array): boolean => first === 0x30 && second >= 0x80;

/**
 * Reads every certificate of a file: PEM (each block, whatever its label, has to be one) or concatenated DER, as notation
 * does.
 *
 * @throws SealiftError with the code of `complaint`, also when there is none.
 */
export async function parseCertificates(bytes: Uint8Array, complaint: Complaint): Promise<Certificate[]> {
  const ders = isDer(bytes)
    ? splitDer(bytes, complaint)
    : pemBlocks(Buffer.from(bytes).toString('utf8'), complaint).map(({ label, bytes: body }) => {
        if (label.includes('PRIVATE KEY'))
          throw complain(complaint, 'holds a private key where certificates are expected');
        return body;
      });
  if (ders.length === 0) throw complain(complaint, 'holds no certificate');
  return Promise.all(ders.map((der) => parseCertificate(der, complaint)));
}
