import { type DerElement, TAG } from '../../encoding/der.ts';
import type { ErrorContext } from '../../encoding/error-context.ts';
import type { Certificate } from '../certificate.ts';
import { contextTag, DerReader } from '../der-reader.ts';
import { parseCertificate } from '../parse-certificate.ts';
import { definiteToDer } from './definite-to-der.ts';
import { readSigner, type TimestampSigner, TST_INFO } from './read-signer.ts';
import { readTstInfo, type TstInfo } from './read-tst-info.ts';

const SIGNED_DATA = '1.2.840.113549.1.7.2';

/** More certificates than any authority sends. */
const MOST = 16;

export interface TimestampToken {
  readonly info: TstInfo;
  /** The bytes of the TSTInfo, which the signer signs by their hash. */
  readonly content: Uint8Array;
  readonly certificates: readonly Certificate[];
  readonly signer: TimestampSigner;
}

/** CertificateSet (RFC 5652, 10.2.3). One that cannot be read is refused: notation reads all of them too. */
async function certificatesOf(
  reader: DerReader,
  set: DerElement | undefined,
  context: ErrorContext,
): Promise<readonly Certificate[]> {
  const all = set ? reader.children(set, set.tag) : [];
  if (all.length > MOST) throw reader.refuse(`holds more than ${MOST} certificates`);
  if (all.some(({ tag }) => tag !== TAG.sequence))
    throw reader.refuse('holds certificates of other kinds than X.509');
  return Promise.all(
    all.map((one, index) =>
      parseCertificate(reader.whole(one), { ...context, what: `${context.what}, certificate ${index + 1}` }),
    ),
  );
}

function checkDigestAlgorithms(reader: DerReader, set: DerElement): void {
  for (const algorithm of reader.children(set, TAG.set))
    reader.oid(reader.parts(algorithm).required('algorithm'));
}

/**
 * Reads a TimeStampToken (RFC 3161, 2.4.2): CMS SignedData (RFC 5652, 5) over a TSTInfo. Nothing is verified.
 *
 * @throws SealiftError with the code of `context`.
 */
export async function readTimestampToken(bytes: Uint8Array, context: ErrorContext): Promise<TimestampToken> {
  const { reader, root } = DerReader.of(definiteToDer(bytes, context), context);
  const outer = reader.parts(root);
  if (reader.oid(outer.required('contentType')) !== SIGNED_DATA) throw reader.refuse('is no signed data');
  const data = reader.parts(reader.only(outer.required('content'), contextTag(0)));
  outer.end();
  const version = reader.count(data.required('version'));
  if (version !== 3) throw reader.refuse(`is signed data of version ${version}, and not 3`);
  checkDigestAlgorithms(reader, data.required('digestAlgorithms'));
  const encapsulated = reader.parts(data.required('encapContentInfo'));
  if (reader.oid(encapsulated.required('eContentType')) !== TST_INFO)
    throw reader.refuse('holds something else than a timestamp');
  const content = reader.octets(reader.only(encapsulated.required('eContent'), contextTag(0)));
  encapsulated.end();
  const certificates = data.optional(contextTag(0));
  if (data.optional(contextTag(1))) throw reader.refuse('holds CRLs, which notation does not read there');
  const signers = reader.children(data.required('signerInfos'), TAG.set);
  data.end();
  // RFC 3161, 2.4.2: no signatures but that of the authority.
  if (signers.length !== 1) throw reader.refuse(`has ${signers.length} signers, and not one`);
  const signer = readSigner(reader, signers[0]!);
  return {
    info: readTstInfo(content, context),
    content,
    certificates: await certificatesOf(reader, certificates, context),
    signer,
  };
}
