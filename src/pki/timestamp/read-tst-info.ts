import { Buffer } from 'node:buffer';
import { type DerElement, TAG } from '../../encoding/der.ts';
import type { ErrorContext } from '../../encoding/error-context.ts';
import { contextTag, DerReader } from '../der-reader.ts';
import { type Hash, hashOf } from '../signature-algorithms.ts';

/** TSTInfo (RFC 3161, 2.4.2). Times are in nanoseconds, which genTime may have. */
export interface TstInfo {
  readonly policy: string;
  readonly hash: Hash;
  readonly imprint: Uint8Array;
  /** genTime, since 1970. */
  readonly time: bigint;
  readonly accuracy: bigint;
  /** It may be negative: the request of another client decides. */
  readonly nonce?: bigint;
}

const GENERALIZED_TIME = 0x18;
/** YYYYMMDDhhmmss[.s…]Z, the fraction without zeros at its end. */
const FORM = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{0,8}[1-9]))?Z$/;
/** Octets of the longest time of that form. */
const LONGEST = 25;

const PER_MICRO = 1000n;
const PER_MILLI = 1_000_000n;
const PER_SECOND = 1_000_000_000n;

function timeOf(reader: DerReader, element: DerElement): bigint {
  const text = Buffer.from(reader.content(element).subarray(0, LONGEST + 1)).toString('latin1');
  const [, year, month, day, hour, minute, second, fraction = ''] =
    (element.tag === GENERALIZED_TIME && FORM.exec(text)) || [];
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = new Date(`${iso}Z`);
  // `Date` moves 30 February to March.
  if (year === undefined || Number.isNaN(time.getTime()) || !time.toISOString().startsWith(iso))
    throw reader.refuse('is malformed: genTime is no time in UTC');
  return BigInt(time.getTime()) * PER_MILLI + BigInt(fraction.padEnd(9, '0'));
}

/** Accuracy (RFC 3161, 2.4.2). */
function accuracyOf(reader: DerReader, element: DerElement): bigint {
  const parts = reader.parts(element);
  const seconds = parts.optional(TAG.integer);
  const millis = parts.optional(contextTag(0, false));
  const micros = parts.optional(contextTag(1, false));
  parts.end();
  const small = (part: DerElement | undefined): bigint => {
    if (!part) return 0n;
    const value = reader.count(part, part.tag);
    if (value < 1 || value > 999)
      throw reader.refuse('is malformed: a part of its accuracy is not in 1 to 999');
    return BigInt(value);
  };
  const whole = BigInt(seconds ? reader.count(seconds) : 0);
  return whole * PER_SECOND + small(millis) * PER_MILLI + small(micros) * PER_MICRO;
}

function refuseCritical(reader: DerReader, extensions: DerElement): void {
  for (const extension of reader.children(extensions, extensions.tag)) {
    const parts = reader.parts(extension);
    const id = reader.oid(parts.required('extnID'));
    const critical = parts.optional(TAG.boolean);
    reader.octets(parts.required('extnValue'));
    parts.end();
    if (critical && reader.boolean(critical))
      throw reader.refuse(`has the critical extension ${id}, which is not understood`);
  }
}

/** More octets than the nonce of any client has. */
const LONGEST_NONCE = 64;

/** An INTEGER of either sign. */
function integerOf(reader: DerReader, element: DerElement): bigint {
  const content = reader.content(element);
  if (content.length > LONGEST_NONCE) throw reader.refuse(`has a nonce of over ${LONGEST_NONCE} octets`);
  return BigInt.asIntN(content.length * 8, BigInt(`0x${Buffer.from(content).toString('hex')}`));
}

/** Reads a TSTInfo strictly. @throws SealiftError with the code of `context`. */
export function readTstInfo(der: Uint8Array, context: ErrorContext): TstInfo {
  const { reader, root } = DerReader.of(der, context);
  const parts = reader.parts(root);
  const version = reader.count(parts.required('version'));
  if (version !== 1) throw reader.refuse(`is of version ${version}, and not 1`);
  const policy = reader.oid(parts.required('policy'));
  const imprint = reader.parts(parts.required('messageImprint'));
  const algorithm = reader.parts(imprint.required('hashAlgorithm'));
  const hash = hashOf(reader.oid(algorithm.required('algorithm')));
  algorithm.optional(TAG.null);
  algorithm.end();
  if (hash === undefined) throw reader.refuse('has an imprint by another hash than SHA-2');
  const hashed = reader.octets(imprint.required('hashedMessage'));
  imprint.end();
  if (parts.required('serialNumber').tag !== TAG.integer)
    throw reader.refuse('is malformed: its serial number is no INTEGER');
  const time = timeOf(reader, parts.required('genTime'));
  const accuracy = parts.optional(TAG.sequence);
  parts.optional(TAG.boolean);
  const nonce = parts.optional(TAG.integer);
  const tsa = parts.optional(contextTag(0));
  const extensions = parts.optional(contextTag(1));
  parts.end();
  if (tsa) reader.only(tsa, tsa.tag);
  if (extensions) refuseCritical(reader, extensions);
  return {
    policy,
    hash,
    imprint: hashed,
    time,
    accuracy: accuracy ? accuracyOf(reader, accuracy) : 0n,
    ...(nonce ? { nonce: integerOf(reader, nonce) } : {}),
  };
}
