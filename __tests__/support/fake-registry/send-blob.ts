import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Switches } from './switches.ts';

/** Answers with a blob or the part of it that is asked for, as far as the connection holds. */
export function sendBlob(
  bytes: Uint8Array,
  { method, headers }: IncomingMessage,
  outgoing: ServerResponse,
  { ignoresRange, corruptBlobs, blobCuts }: Switches,
): unknown {
  const from = ignoresRange ? 0 : Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
  if (from > 0 && from >= bytes.length)
    return outgoing.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
  const served = Buffer.from(bytes.subarray(from));
  if (corruptBlobs && served.length > 0) served[0]! ^= 1;
  outgoing.writeHead(from > 0 ? 206 : 200, {
    'content-length': String(served.length),
    ...(from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
  });
  if (method === 'HEAD') return outgoing.end();
  if (!blobCuts || blobCuts.times === 0 || served.length <= blobCuts.after) return outgoing.end(served);
  blobCuts.times -= 1;
  return outgoing.write(served.subarray(0, blobCuts.after), () => outgoing.destroy());
}
