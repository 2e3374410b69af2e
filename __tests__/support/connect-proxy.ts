import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { TlsMaterial } from './tls-server.ts';

export interface ProxyOptions {
  /** `HOST:PORT` as it is asked for, to the port on loopback that stands for it. Anything else is answered with 502. */
  readonly routes?: Readonly<Record<string, number>>;
  /** Demands this login. */
  readonly login?: { readonly username: string; readonly password: string };
  /** Answers everything with this status. */
  readonly status?: number;
  /** Is spoken to by TLS. */
  readonly tls?: TlsMaterial;
}

/** A forward proxy: tunnels by CONNECT, and passes on requests of plain HTTP. */
export class ConnectProxy {
  /** `CONNECT registry.test:443`, `GET http://registry.test/x` */
  readonly asked: string[] = [];
  readonly headers: IncomingMessage['headers'][] = [];
  readonly #options: ProxyOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(options: ProxyOptions = {}) {
    this.#options = options;
    const { tls } = options;
    this.#server = tls ? createTlsServer({ cert: tls.cert, key: tls.key }) : createServer();
    this.#server.on('request', (incoming, outgoing) => this.#forward(incoming, outgoing));
    this.#server.on('connect', (incoming: IncomingMessage, socket: Socket) => this.#tunnel(incoming, socket));
  }

  /** The status that refuses a request, if one does. */
  #refusal({ headers }: IncomingMessage): number | undefined {
    const { login, status } = this.#options;
    if (status !== undefined) return status;
    if (!login) return undefined;
    const basic = Buffer.from(`${login.username}:${login.password}`).toString('base64');
    return headers['proxy-authorization'] === `Basic ${basic}` ? undefined : 407;
  }

  #tunnel(incoming: IncomingMessage, socket: Socket): void {
    this.asked.push(`CONNECT ${incoming.url}`);
    this.headers.push(incoming.headers);
    const port = this.#options.routes?.[incoming.url ?? ''];
    const refusal = this.#refusal(incoming) ?? (port === undefined ? 502 : undefined);
    // A tunnel is no connection of the server's any more; it is ended by hand.
    this.#sockets.add(socket);
    socket.on('error', () => {});
    if (refusal !== undefined || port === undefined) {
      socket.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 0\r\nProxy-Authenticate: Basic\r\n\r\n`);
      return;
    }
    const far = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      far.pipe(socket).pipe(far);
    });
    this.#sockets.add(far);
    far.on('error', () => socket.destroy());
    socket.on('close', () => far.destroy());
  }

  #forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    this.asked.push(`${incoming.method} ${incoming.url}`);
    this.headers.push(incoming.headers);
    const url = new URL(incoming.url ?? '', 'http://none.test');
    const port = this.#options.routes?.[`${url.hostname}:${url.port || 80}`];
    const refusal = this.#refusal(incoming) ?? (port === undefined ? 502 : undefined);
    incoming.resume();
    if (refusal !== undefined || port === undefined) {
      outgoing.writeHead(refusal ?? 502).end();
      return;
    }
    const { method } = incoming;
    request({ port, host: '127.0.0.1', method, path: url.pathname + url.search }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(outgoing);
    }).end();
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
    for (const socket of this.#sockets) socket.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
