import type { Socket } from 'node:net';

/** What the system has of a socket's bytes, and has not been able to send: node's own timeout goes by it too. */
interface Handle {
  readonly writeQueueSize?: number;
  /** Under TLS, the one of the connection. */
  readonly _parent?: Handle;
}

function queued(socket: Socket | null): number {
  const handle = (socket as { readonly _handle?: Handle | null } | null)?._handle;
  return (handle?._parent ?? handle)?.writeQueueSize ?? 0;
}

/** How much of a body the other side has taken. A chunk is told as sent at its end; a slow line takes minutes for one. */
export class SentBytes {
  #whole = 0;
  /** Of the chunk that is being sent. */
  #part = 0;
  #queued = 0;
  #most = 0;

  /** A chunk was sent to its end. */
  add(length: number): void {
    this.#whole += length;
    this.#part = 0;
  }

  /** Never goes back. */
  taken(socket: Socket | null): number {
    const now = queued(socket);
    if (now < this.#queued) this.#part += this.#queued - now;
    this.#queued = now;
    this.#most = Math.max(this.#most, this.#whole + this.#part);
    return this.#most;
  }
}
