import { constants, openSync } from 'node:fs';
import type { Readable } from 'node:stream';

/**
 * Reads a named pipe (`--ca-file <(…)`, `mkfifo`), at most `most` bytes. Neither opening nor reading takes a thread, because a
 * thread that waits for a writer would keep the process from ending after the run. Only the main thread may call it: a worker
 * closes the descriptor a second time.
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
