import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  request,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import { createBrotliCompress, createDeflate, createGzip } from 'node:zlib';
import type { TlsMaterial } from './tls-server.ts';

const ENCODERS = { gzip: createGzip, 'x-gzip': createGzip, deflate: createDeflate, br: createBrotliCompress };

export type Encoding = keyof typeof ENCODERS;

export interface FrontOptions {
  /** Ends TLS before the registry. */
  readonly tls?: TlsMaterial;
  /** Compresses the answers to GET whose `METHOD /path` match, whatever the client takes. */
  readonly encode?: { readonly as: Encoding; readonly match: RegExp };
  /** Says that answers to HEAD are compressed too, and how long they would be then. */
  readonly encodesHead?: boolean;
  /** Changes the headers of an answer. */
  readonly headers?: (headers: IncomingMessage['headers']) => IncomingMessage['headers'];
  /** Told of each request, as `METHOD /path`, before it is handed on. */
  readonly onRequest?: (request: string) => void;
}

/** What stands before a registry: ends TLS, compresses, and hands all else on as it is. */
export class Front {
  /** Headers of every request. */
  readonly seen: IncomingMessage['headers'][] = [];
  /** `METHOD /path` of every request. */
  readonly requests: string[] = [];
  readonly #target: string;
  readonly #options: FrontOptions;
  readonly #server;

  constructor(target: string, options: FrontOptions = {}) {
    this.#target = target;
    this.#options = options;
    const { tls } = options;
    const serve: RequestListener = (incoming, outgoing) => this.#serve(incoming, outgoing);
    this.#server = tls ? createTlsServer({ cert: tls.cert, key: tls.key }, serve) : createServer(serve);
  }

  #serve(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method = '', url = '', headers } = incoming;
    this.seen.push(headers);
    this.requests.push(`${method} ${url}`);
    this.#options.onRequest?.(`${method} ${url}`);
    const { encode, encodesHead, headers: change = (same) => same } = this.#options;
    const [host, port] = this.#target.split(':');
    const passed = request({ host, port, method, path: url, headers }, (answer) => {
      // Nobody waits for it any more.
      if (outgoing.destroyed) {
        answer.destroy();
        return;
      }
      const isEncoded = encode?.match.test(`${method} ${url}`) === true && answer.statusCode === 200;
      if (method === 'HEAD' && encodesHead) {
        const { 'content-length': _, ...rest } = answer.headers;
        outgoing
          .writeHead(200, { ...change(rest), 'content-encoding': 'gzip', 'content-length': '77' })
          .end();
        return;
      }
      if (!isEncoded || method === 'HEAD') {
        outgoing.writeHead(answer.statusCode ?? 0, change(answer.headers));
        pipeline(answer, outgoing, () => {});
        return;
      }
      const { 'content-length': _, ...rest } = answer.headers;
      outgoing.writeHead(200, { ...change(rest), 'content-encoding': encode.as });
      pipeline(answer, ENCODERS[encode.as](), outgoing, () => {});
    });
    passed.on('error', () => outgoing.destroy());
    pipeline(incoming, passed, () => {});
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  /** `127.0.0.1:PORT` */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
