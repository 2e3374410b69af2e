import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HttpOptions, HttpRequest } from '../../../src/io/http/types.ts';
import { type Drip, drippingHost, headOf } from '../../support/dripping-host.ts';
import { httpClient, JumpingClock } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';

/** Timeouts so long that no test here ends by silence. */
const TIMES = { connect: 5_000, idle: 5_000, total: 30, pace: 60_000 };

function client(timeouts: Partial<HttpOptions['timeouts']> = {}, options: Partial<HttpOptions> = {}) {
  const http = httpClient(new JumpingClock(), { timeouts: { ...TIMES, ...timeouts }, ...options });
  onTestFinished(() => http.close());
  return (url: string, more: Partial<HttpRequest> = {}) =>
    http.request({ method: 'GET', url: new URL(url), signal: never, ...more });
}

const LATE = { code: 'deadline_exceeded', exitCode: 3 };
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';

const TRICKLES: readonly (readonly [what: string, Drip])[] = [
  ['a status line', { bytes: `HTTP/1.1 200 ${'x'.repeat(1_000)}` }],
  ['headers', { first: 'HTTP/1.1 200 OK\r\n', again: 'a: b\r\n' }],
  ['100 Continue', { again: CONTINUE }],
  ['102 Processing', { again: 'HTTP/1.1 102 Processing\r\n\r\n' }],
  ['103 Early Hints', { again: 'HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n' }],
  ['a body of known length', { first: headOf(50_000), again: ' ' }],
  [
    'a body in chunks',
    { first: `${headOf(undefined).trimEnd()}\r\ntransfer-encoding: chunked\r\n\r\n`, again: '1\r\n \r\n' },
  ],
  [
    'a body until the end of the connection',
    { first: `${headOf(undefined).trimEnd()}\r\nconnection: close\r\n\r\n`, again: ' ' },
  ],
  ['the body of an error', { first: headOf(500, '404 Not Found'), again: ' ' }],
  ['the body of a challenge', { first: headOf(500, '401 Unauthorized'), again: ' ' }],
  [
    'the body of a redirect',
    { first: `HTTP/1.1 307 Away\r\nlocation: /x\r\ncontent-length: 500\r\n\r\n`, again: ' ' },
  ],
];

