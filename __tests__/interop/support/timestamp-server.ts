import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CA, mint, namedKey, nameOf, PURPOSE } from '../../support/pki.ts';
import { peerPath } from '../peers/build.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Sigstore's timestamp authority, with a chain of our own. */
export class TimestampServer {
  readonly url: string;
  readonly rootFile: string;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(folder: string, port: number, child: ChildProcess) {
    this.#folder = folder;
    this.#child = child;
    this.url = `http://127.0.0.1:${port}/api/v1/timestamp`;
    this.rootFile = join(folder, 'root.pem');
  }

  static async start(): Promise<TimestampServer> {
    const folder = await mkdtemp(join(tmpdir(), 'sealift-timestamp-server-'));
    const root = mint({ ...CA, subject: nameOf('sigstore root'), key: namedKey('sigstore root') });
    const leaf = mint({
      subject: nameOf('sigstore timestamps'),
      key: namedKey('sigstore timestamps'),
      issuer: root,
      basicConstraints: { ca: false },
      keyUsage: { bits: ['digitalSignature'] },
      extendedKeyUsage: { critical: true, oids: [PURPOSE.timeStamping] },
    });
    const files = { 'root.pem': root.pem, 'chain.pem': leaf.pem + root.pem, 'leaf.key': leaf.key.pem };
    for (const [name, text] of Object.entries(files))
      await writeFile(join(folder, name), text, { mode: 0o600 });
    const port = await freePort();
    const child = spawn(
      peerPath('timestamp-server'),
      [
        ...['serve', '--timestamp-signer=file', '--file-signer-key-path', join(folder, 'leaf.key')],
        ...['--certificate-chain-path', join(folder, 'chain.pem'), '--disable-ntp-monitoring'],
        ...['--host', '127.0.0.1', '--port', String(port), '--include-chain-in-response'],
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const server = new TimestampServer(folder, port, child);
    for (const until = Date.now() + 60_000; Date.now() < until; ) {
      if (child.exitCode !== null) break;
      const answers = await fetch(`http://127.0.0.1:${port}/ping`).then(
        () => true,
        () => false,
      );
      if (answers) return server;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await server.stop();
    throw new Error(`timestamp-server did not start: ${said}`);
  }

  async stop(): Promise<void> {
    this.#child.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
