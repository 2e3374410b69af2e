import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect, createServer as createSocketServer } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { readBody } from '../../../src/io/http/body.ts';
import type { Exchange, HttpOptions, HttpRequest } from '../../../src/io/http/types.ts';
import { drippingHost } from '../../support/dripping-host.ts';
import { noise } from '../../support/images.ts';
import { httpClient, JumpingClock } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';
import { trap } from '../../support/trap.ts';

const servers: { close(done: () => void): unknown; closeAllConnections?(): void }[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() =>
  Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections?.();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    }),
  ),
);

function setup(options: Partial<HttpOptions> = {}) {
  const clock = new JumpingClock();
  const http = httpClient(clock, options);
  const get = (url: string, more: Partial<HttpRequest> = {}) =>
    http.request({ method: 'GET', url: new URL(url), signal: never, ...more });
  return { clock, http, get };
}

async function text(response: { body: Readable }): Promise<string> {
  return Buffer.concat(await response.body.toArray()).toString();
}

/** Answers with each status in turn, the last one for ever. */
function inTurn(...answers: [status: number, headers?: Record<string, string>][]) {
  let count = 0;
  const listener = (_: IncomingMessage, outgoing: ServerResponse): void => {
    const [status, headers = {}] = answers[Math.min(count, answers.length - 1)]!;
    count += 1;
    outgoing.writeHead(status, headers).end(String(count));
  };
  return { listener, count: () => count };
}

