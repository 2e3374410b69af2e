import type { Duplex } from 'node:stream';

/** Of a proxy's answer to CONNECT, in bytes: what node's parser of HTTP allows by itself. */
const LIMIT = 16 * 1024;

/** Milliseconds: whoever asked for the tunnel has given up before, and said so. */
const LATER = 50;

function fail(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

/**
 * Limits what a proxy says before its tunnel stands, and the time that takes. Node reads that answer by hand: it keeps all that
 * comes, for as long as it comes, also when nobody waits for the tunnel any more, and adds one more listener for each piece
 * of it to each that it has, so that thirty pieces are never done with.
 *
 * @param socket to the proxy.
 * @param limit milliseconds.
 * @returns ends the limits, once the tunnel stands.
 */
export function limitTunnel(socket: Duplex, limit: number): () => void {
  const { read, on } = socket;
  let length = 0;
  const listen = (event: string, listener: () => void): Duplex => {
    const isKnown = event === 'readable' && socket.listeners(event).includes(listener);
    return isKnown ? socket : on.call(socket, event, listener);
  };
  socket.on = listen as typeof on;
  socket.read = (size) => {
    const chunk: { readonly length: number } | null = read.call(socket, size);
    // With the last piece of the head a page of any length may come, which says why there is no tunnel.
    if (chunk === null || length <= LIMIT) {
      length += chunk?.length ?? 0;
      return chunk;
    }
    socket.destroy(fail('HPE_HEADER_OVERFLOW', 'the answer to CONNECT is too long'));
    return null;
  };
  const late = setTimeout(() => socket.destroy(fail('ETIMEDOUT', 'no tunnel')), limit + LATER);
  const end = (): void => {
    clearTimeout(late);
    Object.assign(socket, { on, read });
  };
  // It may be destroyed when node does not listen.
  socket.on('error', () => {}).once('close', end);
  return end;
}
