import { Buffer } from 'node:buffer';
import { looksLikeDer, splitDer } from '../encoding/der.ts';
import { derKind } from '../encoding/der-kind.ts';
import { type ErrorContext, errorIn } from '../encoding/error-context.ts';
import { pemBlocks } from '../encoding/pem.ts';
import { pemKind } from '../encoding/pem-kind.ts';
import type { SealiftError } from '../errors.ts';
import type { Certificate } from './certificate.ts';
import { parseCertificate } from './parse-certificate.ts';

/** Blocks that are surely something else, so that the error can say what. */
const OTHER = /(?:PRIVATE KEY|PUBLIC KEY|CERTIFICATE REQUEST|X509 CRL|PKCS7|CMS)$/;

const REMEDIES: Readonly<Record<string, string>> = {
  'a PKCS#7 file':
    'Take them out of it: openssl pkcs7 -print_certs -in FILE -out chain.pem (-inform DER for a binary one)',
  'a PKCS#12 file': 'Take them out of it: openssl pkcs12 -nokeys -in FILE -out chain.pem',
};

function other(kind: string, context: ErrorContext): SealiftError {
  return errorIn(context, `holds ${kind} where certificates are expected`, REMEDIES[kind]);
}

/**
 * Reads every certificate of a file: PEM (each block, whatever its label, has to be one) or concatenated DER, as notation
 * does.
 *
 * @throws SealiftError with the code of `context`, also when there is none.
 */
export async function parseCertificates(bytes: Uint8Array, context: ErrorContext): Promise<Certificate[]> {
  const kind = derKind(bytes);
  if (kind !== undefined) throw other(kind, context);
  const ders = looksLikeDer(bytes)
    ? splitDer(bytes, context)
    : pemBlocks(Buffer.from(bytes).toString('utf8'), context).map(({ label, bytes: body }) => {
        if (OTHER.test(label)) throw other(pemKind(label), context);
        return body;
      });
  if (ders.length === 0) throw errorIn(context, 'holds no certificate');
  return Promise.all(ders.map((der) => parseCertificate(der, context)));
}
