import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runVerify } from '../../src/compose/run-verify.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
let server: Server;
const seen: IncomingMessage[] = [];
beforeAll(async () => {
  at = await workplace();
  // An empty registry that asks for Basic.
  server = createServer((request, response) => {
    seen.push(request);
    const isIn = request.headers.authorization !== undefined;
    response.writeHead(isIn ? 404 : 401, isIn ? {} : { 'WWW-Authenticate': 'Basic realm="r"' }).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await at.remove();
});

const never = new AbortController().signal;
const host = (): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;
const config = (registry: string, password: string): string =>
  JSON.stringify({ auths: { [registry]: { auth: Buffer.from(`robot:${password}`).toString('base64') } } });

it('a run reports each secret before its first use, and each request without it', async () => {
  const told: string[] = [];
  const result = await runVerify(
    {
      images: `${host()}/team/app:1`,
      registryConfig: config(host(), 'p4ssw0rd'),
      trustPolicy: at.policy,
      trustStore: at.store,
      env: {},
      onSecret: (secret) => told.push(`secret ${secret}`),
      onRequest: (line) => told.push(line),
    },
    never,
  );
  expect(result.images[0]?.error?.code).toBe('artifact_not_found');
  const used = seen.findIndex(({ headers }) => headers.authorization !== undefined);
  expect(used).toBeGreaterThan(0);
  expect(seen[used]?.headers['user-agent']).toBe('sealift/0.1.0');
  const basic = Buffer.from('robot:p4ssw0rd').toString('base64');
  expect(told).toEqual(expect.arrayContaining(['secret p4ssw0rd', `secret ${basic}`]));
  const lastRequest = told.findLastIndex((line) => / 404 /.test(line));
  expect(told.indexOf('secret p4ssw0rd')).toBeLessThan(lastRequest);
  expect(JSON.stringify([result, told.filter((line) => !line.startsWith('secret'))])).not.toMatch(
    /p4ssw0rd|cm9ib3Q/,
  );
});

it('a run uses no credentials but those of the named file', async () => {
  seen.length = 0;
  const result = await runVerify(
    {
      images: `${host()}/team/app:1`,
      registryConfig: config('other.example.com', 'x'),
      trustPolicy: at.policy,
      trustStore: at.store,
      env: { DOCKER_AUTH_CONFIG: config(host(), 'y') },
    },
    never,
  );
  expect(result.images[0]?.error).toMatchObject({ code: 'credentials_missing' });
  expect(seen.every(({ headers }) => headers.authorization === undefined)).toBe(true);
});

it('a run opens the named credentials file once, since it may be a pipe, and no other file', async () => {
  let looks = 0;
  const env = {
    get REGISTRY_AUTH_FILE() {
      looks += 1;
      return 'none.json';
    },
  };
  await runVerify(
    {
      images: `${host()}/team/app:1`,
      registryConfig: config(host(), 'x'),
      trustPolicy: at.policy,
      trustStore: at.store,
      env,
    },
    never,
  );
  expect(looks).toBe(0);
});
