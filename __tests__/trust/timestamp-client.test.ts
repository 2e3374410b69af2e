import { Buffer } from 'node:buffer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { timestampClient } from '../../src/trust/timestamp-client.ts';
import { drippingHost, headOf } from '../support/dripping-host.ts';
import { Loopback, type Told } from '../support/kms/loopback.ts';
import { httpClient, JumpingClock } from '../support/registry-store.ts';
import { never } from '../support/tools.ts';

const QUERY = Uint8Array.of(0x30, 0x00);
const REPLY = Uint8Array.of(0x30, 0x80, 0xff, 0x00);
const good: Told = { status: 200, headers: { 'content-type': 'application/timestamp-reply' }, body: REPLY };
const html = (status: number): Told => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: '<html>Sign in</html>',
});

describe('the client of timestamp authorities', () => {
  const authority = new Loopback(() => good);
  beforeAll(() => authority.start());
  afterAll(() => authority.close());
  afterEach(() => {
    authority.asked.length = 0;
    authority.faults.length = 0;
  });

  const http = httpClient(new JumpingClock());
  const client = timestampClient(http);
  const post = (path = '/tsa?policy=a', login = '') =>
    client.post(`http://${login}${authority.host}${path}`, QUERY, never);

  it('posts the request as it is and gives the bytes of the answer', async () => {
    expect(Buffer.from(await post())).toEqual(Buffer.from(REPLY));
    expect(authority.asked).toMatchObject([
      {
        method: 'POST',
        target: '/tsa?policy=a',
        headers: {
          'content-type': 'application/timestamp-query',
          accept: 'application/timestamp-reply',
          'content-length': '2',
        },
        body: Buffer.from(QUERY),
      },
    ]);
    expect(authority.asked[0]!.headers).not.toHaveProperty('authorization');
  });

  it.each([
    ['user:p%40ss%20word@', 'user:p@ss word'],
    ['token@', 'token:'],
    ['user:50%25%zz@', 'user:50%25%zz'],
  ])('sends the login %s of the URL as Basic credentials', async (login, sent) => {
    await post('/', login);
    const basic = Buffer.from(sent).toString('base64');
    expect(authority.asked).toMatchObject([{ target: '/', headers: { authorization: `Basic ${basic}` } }]);
  });

  it.each<[string, Told, string, number]>([
    ['400', html(400), 'timestamp_refused', 1],
    ['401', html(401), 'denied', 4],
    ['403', html(403), 'denied', 4],
    ['404', html(404), 'timestamp_refused', 1],
    ['201 with a reply', { ...good, status: 201 }, 'timestamp_refused', 1],
    ['a page', html(200), 'unexpected_answer', 1],
    ['no content type', { ...good, headers: { 'content-type': '' } }, 'unexpected_answer', 1],
    [
      'a content type with a parameter',
      { ...good, headers: { 'content-type': 'application/timestamp-reply; charset=utf-8' } },
      'unexpected_answer',
      1,
    ],
    ['a redirect', { status: 307, headers: { location: '/other' } }, 'unexpected_answer', 1],
    ['too many bytes', { ...good, body: new Uint8Array(1024 * 1024 + 1) }, 'content_too_large', 1],
    [
      'too many bytes, compressed',
      { ...good, headers: { ...good.headers, 'content-encoding': 'gzip' } },
      'unexpected_answer',
      1,
    ],
  ])('refuses %s, after one request', async (_, told, code, exitCode) => {
    authority.faults.push(told);
    await expect(post('/', 'user:sesame-street@')).rejects.toMatchObject({
      code,
      exitCode,
      message: expect.not.stringContaining('sesame'),
    });
    expect(authority.asked).toHaveLength(1);
  });

  it.each<[number, string]>([
    [500, 'timestamp_authority_unavailable'],
    [503, 'timestamp_authority_unavailable'],
    [408, 'timestamp_authority_unavailable'],
    [429, 'too_many_requests'],
  ])('tries again after %s, and gives up in the end', async (status, code) => {
    authority.faults.push(html(status));
    expect(Buffer.from(await post())).toEqual(Buffer.from(REPLY));
    authority.faults.push(...Array.from({ length: 9 }, () => html(status)));
    await expect(post()).rejects.toMatchObject({ code, exitCode: 3 });
  });

  it('ends an answer that goes on for ever at the limit, and one that trickles at the deadline', async () => {
    const type = 'application/timestamp-reply';
    const { origin } = await drippingHost(() => ({
      first: headOf(undefined, '200 OK', type),
      again: '\0'.repeat(300_000),
    }));
    await expect(client.post(origin, QUERY, never)).rejects.toMatchObject({ code: 'content_too_large' });
    const slow = await drippingHost(() => ({ first: headOf(1000, '200 OK', type), again: '\0' }));
    const timeouts = { connect: 1000, idle: 100, total: 60 };
    const impatient = timestampClient(httpClient(new JumpingClock(), { timeouts }));
    await expect(impatient.post(slow.origin, QUERY, never)).rejects.toMatchObject({
      code: 'deadline_exceeded',
      exitCode: 3,
    });
  });

  it('says that an authority is down', async () => {
    await expect(client.post('http://127.0.0.1:1/', QUERY, never)).rejects.toMatchObject({
      code: 'connection_failed',
      exitCode: 3,
      message: expect.stringContaining('timestamp authority: http://127.0.0.1:1/'),
      hint: expect.stringContaining('--timestamp-url'),
    });
  });
});
