import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import pLimit from 'p-limit';
import { CA, mint, namedKey, nameOf, PURPOSE } from '../../support/pki.ts';
import { run } from './run.ts';

const CONFIG = (serial: string) => `
[tsa]
default_tsa = authority
[authority]
serial = ${serial}
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
`;

/** A timestamp authority (RFC 3161) by HTTP whose answers `openssl ts -reply` makes. */
export class OpensslTsa {
  /** Requests, as they came. */
  readonly asked: Buffer[] = [];
  readonly #folder: string;
  readonly #server;
  // The file of serial numbers has no lock.
  readonly #turn = pLimit(1);

  private constructor(folder: string) {
    this.#folder = folder;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
    });
  }

  static async start(): Promise<OpensslTsa> {
    const tsa = new OpensslTsa(await mkdtemp(join(tmpdir(), 'sealift-tsa-')));
    const root = mint({ ...CA, subject: nameOf('timestamp root'), key: namedKey('timestamp root') });
    const leaf = mint({
      subject: nameOf('timestamps'),
      key: namedKey('timestamps'),
      issuer: root,
      basicConstraints: { ca: false },
      keyUsage: { bits: ['digitalSignature'] },
      extendedKeyUsage: { critical: true, oids: [PURPOSE.timeStamping] },
    });
    const files = {
      'root.pem': root.pem,
      'leaf.pem': leaf.pem,
      'leaf.key': leaf.key.pem,
      'tsa.conf': CONFIG(tsa.file('serial')),
      serial: '01',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(tsa.file(name), text, { mode: 0o600 });
    await new Promise<void>((resolve) => tsa.#server.listen(0, '127.0.0.1', resolve));
    return tsa;
  }

  file(name: string): string {
    return join(this.#folder, name);
  }

  get rootFile(): string {
    return this.file('root.pem');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/tsa`;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const query = await buffer(request);
    this.asked.push(query);
    const answer = await this.#turn(() => this.#reply(query));
    response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(answer);
  }

  async #reply(query: Buffer): Promise<Buffer> {
    await writeFile(this.file('query'), query);
    const done = await run('openssl', [
      ...['ts', '-reply', '-config', this.file('tsa.conf'), '-queryfile', this.file('query')],
      ...['-signer', this.file('leaf.pem'), '-inkey', this.file('leaf.key'), '-chain', this.rootFile],
      ...['-out', this.file('reply')],
    ]);
    if (done.code !== 0) throw new Error(`openssl ts: ${done.stderr}`);
    return readFile(this.file('reply'));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await rm(this.#folder, { recursive: true, force: true });
  }
}
