import { Buffer } from 'node:buffer';
import type { Complaint } from '../encoding/complaint.ts';
import { looksLikeDer } from '../encoding/der.ts';
import { derKind } from '../encoding/der-kind.ts';
import { mendPem } from '../encoding/mend-pem.ts';
import { pemDocument } from '../encoding/pem.ts';
import { readFile } from '../io/files/read-file.ts';
import { isContent } from './is-content.ts';

/** The bytes that an option means: its own, or those of the file that it names. */
export async function contentOf(value: string, limit: number, what: string): Promise<Uint8Array> {
  return isContent(value) ? Buffer.from(value, 'utf8') : readFile(value, limit, what);
}

/** The same, of an option that means PEM or DER: PEM is mended. @throws SealiftError with the code of `complaint`. */
export async function pemOf(value: string, limit: number, complaint: Complaint): Promise<Uint8Array> {
  const bytes = await contentOf(value, limit, complaint.what);
  if (looksLikeDer(bytes) || derKind(bytes) !== undefined) return bytes;
  return Buffer.from(pemDocument(mendPem(bytes, complaint)));
}
