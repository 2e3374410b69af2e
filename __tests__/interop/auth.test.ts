import { afterAll, beforeAll, expect, it } from 'vitest';
import { HTPASSWD_LOGIN, htpasswd } from './support/guarded-registry.ts';
import { type Login, type Logins, writeLogins } from './support/logins.ts';
import { NotationHome } from './support/notation.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { sealift, tryPeer } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';
import { SERVICE, TokenServer } from './support/token-server.ts';

const ADMIN: Login = HTPASSWD_LOGIN;
const ROBOT_A: Login = { name: 'robot$a', password: 'reads team-a: only' };
const ROBOT_B: Login = { name: 'robot$b', password: 'writes team-b' };

const tokens = (): Promise<TokenServer> =>
  TokenServer.start({
    [ADMIN.name]: { password: ADMIN.password, rights: { '': ['pull', 'push'] } },
    [ROBOT_A.name]: { password: ROBOT_A.password, rights: { 'team-a/': ['pull'] } },
    [ROBOT_B.name]: { password: ROBOT_B.password, rights: { 'team-b/': ['pull', 'push'] } },
  });

const errorOf = ({ stdout }: { stdout: string }): string => {
  const { error, images } = JSON.parse(stdout);
  return (error ?? images[0].error ?? images[0].destinations[0].error).code;
};

withPeers().each([
  ['htpasswd', htpasswd],
  ['tokens', tokens],
] as const)('a registry that asks for a password, by %s', (_, open) => {
  let guard: Awaited<ReturnType<typeof htpasswd>> | TokenServer;
  let registry: RunningRegistry;
  let home: NotationHome;
  let logins: Logins;
  let image: string;

  beforeAll(async () => {
    [guard, home] = await Promise.all([open(), NotationHome.create()]);
    registry = await startRegistry('distribution', { auth: guard.auth });
    logins = await writeLogins({ [registry.host]: ADMIN });
    image = await pushSmall(`${registry.host}/dev/app:1`, '--plain-http', '--registry-config', logins.file);
  });
  afterAll(async () => {
    await registry?.stop();
    await Promise.all([guard?.stop(), logins?.remove()]);
  });

  it('denies a user without a password or with a wrong one', async () => {
    const empty = await writeLogins({});
    const wrong = await writeLogins({ [registry.host]: { ...ADMIN, password: 'guessed' } });
    for (const { file } of [empty, wrong]) {
      const flags = [...home.keyFlags, '--registry-config', file, '--output', 'json'];
      const denied = await sealift(['sign', image, ...flags]);
      expect(denied, denied.stdout).toMatchObject({ code: 4 });
    }
    await Promise.all([empty.remove(), wrong.remove()]);
  });

  it('holds signatures and promoted images that notation and oras find', async () => {
    const config = ['--registry-config', logins.file];
    const destination = `${registry.host}/prod/app:1,latest`;
    for (const command of [
      ['sign', image, ...home.keyFlags],
      ['verify', image, ...home.trustFlags],
      ['promote', image, destination, ...home.trustFlags],
      ['verify', `${registry.host}/prod/app:latest`, ...home.trustFlags],
    ]) {
      const done = await sealift([...command, ...config]);
      expect(done, done.stdout + done.stderr).toMatchObject({ code: 0 });
    }
    const promoted = image.replace('/dev/', '/prod/');
    for (const reference of [image, promoted]) {
      const verified = await home.verify(reference, '-u', ADMIN.name, '-p', ADMIN.password);
      expect(verified, verified.stderr).toMatchObject({ code: 0 });
      const discover = ['discover', '--plain-http', '--format', 'json', ...config, reference];
      expect(JSON.parse((await tryPeer('oras', discover)).stdout).referrers).toHaveLength(1);
    }
  });
});