describe('retries', () => {
  it.each([408, 429, 500, 502, 503, 504])('are made after the status %i', async (status) => {
    const answers = inTurn([status], [status], [200]);
    const { get, clock } = setup();
    expect(await text(await get(await serve(answers.listener)))).toBe('3');
    expect(clock.slept.every((wait) => wait > 0)).toBe(true);
  });

  it.each([400, 401, 403, 404, 409, 501])('are not made after the status %i', async (status) => {
    const answers = inTurn([status]);
    const { get } = setup();
    expect((await get(await serve(answers.listener))).status).toBe(status);
    expect(answers.count()).toBe(1);
  });

  it('end with the last answer', async () => {
    const answers = inTurn([503]);
    const { get } = setup();
    expect((await get(await serve(answers.listener))).status).toBe(503);
    expect(answers.count()).toBe(5);
  });

  it('wait as Retry-After says, in seconds or until a date', async () => {
    const clock = new JumpingClock();
    const date = new Date(clock.now().getTime() + 30_000).toUTCString();
    const { get } = {
      get: (url: string) => httpClient(clock).request({ method: 'GET', url: new URL(url), signal: never }),
    };
    await get(await serve(inTurn([429, { 'retry-after': '7' }], [200]).listener));
    expect(clock.slept[0]).toBeGreaterThanOrEqual(7000);
    expect(clock.slept[0]).toBeLessThan(9000);
    clock.slept.length = 0;
    await get(await serve(inTurn([503, { 'retry-after': date }], [200]).listener));
    expect(clock.slept[0]).toBeGreaterThan(15_000);
  });

  it('end with the answer when Retry-After is hours away', async () => {
    const answers = inTurn([429, { 'retry-after': '86400' }]);
    const { get, clock } = setup();
    expect((await get(await serve(answers.listener))).status).toBe(429);
    expect(clock.slept).toEqual([]);
  });

  it('end after a quarter of an hour although the host always names a later time', async () => {
    const answers = inTurn([429, { 'retry-after': '290' }]);
    const { get, clock } = setup();
    expect((await get(await serve(answers.listener))).status).toBe(429);
    expect(answers.count()).toBe(4);
    expect(clock.slept.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(15 * 60_000);
  });

  it('are made after a cut connection', async () => {
    let count = 0;
    const url = await serve((incoming, outgoing) => {
      count += 1;
      if (count < 3) incoming.socket.destroy();
      else outgoing.end('ok');
    });
    expect(await text(await setup().get(url))).toBe('ok');
  });

  it('are not made for a name that does not exist', async () => {
    const { get, clock } = setup();
    await expect(get('http://no-such-host.invalid/')).rejects.toMatchObject({
      code: 'connection_failed',
      exitCode: 3,
    });
    expect(clock.slept).toEqual([]);
  });

  it('open the body again each time', async () => {
    const bodies: string[] = [];
    const url = await serve(async (incoming, outgoing) => {
      bodies.push(Buffer.concat(await incoming.toArray()).toString());
      outgoing.writeHead(bodies.length < 3 ? 500 : 201).end();
    });
    const body = { length: 5, open: async () => Readable.from([Buffer.from('hello')]) };
    await setup().get(url, { method: 'PUT', body });
    expect(bodies).toEqual(['hello', 'hello', 'hello']);
  });
});

describe('bodies', () => {
  it('are capped by their declared length and by their bytes', async () => {
    const { get } = setup();
    const said = await serve((_, outgoing) =>
      outgoing.writeHead(200, { 'content-length': '100' }).end('x'.repeat(100)),
    );
    await expect(readBody(await get(said), 99)).rejects.toMatchObject({ code: 'content_too_large' });
    const endless = await serve((_, outgoing) => {
      const send = (): void => void outgoing.write('x'.repeat(1000), (error) => !error && send());
      send();
    });
    await expect(readBody(await get(endless), 5000)).rejects.toMatchObject({ code: 'content_too_large' });
  });

  it('fail with a SealiftError when they are cut off', async () => {
    const url = await serve((_, outgoing) => {
      outgoing.writeHead(200, { 'content-length': '100' }).write('x');
      setTimeout(() => outgoing.destroy(), 20);
    });
    await expect(setup().get(url)).rejects.toMatchObject({ code: 'connection_failed' });
    const { body } = await setup().get(url, { answer: 'stream' });
    await expect(buffer(body)).rejects.toMatchObject({ code: 'connection_failed' });
  });

  it('fail at the deadline when they stand still', async () => {
    const { get } = setup({ timeouts: { connect: 1000, idle: 100 } });
    const silent = await serve(() => {});
    await expect(get(silent, { retry: false })).rejects.toMatchObject({ code: 'deadline_exceeded' });
    const stuck = await serve(
      (_, outgoing) => void outgoing.writeHead(200, { 'content-length': '9' }).write('x'),
    );
    await expect(get(stuck, { retry: false })).rejects.toMatchObject({ code: 'deadline_exceeded' });
    const { body } = await get(stuck, { answer: 'stream' });
    await expect(buffer(body)).rejects.toMatchObject({ code: 'deadline_exceeded' });
  });

  it('do not fail at the deadline while they wait for our reader', async () => {
    const { get } = setup({ timeouts: { connect: 5000, idle: 2000 } });
    const url = await serve((_, outgoing) => outgoing.end(Buffer.alloc(4 * 1024 * 1024)));
    const response = await get(url, { answer: 'stream' });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect((await readBody(response, 8 * 1024 * 1024)).length).toBe(4 * 1024 * 1024);
  });

  it('do not fail at the deadline while their end waits for our reader', async () => {
    const { get } = setup({ timeouts: { connect: 1000, idle: 100 } });
    const url = await serve((_, outgoing) => outgoing.end(Buffer.alloc(400_000)));
    const { body } = await get(url, { answer: 'stream' });
    let left = 400_000;
    body.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left > 0) return;
      body.pause();
      setTimeout(() => body.resume(), 300);
    });
    await new Promise((resolve, reject) => body.on('end', resolve).on('error', reject));
    expect(left).toBe(0);
  });

  it('arrive unchanged, several at once, with a head in pieces', async () => {
    const { get } = setup();
    const contents = [1, 2, 3, 4].map((seed) => Buffer.from(noise(String(seed), 1_000_000)));
    const server = createSocketServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', (asked) => {
        const content = contents[Number(/\/(\d)/.exec(asked.toString())![1])]!;
        const head = `HTTP/1.1 200 OK\r\nconnection: close\r\nx-long: ${'x'.repeat(99)}\r\ncontent-length: ${content.length}\r\n\r\n`;
        socket.write(head.slice(0, 50));
        setTimeout(() => socket.write(head.slice(50)), 10);
        setTimeout(() => socket.write(content), 20);
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const answers = await Promise.all(
      contents.map((_, at) => get(`http://127.0.0.1:${port}/${at}`, { answer: 'stream' })),
    );
    const bodies = await Promise.all(answers.map((answer) => readBody(answer, 1_000_000)));
    for (const [at, content] of contents.entries()) expect(Buffer.compare(bodies[at]!, content)).toBe(0);
    for (const { body, headers } of answers) {
      expect(headers['x-long']).toBe('x'.repeat(99));
      body.destroy();
    }
  });

  it('are not read far ahead of their reader', async () => {
    const url = await serve((_, outgoing) => outgoing.end(Buffer.alloc(32 * 1024 * 1024)));
    const { body } = await setup().get(url, { answer: 'stream' });
    body.once('data', () => body.pause());
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(body.readableLength).toBeLessThan(1024 * 1024);
    body.destroy();
  });

  it.each([1_000, 100_000])(
    'of %i bytes keep our error when they are cut off before anybody reads them',
    async (length) => {
      const url = await serve((_, outgoing) => {
        outgoing.writeHead(200, { 'content-length': length }).write(Buffer.alloc(length / 2), () => {
          setImmediate(() => outgoing.destroy());
        });
      });
      const { body } = await setup().get(url, { answer: 'stream' });
      await expect.poll(() => body.closed).toBe(true);
      await expect(buffer(body)).rejects.toMatchObject({ code: 'connection_failed' });
    },
  );

  it('of an upload are read from a source that was paused', async () => {
    const url = await serve((incoming, outgoing) => {
      incoming.resume().on('end', () => outgoing.end());
    });
    const open = async () => Readable.from([Buffer.alloc(100)]).pause();
    const { status } = await setup().get(url, { method: 'PUT', body: { length: 100, open }, retry: false });
    expect(status).toBe(200);
  });

  it('of an upload are given up for an early answer', async () => {
    const url = await serve((_, outgoing) =>
      outgoing.writeHead(413, { connection: 'close' }).end('too large'),
    );
    const body = { length: 50_000_000, open: async () => Readable.from(zeros(50_000_000)) };
    const response = await setup().get(url, { method: 'PUT', body, retry: false });
    expect(response.status).toBe(413);
  });

  it('of an upload are announced by headers before their source gives anything', async () => {
    const seen = Promise.withResolvers<void>();
    const url = await serve((incoming, outgoing) => {
      seen.resolve();
      incoming.resume().on('end', () => outgoing.end());
    });
    const waiting = async function* () {
      await seen.promise;
      yield Buffer.alloc(10);
    };
    const body = { length: 10, open: async () => Readable.from(waiting()) };
    expect((await setup().get(url, { method: 'PUT', body, retry: false })).status).toBe(200);
  });

  it('of an upload fail with the error of their source', async () => {
    const url = await serve((incoming, outgoing) => {
      incoming.resume();
      incoming.on('end', () => outgoing.end());
    });
    const failing = async function* () {
      yield Buffer.alloc(10);
      throw new Error('the source failed');
    };
    const body = { length: 100, open: async () => Readable.from(failing()) };
    await expect(setup().get(url, { method: 'PUT', body, retry: false })).rejects.toMatchObject({
      message: expect.stringContaining('the source failed'),
    });
  });
});

