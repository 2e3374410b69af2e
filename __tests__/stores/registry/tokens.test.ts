import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../src/io/http/types.ts';
import { Authorizer } from '../../../src/stores/registry/auth/authorizer.ts';
import type { Credential } from '../../../src/stores/registry/auth/credential.ts';
import { Repository, type RepositoryOptions } from '../../../src/stores/registry/repository.ts';
import { ALICE, JumpingClock } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';
import { type ScriptedAnswer, ScriptedHttp } from './scripted-http.ts';

const BEARER = 'Bearer realm="https://auth.test/token",service="s"';
const IDENTITY: Credential = { kind: 'refresh', token: 'first', username: 'alice', source: 'test' };
const BOB: Credential = { ...ALICE, username: 'bob', source: 'other' };

type Answer = (request: HttpRequest, number: number) => ScriptedAnswer | undefined;

/** Repositories of `registry.test` with one set of logins; what `answer` leaves out is a registry that asks for a token. */
function logins(answer: Answer, find: (repository: string) => Credential | undefined = () => ALICE) {
  let issued = 0;
  const http = new ScriptedHttp((request, number) => {
    const own = answer(request, number);
    if (own) return own;
    if (request.url.host === 'auth.test') {
      issued += 1;
      return { status: 200, body: `{"token":"t${issued}","expires_in":300}` };
    }
    const isIn = request.headers?.authorization !== undefined;
    return isIn ? { status: 200 } : { status: 401, headers: { 'www-authenticate': BEARER } };
  });
  const clock = new JumpingClock();
  const secrets: string[] = [];
  const authorizer = new Authorizer({
    http,
    credentials: { find: async (_, repository) => find(repository), logins: async () => [] },
    now: clock.now,
    onSecret: (secret) => secrets.push(secret),
  });
  const open = (name: string, more: Partial<RepositoryOptions> = {}) =>
    new Repository({
      registry: 'registry.test',
      repository: name,
      plainHttp: false,
      access: 'push',
      http,
      authorizer,
      ...more,
    });
  const send = (repository: Repository, more: { signal?: AbortSignal } = {}) =>
    repository.request({ method: 'GET', url: repository.url('x'), signal: never, ...more });
  const asked = () => http.requests.filter(({ url }) => url.host === 'auth.test');
  const scopes = () => asked().map(({ url }) => url.searchParams.getAll('scope'));
  return { http, clock, secrets, authorizer, open, send, asked, scopes };
}

async function formOf(request: HttpRequest | undefined): Promise<Record<string, string>> {
  const body = await request?.body?.open();
  return Object.fromEntries(new URLSearchParams(Buffer.from(body as Uint8Array).toString()));
}

describe('the answer of a token service', () => {
  const tokenOf = async (body: string): Promise<string | undefined> => {
    const { open, send, http } = logins(({ url }) =>
      url.host === 'auth.test' ? { status: 200, body } : undefined,
    );
    await send(open('team/app'));
    return http.requests.at(-1)!.headers?.authorization;
  };

  it.each([
    '{"token":"t","issued":9223372036854775807}',
    '{"token":"t","expires_in":9223372036854775807}',
    '{"token":"t","expires_in":"soon","scope":{"at":[1e400,-9007199254740993]}}',
    '{"access_token":"t","token":null,"refresh_token":null}',
    '{"token":"","access_token":"t","expires_in":{}}',
  ])('may have numbers that nobody reads: %s', async (body) => {
    expect(await tokenOf(body)).toBe('Bearer t');
  });

  it.each([
    '{"token":"t","token":"u"}',
    '{"token":"t","x":{"a":1,"a":2}}',
    '{"token":"t","Token":"u"}',
    '{"token":7}',
    '{"token":"a b"}',
    '{"token":null}',
    '["t"]',
    `{"token":"t","x":${'['.repeat(40)}${']'.repeat(40)}}`,
    '{"token":"t"} {}',
  ])('is refused as before: %s', async (body) => {
    await expect(tokenOf(body)).rejects.toMatchObject({ code: 'unexpected_answer' });
  });
});

