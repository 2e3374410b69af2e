import type { DerElement } from '../encoding/der.ts';
import type { DerReader } from './der-reader.ts';

/** RFC 5280, 4.1.2.5.1 and 4.1.2.5.2: whole seconds, UTC, nothing left out. */
const FORMS: Readonly<Record<number, RegExp>> = {
  23: /^(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)Z$/,
  24: /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)Z$/,
};

/** Octets of YYYYMMDDHHMMSSZ. */
const LONGEST = 15;

/** Reads one time. `Date` moves 30 February to March, so a time that formats otherwise than it was written is refused. */
function moment(tag: number, content: Uint8Array): Date | undefined {
  if (content.length > LONGEST) return undefined;
  const parts = FORMS[tag]?.exec(String.fromCharCode(...content))?.groups;
  if (!parts) return undefined;
  const { year = '', month, day, hour, minute, second } = parts;
  const century = year.length === 4 ? '' : Number(year) < 50 ? '20' : '19';
  const iso = `${century}${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = new Date(iso);
  return !Number.isNaN(time.getTime()) && time.toISOString() === iso ? time : undefined;
}

/** Reads a Time (RFC 5280, 4.1.2.5). */
export function readTime(reader: DerReader, time: DerElement): Date {
  const read = moment(time.tag, reader.content(time));
  if (!read) throw reader.refuse('is malformed: a time is expected, in UTC and in whole seconds');
  return read;
}

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/**
 * Reads the two times of the validity of a certificate (RFC 5280, 4.1.2.5). Strict, because an invalid Date compares as neither
 * before nor after anything and would be valid for ever.
 */
export function readValidity(reader: DerReader, times: readonly DerElement[]): Validity {
  const [notBefore, notAfter] = times.map((time) => moment(time.tag, reader.content(time)));
  if (times.length !== 2 || notBefore === undefined || notAfter === undefined)
    throw reader.refuse('is malformed: two times are expected, in UTC and in whole seconds');
  return { notBefore, notAfter };
}