function* zeros(length: number): Generator<Buffer> {
  for (let sent = 0; sent < length; sent += 65536) yield Buffer.alloc(Math.min(65536, length - sent));
}

describe('redirects', () => {
  it('keep credentials on their origin and lose them elsewhere', async () => {
    const far = await trap({ body: 'far' });
    servers.push({ close: (done) => far.stop().then(done) });
    const own: (string | undefined)[] = [];
    const url = await serve((incoming, outgoing) => {
      own.push(incoming.headers.authorization);
      outgoing.writeHead(307, { location: own.length === 1 ? '/again' : `${far.origin}/x` }).end();
    });
    const response = await setup().get(url, { headers: { authorization: 'Basic x', cookie: 'y' } });
    expect(await text(response)).toBe('far');
    expect(own).toEqual(['Basic x', 'Basic x']);
    expect(far.seen[0]!.headers).not.toHaveProperty('authorization');
    expect(far.seen[0]!.headers).not.toHaveProperty('cookie');
  });

  it('are the answer when the request does not follow them', async () => {
    const url = await serve((_, outgoing) =>
      outgoing.writeHead(303, { location: 'http://127.0.0.1:1/' }).end(),
    );
    const { get } = setup();
    expect((await get(url, { redirects: 'same-origin' })).status).toBe(303);
    expect((await get(url, { redirects: 'none' })).status).toBe(303);
  });

  it.each<[string, number, number, number]>([
    ['/again', 307, 201, 2],
    ['/again', 308, 201, 2],
    ['/again', 302, 302, 1],
    ['/again', 303, 303, 1],
    ['http://127.0.0.1:1/', 307, 307, 1],
  ])('of a write to %s with %s give the answer %s', async (location, status, answered, requests) => {
    const seen: string[] = [];
    const url = await serve(async (incoming, outgoing) => {
      seen.push(
        `${incoming.method} ${Buffer.concat(await incoming.toArray())} ${incoming.headers.authorization}`,
      );
      outgoing.writeHead(seen.length === 1 ? status : 201, { location }).end();
    });
    const body = { length: 4, open: async () => Readable.from([Buffer.from('body')]) };
    const response = await setup().get(url, { method: 'PUT', body, headers: { authorization: 'Basic x' } });
    await text(response);
    expect(response.status).toBe(answered);
    expect(seen).toEqual(Array(requests).fill('PUT body Basic x'));
  });

  it('end after a bounded number', async () => {
    const url = await serve((_, outgoing) => outgoing.writeHead(302, { location: '/' }).end());
    await expect(setup().get(url)).rejects.toMatchObject({ code: 'unexpected_answer' });
  });

  it('are refused when they lead to a scheme other than http', async () => {
    const url = await serve((_, outgoing) =>
      outgoing.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    );
    await expect(setup().get(url)).rejects.toMatchObject({ code: 'unexpected_answer' });
  });
});

