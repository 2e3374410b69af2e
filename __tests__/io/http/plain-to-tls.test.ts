import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { plainToTls } from '../../../src/io/http/plain-to-tls.ts';
import { ConnectProxy } from '../../support/connect-proxy.ts';
import { httpClient, JumpingClock } from '../../support/registry-store.ts';
import { TlsServer, tlsMaterial } from '../../support/tls-server.ts';
import { never } from '../../support/tools.ts';
import { trap } from '../../support/trap.ts';

const SITE = tlsMaterial('site', ['registry.test']);

/**
 * One port that tells TLS from plain HTTP by the first byte, as servers do that answer plain HTTP in words of their own.
 *
 * @param onPlain is given each connection that is not TLS.
 */
async function tlsPort(onPlain: (socket: Socket) => void): Promise<string> {
  const { cert, key } = SITE;
  const secure = createTlsServer({ cert, key }).on('tlsClientError', () => {});
  const open: Socket[] = [];
  const server = createServer((socket) => {
    open.push(socket.on('error', () => {}));
    socket.once('readable', () => {
      const first = socket.read() as Buffer | null;
      if (first === null) return;
      if (first[0] !== 0x16) {
        onPlain(socket);
        return;
      }
      socket.unshift(first);
      secure.emit('connection', socket);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function client(options: Parameters<typeof httpClient>[1] = {}) {
  const http = httpClient(new JumpingClock(), options);
  onTestFinished(() => http.close());
  return (method: 'GET' | 'HEAD' | 'POST', url: string) =>
    http.request({ method, url: new URL(url), signal: never });
}

const answer = (text: string) => (socket: Socket) => void socket.end(text);
const page = (text: string) =>
  `HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nContent-Length: ${text.length}\r\n\r\n${text}`;

const SERVERS: [string, (socket: Socket) => void][] = [
  ['Go', answer('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n')],
  ['nginx', answer(page('<title>400 The plain HTTP request was sent to HTTPS port</title>'))],
  ['a server with other words', answer(page('Versuchen Sie es mit https'))],
  ['OpenSSL, with an alert', (socket) => void socket.end(Buffer.from([21, 3, 1, 0, 2, 2, 70]))],
  ['a server that hangs up', (socket) => void socket.destroy()],
  ['a server that ends the connection', (socket) => void socket.end()],
];

describe('a port that speaks TLS and is asked in plain HTTP', () => {
  describe.each(SERVERS)('of %s', (_, onPlain) => {
    it.each(['GET', 'HEAD', 'POST'] as const)('is named in the error of a %s', async (method) => {
      const host = await tlsPort(onPlain);
      await expect(client()(method, `http://${host}/v2/`)).rejects.toMatchObject({
        code: 'tls_failed',
        message: `http://${host}/v2/: it speaks TLS and was asked in plain HTTP`,
        hint: expect.stringContaining(`--https-host ${host}`),
      });
    });
  });

  it('is named in the error when Node serves it, which sends an alert or nothing', async () => {
    const far = await new TlsServer(SITE, () => ({ status: 200 })).start();
    onTestFinished(() => far.stop());
    await expect(client()('HEAD', `http://127.0.0.1:${far.port}/v2/`)).rejects.toMatchObject({
      code: 'tls_failed',
      hint: expect.stringContaining(`--https-host 127.0.0.1:${far.port}`),
    });
    // What was asked in plain HTTP is not asked by TLS instead, with credentials or without.
    expect(far.seen).toEqual([]);
  });

  it('is named in the error when it demands a client certificate', async () => {
    const far = await new TlsServer(SITE, () => ({ status: 200 }), { demand: true }).start();
    onTestFinished(() => far.stop());
    await expect(client()('GET', `http://127.0.0.1:${far.port}/v2/`)).rejects.toMatchObject({
      code: 'tls_failed',
    });
  });
});

describe('a port that speaks plain HTTP', () => {
  it.each([
    ['text/plain', 'no'],
    ['application/json', '{"errors":[]}'],
  ])('has its 400 of the type %s returned', async (type, body) => {
    const far = await trap({ status: 400, headers: { 'content-type': type }, body });
    onTestFinished(() => far.stop());
    expect((await client()('GET', `${far.origin}/v2/`)).status).toBe(400);
  });

  it('fails with connection_failed when it cuts the connection', async () => {
    const server = createServer((socket) =>
      socket.on('error', () => {}).once('data', () => socket.destroy()),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    await expect(client()('GET', `http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: 'connection_failed',
    });
  });

  it.each([
    ['127.0.0.1', 'leave --https-host'],
    ['registry.test', '--http-host registry.test'],
  ])('is named in the error when it is asked by TLS, with the remedy for %s', async (name, remedy) => {
    const far = await trap();
    onTestFinished(() => far.stop());
    const { port } = new URL(far.origin);
    const proxy = await new ConnectProxy({ routes: { [`registry.test:${port}`]: Number(port) } }).start();
    onTestFinished(() => proxy.stop());
    const get = client({ env: { HTTPS_PROXY: proxy.host } });
    await expect(get('GET', `https://${name}:${port}/`)).rejects.toMatchObject({
      code: 'tls_failed',
      message: expect.stringMatching(/does not speak TLS$/),
      hint: expect.stringContaining(remedy),
    });
  });

  it('fails with a hint when it is asked by TLS and hangs up', async () => {
    const server = createServer((socket) => socket.on('error', () => {}).once('data', () => socket.end()));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(client()('GET', `https://${host}/`)).rejects.toMatchObject({
      code: 'connection_failed',
      message: expect.stringMatching(/cut before TLS came about$/),
      hint: expect.stringContaining(`--http-host ${host}`),
    });
  });

  it('fails with a hint at the proxy when that is asked by TLS', async () => {
    const proxy = await new ConnectProxy().start();
    onTestFinished(() => proxy.stop());
    const get = client({ env: { HTTPS_PROXY: `https://${proxy.host}` } });
    await expect(get('GET', 'https://registry.test/')).rejects.toMatchObject({
      code: 'tls_failed',
      message: expect.stringMatching(/it, or the proxy, does not speak TLS$/),
      hint: expect.stringContaining('HTTPS_PROXY'),
    });
  });
});

it('plainToTls names the option that asks the host by TLS: one to add on loopback, one to remove elsewhere', () => {
  const hintFor = (host: string) => plainToTls(new URL(`http://${host}/v2/`)).hint;
  expect(hintFor('localhost:5000')).toContain('write --https-host localhost:5000');
  expect(hintFor('registry.test:5000')).toContain('Leave --http-host registry.test:5000 out');
});
