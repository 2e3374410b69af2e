import { Buffer } from 'node:buffer';
import { type Complaint, complain } from './complaint.ts';

function decode(text: string, variant: 'base64' | 'base64url', complaint: Complaint): Uint8Array {
  const bytes = Buffer.from(text, variant);
  // Node skips what it does not know; only text that encodes back to itself is canonical (RFC 4648, 3.5).
  if (bytes.toString(variant) !== text) throw complain(complaint, `is not canonical ${variant}`);
  return bytes;
}

/** Standard base64 with padding (RFC 4648, 4), canonical only. */
export function decodeBase64(text: string, complaint: Complaint): Uint8Array {
  return decode(text, 'base64', complaint);
}

/** base64url without padding (RFC 7515, 2), canonical only. */
export function decodeBase64Url(text: string, complaint: Complaint): Uint8Array {
  return decode(text, 'base64url', complaint);
}

export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

export function encodeBase64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}
