import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readBody } from '../../../src/io/http/body.ts';
import type { HttpOptions } from '../../../src/io/http/types.ts';
import { ConnectProxy, type ProxyOptions } from '../../support/connect-proxy.ts';
import { httpClient, JumpingClock } from '../../support/registry-store.ts';
import { TlsServer, tlsMaterial } from '../../support/tls-server.ts';
import { never } from '../../support/tools.ts';
import { trap } from '../../support/trap.ts';

const SITE = tlsMaterial('site', ['registry.test']);
const LOGIN = { username: 'us@er', password: 'p4ss:w0rd' };

async function proxyWith(options: ProxyOptions): Promise<ConnectProxy> {
  const proxy = await new ConnectProxy(options).start();
  onTestFinished(() => proxy.stop());
  return proxy;
}

async function registry() {
  const server = await new TlsServer(SITE, () => ({ status: 200, body: 'here' })).start();
  onTestFinished(() => server.stop());
  return server;
}

function client(env: HttpOptions['env'], options: Partial<HttpOptions> = {}) {
  const http = httpClient(new JumpingClock(), { env, ca: SITE.ca, ...options });
  onTestFinished(() => http.close());
  return (url: string, headers = {}) =>
    http.request({ method: 'GET', url: new URL(url), headers, signal: never });
}

const text = async (response: Parameters<typeof readBody>[0]) =>
  Buffer.from(await readBody(response, 1000)).toString();

