import { Buffer } from 'node:buffer';
import { withoutEscapes } from '../pem-escapes.ts';
import { withoutMark } from '../user-text.ts';

const BLOCK = /-----BEGIN [^-]+-----([\s\S]*?)(?:-----END|$)/g;
/** Headers of the traditional form. */
const HEADER = /^[\w-]+: .*$/gm;
/** A line of a body; a shorter one reveals nothing. */
const LINE = /^[A-Za-z0-9+/=]{8,}$/;

/** The parts of a PEM text that a log could show: the whole, and each line of a body. Borders are no secret. */
export function pemSecrets(pem: string): readonly string[] {
  const bodies = [...withoutEscapes(pem).matchAll(BLOCK)].map(([, body]) => body!.replace(HEADER, ''));
  const lines = bodies.flatMap((body) => body.split(/\s+/)).filter((line) => LINE.test(line));
  const decoded = withoutMark(Buffer.from(pem, 'base64').toString('utf8'));
  return [pem, ...lines, ...(decoded.startsWith('-----BEGIN ') ? pemSecrets(decoded) : [])];
}
