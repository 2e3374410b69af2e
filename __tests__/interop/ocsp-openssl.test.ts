import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askOcsp } from '../../src/notation/revocation/ask-ocsp.ts';
import { buildOcspRequest } from '../../src/pki/ocsp/build-request.ts';
import { extension } from '../support/certificate-parts.ts';
import * as der from '../support/der.ts';
import { CA, LEAF, type Minted, mint, namedKey, nameOf, PURPOSE } from '../support/pki.ts';
import { run } from './support/run.ts';
import { withPeers } from './support/suite.ts';

const root = mint({ ...CA, subject: nameOf('root'), key: namedKey('root') });
const leafOf = (name: string) =>
  mint({ ...LEAF, subject: nameOf(name), issuer: root, ocspUrls: ['http://ocsp.example.com/'] });
const [good, revoked, unlisted] = ['good', 'revoked', 'unlisted'].map(leafOf) as [Minted, Minted, Minted];
const responder = (extensions: readonly Uint8Array[], oids: readonly string[]) =>
  mint({
    subject: nameOf('responder'),
    key: namedKey('responder'),
    issuer: root,
    keyUsage: { bits: ['digitalSignature'] },
    extendedKeyUsage: { oids },
    extensions,
  });
const noCheck = extension('1.3.6.1.5.5.7.48.1.5', false, der.nothing());

withPeers('openssl')('the responder of OpenSSL', () => {
  let folder: string;
  const running: ChildProcess[] = [];
  const at = (name: string): string => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealift-ocsp-'));
    const line = async (state: string, one: Minted, revocation: string) => {
      const serial = Buffer.from((await one.certificate()).serialNumber)
        .toString('hex')
        .toUpperCase();
      return `${state}\t491231235959Z\t${revocation}\t${serial}\tunknown\t/CN=leaf\n`;
    };
    const lines = [await line('V', good, ''), await line('R', revoked, '260101000000Z,keyCompromise')];
    await writeFile(at('index.txt'), lines.join(''));
    await writeFile(at('root.pem'), root.pem);
  });
  afterAll(async () => {
    for (const child of running) child.kill();
    await rm(folder, { recursive: true, force: true });
  });

  /** @returns the address of a responder that signs as `signer`. */
  async function start(name: string, signer: Minted): Promise<string> {
    await Promise.all([
      writeFile(at(`${name}.pem`), signer.pem),
      writeFile(at(`${name}.key`), signer.key.pem),
    ]);
    const child = spawn('openssl', [
      ...['ocsp', '-index', at('index.txt'), '-port', '0', '-nmin', '10', '-CA', at('root.pem')],
      ...['-rsigner', at(`${name}.pem`), '-rkey', at(`${name}.key`)],
    ]);
    running.push(child);
    const port = await new Promise<string>((resolve, reject) => {
      let said = '';
      const listen = (chunk: Buffer) => {
        said += chunk;
        const [, found] = /ACCEPT \S*:(\d+)/.exec(said) ?? [];
        if (found) resolve(found);
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.on('exit', () => reject(new Error(`openssl ocsp: ${said}`)));
    });
    return `http://127.0.0.1:${port}/`;
  }

  async function ask(address: string, one: Minted) {
    const source = {
      crl: () => Promise.reject(new Error('no CRL')),
      async ocsp(_url: string, body: Uint8Array, signal: AbortSignal) {
        const headers = { 'content-type': 'application/ocsp-request' };
        const answer = await fetch(address, { method: 'POST', headers, body: Uint8Array.from(body), signal });
        return new Uint8Array(await answer.arrayBuffer());
      },
    };
    return askOcsp(await one.certificate(), await root.certificate(), {
      source,
      // The clock of the responder may be ahead of ours within the second.
      now: () => new Date(Date.now() + 1000),
      signal: AbortSignal.timeout(20_000),
    });
  }

  it('answers as the issuer: good, revoked and unknown', async () => {
    const address = await start('root', root);
    expect(await ask(address, good)).toMatchObject({ status: 'good', message: null });
    expect(await ask(address, revoked)).toMatchObject({
      status: 'revoked',
      reason: 'keyCompromise',
      revokedAt: new Date('2026-01-01T00:00:00Z'),
    });
    expect((await ask(address, unlisted)).message).toMatch(/is not known to the OCSP responder/);
  });

  it('answers as a delegate with OCSPSigning, and not as one without', async () => {
    const delegate = await start('delegate', responder([noCheck], [PURPOSE.ocspSigning]));
    expect(await ask(delegate, good)).toMatchObject({ status: 'good', message: null });
    expect((await ask(delegate, revoked)).status).toBe('revoked');
    const other = await start('other', responder([noCheck], [PURPOSE.codeSigning]));
    expect((await ask(other, good)).message).toMatch(/no OCSPSigning/);
  });

  it('reads our request, with a nonce and without', async () => {
    for (const nonce of [new Uint8Array(32).fill(7), undefined]) {
      const request = buildOcspRequest(await good.certificate(), await root.certificate(), nonce);
      await writeFile(at('request.der'), request!);
      const { code, stdout } = await run('openssl', [
        'ocsp',
        '-reqin',
        at('request.der'),
        '-req_text',
        '-noverify',
      ]);
      expect(stdout, String(code)).toContain('Hash Algorithm: sha1');
      expect(stdout.includes('OCSP Nonce')).toBe(nonce !== undefined);
    }
  });
});
