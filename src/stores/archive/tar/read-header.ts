import { type ErrorContext, errorIn } from '../../../encoding/error-context.ts';
import { checksum, fieldBytes, fieldNumber, fieldText } from './fields.ts';

export interface TarHeader {
  readonly name: string;
  /** Bytes of the content that follows. */
  readonly size: number;
  readonly type: string;
}

/** POSIX alone has the field `prefix`; GNU tar has times there. */
const POSIX = /^ustar\0/;

/** Reads one header block that is not zero. @throws SealiftError with the code of `context`. */
export function readHeader(block: Uint8Array, context: ErrorContext): TarHeader {
  if (fieldNumber(fieldBytes(block, 'chksum')) !== checksum(block))
    throw errorIn(context, 'a header of the tar is damaged, or this is no tar: a checksum is wrong');
  const size = fieldNumber(fieldBytes(block, 'size'));
  if (size === undefined) throw errorIn(context, 'a header of the tar has no size that can be read');
  const isPosix = POSIX.test(String.fromCharCode(...fieldBytes(block, 'magic')));
  const prefix = isPosix ? fieldText(fieldBytes(block, 'prefix'), context) : '';
  const name = fieldText(fieldBytes(block, 'name'), context);
  const type = String.fromCharCode(...fieldBytes(block, 'typeflag'));
  return { name: prefix === '' ? name : `${prefix}/${name}`, size, type };
}
