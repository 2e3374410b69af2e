import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Authorizer } from '../../../src/stores/registry/auth/authorizer.ts';
import type { Credential } from '../../../src/stores/registry/auth/credential.ts';
import { openRegistryStore } from '../../../src/stores/registry/open.ts';
import type { AuthOptions } from '../../support/fake-registry/auth.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { image, noise, push } from '../../support/images.ts';
import { ALICE, credentials, httpClient, JumpingClock, registryStore } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';
import { trap } from '../../support/trap.ts';
import { scriptedStore } from './scripted-http.ts';

const ACCOUNTS = [{ username: 'alice', password: 'wonderland', identityToken: 'identity' }];
const IDENTITY: Credential = { kind: 'refresh', token: 'identity', username: 'alice', source: 'test' };

async function start(auth: Partial<AuthOptions>, switches: Partial<Switches> = {}) {
  const registry = await FakeRegistry.start(switches, { accounts: ACCOUNTS, ...auth });
  onTestFinished(() => registry.stop());
  return registry;
}

const tokens = (registry: FakeRegistry) => registry.requests.filter((request) => request.includes('/token'));
const refused = (registry: FakeRegistry) => registry.log.filter(({ status }) => status === 401);

describe('a login that many requests need at once', () => {
  const resolveMany = (store: ReturnType<typeof registryStore>, count: number) =>
    Promise.all(Array.from({ length: count }, (_, at) => store.resolve({ tag: `${at}` }, never)));

  it('needs one refused request and one token', async () => {
    const registry = await start({ kind: 'bearer' });
    await resolveMany(registryStore(registry.host, 'team/app', { credential: ALICE }), 20);
    expect(tokens(registry)).toHaveLength(1);
    expect(refused(registry)).toHaveLength(1);
    expect(registry.requests).toHaveLength(20 + 2);
  });

  it('needs one refused request and no token by Basic', async () => {
    const registry = await start({ kind: 'basic' });
    await resolveMany(registryStore(registry.host, 'team/app', { credential: ALICE }), 20);
    expect(registry.requests).toHaveLength(20 + 1);
  });

  it('needs no further request where the registry asks for none', async () => {
    const registry = await start({ kind: 'none' });
    await resolveMany(registryStore(registry.host, 'team/app', { credential: ALICE }), 20);
    expect(registry.requests).toHaveLength(20);
    expect(registry.log.every(({ authorization }) => authorization === undefined)).toBe(true);
  });

  it('waits for the challenge of the first request and not for its answer', async () => {
    const registry = await start({ kind: 'bearer' });
    const store = registryStore(registry.host, 'team/app', { credential: ALICE });
    registry.failures.push({
      match: /HEAD .*slow$/,
      times: 1,
      status: 401,
      headers: { 'www-authenticate': `Bearer realm="http://${registry.host}/token"` },
    });
    registry.failures.push({ match: /HEAD .*slow$/, times: 1, status: 'hold' });
    const stop = new AbortController();
    const slow = store.resolve({ tag: 'slow' }, stop.signal);
    expect(await store.resolve({ tag: 'quick' }, never)).toBeUndefined();
    stop.abort(new Error('enough'));
    await expect(slow).rejects.toThrow('enough');
  });

  it('is renewed once when the token of all of them ends', async () => {
    const registry = await start({ kind: 'bearer', tokenUses: 10 });
    const store = registryStore(registry.host, 'team/app', { credential: ALICE });
    await resolveMany(store, 16);
    expect(tokens(registry)).toHaveLength(2);
  });

  it('is renewed before its token expires', async () => {
    const registry = await start({ kind: 'bearer' });
    const clock = new JumpingClock();
    const store = registryStore(registry.host, 'team/app', { credential: ALICE, clock });
    await store.resolve({ tag: '1' }, never);
    await clock.sleep(294_000, never);
    await store.resolve({ tag: '1' }, never);
    expect(tokens(registry)).toHaveLength(1);
    await clock.sleep(2_000, never);
    await store.resolve({ tag: '1' }, never);
    expect(tokens(registry)).toHaveLength(2);
    expect(refused(registry)).toHaveLength(1);
  });

  it('is shared by the stores of a run, and not between repositories', async () => {
    const registry = await start({ kind: 'bearer' });
    const clock = new JumpingClock();
    const http = httpClient(clock);
    const authorizer = new Authorizer({ http, credentials: credentials(ALICE), now: clock.now });
    const open = (repository: string) =>
      openRegistryStore({
        registry: registry.host,
        repository,
        plainHttp: true,
        access: 'push',
        http,
        authorizer,
        now: clock.now,
        sleep: clock.sleep,
        random: () => 0.5,
        singleWriter: false,
      });
    await open('team/app').resolve({ tag: '1' }, never);
    await open('team/app').resolve({ tag: '1' }, never);
    expect(tokens(registry)).toHaveLength(1);
    await open('team/other').resolve({ tag: '1' }, never);
    expect(tokens(registry)).toHaveLength(2);
  });

  it('is renewed when a token that another store left is refused', async () => {
    const registry = await start({ kind: 'bearer', tokenUses: 1 });
    const clock = new JumpingClock();
    const http = httpClient(clock);
    const authorizer = new Authorizer({ http, credentials: credentials(ALICE), now: clock.now });
    const { host } = registry;
    const rest = { http, authorizer, now: clock.now, sleep: clock.sleep, random: () => 0.5 };
    const open = () =>
      openRegistryStore({
        registry: host,
        repository: 'team/app',
        plainHttp: true,
        access: 'push',
        singleWriter: false,
        ...rest,
      });
    expect(await open().resolve({ tag: '1' }, never)).toBeUndefined();
    expect(await open().resolve({ tag: '1' }, never)).toBeUndefined();
    expect(tokens(registry)).toHaveLength(2);
  });

  it('goes on when the first request is aborted', async () => {
    const registry = await start({ kind: 'bearer' });
    registry.failures.push({ match: /\/token/, times: 1, status: 'hold' });
    const store = registryStore(registry.host, 'team/app', { credential: ALICE });
    const stop = new AbortController();
    const first = store.resolve({ tag: '1' }, stop.signal);
    const second = store.resolve({ tag: '2' }, never);
    setTimeout(() => stop.abort(new Error('given up')), 50);
    await expect(first).rejects.toThrow('given up');
    expect(await second).toBeUndefined();
    expect(tokens(registry)).toHaveLength(2);
  });

  it('fails all requests when the token service fails, and none afterwards', async () => {
    const registry = await start({ kind: 'bearer' });
    registry.failures.push({ match: /\/token/, times: 1, status: 400, body: 'no' });
    const store = registryStore(registry.host, 'team/app', { credential: ALICE });
    await expect(store.resolve({ tag: '1' }, never)).rejects.toMatchObject({ code: 'registry_refused' });
    expect(await store.resolve({ tag: '1' }, never)).toBeUndefined();
  });
});

