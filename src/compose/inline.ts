import { Buffer } from 'node:buffer';
import { looksLikeDer } from '../encoding/der.ts';
import { derKind } from '../encoding/der-kind.ts';
import type { ErrorContext } from '../encoding/error-context.ts';
import { mendPem } from '../encoding/mend-pem.ts';
import { pemDocument } from '../encoding/pem.ts';
import { readFile } from '../io/files/read-file.ts';
import { isContent } from './is-content.ts';

/** The bytes of an option: its own content, or that of the file that it names. */
export async function contentOf(value: string, limit: number, what: string): Promise<Uint8Array> {
  return isContent(value) ? Buffer.from(value, 'utf8') : readFile(value, limit, what);
}

/** The same for an option that takes PEM or DER. PEM is mended. @throws SealiftError with the code of `context`. */
export async function pemOf(value: string, limit: number, context: ErrorContext): Promise<Uint8Array> {
  const bytes = await contentOf(value, limit, context.what);
  if (looksLikeDer(bytes) || derKind(bytes) !== undefined) return bytes;
  return Buffer.from(pemDocument(mendPem(bytes, context)));
}
