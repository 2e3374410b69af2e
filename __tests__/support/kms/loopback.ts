import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Told {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text or bytes as they are, anything else as JSON. */
  readonly body?: unknown;
}

/** What a test puts in front of the service: an answer, a cut connection, or a look that lets the request pass. */
export type Fault = Told | 'cut' | ((asked: Asked) => Told | 'cut' | undefined);

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A service on loopback with a log of what it was asked, and a queue of faults that come before its own answers. */
export class Loopback {
  readonly asked: Asked[] = [];
  /** Each is used up by one request. */
  readonly faults: Fault[] = [];
  /** The most requests at the same time. */
  most = 0;
  #running = 0;
  /** Nothing is answered before. */
  hold: Promise<void> | undefined;
  readonly #server: Server;
  readonly #tls: boolean;
  readonly #answer: (asked: Asked) => Told | Promise<Told>;

  constructor(
    answer: (asked: Asked) => Told | Promise<Told>,
    tls?: { readonly key: string; readonly cert: string },
  ) {
    this.#answer = answer;
    this.#tls = tls !== undefined;
    const listen = (request: IncomingMessage, response: ServerResponse): void => {
      this.#running += 1;
      this.most = Math.max(this.most, this.#running);
      response.on('close', () => {
        this.#running -= 1;
      });
      this.#serve(request, response).catch((error: unknown) => {
        response.writeHead(500).end(`the double fails: ${String(error)}`);
      });
    };
    this.#server = tls ? createTlsServer(tls, listen) : createServer(listen);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    await this.hold;
    const target = request.url ?? '';
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const asked = { method: request.method ?? '', target, url: new URL(target, this.url), headers, body };
    this.asked.push(asked);
    const fault = this.faults.shift();
    const told = (typeof fault === 'function' ? fault(asked) : fault) ?? (await this.#answer(asked));
    if (told === 'cut') {
      request.socket.destroy();
      return;
    }
    const { status, body: content = {} } = told;
    const isWhole = typeof content === 'string' || content instanceof Uint8Array;
    response
      .writeHead(status, { 'content-type': 'application/json', ...told.headers })
      .end(isWhole ? content : JSON.stringify(content));
  }

  /** Puts `told` in front of the first request that `matches`, whatever comes before it. */
  spoil(matches: (asked: Asked) => boolean, told: Told | ((asked: Asked) => Told)): void {
    const look = (asked: Asked): Told | undefined => {
      if (matches(asked)) return typeof told === 'function' ? told(asked) : told;
      this.faults.push(look);
      return undefined;
    };
    this.faults.push(look);
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `${this.#tls ? 'https' : 'http'}://${this.host}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