describe('a small answer', () => {
  it.each(TRICKLES)('that trickles in by %s ends in its time, and is asked for again', async (_, drip) => {
    const { origin, requests } = await drippingHost(() => drip);
    const started = performance.now();
    await expect(client()(origin)).rejects.toMatchObject(LATE);
    expect(requests).toHaveLength(5);
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it('is returned from the try that completes it', async () => {
    const { origin, requests } = await drippingHost((count) =>
      count < 3 ? { first: headOf(2), bytes: '' } : { first: `${headOf(2)}{}` },
    );
    const { status, body } = await client({ idle: 80 })(origin);
    expect([status, (await buffer(body)).toString()]).toEqual([200, '{}']);
    expect(requests).toHaveLength(3);
  });

  it('may trickle in until its deadline', async () => {
    const { origin } = await drippingHost(() => ({ first: headOf(8), bytes: '{"a":12}' }));
    const { body } = await client({ total: 3_000 })(origin);
    expect((await buffer(body)).toString()).toBe('{"a":12}');
  });

  it('may come after a long silence when it answers a write', async () => {
    const server = createHttpServer((request, response) => {
      request.resume().on('end', () => setTimeout(() => response.writeHead(201).end(), 700));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const body = (length: number) => ({ length, open: async () => new Uint8Array(length) });
    const ask = (method: HttpRequest['method'], total: number, length: number) =>
      client({ idle: 250, total })(url, { method, body: body(length), retry: false }).then(
        ({ status }) => status,
      );
    expect(await ask('PUT', 2_000, 4)).toBe(201);
    expect(await ask('POST', 2_000, 0)).toBe(201);
    await expect(ask('PUT', 350, 4)).rejects.toMatchObject(LATE);
    // A larger blob may take longer.
    expect(await ask('PUT', 350, 32 * 1024 * 1024)).toBe(201);
    const reading = client({ idle: 250, total: 2_000 })(url, { retry: false });
    await expect(reading).rejects.toMatchObject({ ...LATE, message: expect.stringMatching(/no answer for/) });
  });

  it('is returned without its trickling body when the write succeeded', async () => {
    const { origin, requests } = await drippingHost(() => ({
      first: headOf(500, '201 Created'),
      again: ' ',
    }));
    const open = async () => new Uint8Array(4);
    const { status, body } = await client()(origin, { method: 'PUT', body: { length: 4, open } });
    expect([status, (await buffer(body)).length, requests.length]).toEqual([201, 0, 1]);
  });

  it('that never comes behind a flood of informational answers fails at its deadline', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      const flood = CONTINUE.repeat(1_000);
      const send = (): void => void socket.write(flood, (error) => !error && setImmediate(send));
      socket.once('data', send);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const get = client({ total: 100 });
    await expect(get(`http://127.0.0.1:${port}/`, { retry: false })).rejects.toMatchObject(LATE);
  });

  it('has one deadline for all its redirects', async () => {
    const { origin, requests } = await drippingHost((count) => ({
      first: `HTTP/1.1 307 Away\r\nlocation: /${count}\r\ncontent-length: 4\r\n\r\n`,
      bytes: '    ',
    }));
    await expect(client({ total: 150 })(origin)).rejects.toMatchObject(LATE);
    // Each redirect by itself is well within the time.
    expect(requests.length).toBeGreaterThan(2);
  });

  it('is asked for five times over all its redirects', async () => {
    const { origin, requests } = await drippingHost((count) =>
      count % 2 === 1
        ? { first: headOf(0, '503 Busy') }
        : { first: `HTTP/1.1 307 Away\r\nlocation: /${count}\r\ncontent-length: 0\r\n\r\n` },
    );
    const { status } = await client({ total: 5_000 })(origin);
    expect([status, requests.length]).toEqual([503, 9]);
  });
});

/** A host that reads all that it is sent. */
async function taking() {
  const server = createHttpServer((incoming, outgoing) => {
    incoming.resume().on('end', () => outgoing.writeHead(201).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => server.closeAllConnections());
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** A host that reads `rate` bytes at a time of what it is sent, `beat` milliseconds apart. */
async function slowReader(rate: number, beat: number) {
  const sockets: Socket[] = [];
  const server = createServer({ pauseOnConnect: true, highWaterMark: 1024 }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    const timer = setInterval(() => socket.read(Math.min(rate, socket.readableLength)), beat);
    socket.on('close', () => clearInterval(timer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('content', () => {
  const blob = { answer: 'stream', retry: false } as const;

  it.each<[string, Drip]>([
    ['of known length', { first: headOf(500_000), again: 'x' }],
    [
      'in chunks',
      { first: `${headOf(undefined).trimEnd()}\r\ntransfer-encoding: chunked\r\n\r\n`, again: '1\r\nx\r\n' },
    ],
    [
      'in chunks that say more than they hold',
      {
        first: `${headOf(undefined).trimEnd()}\r\ntransfer-encoding: chunked\r\n\r\n`,
        again: `1;a=${'b'.repeat(2_000)}\r\nx\r\n`,
      },
    ],
  ])('%s that gets on by less than 10 KiB in a window counts as silent', async (_, drip) => {
    const { origin } = await drippingHost(() => drip);
    const { body } = await client({ pace: 200 })(origin, blob);
    await expect(buffer(body)).rejects.toMatchObject({
      ...LATE,
      message: expect.stringContaining('under 10240 bytes'),
    });
  });

  it('that is short has the deadline of a small answer', async () => {
    const { origin } = await drippingHost(() => ({ first: headOf(5_000), again: 'x' }));
    const { body } = await client()(origin, blob);
    await expect(buffer(body)).rejects.toMatchObject(LATE);
  });

  it('that makes progress may last longer than a window', async () => {
    const length = 160 * 3_000;
    const { origin } = await drippingHost(() => ({
      first: headOf(length),
      again: 'x'.repeat(3_000),
    }));
    const { body } = await client({ pace: 1_000, total: 100 })(origin, blob);
    expect((await buffer(body)).length).toBe(length);
  });

  it('that waits for its reader does not fail', async () => {
    const { origin } = await drippingHost(() => ({ first: headOf(400_000) + 'x'.repeat(400_000) }));
    const { body } = await client({ pace: 120, idle: 150 })(origin, blob);
    let length = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      length += chunk.length;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(length).toBe(400_000);
  });

  it('fails when the other side takes only a few bytes now and then', async () => {
    const url = await slowReader(16, 10);
    const open = async () => Readable.from(endless());
    const sent = client({ pace: 250 })(url, {
      method: 'PUT',
      body: { length: 1e12, streams: true, open },
      retry: false,
    });
    await expect(sent).rejects.toMatchObject({ ...LATE, message: expect.stringContaining('under 10240') });
  });

  it('fails without progress although informational answers come all the time', async () => {
    const server = createServer({ pauseOnConnect: true }, (socket) => {
      socket.on('error', () => {});
      const timer = setInterval(() => socket.write(CONTINUE), 10);
      socket.on('close', () => clearInterval(timer));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const body = { length: 1e12, streams: true, open: async () => Readable.from(endless()) } as const;
    const sent = client({ pace: 250 })(url, { method: 'PUT', body, retry: false });
    await expect(sent).rejects.toMatchObject(LATE);
  });

  it('that is sent from a slow source does not fail', async () => {
    const url = await taking();
    const slow = async function* () {
      for (let count = 0; count < 6; count += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        yield Buffer.alloc(10);
      }
    };
    const body = { length: 60, streams: true, open: async () => Readable.from(slow()) } as const;
    const answer = client({ pace: 150, total: 5_000 })(url, { method: 'PUT', body, retry: false });
    expect((await answer).status).toBe(201);
  });
});

function* endless(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(64 * 1024);
}

describe('a silent host', () => {
  it('is reported once while a request waits for it', async () => {
    const { origin, host } = await drippingHost(() => ({}));
    const named: string[] = [];
    const get = client(
      { total: 400, silence: 120 },
      { onSilence: (who, milliseconds) => named.push(`${who} ${milliseconds}`) },
    );
    await Promise.allSettled([get(origin, { retry: false }), get(origin, { retry: false })]);
    expect(named).toEqual([`${host} 120`]);
    await expect(get(origin, { retry: false })).rejects.toMatchObject(LATE);
    expect(named).toHaveLength(1);
  });

  it('is reported although no single try lasts so long', async () => {
    const { origin, host } = await drippingHost(() => ({}));
    const named: string[] = [];
    const get = client({ idle: 60, total: 300, silence: 200 }, { onSilence: (who) => named.push(who) });
    await expect(get(origin)).rejects.toMatchObject(LATE);
    expect(named).toEqual([host]);
  });

  it('is not reported when it answers, has no request, or waits for us', async () => {
    const named: string[] = [];
    const options = { onSilence: (who: string) => named.push(who) };
    const get = client({ silence: 300, total: 5_000 }, options);
    const slow = await drippingHost(() => ({ first: headOf(60), bytes: 'x'.repeat(60) }));
    await get(slow.origin, { answer: 'stream' }).then(({ body }) => buffer(body));
    const large = await drippingHost(() => ({ first: headOf(400_000) + 'x'.repeat(400_000) }));
    const { body } = await get(large.origin, { answer: 'stream' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await buffer(body)).length).toBe(400_000);
    expect(named).toEqual([]);
  });
});
