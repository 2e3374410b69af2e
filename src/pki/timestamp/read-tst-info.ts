import { Buffer } from 'node:buffer';
import { type DerElement, TAG } from '../../encoding/der.ts';
import type { ErrorContext } from '../../encoding/error-context.ts';
import { contextTag, DerReader } from '../der-reader.ts';
import { type Hash, hashOf } from '../signature-algorithms.ts';

/** TSTInfo (RFC 3161, 2.4.2). */
export interface TstInfo {
  readonly policy: string;
  readonly hash: Hash;
  readonly imprint: Uint8Array;
  readonly time: Date;
  /** Milliseconds, rounded up. */
  readonly accuracy: number;
  readonly nonce?: bigint;
}

const GENERALIZED_TIME = 0x18;
/** YYYYMMDDhhmmss[.s…]Z, the fraction without zeros at its end. */
const FORM = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{0,8}[1-9]))?Z$/;

function timeOf(reader: DerReader, element: DerElement): Date {
  const text = Buffer.from(reader.content(element)).toString('latin1');
  const [, year, month, day, hour, minute, second, fraction = ''] =
    (element.tag === GENERALIZED_TIME && FORM.exec(text)) || [];
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = new Date(`${iso}.${fraction.padEnd(3, '0').slice(0, 3)}Z`);
  // `Date` moves 30 February to March.
  if (year === undefined || Number.isNaN(time.getTime()) || !time.toISOString().startsWith(iso))
    throw reader.refuse('is malformed: genTime is no time in UTC');
  return time;
}

/** Accuracy (RFC 3161, 2.4.2), in milliseconds. */
function accuracyOf(reader: DerReader, element: DerElement): number {
  const parts = reader.parts(element);
  const seconds = parts.optional(TAG.integer);
  const millis = parts.optional(contextTag(0, false));
  const micros = parts.optional(contextTag(1, false));
  parts.end();
  const small = (part: DerElement): number => {
    const value = reader.count(part, part.tag);
    if (value < 1 || value > 999)
      throw reader.refuse('is malformed: a part of its accuracy is not in 1 to 999');
    return value;
  };
  return (
    (seconds ? reader.count(seconds) : 0) * 1000 +
    (millis ? small(millis) : 0) +
    Math.ceil((micros ? small(micros) : 0) / 1000)
  );
}

function refuseCritical(reader: DerReader, extensions: DerElement): void {
  for (const extension of reader.children(extensions, extensions.tag)) {
    const parts = reader.parts(extension);
    const id = reader.oid(parts.required('extnID'));
    const critical = parts.optional(TAG.boolean);
    if (critical && reader.boolean(critical))
      throw reader.refuse(`has the critical extension ${id}, which is not understood`);
  }
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
  parts.required('serialNumber');
  const time = timeOf(reader, parts.required('genTime'));
  const accuracy = parts.optional(TAG.sequence);
  parts.optional(TAG.boolean);
  const nonce = parts.optional(TAG.integer);
  parts.optional(contextTag(0));
  const extensions = parts.optional(contextTag(1));
  parts.end();
  if (extensions) refuseCritical(reader, extensions);
  return {
    policy,
    hash,
    imprint: hashed,
    time,
    accuracy: accuracy ? accuracyOf(reader, accuracy) : 0,
    ...(nonce ? { nonce: BigInt(`0x0${Buffer.from(reader.natural(nonce)).toString('hex')}`) } : {}),
  };
}
