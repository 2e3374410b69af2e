import { Buffer } from 'node:buffer';
import type { DerElement } from '../../encoding/der.ts';
import { contextTag, type DerReader } from '../der-reader.ts';
import { pointNames, readDistributionPoints } from '../extensions/distribution-points.ts';
import { EXTENSION, extensionName } from '../extensions/extension-ids.ts';
import type { Crl, CrlScope } from './crl.ts';
import { readExtensionList } from './read-extension-list.ts';

type Said = Pick<Crl, 'number' | 'baseNumber' | 'scope' | 'freshest' | 'unknownCritical'>;

/** Octets of a CRLNumber (RFC 5280, 5.2.3). */
const LONGEST_NUMBER = 20;

function numberOf(reader: DerReader, root: DerElement): bigint {
  const bytes = reader.natural(root);
  if (bytes.length > LONGEST_NUMBER) throw reader.refuse('has a number of more than 20 octets');
  return BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
}

export const FULL_SCOPE: CrlScope = {
  der: '',
  onlyUserCerts: false,
  onlyCaCerts: false,
  onlyAttributeCerts: false,
  onlySomeReasons: false,
  indirect: false,
};

/** IssuingDistributionPoint ::= SEQUENCE of six optional parts (RFC 5280, 5.2.5). */
function scopeOf(reader: DerReader, root: DerElement): CrlScope {
  const parts = reader.parts(root);
  const name = parts.optional(contextTag(0));
  const flag = (number: number): boolean => {
    const part = parts.optional(contextTag(number, false));
    if (part === undefined) return false;
    const content = reader.content(part);
    if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff))
      throw reader.refuse('has a boolean that is not DER');
    return content[0] !== 0;
  };
  const onlyUserCerts = flag(1);
  const onlyCaCerts = flag(2);
  const onlySomeReasons = parts.optional(contextTag(3, false)) !== undefined;
  const indirect = flag(4);
  const onlyAttributeCerts = flag(5);
  parts.end();
  return {
    der: Buffer.from(reader.whole(root)).toString('hex'),
    ...(name ? { names: pointNames(reader, name).names } : {}),
    onlyUserCerts,
    onlyCaCerts,
    onlyAttributeCerts,
    onlySomeReasons,
    indirect,
  };
}

const READERS: Readonly<Record<string, (reader: DerReader, root: DerElement) => Partial<Said>>> = {
  [EXTENSION.crlNumber]: (reader, root) => ({ number: numberOf(reader, root) }),
  [EXTENSION.deltaCrlIndicator]: (reader, root) => ({ baseNumber: numberOf(reader, root) }),
  [EXTENSION.issuingDistributionPoint]: (reader, root) => ({ scope: scopeOf(reader, root) }),
  [EXTENSION.freshestCrl]: (reader, root) => ({ freshest: readDistributionPoints(reader, root) }),
  [EXTENSION.authorityKeyIdentifier]: () => ({}),
};

/** Reads the extensions of a CRL (RFC 5280, 5.2). One that stands twice is refused, as is one that is malformed. */
export function readCrlExtensions(reader: DerReader, list: DerElement | undefined): Said {
  const said: Said = {
    number: undefined,
    baseNumber: undefined,
    scope: FULL_SCOPE,
    freshest: [],
    unknownCritical: [],
  };
  if (list === undefined) return said;
  const unknownCritical: string[] = [];
  for (const { id, critical, value } of readExtensionList(reader, list)) {
    const read = Object.hasOwn(READERS, id) ? READERS[id] : undefined;
    if (!read) {
      if (critical) unknownCritical.push(extensionName(id));
      continue;
    }
    const inside = reader.inside(value, `extension ${extensionName(id)}`);
    Object.assign(said, read(inside.reader, inside.root));
  }
  return { ...said, unknownCritical };
}