withPeers()('two robots on one registry', () => {
  let server: TokenServer;
  let registry: RunningRegistry;
  let home: NotationHome;
  let image: string;
  const files: Logins[] = [];
  const logins = async (entries: Readonly<Record<string, Login>>): Promise<string> => {
    const written = await writeLogins(entries);
    files.push(written);
    return written.file;
  };

  beforeAll(async () => {
    [server, home] = await Promise.all([tokens(), NotationHome.create()]);
    registry = await startRegistry('distribution', { auth: server.auth });
    const admin = ['--registry-config', await logins({ [registry.host]: ADMIN })];
    image = await pushSmall(`${registry.host}/team-a/app:1`, '--plain-http', ...admin);
    const signed = await sealift(['sign', image, ...home.keyFlags, ...admin]);
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await registry?.stop();
    await Promise.all([server?.stop(), ...files.map((written) => written.remove())]);
  });

  const promote = (destination: string, ...flags: string[]) =>
    sealift(['promote', image, destination, ...home.trustFlags, '--output', 'json', ...flags]);
  /** The users and teams of token requests since the log had `start` entries. */
  const whoAsked = (start: number): Set<string> =>
    new Set(
      server.asked
        .slice(start)
        .flatMap(({ user, scopes }) =>
          scopes.map((scope) => `${user} ${scope.split(':')[1]?.split('/')[0]}`),
        ),
    );

  it('are served by a token server that refuses wrong requests and grants only what is allowed', async () => {
    const ask = async (query: Readonly<Record<string, string>>, login: Login = ROBOT_A) => {
      const authorization = `Basic ${Buffer.from(`${login.name}:${login.password}`).toString('base64')}`;
      const url = `${server.realm}?${new URLSearchParams({ service: SERVICE, ...query })}`;
      const answer = await fetch(url, { headers: { authorization } });
      const { token = '' } = (await answer.json()) as { token?: string };
      const claims = token === '' ? '{}' : Buffer.from(token.split('.')[1]!, 'base64url').toString();
      return { status: answer.status, access: JSON.parse(claims).access };
    };
    const scope = 'repository:team-a/app:pull,push';
    expect((await ask({ scope }, { ...ROBOT_A, password: 'guessed' })).status).toBe(401);
    expect((await ask({ scope, service: 'another' })).status).toBe(400);
    expect((await ask({ scope: 'repository:team-a/app' })).status).toBe(400);
    expect((await ask({ scope: 'repository:team-a/app:pull,fly' })).status).toBe(400);
    expect((await ask({ scope })).access).toEqual([
      { type: 'repository', name: 'team-a/app', actions: ['pull'] },
    ]);
    expect((await ask({ scope: 'repository:team-b/app:pull' })).access[0].actions).toEqual([]);
  });

  it('each read or write their own part, by keys with a path in one file', async () => {
    const config = await logins({
      [`${registry.host}/team-a`]: ROBOT_A,
      [`${registry.host}/team-b`]: ROBOT_B,
    });
    const start = server.asked.length;
    const done = await promote(`${registry.host}/team-b/app:1`, '--registry-config', config);
    expect(done, done.stdout).toMatchObject({ code: 0 });
    expect(whoAsked(start)).not.toContain(`${ROBOT_A.name} team-b`);
    const verified = await sealift([
      ...['verify', `${registry.host}/team-b/app:1`, ...home.trustFlags, '--registry-config', config],
    ]);
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
  });

  it('are chosen by the longest path, which never matches within a word', async () => {
    const config = await logins({
      [registry.host]: { ...ADMIN, password: 'wrong' },
      [`${registry.host}/team`]: { ...ADMIN, password: 'wrong too' },
      [`${registry.host}/team-a`]: ROBOT_A,
      [`${registry.host}/team-b/app`]: ROBOT_B,
    });
    const done = await promote(`${registry.host}/team-b/app:2`, '--registry-config', config);
    expect(done, done.stdout).toMatchObject({ code: 0 });
  });

  it('each read or write their own part, by one file for the source and one for the destination', async () => {
    const from = await logins({ [registry.host]: ROBOT_A });
    const to = await logins({ [registry.host]: ROBOT_B });
    const sides = ['--from-registry-config', from, '--to-registry-config', to];
    const done = await promote(`${registry.host}/team-b/split:1`, ...sides);
    expect(done, done.stdout).toMatchObject({ code: 0 });

    const swapped = ['--from-registry-config', to, '--to-registry-config', from];
    const denied = await promote(`${registry.host}/team-b/swapped:1`, ...swapped);
    expect(denied, denied.stdout).toMatchObject({ code: 4 });
  });

  it('write nothing where they may only read', async () => {
    const config = await logins({ [registry.host]: ROBOT_A });
    const denied = await promote(`${registry.host}/team-a/copy:1`, '--registry-config', config);
    expect(denied, denied.stdout).toMatchObject({ code: 4 });
    expect(errorOf(denied)).toBe('denied');
    const admin = ['--registry-config', await logins({ [registry.host]: ADMIN })];
    const tags = await tryPeer('oras', [
      'repo',
      'tags',
      '--plain-http',
      ...admin,
      `${registry.host}/team-a/copy`,
    ]);
    expect(tags.code).not.toBe(0);
  });
});
