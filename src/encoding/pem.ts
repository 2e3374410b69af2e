import { decodeBase64 } from './base64.ts';
import { type Complaint, complain } from './complaint.ts';

export interface PemBlock {
  readonly label: string;
  /** Headers of the traditional form (`Proc-Type`, `DEK-Info`), empty for RFC 7468. */
  readonly headers: readonly string[];
  readonly bytes: Uint8Array;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----\r?\n([\s\S]*?)-----END ([A-Z0-9 ]+)-----/g;

/** Every PEM block (RFC 7468) of `text`, in order; text between blocks is explanatory and left out. */
export function pemBlocks(text: string, complaint: Complaint): PemBlock[] {
  return [...text.matchAll(BLOCK)].map(([, label, body, end]) => {
    if (label !== end) throw complain(complaint, `begins a block as ${label} and ends it as ${end}`);
    const lines = body!.split(/\r?\n/).map((line) => line.trim());
    const headers = lines.filter((line) => line.includes(':'));
    const base64 = lines.filter((line) => !line.includes(':')).join('');
    return { label: label!, headers, bytes: decodeBase64(base64, complaint) };
  });
}
