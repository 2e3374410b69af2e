import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { digestOf } from '../../src/oci/digest.ts';
import { bodyOf } from '../support/fake-registry/answer.ts';
import type { FakeRegistry } from '../support/fake-registry/registry.ts';

/** A storage on an origin of its own, to which a registry sends uploads and downloads. It asks for no login, and notes each that it gets. */
export class ForeignHost {
  readonly authorizations: string[] = [];
  requests = 0;
  readonly #server;
  /** Whose blobs it keeps. */
  registry: FakeRegistry | undefined;

  constructor(onRequest: () => void) {
    this.#server = createServer((incoming, outgoing) => {
      this.requests += 1;
      onRequest();
      const { authorization } = incoming.headers;
      if (authorization !== undefined) this.authorizations.push(authorization);
      this.#serve(incoming, outgoing).catch(() => outgoing.destroy());
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  /** Another name of this machine than the registries have, so that not even the host is the same. */
  get origin(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** PUT of an upload that was begun at the registry: `/v2/NAME/blobs/uploads/ID?digest=D`. GET of a blob: `/NAME/D`. */
  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '', this.origin);
    const [, upload] = /^\/v2\/(.+)\/blobs\/uploads\//.exec(url.pathname) ?? [];
    if (incoming.method === 'PUT' && upload !== undefined) {
      const bytes = await bodyOf(incoming);
      const digest = url.searchParams.get('digest') ?? '';
      const isRight = digestOf(bytes) === digest;
      if (isRight) this.registry?.repository(upload).blobs.set(digest, bytes);
      outgoing.writeHead(isRight ? 201 : 400).end();
      return;
    }
    incoming.resume();
    const [, name = '', stored = ''] = /^\/(.+)\/([^/]+)$/.exec(url.pathname) ?? [];
    const bytes = incoming.method === 'GET' ? this.registry?.repository(name).blobs.get(stored) : undefined;
    outgoing.writeHead(bytes ? 200 : 404).end(bytes);
  }
}