describe('a proxy', () => {
  it('is asked for a tunnel with its login, and sees nothing of what goes through it', async () => {
    const far = await registry();
    const proxy = await proxyWith({ routes: { 'registry.test:443': far.port }, login: LOGIN });
    const get = client({ HTTPS_PROXY: `http://us%40er:p4ss%3Aw0rd@${proxy.host}` });
    const answer = await get('https://registry.test/v2/', { authorization: 'Bearer t' });
    expect(await text(answer)).toBe('here');
    expect(proxy.asked).toEqual(['CONNECT registry.test:443']);
    expect(Object.keys(proxy.headers[0]!)).not.toContain('authorization');
    expect(far.seen[0]).toMatchObject({ path: '/v2/', authorization: 'Bearer t' });
    expect(far.seen[0]!.headers).not.toContain('proxy-authorization');
  });

  it.each<[string, string, ProxyOptions, RegExp]>([
    ['demands a login', '', { login: LOGIN }, /^the proxy 127\.0\.0\.1:\d+ demands a login.*registry\.test/],
    ['refuses a login', 'us%40er:wr0ng@', { login: LOGIN }, /refuses its login.*\(407\)/],
    ['forbids the host', '', { status: 403 }, /does not let us through.*registry\.test \(403\)/],
    ['knows no tunnels', '', { status: 405 }, /does not let us through.*\(405\)/],
  ])('that %s is one error after one request', async (_, login, options, message) => {
    const proxy = await proxyWith(options);
    const error = await client({ HTTPS_PROXY: `http://${login}${proxy.host}` })(
      'https://registry.test/v2/',
    ).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'proxy_refused', exitCode: 4 });
    expect(error.message).toMatch(message);
    expect(`${error.message}${error.hint}`).not.toMatch(/wr0ng/);
    expect(proxy.asked).toHaveLength(1);
  });

  it('is asked again when it cannot reach the host', async () => {
    const proxy = await proxyWith({});
    await expect(client({ HTTPS_PROXY: proxy.host })('https://registry.test/')).rejects.toMatchObject({
      code: 'connection_failed',
      message: expect.stringMatching(/cannot reach registry\.test \(502\)/),
    });
    expect(proxy.asked).toHaveLength(5);
  });

  it('is named in the error when it is not there', async () => {
    const gone = await new ConnectProxy().start();
    const { host } = gone;
    await gone.stop();
    await expect(
      client({ HTTPS_PROXY: `http://u:s3cr3t@${host}` })('https://registry.test/'),
    ).rejects.toThrow(`https://registry.test/, through the proxy ${host}: nothing listens there`);
  });

  it('passes plain HTTP on, and its 407 is not taken for an answer of the registry', async () => {
    const far = await trap({ body: 'plain' });
    onTestFinished(() => far.stop());
    const routes = { 'registry.test:80': Number(new URL(far.origin).port) };
    const proxy = await proxyWith({ routes, login: LOGIN });
    const env = { HTTP_PROXY: `http://us%40er:p4ss%3Aw0rd@${proxy.host}`, HTTPS_PROXY: 'http://127.0.0.1:1' };
    expect(await text(await client(env)('http://registry.test/v2/'))).toBe('plain');
    expect(proxy.asked).toEqual(['GET http://registry.test/v2/']);
    await expect(client({ HTTP_PROXY: proxy.host })('http://registry.test/v2/')).rejects.toMatchObject({
      code: 'proxy_refused',
      message: expect.stringMatching(/demands a login/),
    });
    expect(far.seen).toHaveLength(1);
  });

  it('is not asked for loopback addresses', async () => {
    const far = await trap();
    onTestFinished(() => far.stop());
    const proxy = await proxyWith({ status: 403 });
    const get = client({ HTTP_PROXY: proxy.host, HTTPS_PROXY: proxy.host });
    expect((await get(far.origin)).status).toBe(200);
    expect(proxy.asked).toEqual([]);
  });

  /** Takes the connection, answers the first bytes with these, and then says nothing more. */
  async function silent(answer: string, connect: number) {
    const sockets: Socket[] = [];
    const proxy = createServer((socket) => {
      sockets.push(socket.on('error', () => {}));
      socket.once('data', () => socket.write(answer)).resume();
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void proxy.close());
    const env = { HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    const http = httpClient(new JumpingClock(), { env, timeouts: { connect, idle: 5_000 } });
    const get = (signal: AbortSignal) =>
      http.request({ method: 'GET', url: new URL('https://registry.test/v2/'), retry: false, signal });
    const ended = () => Promise.all(sockets.map((socket) => socket.destroyed || once(socket, 'close')));
    return { http, get, proxy, sockets, ended };
  }

  it.each([
    ['says nothing', ''],
    ['makes a tunnel that leads nowhere', 'HTTP/1.1 200 Connection established\r\n\r\n'],
  ])('that %s fails as no connection, and none of its sockets stays open', async (_, answer) => {
    const { http, get, sockets, ended } = await silent(answer, 30);
    await expect(get(never)).rejects.toMatchObject({
      code: 'deadline_exceeded',
      message: expect.stringMatching(/no connection/),
    });
    await http.close();
    await ended();
    expect(sockets).toHaveLength(1);
  });

  /** Answers each connection piece by piece; the rest of it goes to `far`. */
  async function inPieces(pieces: () => Generator<string>, pause: number, far = 0) {
    let said = 0;
    const proxy = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', async () => {
        for (const piece of pieces()) {
          if (socket.destroyed) return;
          socket.write(piece);
          said += piece.length;
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
        const tunnel = connect(far, '127.0.0.1').on('error', () => socket.destroy());
        socket.pipe(tunnel).pipe(socket);
      });
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void proxy.close());
    const env = { HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    return { env, said: () => said };
  }

  it('may answer in many pieces', async () => {
    const far = await registry();
    const { env } = await inPieces(
      function* () {
        yield* 'HTTP/1.1 200 Connection established\r\nvia: 1.1 a\r\n\r\n';
      },
      1,
      far.port,
    );
    expect(await text(await client(env)('https://registry.test/v2/'))).toBe('here');
  });

  it('is reported as refusing when it refuses with a long page', async () => {
    const { env } = await inPieces(function* () {
      yield `HTTP/1.1 403 Forbidden\r\ncontent-length: 50000\r\n\r\n${'x'.repeat(50_000)}`;
    }, 1);
    await expect(client(env)('https://registry.test/v2/')).rejects.toMatchObject({ code: 'proxy_refused' });
  });

  it.each([
    ['drips', 2, 'x', 300, 'deadline_exceeded', /no connection for 0.3 seconds/],
    ['has no end', 0, `a: ${'b'.repeat(8_000)}\r\n`, 5_000, 'connection_failed', /the head .* is too long/],
  ])('whose answer %s is given up', async (_, pause, piece, connecting, code, message) => {
    const { env, said } = await inPieces(function* () {
      yield 'HTTP/1.1 200 OK\r\n';
      for (;;) yield piece;
    }, pause);
    const http = httpClient(new JumpingClock(), { env, timeouts: { connect: connecting, idle: 5_000 } });
    onTestFinished(() => http.close());
    const url = new URL('https://registry.test/v2/');
    const started = performance.now();
    const asked = http.request({ method: 'GET', url, retry: false, signal: never });
    await expect(asked).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(performance.now() - started).toBeLessThan(3_000);
    // The rest is not read. What the proxy had sent into the connection before that may still be counted.
    let last = said();
    const grown = (): number => {
      const before = last;
      last = said();
      return last - before;
    };
    await expect.poll(grown, { interval: 50, timeout: 3_000 }).toBe(0);
  });

  it('does not keep a run from being aborted when it is silent', async () => {
    const { http, get, proxy, ended } = await silent('', 5_000);
    const stop = new AbortController();
    const asked = get(stop.signal);
    await once(proxy, 'connection');
    stop.abort(new Error('stopped'));
    await expect(asked).rejects.toThrow('stopped');
    await http.close();
    await ended();
  });
});
