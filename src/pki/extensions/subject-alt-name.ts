import { type DerElement, TAG } from '../../encoding/der.ts';
import type { DerReader } from '../der-reader.ts';
import { type GeneralNameKind, ia5Text, kindOf } from './general-name.ts';
import type { ExtensionReader } from './reading.ts';
import { isUri } from './uri.ts';

const IP_LENGTHS = [4, 16];

/** How names of the kinds that Go processes are checked. */
const CHECKS: Partial<Record<GeneralNameKind, (reader: DerReader, name: DerElement) => void>> = {
  rfc822Name: ia5Text,
  dNSName: ia5Text,
  uniformResourceIdentifier(reader, name) {
    if (!isUri(ia5Text(reader, name))) throw reader.refuse('is no URI');
  },
  iPAddress(reader, name) {
    const { length } = reader.content(name);
    if (!IP_LENGTHS.includes(length)) throw reader.refuse(`has ${length} octets; an address has 4 or 16`);
  },
};

/** GeneralNames ::= SEQUENCE OF GeneralName (RFC 5280, 4.2.1.6). */
export const subjectAltName: ExtensionReader = (reader, root) => {
  const kinds = reader.children(root, TAG.sequence).map((name) => {
    const kind = kindOf(reader, name);
    CHECKS[kind]?.(reader.at(kind), name);
    return kind;
  });
  return kinds.some((kind) => CHECKS[kind]) ? {} : 'unprocessed';
};