describe('a token for several scopes', () => {
  it('is asked for once, its own scope first, where blobs are mounted from other repositories', async () => {
    const { open, send, scopes } = logins(() => undefined);
    const target = open('dst/app', { alsoPull: ['src/app', 'dst/app', 'src/more'] });
    expect((await send(target)).status).toBe(200);
    await send(target);
    const rest = ['repository:src/app:pull', 'repository:src/more:pull'];
    expect(scopes()).toEqual([['repository:dst/app:pull,push', ...rest]]);
  });

  it('is also used by a store that needs fewer scopes', async () => {
    const { open, send, scopes } = logins(() => undefined);
    await send(open('dst/app', { alsoPull: ['src/app'] }));
    await send(open('src/app', { access: 'pull' }));
    await send(open('dst/app', { access: 'pull' }));
    expect(scopes()).toHaveLength(1);
    await send(open('src/app'));
    expect(scopes().at(-1)).toEqual(['repository:src/app:pull,push']);
  });

  it('names its scopes in one text, joined by spaces, in a POST', async () => {
    const { open, send, asked } = logins(
      () => undefined,
      () => IDENTITY,
    );
    await send(open('dst/app', { alsoPull: ['src/app'] }));
    expect(await formOf(asked()[0])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'first',
      service: 's',
      scope: 'repository:dst/app:pull,push repository:src/app:pull',
      client_id: 'sealift',
    });
  });

  it('leaves out a repository with another login', async () => {
    const { open, send, scopes } = logins(
      () => undefined,
      (repository) => (repository.startsWith('src/') ? BOB : ALICE),
    );
    const target = open('dst/app', { alsoPull: ['src/app', 'dst/other'] });
    expect(await target.mayMountFrom('dst/other')).toBe(true);
    expect(await target.mayMountFrom('src/app')).toBe(false);
    expect(await target.mayMountFrom('dst/else')).toBe(false);
    await send(target);
    await send(open('src/app', { access: 'pull' }));
    expect(scopes()).toEqual([
      ['repository:dst/app:pull,push', 'repository:dst/other:pull'],
      ['repository:src/app:pull'],
    ]);
  });

  it.each([400, 401, 403])(
    'is one for its own scope where the service answers %i to both',
    async (status) => {
      const { open, send, scopes, http } = logins(({ url }) =>
        url.searchParams.getAll('scope').length > 1 ? { status } : undefined,
      );
      const target = open('dst/app', { alsoPull: ['src/app'] });
      await send(target);
      await send(target);
      expect(scopes().map((one) => one.length)).toEqual([2, 1]);
      expect(http.requests.at(-1)!.headers).toMatchObject({ authorization: 'Bearer t1' });
    },
  );

  it('is not narrowed when the service does not answer', async () => {
    const { open, send, scopes } = logins(({ url }) =>
      url.host === 'auth.test' ? { status: 503 } : undefined,
    );
    await expect(send(open('dst/app', { alsoPull: ['src/app'] }))).rejects.toMatchObject({ exitCode: 3 });
    expect(scopes()).toHaveLength(1);
  });
});

describe('a token service that refuses', () => {
  it('is asked once, however many requests wait for the token', async () => {
    const { open, send, scopes } = logins(({ url }) =>
      url.host === 'auth.test' ? { status: 403 } : undefined,
    );
    const target = open('team/app');
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => send(target)));
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ reason: { code: 'denied', exitCode: 4 } });
    expect(scopes().length).toBeLessThanOrEqual(2);
  });
});

describe('an identity token', () => {
  it.each([400, 401, 404, 405, 415, 501])('goes by GET with Basic after %i', async (status) => {
    const { open, send, asked } = logins(
      ({ method }) => (method === 'POST' ? { status } : undefined),
      () => IDENTITY,
    );
    expect((await send(open('team/app'))).status).toBe(200);
    const basic = `Basic ${Buffer.from('alice:first').toString('base64')}`;
    expect(asked().map(({ method }) => method)).toEqual(['POST', 'GET']);
    expect(asked()[1]!.headers).toMatchObject({ authorization: basic });
  });

  it('is replaced, in memory, by the refresh token that the service returns', async () => {
    let given = 0;
    const { open, send, asked, secrets, clock } = logins(
      ({ method }) => {
        if (method !== 'POST') return undefined;
        given += 1;
        return { status: 200, body: `{"access_token":"a${given}","refresh_token":"r${given}"}` };
      },
      () => IDENTITY,
    );
    const target = open('team/app');
    await send(target);
    await clock.sleep(56_000, never);
    await send(target);
    await clock.sleep(56_000, never);
    await send(target);
    const forms = await Promise.all(asked().map(formOf));
    expect(forms.map((form) => form.refresh_token)).toEqual(['first', 'r1', 'r2']);
    expect(secrets).toEqual(expect.arrayContaining(['first', 'r1', 'r2', 'a1', 'a2', 'a3']));
  });

  it('is not replaced by the refresh token of a GET', async () => {
    const { open, send, asked, clock } = logins(({ url }) =>
      url.host === 'auth.test' ? { status: 200, body: '{"token":"t","refresh_token":"offered"}' } : undefined,
    );
    const target = open('team/app');
    await send(target);
    await clock.sleep(56_000, never);
    await send(target);
    expect(asked().map(({ method }) => method)).toEqual(['GET', 'GET']);
    expect(asked()[1]!.headers).toEqual(asked()[0]!.headers);
  });
});

