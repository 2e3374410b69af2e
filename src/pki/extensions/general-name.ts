import { Buffer } from 'node:buffer';
import type { DerElement } from '../../encoding/der.ts';
import { contextTag, type DerReader } from '../der-reader.ts';

/** The tags of the kinds of GeneralName (RFC 5280, 4.2.1.6). Only the content of texts and addresses is read. */
export const GENERAL_NAME = {
  otherName: contextTag(0),
  rfc822Name: contextTag(1, false),
  dNSName: contextTag(2, false),
  x400Address: contextTag(3),
  directoryName: contextTag(4),
  ediPartyName: contextTag(5),
  uniformResourceIdentifier: contextTag(6, false),
  iPAddress: contextTag(7, false),
  registeredID: contextTag(8, false),
} as const;

export type GeneralNameKind = keyof typeof GENERAL_NAME;

const KINDS = new Map(
  Object.entries(GENERAL_NAME).map(([kind, tag]) => [tag as number, kind as GeneralNameKind]),
);

/** The kind of a name. */
export function kindOf(reader: DerReader, { tag }: DerElement): GeneralNameKind {
  const kind = KINDS.get(tag);
  if (kind === undefined) throw reader.refuse('is malformed: a GeneralName is expected');
  return kind;
}

/** The text of a name that is an IA5String. */
export function ia5Text(reader: DerReader, element: DerElement): string {
  const content = reader.content(element);
  if (content.some((octet) => octet > 0x7f)) throw reader.refuse('is no IA5String: it has an octet over 127');
  return Buffer.from(content).toString('latin1');
}

/** Octets of a URI that are kept; no client fetches a longer one. */
const MAX_URI = 4096;

/** The text of a name, where it is a URI. */
export function uriOf(reader: DerReader, name: DerElement): string[] {
  if (kindOf(reader, name) !== 'uniformResourceIdentifier') return [];
  return [Buffer.from(reader.content(name).subarray(0, MAX_URI)).toString('latin1')];
}
