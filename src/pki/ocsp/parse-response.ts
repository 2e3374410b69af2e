import { type DerElement, TAG } from '../../encoding/der.ts';
import type { ErrorContext } from '../../encoding/error-context.ts';
import { errorIn } from '../../encoding/error-context.ts';
import { CRL_REASONS } from '../crl/crl-reasons.ts';
import { contextTag, DerReader } from '../der-reader.ts';
import { readTime } from '../read-validity.ts';
import { INVALIDITY_DATE, OCSP_BASIC, OCSP_NONCE } from './hashes.ts';
import type { BasicResponse, CertId, SingleResponse } from './response.ts';

/** notation reads 20,480 octets; answers with a chain of RSA-4096 certificates are longer. */
const MAX_SIZE = 64 * 1024;
/** A responder may add answers that nobody asked for (RFC 6960, 4.2.2.3). */
const MAX_RESPONSES = 200;
const MAX_CERTIFICATES = 16;
const ENUMERATED = 0x0a;
const GENERALIZED_TIME = 0x18;

/** OCSPResponseStatus (RFC 6960, 4.2.1) but for `successful`. */
const FAILURES: Readonly<Record<number, string>> = {
  1: 'malformedRequest',
  2: 'internalError',
  3: 'tryLater',
  5: 'sigRequired',
  6: 'unauthorized',
};

function timeOf(reader: DerReader, element: DerElement): Date {
  const time = element.tag === GENERALIZED_TIME ? readTime(reader, element) : undefined;
  if (time === undefined) throw reader.refuse('is malformed: a time in UTC and in whole seconds is expected');
  return time;
}

interface Extensions {
  readonly values: ReadonlyMap<string, Uint8Array>;
  readonly critical: readonly string[];
}

/** Extensions inside of an explicit tag; one that stands twice is refused (RFC 5280, 4.2). */
function extensionsOf(reader: DerReader, explicit: DerElement | undefined): Extensions {
  const values = new Map<string, Uint8Array>();
  const critical: string[] = [];
  for (const one of explicit ? reader.children(reader.only(explicit, explicit.tag), TAG.sequence) : []) {
    const parts = reader.parts(one);
    const id = reader.oid(parts.required('extnID'));
    const flag = parts.optional(TAG.boolean);
    const value = reader.octets(parts.required('extnValue'));
    parts.end();
    if (values.has(id)) throw reader.refuse(`has the extension ${id} twice`);
    values.set(id, value);
    if (flag && reader.boolean(flag)) critical.push(id);
  }
  return { values, critical };
}

function certIdOf(reader: DerReader, element: DerElement): CertId {
  const parts = reader.parts(element);
  const [algorithm] = reader.children(parts.required('hashAlgorithm'), TAG.sequence);
  const issuerNameHash = reader.octets(parts.required('issuerNameHash'));
  const issuerKeyHash = reader.octets(parts.required('issuerKeyHash'));
  const serialNumber = reader.natural(parts.required('serialNumber'));
  parts.end();
  return { hash: reader.oid(algorithm), issuerNameHash, issuerKeyHash, serialNumber };
}

/** RevokedInfo ::= SEQUENCE { revocationTime, revocationReason [0] EXPLICIT OPTIONAL }, of an implicit tag. */
function revocationOf(reader: DerReader, element: DerElement): Pick<SingleResponse, 'revokedAt' | 'reason'> {
  const parts = reader.parts(element, element.tag);
  const revokedAt = timeOf(reader.at('revocationTime'), parts.required('revocationTime'));
  const explicit = parts.optional(contextTag(0));
  parts.end();
  if (!explicit) return { revokedAt };
  const code = reader.count(reader.only(explicit, explicit.tag), ENUMERATED);
  return { revokedAt, reason: CRL_REASONS[code] ?? `reason ${code}` };
}

function statusOf(
  reader: DerReader,
  element: DerElement,
): Pick<SingleResponse, 'status' | 'revokedAt' | 'reason'> {
  if (element.tag === contextTag(1)) return { status: 'revoked', ...revocationOf(reader, element) };
  const { length } = reader.content(element);
  if (element.tag === contextTag(0, false) && length === 0) return { status: 'good' };
  if (element.tag === contextTag(2, false) && length === 0) return { status: 'unknown' };
  throw reader.refuse('has a certStatus that is malformed');
}

/** RFC 5280, 5.3.2. One that is malformed is passed over, as by notation: the certificate is then revoked from the beginning. */
function invalidityDateOf(
  reader: DerReader,
  value: Uint8Array | undefined,
): Pick<SingleResponse, 'invalidityDate'> {
  if (value === undefined) return {};
  try {
    const inside = reader.inside(value, 'invalidityDate');
    return { invalidityDate: timeOf(inside.reader, inside.root) };
  } catch {
    return {};
  }
}

