import type { Duplex } from 'node:stream';

/** The most bytes of a proxy's answer to CONNECT, as many as Node's parser of HTTP allows for a head. */
const LIMIT = 16 * 1024;

/** Milliseconds beyond the limit, so that the deadline of the exchange is reported and not this one. */
const LATER = 50;

function fail(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

/**
 * Limits the answer of a proxy to CONNECT, in bytes and in time. Node keeps all bytes of that answer for as long as they come,
 * also when nobody waits for the tunnel any more, and doubles its listeners with each piece, so that thirty pieces never end.
 *
 * @param socket to the proxy.
 * @param limit milliseconds.
 * @returns a function that ends the limits once the tunnel is established.
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
    // The last piece of the head may bring the beginning of a page of any length.
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
  // The socket may be destroyed while Node does not listen for its errors.
  socket.on('error', () => {}).once('close', end);
  return end;
}
