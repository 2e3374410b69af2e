import { type DerElement, derChildren, derElement, TAG } from '../../encoding/der.ts';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { DerReader } from '../der-reader.ts';

/** granted and grantedWithMods, the only ones that come with a token (RFC 3161, 2.4.2). */
const GRANTED = 1;

/** PKIStatus (RFC 3161, 2.4.2), by number. */
const STATUS_NAMES = [
  'granted',
  'granted with modifications',
  'rejection',
  'waiting',
  'revocation warning',
  'revocation notification',
];

/** PKIFailureInfo (RFC 3161, 2.4.2): the bit, its name and its meaning. */
const FAILURES: readonly (readonly [bit: number, name: string])[] = [
  [0, 'badAlg: it does not know the hash algorithm'],
  [2, 'badRequest'],
  [5, 'badDataFormat'],
  [14, 'timeNotAvailable: its clock cannot be relied on now'],
  [15, 'unacceptedPolicy'],
  [16, 'unacceptedExtension'],
  [17, 'addInfoNotAvailable'],
  [25, 'systemFailure'],
];

const UTF8_STRING = 0x0c;
/** Texts and characters of a refusal that are shown. */
const MOST_TEXTS = 5;
const MOST_CHARACTERS = 500;

function failuresIn(bits: Uint8Array): string[] {
  const isSet = (bit: number): boolean => (((bits[1 + (bit >> 3)] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
  return FAILURES.filter(([bit]) => isSet(bit)).map(([, name]) => name);
}

/** PKIStatusInfo (RFC 3161, 2.4.2): returns for a status that grants, and throws the authority's own words for any other. */
function checkStatus(der: Uint8Array, authority: string, context: ErrorContext): void {
  const { reader, root } = DerReader.of(der, context);
  const parts = reader.parts(root);
  const status = reader.count(parts.required('status'));
  const texts = parts.optional(TAG.sequence);
  const failure = parts.optional(TAG.bitString);
  parts.end();
  const words = (texts ? reader.children(texts, TAG.sequence) : []).map((text) => {
    if (text.tag !== UTF8_STRING) throw reader.refuse('is malformed: a status text is no UTF8String');
    return new TextDecoder().decode(reader.content(text));
  });
  if (status <= GRANTED) return;
  const reasons = [...words.slice(0, MOST_TEXTS), ...(failure ? failuresIn(reader.content(failure)) : [])];
  const said = reasons.length === 0 ? '' : `: ${printable(reasons.join('; '), MOST_CHARACTERS)}`;
  throw new SealiftError(
    'timestamp_refused',
    `${authority} gives no timestamp (${STATUS_NAMES[status] ?? `status ${status}`})${said}`,
  );
}

/**
 * Takes the TimeStampToken out of a TimeStampResp (RFC 3161, 2.4.2), byte by byte as it was received. The response and the
 * header of the token have to be DER, as notation demands it; the token itself is not read here.
 *
 * @param authority as errors name it; safe to print.
 * @throws SealiftError `timestamp_refused` when the authority says no, `timestamp_invalid` when the response is malformed.
 */
export function readTimestampResponse(bytes: Uint8Array, authority: string): Uint8Array {
  const context: ErrorContext = { code: 'timestamp_invalid', what: `the answer of ${authority}` };
  const whole = derElement(bytes, 0, bytes.length, context);
  if (whole.tag !== TAG.sequence || whole.end !== bytes.length)
    throw errorIn(context, 'is malformed: it is not one TimeStampResp');
  const part = ({ start, end }: DerElement): Uint8Array => bytes.subarray(start, end);
  // The generator reads a header at a time, so that the status is judged before anything behind it.
  const parts = derChildren(bytes, whole, context);
  const status = parts.next().value;
  if (!status) throw errorIn(context, 'is malformed: it has no status');
  checkStatus(part(status), authority, context);
  const token = parts.next().value;
  if (!token) throw errorIn(context, 'grants a timestamp and holds none');
  if (token.tag !== TAG.sequence || token.end !== whole.end)
    throw errorIn(context, 'is malformed: it holds something else than one timestamp');
  return part(token);
}
