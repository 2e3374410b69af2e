import { type DerElement, TAG } from '../../encoding/der.ts';
import type { DerReader } from '../der-reader.ts';
import { extensionName } from '../extensions/extension-ids.ts';

export interface CrlExtension {
  readonly id: string;
  readonly critical: boolean;
  /** The content of its octet string. */
  readonly value: Uint8Array;
}

/** The extensions of a CRL or of one of its entries (RFC 5280, 5.1); one that stands twice is refused. */
export function readExtensionList(reader: DerReader, list: DerElement): CrlExtension[] {
  const seen = new Set<string>();
  return reader.children(list, TAG.sequence).map((element) => {
    const parts = reader.parts(element);
    const id = reader.oid(parts.required('extnID'));
    const critical = parts.optional(TAG.boolean);
    const value = reader.octets(parts.required('extnValue'));
    parts.end();
    if (seen.has(id)) throw reader.refuse(`has the extension ${extensionName(id)} twice`);
    seen.add(id);
    return { id, critical: critical !== undefined && reader.boolean(critical), value };
  });
}
