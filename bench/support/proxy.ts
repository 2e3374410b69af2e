import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Traffic {
  requests: number;
  /** Bytes of bodies, as the client sees them. */
  sent: number;
  received: number;
}

export interface CountingProxy {
  /** `127.0.0.1:PORT`, to be used instead of the registry's own. */
  readonly host: string;
  readonly traffic: Traffic;
  /** Milliseconds added before each answer. */
  delay: number;
  reset(): void;
  close(): Promise<void>;
}

/** Stands before a registry, counts what goes through and holds each answer back for `delay`. */
export function countingProxy(upstream: string): Promise<CountingProxy> {
  const [hostname, port] = upstream.split(':') as [string, string];
  const traffic: Traffic = { requests: 0, sent: 0, received: 0 };
  const state = { delay: 0 };
  const server = createServer((incoming, outgoing) => {
    traffic.requests += 1;
    incoming.on('data', (chunk: Buffer) => {
      traffic.sent += chunk.length;
    });
    // The Host header is passed on, so that the registry's absolute locations lead back to the proxy.
    const onward = request({
      hostname,
      port,
      method: incoming.method,
      path: incoming.url,
      headers: incoming.headers,
    });
    onward.on('response', (answer) => {
      setTimeout(() => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.on('data', (chunk: Buffer) => {
          traffic.received += chunk.length;
        });
        answer.pipe(outgoing);
      }, state.delay);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port: listening } = server.address() as AddressInfo;
      resolve({
        host: `127.0.0.1:${listening}`,
        traffic,
        get delay() {
          return state.delay;
        },
        set delay(value: number) {
          state.delay = value;
        },
        reset() {
          Object.assign(traffic, { requests: 0, sent: 0, received: 0 });
        },
        close() {
          server.closeAllConnections();
          return new Promise((done) => server.close(() => done()));
        },
      });
    });
  });
}
