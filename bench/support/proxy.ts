import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that went through: when it came and when its answer was complete, in milliseconds of `performance.now()`. */
export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly began: number;
  ended: number;
  status: number;
}

export interface Traffic {
  readonly requests: readonly Passed[];
  /** Bytes of bodies, as the client sees them. */
  readonly sent: number;
  readonly received: number;
}

export interface CountingProxy {
  /** `127.0.0.1:PORT`, to be used instead of the service's own. */
  readonly host: string;
  /** The address of the service; may be changed between two runs. */
  upstream: string;
  /** Milliseconds added before each answer. */
  delay: number;
  /** The traffic since the last call. */
  take(): Traffic;
  close(): Promise<void>;
}

/** Stands before a service, counts what goes through and holds each answer back for `delay`. */
export async function countingProxy(upstream = ''): Promise<CountingProxy> {
  const state = { upstream, delay: 0 };
  let count = { requests: [] as Passed[], sent: 0, received: 0 };
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const server = createServer((incoming, outgoing) => {
    const here = count;
    const { method = '', url: path = '' } = incoming;
    const passed: Passed = { method, path, began: performance.now(), ended: 0, status: 0 };
    here.requests.push(passed);
    incoming.on('data', (chunk: Buffer) => {
      here.sent += chunk.length;
    });
    outgoing.on('close', () => {
      passed.ended = performance.now();
    });
    const [hostname, port] = state.upstream.split(':') as [string, string];
    // The Host header is passed on, so that the registry's absolute locations lead back to the proxy.
    const onward = request({ hostname, port, method, path, headers: incoming.headers, agent });
    onward.on('response', (answer) => {
      setTimeout(() => {
        passed.status = answer.statusCode ?? 502;
        outgoing.writeHead(passed.status, answer.rawHeaders);
        answer.on('data', (chunk: Buffer) => {
          here.received += chunk.length;
        });
        answer.pipe(outgoing);
      }, state.delay);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    get upstream() {
      return state.upstream;
    },
    set upstream(value: string) {
      agent.destroy();
      state.upstream = value;
    },
    get delay() {
      return state.delay;
    },
    set delay(value: number) {
      state.delay = value;
    },
    take() {
      const taken = count;
      count = { requests: [], sent: 0, received: 0 };
      return taken;
    },
    async close() {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