describe('the HTTP client of a run', () => {
  it('keeps to the number of requests in flight, and uses connections again', async () => {
    let now = 0;
    let most = 0;
    const sockets = new Set<unknown>();
    const url = await serve((incoming, outgoing) => {
      sockets.add(incoming.socket);
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => {
        now -= 1;
        outgoing.end();
      }, 5);
    });
    const { get } = setup({ concurrency: 3 });
    await Promise.all(Array.from({ length: 30 }, async () => text(await get(url))));
    expect(most).toBe(3);
    expect(sockets.size).toBeLessThanOrEqual(6);
  });

  it('sends fewer requests to a host that answers 429, and completes all', async () => {
    let now = 0;
    let refused = 0;
    const url = await serve((_, outgoing) => {
      now += 1;
      const status = now > 4 ? 429 : 200;
      if (status === 429) refused += 1;
      setTimeout(() => {
        now -= 1;
        outgoing.writeHead(status).end();
      }, 2);
    });
    const { get } = setup();
    const answers = await Promise.all(Array.from({ length: 100 }, async () => (await get(url)).status));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(40);
  });

  it('sends nothing to a host until the time it named, and asks others meanwhile', async () => {
    const limited = inTurn([503, { 'retry-after': '60' }], [200]);
    const url = await serve(limited.listener);
    const other = await serve((_, outgoing) => outgoing.end());
    const { get, clock } = setup();
    const start = clock.now().getTime();
    const uploading = await get(url, { method: 'PUT', retry: false });
    expect(uploading.status).toBe(503);
    await get(other);
    expect(clock.now().getTime()).toBe(start);
    await get(url);
    expect(clock.now().getTime() - start).toBeGreaterThanOrEqual(60_000);
  });

  it('logs requests without their secrets', async () => {
    const seen: Exchange[] = [];
    const url = await serve((_, outgoing) => outgoing.end());
    const { get } = setup({ onExchange: (exchange) => seen.push(exchange) });
    await get(`${url}/x?digest=sha256:a&X-Amz-Signature=secret`, {
      headers: { authorization: 'Basic secret' },
    });
    expect(JSON.stringify(seen)).not.toContain('secret');
    expect(seen[0]).toMatchObject({
      method: 'GET',
      status: 200,
      url: expect.stringContaining('digest=sha256:a'),
    });
  });

  it('passes warnings on', async () => {
    const warnings: string[] = [];
    const url = await serve((_, outgoing) =>
      outgoing.writeHead(200, { warning: '299 - "moving \\"soon\\""' }).end(),
    );
    await setup({ onWarning: (one) => warnings.push(one) }).get(url);
    expect(warnings).toEqual(['moving "soon"']);
  });

  it('stops at once when it is aborted', async () => {
    const stop = new AbortController();
    const url = await serve(() => stop.abort(new Error('stopped')));
    await expect(setup().get(url, { signal: stop.signal })).rejects.toThrow('stopped');
  });

  it.each(['HEAD', 'GET'] as const)('is not troubled by an abort after the answer to %s', async (method) => {
    const url = await serve((_, outgoing) => outgoing.end());
    const { get } = setup();
    const stop = new AbortController();
    await get(url, { method, signal: stop.signal });
    // An error that nothing listens for ends the process, and with it this test.
    stop.abort(new Error('needless'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await get(url, { method })).status).toBe(200);
  });

  it.each([
    ['SSH-2.0-OpenSSH_9.6\r\n', /what it answers is not HTTP \(HPE_/],
    [`HTTP/1.1 200 OK\r\na: ${'b'.repeat(200_000)}\r\n\r\n`, /the head of the answer is too long/],
  ])('fails with the reason for an answer that cannot be read: $1', async (answer, message) => {
    const { origin } = await drippingHost(() => ({ first: answer }));
    const http = httpClient(new JumpingClock());
    onTestFinished(() => http.close());
    const asked = http.request({ method: 'GET', url: new URL(origin), retry: false, signal: never });
    await expect(asked).rejects.toMatchObject({
      code: 'connection_failed',
      message: expect.stringMatching(message),
    });
  });

  it('fails with the remedy when a registry has no TLS', async () => {
    const url = (await serve((_, outgoing) => outgoing.end())).replace('http:', 'https:');
    await expect(setup().get(url)).rejects.toMatchObject({
      code: 'tls_failed',
      hint: expect.stringContaining('--http-host'),
    });
  });

  it('uses the proxy, but not for loopback', async () => {
    const seen: string[] = [];
    const inside = await serve((_, outgoing) => outgoing.end('inside'));
    const proxy = createSocketServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', (data) => {
        seen.push(data.toString().split('\r\n')[0]!);
        const onward = connect(Number(new URL(inside).port), '127.0.0.1', () => onward.write(data));
        onward.on('error', () => {});
        onward.pipe(socket);
        socket.pipe(onward);
      });
    });
    servers.push(proxy);
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const env = { HTTP_PROXY: `127.0.0.1:${(proxy.address() as AddressInfo).port}`, NO_PROXY: 'direct.test' };
    const { get, http } = setup({ env });
    expect(await text(await get('http://registry.test/x'))).toBe('inside');
    expect(seen[0]).toMatch(/registry\.test/);
    expect(await text(await get(inside))).toBe('inside');
    expect(seen).toHaveLength(1);
    await http.close();
  });
});
