import { Buffer } from 'node:buffer';
import { readFile } from '../io/files/read-file.ts';

/** Whether an option's value is the content itself and not a path: it begins with `{` or `-----BEGIN`. */
export function isContent(value: string): boolean {
  return /^\s*(?:\{|-----BEGIN)/.test(value);
}

/** The bytes that an option means: its own, or those of the file that it names. */
export async function contentOf(value: string, limit: number, what: string): Promise<Uint8Array> {
  return isContent(value) ? Buffer.from(value, 'utf8') : readFile(value, limit, what);
}