describe('a login that does not help', () => {
  it('is tried once more with a fresh token', async () => {
    const registry = await start({ kind: 'bearer', tokenUses: 0 });
    const store = registryStore(registry.host, 'team/app', { credential: ALICE });
    await expect(store.resolve({ tag: '1' }, never)).rejects.toMatchObject({ code: 'denied' });
    await expect(store.resolve({ tag: '1' }, never)).rejects.toMatchObject({ code: 'denied' });
    expect(registry.requests.length).toBeLessThanOrEqual(8);
  });

  it.each(['basic', 'bearer'] as const)('says that the right to push is missing (%s)', async (kind) => {
    const may = (_: string, action: string) => action === 'pull';
    const registry = await start({ kind, accounts: [{ ...ACCOUNTS[0]!, may }] });
    const store = registryStore(registry.host, 'team/app', { credential: ALICE });
    expect(await store.resolve({ tag: '1' }, never)).toBeUndefined();
    await expect(push(store, image())).rejects.toMatchObject({
      code: 'denied',
      message: expect.stringMatching(
        /^push a blob to .*: POST http.* answers 40[13].*, logged in as alice, from test; needed is the right to push 127/,
      ),
      hint: `Check that this login is still good and has the right to push ${registry.host}/team/app.`,
    });
  });

  it.each([
    ['ghs_0123456789', 'job token'],
    ['ghp_0123456789', 'personal token'],
    ['github_pat_0123456789', 'personal token'],
    ['0123456789', 'other'],
  ])('says what kind of secret was sent, and not the secret: %s', async (password, secret) => {
    const registry = await start({
      kind: 'basic',
      accounts: [{ username: 'alice', password, may: () => false }],
    });
    const store = registryStore(registry.host, 'team/app', {
      credential: { ...ALICE, password } as Credential,
    });
    const error = await store.resolve({ tag: '1' }, never).catch((thrown: unknown) => thrown);
    const needs = {
      kind: 'registry-right',
      repository: `${registry.host}/team/app`,
      right: 'pull',
      secret,
      ended: false,
    };
    expect(error).toMatchObject({ code: 'denied', needs });
    expect(JSON.stringify(error)).not.toContain(password);
  });

  it.each([
    [403, 'DENIED', 'Your authorization token has expired. Reauthenticate and try again.'],
    [400, 'DENIED', 'Your Authorization Token has expired.'],
    [401, 'UNAUTHORIZED', 'token is expired'],
  ])('says that it has ended, where the registry does (%i)', async (status, code, message) => {
    const registry = await start({ kind: 'basic' });
    const body = JSON.stringify({ errors: [{ code, message }] });
    const store = registryStore(registry.host, 'team/app', { credential: ALICE });
    await store.resolve({ tag: '1' }, never);
    registry.failures.push({ match: /blobs/, times: 9, status, body });
    await expect(push(store, image())).rejects.toMatchObject({
      code: 'denied',
      needs: { kind: 'registry-right', right: 'push', ended: true },
    });
  });

  it('does not read credentials for an error without a login', async () => {
    const registry = await start({ kind: 'none' });
    const clock = new JumpingClock();
    const http = httpClient(clock);
    const find = () => Promise.reject(new Error('a helper is missing'));
    const credentials = { find, logins: find };
    const authorizer = new Authorizer({ http, credentials, now: clock.now });
    const store = openRegistryStore({
      registry: registry.host,
      repository: 'team/app',
      plainHttp: true,
      access: 'pull',
      http,
      authorizer,
      now: clock.now,
      sleep: clock.sleep,
      random: () => 0.5,
      singleWriter: false,
    });
    registry.failures.push({ match: /./, times: 9, status: 418 });
    await expect(store.resolve({ tag: '1' }, never)).rejects.toMatchObject({ code: 'registry_refused' });
  });

  it('names the registry as users write it', async () => {
    const { store, http } = scriptedStore(
      ({ url }) =>
        url.host === 'auth.docker.io'
          ? { status: 401, body: '{"details":"incorrect"}' }
          : { status: 401, headers: { 'www-authenticate': 'Bearer realm="https://auth.docker.io/token"' } },
      { registry: 'docker.io' },
    );
    await expect(store.resolve({ tag: '1' }, never)).rejects.toMatchObject({
      code: 'credentials_missing',
      message: expect.stringContaining('there are no credentials for docker.io'),
      hint: expect.stringContaining('docker login docker.io'),
    });
    expect(http.lines[0]).toBe('HEAD https://registry-1.docker.io/v2/team/app/manifests/1');
    expect(http.lines[1]).toContain('scope=repository%3Ateam%2Fapp%3Apull%2Cpush');
    expect(http.requests[1]!.headers).not.toHaveProperty('authorization');
  });
});

