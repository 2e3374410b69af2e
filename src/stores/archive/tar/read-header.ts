import { type ErrorContext, errorIn } from '../../../encoding/error-context.ts';
import { checksum, fieldBytes, fieldNumber, fieldText } from './fields.ts';

export interface TarHeader {
  readonly name: string;
  /** Bytes of the content that follows. */
  readonly size: number;
  readonly type: string;
}

/** The formats by magic and version. POSIX alone has the field `prefix`; GNU tar has times there. */
const FORMATS: Readonly<Record<string, { readonly hasPrefix: boolean }>> = {
  'ustar\x0000': { hasPrefix: true },
  'ustar  \0': { hasPrefix: false },
  '\0\0\0\0\0\0\0\0': { hasPrefix: false },
};

/** How star ends its headers; it has a shorter `prefix`. */
const STAR = 'tar\0';

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Reads one header block that is not zero. @throws SealiftError with the code of `context`. */
export function readHeader(block: Uint8Array, context: ErrorContext): TarHeader {
  if (fieldNumber(fieldBytes(block, 'chksum')) !== checksum(block))
    throw errorIn(context, 'a header of the tar is damaged, or this is no tar: a checksum is wrong');
  const size = fieldNumber(fieldBytes(block, 'size'));
  if (size === undefined) throw errorIn(context, 'a header of the tar has no size that can be read');
  const format = FORMATS[latin1(fieldBytes(block, 'magic'))];
  if (format === undefined || latin1(block.subarray(-4)) === STAR)
    throw errorIn(context, 'a header of the tar is neither that of POSIX nor that of GNU tar');
  const prefix = format.hasPrefix ? fieldText(fieldBytes(block, 'prefix'), context) : '';
  const name = fieldText(fieldBytes(block, 'name'), context);
  const type = latin1(fieldBytes(block, 'typeflag'));
  return { name: prefix === '' ? name : `${prefix}/${name}`, size, type };
}
