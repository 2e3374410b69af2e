import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Trap {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Headers of every request that came. */
  readonly seen: {
    readonly method: string;
    readonly path: string;
    readonly headers: Record<string, unknown>;
  }[];
  stop(): Promise<void>;
}

/** A server on another origin that remembers what it is sent: credentials must never get here. */
export async function trap(
  answer: { status?: number; headers?: Record<string, string>; body?: Uint8Array | string } = {},
): Promise<Trap> {
  const seen: Trap['seen'] = [];
  const server = createServer((incoming, outgoing) => {
    seen.push({ method: incoming.method!, path: incoming.url!, headers: { ...incoming.headers } });
    incoming.resume();
    incoming.on('end', () =>
      outgoing.writeHead(answer.status ?? 200, answer.headers ?? {}).end(answer.body ?? ''),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