describe('an identity token', () => {
  it('becomes an access token by POST', async () => {
    const registry = await start({ kind: 'bearer' });
    await push(registryStore(registry.host, 'team/app', { credential: IDENTITY }), image(), '1');
    expect(tokens(registry)).toEqual(['POST /token']);
  });

  it('is sent by GET where the service has no POST', async () => {
    const registry = await start({ kind: 'bearer' }, { oauth: false });
    await push(registryStore(registry.host, 'team/app', { credential: IDENTITY }), image(), '1');
    expect(tokens(registry)).toEqual(['POST /token', expect.stringMatching(/^GET \/token\?/)]);
  });

  it('is not shown when it is refused', async () => {
    const registry = await start({ kind: 'bearer' });
    const credential = { ...IDENTITY, token: 'wrong-identity' };
    const store = registryStore(registry.host, 'team/app', { credential });
    const error = await store.resolve({ tag: '1' }, never).catch((thrown) => thrown);
    expect(error.code).toBe('denied');
    expect(JSON.stringify([error.message, error.hint])).not.toContain('wrong-identity');
  });
});

describe('a hostile token service', () => {
  const BEARER = { 'www-authenticate': 'Bearer realm="https://auth.test/token",service="s"' };
  const ask = (answer: { status: number; body?: string; headers?: Record<string, string> }) => {
    const scripted = scriptedStore(
      ({ url, headers }) =>
        url.host === 'auth.test'
          ? answer
          : headers?.authorization === undefined
            ? { status: 401, headers: BEARER }
            : { status: 404 },
      { credential: ALICE },
    );
    return { ...scripted, asked: scripted.store.resolve({ tag: '1' }, never) };
  };

  it.each([
    ['a page', '<html>'],
    ['nothing', '{}'],
    ['no text', '{"token":7}'],
    ['two tokens', '{"token":"a","token":"b"}'],
    ['an empty token', '{"token":""}'],
    ['another header', '{"token":"a\\r\\nx-evil: 1"}'],
    ['a space', '{"token":"a b"}'],
    ['over 64 KiB', `{"token":"${'a'.repeat(65 * 1024)}"}`],
  ])('gives no token: %s', async (_, body) => {
    await expect(ask({ status: 200, body }).asked).rejects.toMatchObject({
      code: expect.stringMatching(/^(unexpected_answer|content_too_large)$/),
    });
  });

  it.each([
    '{"token":"t"}',
    '{"access_token":"t"}',
    '{"token":null,"access_token":"t"}',
    '{"token":"t","expires_in":"300"}',
    '{"token":"t","expires_in":-1}',
    '{"token":"t","expires_in":null,"issued_at":"tomorrow"}',
  ])('may answer %s', async (body) => {
    const { asked, http } = ask({ status: 200, body });
    expect(await asked).toBeUndefined();
    expect(http.requests.at(-1)!.headers).toMatchObject({ authorization: 'Bearer t' });
  });

  it('is not followed to another host', async () => {
    const { asked, http } = ask({ status: 307, headers: { location: 'https://evil.test/token' } });
    await expect(asked).rejects.toMatchObject({ code: 'unexpected_answer' });
    expect(http.lines).toHaveLength(2);
    expect(http.requests[1]!.redirects).toBe('same-origin');
  });

  it('gets no credentials by a redirect of the registry', async () => {
    const far = await trap({ status: 401 });
    onTestFinished(() => far.stop());
    const registry = await start({ kind: 'basic' }, { blobRedirect: far.origin });
    const store = registryStore(registry.host, 'team/app', { credential: ALICE });
    const built = image();
    await push(store, built);
    await expect(store.blob(built.blobs[0]!.descriptor, {}, never)).rejects.toMatchObject({ code: 'denied' });
    expect(far.seen).toHaveLength(1);
    expect(JSON.stringify(far.seen)).not.toMatch(/authorization|cookie/i);
  });
});