describe('the life of a token', () => {
  it.each([
    ['nothing', '{"token":"t"}', 60],
    ['too short a life', '{"token":"t","expires_in":5}', 60],
    ['its life', '{"token":"t","expires_in":300}', 300],
    ['a start that is long ago', '{"token":"t","expires_in":300,"issued_at":"2001-01-01T00:00:00Z"}', 300],
  ])('is counted from when it came, when the service says %s', async (_, body, seconds) => {
    const { open, send, asked, clock } = logins(({ url }) =>
      url.host === 'auth.test' ? { status: 200, body } : undefined,
    );
    const target = open('team/app');
    await send(target);
    await clock.sleep((seconds - 6) * 1000, never);
    await send(target);
    expect(asked()).toHaveLength(1);
    await clock.sleep(2_000, never);
    await send(target);
    expect(asked()).toHaveLength(2);
  });
});

describe('a token service that gives no token', () => {
  const refusedBy = (answer: ScriptedAnswer, credential = ALICE) => {
    const { open, send } = logins(
      ({ url }) => (url.host === 'auth.test' ? answer : undefined),
      () => credential,
    );
    return expect(send(open('team/app'))).rejects;
  };

  it.each<[string, ScriptedAnswer]>([
    ['404', { status: 404 }],
    ['413', { status: 413 }],
    ['the words of a manifest that is gone', { status: 400, body: '{"errors":[{"code":"DIGEST_INVALID"}]}' }],
    ['too much', { status: 200, body: ' '.repeat(70_000) }],
  ])('by %s says nothing about the content that was asked for', (_, answer) =>
    refusedBy(answer).toMatchObject({ code: 'unexpected_answer' }),
  );

  it('by 404 says nothing about what an identity token was to push either', () =>
    refusedBy({ status: 404 }, IDENTITY).toMatchObject({ code: 'unexpected_answer' }));
});

describe('the login of a token service', () => {
  it.each([
    ['a password', ALICE, 'alice:wonderland'],
    ['an identity token', IDENTITY, 'alice:first'],
  ])('is a secret as it is sent: %s', async (_, credential, login) => {
    const { open, send, secrets } = logins(
      ({ method }) => (method === 'POST' ? { status: 405 } : undefined),
      () => credential,
    );
    await send(open('team/app'));
    expect(secrets).toContain(Buffer.from(login).toString('base64'));
  });
});

describe('a client certificate', () => {
  it.each([
    ['https://registry.test/token', [true, true, true]],
    ['https://auth.test/token', [true, false, true]],
    ['https://registry.test:8443/token', [true, false, true]],
  ])('goes to the registry and to a token service of its origin: %s', async (realm, shown) => {
    const { open, send, http } = logins(({ url, headers }) => {
      if (url.pathname === '/token') return { status: 200, body: '{"token":"t"}' };
      const header = { 'www-authenticate': `Bearer realm="${realm}"` };
      return headers?.authorization === undefined ? { status: 401, headers: header } : { status: 200 };
    });
    await send(open('team/app'));
    expect(http.requests.map(({ clientCertificate }) => clientCertificate)).toEqual(shown);
  });

  it('is sent to /v2/ when a refusal has no challenge', async () => {
    const { open, send, http } = logins(({ url, headers }) => {
      if (url.pathname === '/v2/' || url.host === 'auth.test' || headers?.authorization) return undefined;
      return { status: 401 };
    });
    await send(open('team/app'));
    expect(http.lines[1]).toBe('GET https://registry.test/v2/');
    expect(http.requests[1]!.clientCertificate).toBe(true);
  });

  it('goes with the POST of an identity token only there as well', async () => {
    const { open, send, asked } = logins(
      () => undefined,
      () => IDENTITY,
    );
    await send(open('team/app'));
    expect(asked().map(({ method, clientCertificate }) => [method, clientCertificate])).toEqual([
      ['POST', false],
    ]);
  });

  it('is not sent to an upload location on another origin', async () => {
    const { open, http } = logins(() => undefined);
    const target = open('team/app');
    await target.elsewhere({ method: 'PUT', url: new URL('https://upload.test/x'), signal: never });
    expect(http.requests[0]!.clientCertificate).not.toBe(true);
  });
});

