import { type Complaint, complain } from './complaint.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes UTF-8 and refuses malformed sequences instead of replacing them. */
export function decodeUtf8(bytes: Uint8Array, complaint: Complaint): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw complain(complaint, 'is not UTF-8');
  }
}
