import { Buffer } from 'node:buffer';
import { type DerElement, derChildren, derElement, TAG } from '../../encoding/der.ts';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { DerParts } from '../der-parts.ts';
import { contextTag, DerReader } from '../der-reader.ts';
import { readTime } from '../read-validity.ts';
import type { Crl } from './crl.ts';
import { readCrlExtensions } from './read-crl-extensions.ts';

/** Bytes; a list of a million certificates has some 36 MiB. */
const MAX_SIZE = 64 * 1024 * 1024;

const VERSION_2 = 1;

const isTime = (part: DerElement): boolean => part.tag === 0x17 || part.tag === 0x18;

/** The parts of an element, which a definition bounds to a few. */
function fewParts(der: Uint8Array, parent: DerElement, context: ErrorContext): DerElement[] {
  const parts: DerElement[] = [];
  for (const part of derChildren(der, parent, context)) {
    parts.push(part);
    if (parts.length > 8) throw errorIn(context, 'is no CRL');
  }
  return parts;
}

/**
 * Reads a CertificateList of version 2 (RFC 5280, 5.1) but for its entries, which `findEntries` walks.
 *
 * @throws SealiftError with the code of `context`.
 */
export function readCrl(der: Uint8Array, context: ErrorContext): Crl {
  if (der.length > MAX_SIZE) throw errorIn(context, 'is larger than 64 MiB');
  const root = derElement(der, 0, der.length, context);
  if (root.end !== der.length) throw errorIn(context, 'has bytes behind its end (DER)');
  if (root.tag !== TAG.sequence) throw errorIn(context, 'is no CRL');
  const signed = fewParts(der, root, context);
  const [tbs, algorithm, value] = signed;
  if (signed.length !== 3 || tbs?.tag !== TAG.sequence || !algorithm || !value)
    throw errorIn(context, 'is no CRL');
  const reader = DerReader.unchecked(der, context);
  /** The same element, after a check that it is DER throughout. */
  const checked = (part: DerElement): DerElement => {
    DerReader.of(reader.whole(part), context);
    return part;
  };
  checked(algorithm);
  checked(value);
  const parts = new DerParts(fewParts(der, tbs, context), (reason) => errorIn(context, reason));
  const version = parts.optional(TAG.integer);
  if (version === undefined || reader.count(version) !== VERSION_2)
    throw errorIn(context, 'is a CRL of another version than 2');
  const inner = checked(parts.required('signature'));
  // Only the inner one is signed, so both have to be equal (RFC 5280, 5.1.1.2).
  if (Buffer.compare(reader.whole(inner), reader.whole(algorithm)) !== 0)
    throw errorIn(context, 'names two signature algorithms');
  const issuer = checked(parts.required('issuer'));
  if (issuer.tag !== TAG.sequence) throw errorIn(context, 'is malformed: its issuer is no name');
  const time = (part: DerElement): Date => {
    const read = isTime(part) ? readTime(reader, part) : undefined;
    if (read === undefined) throw errorIn(context, 'is malformed: a time is expected');
    return read;
  };
  const thisUpdate = time(parts.required('thisUpdate'));
  const next = parts.optional(0x17) ?? parts.optional(0x18);
  const entries = parts.optional(TAG.sequence);
  const extensions = parts.optional(contextTag(0));
  parts.end();
  if (extensions) checked(extensions);
  return {
    der,
    reader,
    signed,
    issuer: reader.whole(issuer),
    thisUpdate,
    nextUpdate: next && time(next),
    entries,
    ...readCrlExtensions(reader, extensions && reader.only(extensions, contextTag(0))),
  };
}