describe('a challenge', () => {
  const challenge = (...headers: string[]): ScriptedAnswer => ({
    status: 401,
    headers: { 'www-authenticate': headers },
  });
  const basic = `Basic ${Buffer.from('alice:wonderland').toString('base64')}`;

  it.each([
    ['without a scope', BEARER],
    ['with the placeholder of GHCR', `${BEARER},scope="repository:user/image:pull"`],
    ['with another repository', `${BEARER},scope="repository:other/app:pull,push,delete"`],
    ['with the catalog', `${BEARER},scope="registry:catalog:*"`],
  ])('%s is answered with our own scope', async (_, header) => {
    const { open, send, scopes } = logins(({ url, headers }) =>
      url.host !== 'auth.test' && headers?.authorization === undefined ? challenge(header) : undefined,
    );
    expect((await send(open('team/app'))).status).toBe(200);
    expect(scopes()).toEqual([['repository:team/app:pull,push']]);
  });

  it.each([
    ['Bearer and Basic', [BEARER, 'Basic realm="r"'], /^Bearer t1$/],
    ['Basic and Bearer', ['Basic realm="r"', BEARER], /^Bearer t1$/],
    ['both in one header', [`BASIC realm="r", ${BEARER}`], /^Bearer t1$/],
    ['BASIC in capitals', ['BASIC realm="Sonatype Nexus"'], /^Basic /],
    [
      'Basic and a realm nobody may ask',
      ['Bearer realm="http://gitea.local/t"', 'Basic realm="r"'],
      /^Basic /,
    ],
  ])('of %s is answered', async (_, headers, expected) => {
    const { open, send, http } = logins((request) =>
      request.headers?.authorization === undefined && request.url.host !== 'auth.test'
        ? challenge(...headers)
        : undefined,
    );
    expect((await send(open('team/app'))).status).toBe(200);
    expect(http.requests.at(-1)!.headers!.authorization).toMatch(expected);
    expect(http.requests.some(({ url }) => url.protocol === 'http:')).toBe(false);
  });

  it('of Basic is remembered for the next repository of the registry (ECR)', async () => {
    const { open, send, http } = logins(
      ({ headers }) => (headers?.authorization === undefined ? challenge('Basic realm="ecr"') : undefined),
      (repository) => (repository === 'public/app' ? undefined : ALICE),
    );
    await send(open('team/one'));
    await send(open('team/two'));
    await send(open('team/three'));
    expect(http.requests.map(({ headers }) => headers?.authorization)).toEqual([
      undefined,
      basic,
      basic,
      basic,
    ]);
    expect((await send(open('public/app'))).status).toBe(401);
    expect(http.requests.at(-1)!.headers?.authorization).toBeUndefined();
  });

  it.each([
    ['more of its own repository', 'repository:team/app:pull,push,delete', ['pull,push', 'pull,push,delete']],
    ['all of it', 'repository:team/app:*', ['pull,push', 'pull,push,*']],
    ['another repository', 'repository:team/other:delete', ['pull,push', 'pull,push']],
  ])('of insufficient scope is followed for %s and no further', async (_, scope, actions) => {
    const { open, send, scopes, http } = logins((request) => {
      if (request.headers?.authorization === undefined || request.url.host === 'auth.test') return undefined;
      return challenge(`${BEARER},scope="${scope}",error="insufficient_scope"`);
    });
    expect((await send(open('team/app'))).status).toBe(401);
    expect(scopes()).toEqual(actions.map((one) => [`repository:team/app:${one}`]));
    expect(http.requests).toHaveLength(5);
  });

  it('that comes after the body is answered once by sending the body again', async () => {
    let opened = 0;
    let ended = false;
    const { open, send, http, asked } = logins(({ method }) => {
      if (method !== 'PUT' || ended) return undefined;
      ended = true;
      return challenge(BEARER);
    });
    const target = open('team/app');
    await send(target);
    const body = {
      length: 3,
      open: async () => {
        opened += 1;
        return Buffer.from('abc');
      },
    };
    const put = await target.request({
      method: 'PUT',
      url: target.url('y'),
      body,
      retry: false,
      signal: never,
    });
    expect(put.status).toBe(200);
    expect(opened).toBe(2);
    expect(asked()).toHaveLength(2);
    expect(http.requests.filter(({ method }) => method === 'PUT')).toHaveLength(2);
  });
});

describe('an error for a login', () => {
  it.each<[string, Credential, string]>([
    [
      'a password',
      { ...ALICE, source: 'config.json (registry.test)' },
      'alice, from config.json (registry.test)',
    ],
    ['an identity token', { ...IDENTITY, source: 'auth.json (x)' }, 'alice, from auth.json (x)'],
    ['a nameless one', { kind: 'refresh', token: 'first', source: 'f' }, 'an identity token, from f'],
  ])('names who it was, where that came from and what is missing: %s', async (_, credential, who) => {
    const { open, send } = logins(
      () => undefined,
      () => credential,
    );
    const target = open('team/app');
    const response = await send(target);
    const error = await target.error({ ...response, status: 403 }, 'PUT', 'push to');
    expect(error).toMatchObject({ code: 'denied', exitCode: 4 });
    expect(error.message).toContain(
      `logged in as ${who}; needed is the right to push registry.test/team/app`,
    );
    expect(`${error.message}${error.hint}`).not.toMatch(/wonderland|first/);
  });
});
