import { Buffer } from 'node:buffer';
import { readFile } from '../io/files/read-file.ts';
import { isContent } from './is-content.ts';

/** The bytes that an option means: its own, or those of the file that it names. */
export async function contentOf(value: string, limit: number, what: string): Promise<Uint8Array> {
  return isContent(value) ? Buffer.from(value, 'utf8') : readFile(value, limit, what);
}
