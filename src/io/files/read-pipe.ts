import { constants, openSync } from 'node:fs';
import type { Readable } from 'node:stream';

/**
 * What comes out of a pipe with a name (`--ca-file <(…)`, `mkfifo`), at most `most` bytes. Neither to open it nor to read it
 * takes a thread: one that waits for a writer who never comes would keep the process from ending, whatever ends the run.
 * It is for the main thread alone, because a worker takes the descriptor for its own.
 */
export async function readPipe(path: string, most: number): Promise<Uint8Array> {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const { Socket } = process.getBuiltinModule('node:net');
  const pipe: Readable = new Socket({ fd, readable: true, writable: false });
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of pipe as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= most) break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}
