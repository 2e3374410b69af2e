import { Buffer } from 'node:buffer';
import { type DerElement, derElement, isInteger, TAG } from '../../encoding/der.ts';
import { DerReader } from '../der-reader.ts';
import { EXTENSION, extensionName } from '../extensions/extension-ids.ts';
import { readTime } from '../read-validity.ts';
import type { Crl } from './crl.ts';
import { readExtensionList } from './read-extension-list.ts';

/** One entry of a list (RFC 5280, 5.3). */
export interface CrlEntry {
  readonly revokedAt: Date;
  /** CRLReason (5.3.1); 0 where there is none. */
  readonly reason: number;
  /** From when on the key is suspected (5.3.2). */
  readonly invalidityDate?: Date;
}

/** An Extensions with nothing but a reasonCode, up to the value: most entries have this one, and it need not be read piece by piece. */
const REASON_ALONE = Buffer.from('300c300a0603551d1504030a01', 'hex');

const ENUMERATED = 0x0a;
const CONTEXT = { code: 'revocation_unknown', what: 'CRL entry' } as const;

function readEntryExtensions(der: Uint8Array, crl: Crl): Omit<CrlEntry, 'revokedAt'> {
  const { reader, root } = DerReader.of(der, CONTEXT);
  const said: { reason: number; invalidityDate?: Date } = { reason: 0 };
  for (const { id, critical, value } of readExtensionList(reader, root)) {
    if (id === EXTENSION.reasonCode) {
      const inside = reader.inside(value);
      said.reason = inside.reader.count(inside.root, ENUMERATED);
    } else if (id === EXTENSION.invalidityDate) {
      const inside = reader.inside(value);
      const date = inside.root.tag === 0x18 ? readTime(inside.reader, inside.root) : undefined;
      if (date === undefined) throw crl.reader.refuse('has an entry with a malformed invalidityDate');
      said.invalidityDate = date;
    } else if (critical) {
      throw crl.reader.refuse(`has an entry with the critical extension ${extensionName(id)}`);
    }
  }
  return said;
}

/**
 * Walks all entries of a list and gives those of one serial number. A critical extension in any of them that is not understood
 * makes the list unusable (RFC 5280, 5.3), since it may say whose entries follow.
 *
 * @param serial without a zero in front.
 * @throws SealiftError where an entry is malformed.
 */
export function findEntries(crl: Crl, serial: Uint8Array): CrlEntry[] {
  const { der, entries, reader } = crl;
  const found: CrlEntry[] = [];
  if (entries === undefined) return found;
  const wanted = Buffer.from(serial);
  for (let offset = entries.contentStart; offset < entries.end; ) {
    const entry = derElement(der, offset, entries.end, CONTEXT);
    const number = derElement(der, entry.contentStart, entry.end, CONTEXT);
    const time = derElement(der, number.end, entry.end, CONTEXT);
    if (entry.tag !== TAG.sequence || number.tag !== TAG.integer || (time.tag !== 0x17 && time.tag !== 0x18))
      throw reader.refuse('has a malformed entry');
    if (!isInteger(reader.content(number))) throw reader.refuse('has an integer that is not DER');
    const said = time.end === entry.end ? { reason: 0 } : extensionsOf(crl, time.end, entry);
    const isSame = isSerial(der, number, wanted);
    if (isSame) {
      const revokedAt = readTime(reader, time);
      if (revokedAt === undefined) throw reader.refuse('has an entry with a malformed time');
      found.push({ revokedAt, ...said });
    }
    offset = entry.end;
  }
  return found;
}

function extensionsOf(crl: Crl, offset: number, entry: DerElement): Omit<CrlEntry, 'revokedAt'> {
  const { der } = crl;
  const list = derElement(der, offset, entry.end, CONTEXT);
  if (list.end !== entry.end || list.tag !== TAG.sequence) throw crl.reader.refuse('has a malformed entry');
  const isAlone = list.end - offset === REASON_ALONE.length + 1 && der[list.end - 1]! < 0x80;
  if (isAlone && REASON_ALONE.every((octet, at) => der[offset + at] === octet))
    return { reason: der[list.end - 1]! };
  return readEntryExtensions(der.subarray(offset, list.end), crl);
}

/** Compares with the natural number: a zero in front only says that it is not negative. */
function isSerial(der: Uint8Array, { contentStart, end }: DerElement, wanted: Buffer): boolean {
  const start = der[contentStart] === 0 ? contentStart + 1 : contentStart;
  if (end - start !== wanted.length || (start === contentStart && der[start]! >= 0x80)) return false;
  for (let at = 0; at < wanted.length; at += 1) if (der[start + at] !== wanted[at]) return false;
  return true;
}
