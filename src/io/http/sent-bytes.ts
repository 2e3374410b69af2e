import type { Socket } from 'node:net';

/** The handle of a socket, which counts the bytes that the system has not sent yet. Node's own timeout reads it too. */
interface Handle {
  readonly writeQueueSize?: number;
  /** The handle of the connection under TLS. */
  readonly _parent?: Handle;
}

function queued(socket: Socket | null): number {
  const handle = (socket as { readonly _handle?: Handle | null } | null)?._handle;
  return (handle?._parent ?? handle)?.writeQueueSize ?? 0;
}

/**
 * Counts the bytes of a body that the other side has taken. Node reports a chunk when its end was sent, which takes minutes on
 * a slow line, so the queue of the socket is read as well.
 */
export class SentBytes {
  #whole = 0;
  /** Bytes of the chunk that is being sent. */
  #part = 0;
  #queued = 0;
  #most = 0;

  /** A chunk was sent to its end. */
  add(length: number): void {
    this.#whole += length;
    this.#part = 0;
  }

  /** The bytes so far. The number never decreases. */
  taken(socket: Socket | null): number {
    const now = queued(socket);
    if (now < this.#queued) this.#part += this.#queued - now;
    this.#queued = now;
    this.#most = Math.max(this.#most, this.#whole + this.#part);
    return this.#most;
  }
}