describe('a registry that asks for something else', () => {
  it.each([
    ['Negotiate', 'unexpected_answer'],
    ['', 'denied'],
    ['Bearer service="s"', 'unexpected_answer'],
  ])('%s', async (challenge, code) => {
    const { store } = scriptedStore(() => ({ status: 401, headers: { 'www-authenticate': challenge } }), {
      credential: ALICE,
    });
    await expect(store.resolve({ tag: '1' }, never)).rejects.toMatchObject({ code });
  });

  it('sends a login only for writes when only writes ask for it', async () => {
    const { store, http } = scriptedStore(
      ({ method, headers }) => {
        if (method === 'HEAD') return { status: 404 };
        if (headers?.authorization === undefined)
          return { status: 401, headers: { 'www-authenticate': ['Negotiate', 'BASIC realm="Nexus"'] } };
        return method === 'POST' ? { status: 202, headers: { location: '/u' } } : { status: 201 };
      },
      { credential: ALICE },
    );
    expect(await store.resolve({ tag: '1' }, never)).toBeUndefined();
    const bytes = noise('blob', 10);
    const [blob] = image().blobs;
    await store.putBlob(blob!.descriptor, async () => Readable.from([bytes]), never);
    expect(http.requests.map(({ method }) => method)).toEqual(['HEAD', 'POST', 'POST', 'PUT']);
  });
});
