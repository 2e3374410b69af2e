import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HttpOptions } from '../../src/io/http/types.ts';
import { revocationClient } from '../../src/trust/revocation-client.ts';
import { ConnectProxy } from '../support/connect-proxy.ts';
import { httpClient, JumpingClock } from '../support/registry-store.ts';
import { never } from '../support/tools.ts';

const MIB = 1024 * 1024;
/** A SEQUENCE by its first byte. */
const DER = Buffer.from('3003020105', 'hex');
/** As long as a request with a nonce. */
const LONG = Buffer.alloc(121, 0xfb);

async function serve(listener: RequestListener): Promise<{ url: string; port: number; server: Server }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, server };
}

function client(options: Partial<HttpOptions> = {}, timeout = 5_000) {
  const http = httpClient(new JumpingClock(), options);
  onTestFinished(() => http.close());
  return { http, source: revocationClient({ http: () => Promise.resolve(http), timeout }) };
}

const of =
  (...addresses: string[]): NonNullable<HttpOptions['resolve']> =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

describe('revocationClient', () => {
  it('posts an OCSP request with its media types and without credentials', async () => {
    const seen: IncomingMessage[] = [];
    const bodies: Buffer[] = [];
    const { url } = await serve(async (incoming, outgoing) => {
      seen.push(incoming);
      bodies.push(await buffer(incoming));
      outgoing.end(DER);
    });
    expect(Buffer.from(await client().source.ocsp(`${url}/ocsp`, LONG, never))).toEqual(DER);
    const [{ method, url: path, headers } = { method: '', url: '', headers: {} }] = seen;
    expect([method, path, headers['content-type'], headers.accept]).toEqual([
      'POST',
      '/ocsp',
      'application/ocsp-request',
      'application/ocsp-response',
    ]);
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('cookie');
    expect(bodies).toEqual([LONG]);
  });

  it('asks by GET with a request without a nonce, its base64 escaped in the path', async () => {
    const seen: string[] = [];
    const { url } = await serve((incoming, outgoing) => {
      seen.push(`${incoming.method} ${incoming.url}`);
      outgoing.end(DER);
    });
    const { source } = client();
    const short = Buffer.from('fbffbf', 'hex');
    for (const path of ['', '/', '/ocsp', '/ocsp/', '/ocsp?a=b']) await source.ocsp(url + path, short, never);
    expect(seen).toEqual([
      'GET /%2B%2F%2B%2F',
      'GET /%2B%2F%2B%2F',
      'GET /ocsp/%2B%2F%2B%2F',
      'GET /ocsp/%2B%2F%2B%2F',
      'POST /ocsp?a=b',
    ]);
  });

  it('fetches a CRL under any content type', async () => {
    const { url } = await serve((_, outgoing) =>
      outgoing.writeHead(200, { 'content-type': 'text/plain' }).end(DER),
    );
    expect(Buffer.from(await client().source.crl(`${url}/x.crl`, never))).toEqual(DER);
  });

  it.each<[string, RequestListener, string, RegExp]>([
    ['a 404', (_, out) => out.writeHead(404).end(), 'unexpected_answer', /status 404/],
    ['a 204', (_, out) => out.writeHead(204).end(), 'unexpected_answer', /status 204/],
    [
      'a page',
      (_, out) => out.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      'unexpected_answer',
      /as text\/html/,
    ],
    ['nothing', (_, out) => out.end(), 'unexpected_answer', /with nothing/],
    [
      'gzip',
      (_, out) => out.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(DER)),
      'unexpected_answer',
      /Content-Encoding gzip/,
    ],
    [
      'too short a body',
      (_, out) => out.writeHead(200, { 'content-length': '10' }).write(DER, () => out.destroy()),
      'connection_failed',
      /cut/,
    ],
    [
      'a loop',
      (_, out) => out.writeHead(302, { location: '/again' }).end(),
      'unexpected_answer',
      /more than 5 times/,
    ],
    [
      'a redirect to a file',
      (_, out) => out.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      'unexpected_answer',
      /not an http URL/,
    ],
    [
      'a redirect to metadata',
      (_, out) => out.writeHead(302, { location: 'http://169.254.169.254/x' }).end(),
      'address_refused',
      /169\.254\.169\.254/,
    ],
    [
      'a redirect to metadata by name',
      (_, out) => out.writeHead(302, { location: 'http://metadata.google.internal/x' }).end(),
      'address_refused',
      /metadata/,
    ],
    [
      'a redirect with a login',
      (_, out) => out.writeHead(302, { location: 'http://u:p@ca.test/x' }).end(),
      'address_refused',
      /login/,
    ],
  ])('refuses %s', async (_, listener, code, message) => {
    const { url } = await serve(listener);
    const { source } = client();
    const refused = source.crl(`${url}/x.crl`, never);
    await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    if (code !== 'address_refused') await expect(refused).rejects.toThrow(url);
  });

  it('refuses a posted redirect to metadata', async () => {
    const { url } = await serve((_, out) =>
      out.writeHead(307, { location: 'http://100.100.100.200/x' }).end(),
    );
    const refused = client().source.ocsp(url, LONG, never);
    await expect(refused).rejects.toMatchObject({ code: 'address_refused' });
  });

  it('follows a redirect to another host, and posts again after a 307', async () => {
    const other = await serve(async (incoming, out) =>
      out.end((await buffer(incoming)).length > 0 ? DER : '<'),
    );
    const { url } = await serve((_, out) =>
      out.writeHead(307, { location: `http://localhost:${other.port}/` }).end(),
    );
    const { source } = client({ resolve: of('127.0.0.1') });
    expect(Buffer.from(await source.ocsp(url, LONG, never))).toEqual(DER);
  });

  it('tries a 500 again, three times at most', async () => {
    let count = 0;
    const { url } = await serve((incoming, out) => {
      count += 1;
      const good = incoming.url === '/good' && count === 2;
      out.writeHead(good ? 200 : 500).end(good ? DER : '');
    });
    const { source } = client();
    expect(Buffer.from(await source.crl(`${url}/good`, never))).toEqual(DER);
    count = 0;
    await expect(source.crl(`${url}/bad`, never)).rejects.toThrow(/status 500/);
    expect(count).toBe(3);
  });

  it.each<[string, RequestListener]>([
    ['silent', () => {}],
    [
      'one that drips',
      (_, out) => {
        const timer = setInterval(() => out.write('0'), 20);
        out.on('close', () => clearInterval(timer));
      },
    ],
    ['one whose headers come alone', (_, out) => out.writeHead(200).flushHeaders()],
  ])('gives up a responder that is %s', async (_, listener) => {
    const { url } = await serve(listener);
    const { source } = client({}, 200);
    const late = { code: 'deadline_exceeded', message: expect.stringContaining(url) };
    await Promise.all([
      expect(source.crl(url, never)).rejects.toMatchObject(late),
      expect(source.ocsp(url, DER, never)).rejects.toMatchObject(late),
    ]);
  });

  it('ends with the reason of the run that is aborted', async () => {
    const { url } = await serve(() => {});
    const run = new AbortController();
    const asked = client().source.crl(url, run.signal);
    const reason = new Error('stopped');
    setTimeout(() => run.abort(reason), 20);
    await expect(asked).rejects.toBe(reason);
  });

  it('reads no more than 64 KiB of an OCSP answer, declared or not', async () => {
    const long = Buffer.alloc(64 * 1024 + 1, 0x30);
    const { url } = await serve((incoming, out) => {
      if (incoming.url === '/chunked') out.flushHeaders();
      out.end(long);
    });
    for (const path of ['/', '/chunked'])
      await expect(client().source.ocsp(url + path, DER, never)).rejects.toMatchObject({
        code: 'content_too_large',
      });
  });

  it('reads a CRL of 64 MiB, declared or not, and refuses one byte more', async () => {
    const piece = Buffer.alloc(MIB, 0x30);
    const { url } = await serve((incoming, out) => {
      const [, kind, extra] = incoming.url!.split('/');
      const length = 64 * MIB + Number(extra);
      if (kind === 'declared') out.setHeader('content-length', length);
      let left = length;
      const send = (): void => {
        while (left > 0) {
          const part = piece.subarray(0, Math.min(left, MIB));
          left -= part.length;
          if (!out.write(part)) return void out.once('drain', send);
        }
        out.end();
      };
      out.on('error', () => {});
      send();
    });
    const { source } = client();
    for (const kind of ['declared', 'chunked']) {
      const whole = await source.crl(`${url}/${kind}/0`, never);
      expect([whole.length, whole[0], whole.at(-1)]).toEqual([64 * MIB, 0x30, 0x30]);
      await expect(source.crl(`${url}/${kind}/1`, never)).rejects.toMatchObject({
        code: 'content_too_large',
      });
    }
  });

  it('stops an endless CRL at its limit', async () => {
    const piece = Buffer.alloc(MIB, 0x30);
    const { url } = await serve((_, out) => {
      const send = (): void => {
        while (!out.destroyed && out.write(piece));
        out.once('drain', send);
      };
      out.on('error', () => {});
      send();
    });
    await expect(client().source.crl(url, never)).rejects.toMatchObject({ code: 'content_too_large' });
  });

  it.each([['169.254.169.254'], ['8.8.8.8', '169.254.169.254'], ['::ffff:a9fe:a9fe'], ['fd00:ec2::254']])(
    'refuses a name that resolves to %s %s',
    async (...addresses) => {
      const { source } = client({ resolve: of(...addresses) });
      const refused = source.crl('http://ca.test/x.crl', never);
      await expect(refused).rejects.toMatchObject({ code: 'address_refused', message: /ca\.test leads to/ });
    },
  );

  it('looks a name up again for each connection, and reuses none that was not guarded', async () => {
    let seen = 0;
    const { port } = await serve((_, out) => {
      seen += 1;
      out.end(DER);
    });
    const url = `http://localhost:${port}/`;
    const { http, source } = client({ resolve: of('169.254.169.254') });
    const plain = await http.request({ method: 'GET', url: new URL(url), signal: never });
    await plain.body.toArray();
    await expect(source.crl(url, never)).rejects.toMatchObject({ code: 'address_refused' });
    expect(seen).toBe(1);
  });

  it('goes through the proxy to the outside and past it to loopback', async () => {
    const { url, port } = await serve((_, out) => out.end(DER));
    const proxy = await new ConnectProxy({ routes: { 'ca.test:80': port } }).start();
    onTestFinished(() => proxy.stop());
    const { source } = client({
      env: { HTTP_PROXY: `http://${proxy.host}` },
      resolve: of('169.254.169.254'),
    });
    await source.crl(`${url}/near`, never);
    expect(proxy.asked).toEqual([]);
    await source.crl('http://ca.test/far', never);
    expect(proxy.asked).toEqual(['GET http://ca.test/far']);
    for (const host of [
      '169.254.169.254',
      '2852039166',
      'metadata.google.internal.',
      '[::ffff:169.254.169.254]',
    ])
      await expect(source.crl(`http://${host}/`, never)).rejects.toMatchObject({ code: 'address_refused' });
    expect(proxy.asked).toHaveLength(1);
  });

  it.each(['', 'x', 'http://', 'ldap://ca.test/cn=x', 'file:///etc/passwd', 'http://u:p@ca.test/'])(
    'refuses the address %j',
    async (address) => {
      const { source } = client();
      await expect(source.crl(address, never)).rejects.toMatchObject({ code: 'address_refused' });
      await expect(source.ocsp(address, DER, never)).rejects.toMatchObject({ code: 'address_refused' });
    },
  );
});
