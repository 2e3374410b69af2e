import type { DerElement } from '../../encoding/der.ts';
import { contextTag, type DerReader } from '../der-reader.ts';
import { isDomainConstraint, isDomainName } from './domain-name.ts';
import { type GeneralNameKind, ia5Text, kindOf } from './general-name.ts';
import type { ExtensionReader } from './reading.ts';

/** A mailbox (RFC 5321, 4.1.2) whose local part is not quoted. */
function isMailbox(text: string): boolean {
  const [, domain] = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(.*)$/s.exec(text) ?? [];
  return domain !== undefined && isDomainName(domain);
}

/** Whether the bits are ones followed by zeros. */
function isMask(octets: Uint8Array): boolean {
  const bits = Array.from(octets, (octet) => octet.toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits);
}

function text(isSound: (constraint: string) => boolean, reason: string) {
  return (reader: DerReader, base: DerElement): void => {
    if (!isSound(ia5Text(reader, base))) throw reader.refuse(reason);
  };
}

/** How constraints of the kinds that Go processes are checked. */
const CHECKS: Partial<Record<GeneralNameKind, (reader: DerReader, base: DerElement) => void>> = {
  dNSName: text(isDomainConstraint, 'is no domain'),
  rfc822Name: text(
    (constraint) => (constraint.includes('@') ? isMailbox(constraint) : isDomainConstraint(constraint)),
    'is neither a mailbox nor a domain',
  ),
  // The constraint is a host and not an address (RFC 5280, 4.2.1.10).
  uniformResourceIdentifier: text(
    (constraint) => isDomainConstraint(constraint) && !/^[\d.]+$|:/.test(constraint),
    'is no domain',
  ),
  iPAddress(reader, base) {
    const content = reader.content(base);
    const { length } = content;
    if (length !== 8 && length !== 32)
      throw reader.refuse(`has ${length} octets; an address and its mask have 8 or 32`);
    if (!isMask(content.subarray(length / 2))) throw reader.refuse('has a mask that is no prefix');
  },
};

/** GeneralSubtree ::= SEQUENCE { base, minimum [0] DEFAULT 0, maximum [1] OPTIONAL }; RFC 5280 has no use for the last two. */
function readSubtree(reader: DerReader, subtree: DerElement): GeneralNameKind {
  const parts = reader.parts(subtree);
  const base = parts.required('base');
  const minimum = parts.optional(contextTag(0, false));
  parts.end();
  if (minimum && reader.at('minimum').count(minimum, minimum.tag) !== 0)
    throw reader.refuse('has a minimum that is not 0');
  const kind = kindOf(reader, base);
  CHECKS[kind]?.(reader.at(kind), base);
  return kind;
}

/** SEQUENCE { permittedSubtrees [0], excludedSubtrees [1] }, one of them at least (RFC 5280, 4.2.1.10). */
export const nameConstraints: ExtensionReader = (reader, root) => {
  const parts = reader.parts(root);
  const lists = [0, 1].flatMap((number) => parts.optional(contextTag(number)) ?? []);
  parts.end();
  const subtrees = lists.flatMap((list) => reader.children(list, list.tag));
  if (subtrees.length === 0) throw reader.refuse('constrains nothing');
  const kinds = subtrees.map((subtree) => readSubtree(reader, subtree));
  return kinds.every((kind) => CHECKS[kind]) ? {} : 'unprocessed';
};