function singleOf(reader: DerReader, element: DerElement): SingleResponse {
  const parts = reader.parts(element);
  const certId = certIdOf(reader.at('certID'), parts.required('certID'));
  const status = statusOf(reader, parts.required('certStatus'));
  const thisUpdate = timeOf(reader.at('thisUpdate'), parts.required('thisUpdate'));
  const next = parts.optional(contextTag(0));
  const { values, critical } = extensionsOf(reader, parts.optional(contextTag(1)));
  parts.end();
  return {
    certId,
    ...status,
    thisUpdate,
    ...(next ? { nextUpdate: timeOf(reader.at('nextUpdate'), reader.only(next, next.tag)) } : {}),
    ...invalidityDateOf(reader, values.get(INVALIDITY_DATE)),
    hasCritical: critical.length > 0,
  };
}

function responderOf(reader: DerReader, element: DerElement): BasicResponse['responder'] {
  const inside = reader.only(element, element.tag === contextTag(1) ? contextTag(1) : contextTag(2));
  return element.tag === contextTag(1) ? { name: reader.whole(inside) } : { keyHash: reader.octets(inside) };
}

function nonceOf(value: Uint8Array | undefined): { nonce?: Uint8Array } {
  if (value === undefined) return {};
  const wrapped = value[0] === TAG.octetString && value[1] === value.length - 2;
  return { nonce: wrapped ? value.subarray(2) : value };
}

function dataOf(reader: DerReader, element: DerElement): Omit<BasicResponse, 'certificates' | 'signed'> {
  const parts = reader.parts(element);
  const version = parts.optional(contextTag(0));
  if (version && reader.count(reader.only(version, version.tag)) !== 0)
    throw reader.refuse('has a version that is not 1');
  const responder = responderOf(reader.at('responderID'), parts.required('responderID'));
  const producedAt = timeOf(reader.at('producedAt'), parts.required('producedAt'));
  const list = reader.children(parts.required('responses'), TAG.sequence);
  const { values, critical } = extensionsOf(reader, parts.optional(contextTag(1)));
  parts.end();
  if (list.length > MAX_RESPONSES) throw reader.refuse(`holds more than ${MAX_RESPONSES} answers`);
  if (critical.some((id) => id !== OCSP_NONCE))
    throw reader.refuse('has a critical extension that is not known here');
  return {
    responder,
    producedAt,
    responses: list.map((one) => singleOf(reader, one)),
    ...nonceOf(values.get(OCSP_NONCE)),
  };
}

function basicOf(der: Uint8Array, context: ErrorContext): BasicResponse {
  const { reader, root } = DerReader.of(der, context);
  const parts = reader.parts(root);
  const data = parts.required('tbsResponseData');
  const algorithm = parts.required('signatureAlgorithm');
  const signature = parts.required('signature');
  const certs = parts.optional(contextTag(0));
  parts.end();
  const list = certs ? reader.children(reader.only(certs, certs.tag), TAG.sequence) : [];
  if (list.length > MAX_CERTIFICATES) throw reader.refuse(`holds more than ${MAX_CERTIFICATES} certificates`);
  return {
    ...dataOf(reader, data),
    certificates: list.map((one) => reader.whole(one)),
    signed: { reader, parts: [data, algorithm, signature] },
  };
}

/**
 * Reads an OCSPResponse (RFC 6960, 4.2.1) from the received bytes; who signed it is proved elsewhere.
 *
 * @returns the name of the OCSPResponseStatus where the responder gives no answer.
 * @throws SealiftError with the code of `context`.
 */
export function parseOcspResponse(
  der: Uint8Array,
  context: ErrorContext,
): BasicResponse | { readonly failure: string } {
  if (der.length > MAX_SIZE) throw errorIn(context, `is larger than ${MAX_SIZE / 1024} KiB`);
  const { reader, root } = DerReader.of(der, context);
  const parts = reader.parts(root);
  const status = reader.count(parts.required('responseStatus'), ENUMERATED);
  const explicit = parts.optional(contextTag(0));
  parts.end();
  if (status !== 0) return { failure: FAILURES[status] ?? `status ${status}` };
  if (!explicit) throw reader.refuse('has no answer in it');
  const inside = reader.parts(reader.only(explicit, explicit.tag));
  const type = reader.oid(inside.required('responseType'));
  const response = reader.octets(inside.required('response'));
  inside.end();
  if (type !== OCSP_BASIC) throw reader.refuse('is of a type that is not id-pkix-ocsp-basic');
  return basicOf(response, context);
}
