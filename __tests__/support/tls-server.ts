import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { extension } from './certificate-parts.ts';
import * as der from './der.ts';
import { CA, type Minted, mint, namedKey, nameOf, PURPOSE, toPem } from './pki.ts';

export interface TlsMaterial {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

function authority(name: string): Minted {
  return mint({ ...CA, subject: nameOf(name), key: namedKey(name) });
}

/** A certificate for `names` and 127.0.0.1, or for a client, from an authority of its own. */
export function tlsMaterial(authorityName: string, names: readonly string[] = []): TlsMaterial {
  const issuer = authority(authorityName);
  const key = namedKey(`${authorityName} ${names.join(' ')}`);
  const san = der.sequence(
    ...names.map((name) => der.implicit(2, Buffer.from(name, 'latin1'))),
    der.implicit(7, Uint8Array.of(127, 0, 0, 1)),
  );
  const leaf = mint({
    subject: nameOf(names[0] ?? 'client'),
    key,
    issuer,
    extendedKeyUsage: { oids: [names.length > 0 ? PURPOSE.serverAuth : PURPOSE.clientAuth] },
    extensions: names.length > 0 ? [extension('2.5.29.17', false, san)] : [],
  });
  return { ca: issuer.pem, cert: toPem('CERTIFICATE', leaf.der), key: key.pem };
}

export interface TlsSeen {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly authorization: string | undefined;
  /** Names of all headers. */
  readonly headers: readonly string[];
  /** The common name of the client certificate that was shown. */
  readonly client: string | undefined;
}

export interface TlsAnswer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A server on loopback that asks each client for a certificate, and takes those without one unless `demand` is set. */
export class TlsServer {
  readonly seen: TlsSeen[] = [];
  readonly #server: Server;

  constructor(
    material: TlsMaterial,
    answer: (seen: TlsSeen) => TlsAnswer,
    { clients, demand = false }: { clients?: string; demand?: boolean } = {},
  ) {
    const { cert, key } = material;
    const mutual = { requestCert: true, rejectUnauthorized: demand, ...(clients ? { ca: clients } : {}) };
    this.#server = createServer({ cert, key, ...mutual }, (request, response) => {
      const subject = (request.socket as TLSSocket).getPeerCertificate()?.subject;
      const { method = '', url: path = '', headers } = request;
      const { authorization, host = '' } = headers;
      const client = subject?.CN === undefined ? undefined : String(subject.CN);
      const seen = { method, host, path, authorization, headers: Object.keys(headers), client };
      this.seen.push(seen);
      request.resume();
      const { status, headers: more = {}, body = '' } = answer(seen);
      response.writeHead(status, more).end(body);
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
