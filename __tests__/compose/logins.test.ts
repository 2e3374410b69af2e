import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runList } from '../../src/compose/run-list.ts';
import { runPromote } from '../../src/compose/run-promote.ts';
import type { AuthOptions } from '../support/fake-registry/auth.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { image, push } from '../support/images.ts';
import { registryStore } from '../support/registry-store.ts';
import { TlsServer, tlsMaterial } from '../support/tls-server.ts';
import { never } from '../support/tools.ts';

/** Two robots of one host: each has rights in its own project alone. */
const ROBOTS = ['robot-dev', 'robot-prod'].map((username) => ({
  username,
  password: `of-${username}`,
  may: (repository: string) => repository.startsWith(`${username.slice('robot-'.length)}/`),
}));

const auth = (username: string) => ({
  auth: Buffer.from(`${username}:of-${username}`).toString('base64'),
});
const config = (auths: Record<string, object>, more: object = {}) => JSON.stringify({ auths, ...more });

const built = image();

async function registryWith(kind: AuthOptions['kind']) {
  const registry = await FakeRegistry.start({}, { kind, accounts: ROBOTS });
  onTestFinished(() => registry.stop());
  const [dev] = ROBOTS;
  const credential = { kind: 'password', ...dev!, source: 'test' } as const;
  await push(registryStore(registry.host, 'dev/app', { credential }), built, '1');
  registry.log.length = 0;
  return registry;
}

const promote = (registry: FakeRegistry, options: object) =>
  runPromote(
    {
      source: `${registry.host}/dev/app:1`,
      destination: `${registry.host}/prod/app:1`,
      skipVerification: true,
      singleWriter: true,
      env: {},
      ...options,
    },
    never,
  );

/** The repositories and users of requests with Basic, each once: `dev robot-dev`. */
const used = (registry: FakeRegistry) =>
  [
    ...new Set(
      registry.log
        .filter(({ authorization }) => authorization !== undefined)
        .map(({ path, authorization }) => {
          const [user] = Buffer.from(authorization!.replace('Basic ', ''), 'base64').toString().split(':');
          return `${path.split('/')[2]} ${user}`;
        }),
    ),
  ].toSorted();

describe('logins of both sides on one host', () => {
  it.each<[string, (host: string) => object]>([
    [
      'a file for each side',
      (host) => ({
        fromRegistryConfig: config({ [host]: auth('robot-dev') }),
        toRegistryConfig: config({ [host]: auth('robot-prod') }),
      }),
    ],
    [
      'a file for the destination, and one for the run',
      (host) => ({
        registryConfig: config({ [host]: auth('robot-dev') }),
        toRegistryConfig: config({ [host]: auth('robot-prod') }),
      }),
    ],
    [
      'a file for the source, and one for the run',
      (host) => ({
        registryConfig: config({ [host]: auth('robot-prod') }),
        fromRegistryConfig: config({ [host]: auth('robot-dev') }),
      }),
    ],
    [
      'a file for the source, and the usual place',
      (host) => ({
        fromRegistryConfig: config({ [host]: auth('robot-dev') }),
        env: { DOCKER_AUTH_CONFIG: config({ [host]: auth('robot-prod') }) },
      }),
    ],
    [
      'one file with a path for each',
      (host) => ({
        registryConfig: config({
          [`${host}/dev`]: auth('robot-dev'),
          [`${host}/prod`]: auth('robot-prod'),
        }),
      }),
    ],
  ])('are kept apart: %s', async (_, options) => {
    const registry = await registryWith('basic');
    const result = await promote(registry, options(registry.host));
    expect(result).toMatchObject({ error: null, status: 'done' });
    expect(used(registry)).toEqual(['dev robot-dev', 'prod robot-prod']);
  });

  it('are kept apart in their tokens too', async () => {
    const registry = await registryWith('bearer');
    const { host } = registry;
    const result = await promote(registry, {
      fromRegistryConfig: config({ [host]: auth('robot-dev') }),
      toRegistryConfig: config({ [host]: auth('robot-prod') }),
    });
    expect(result).toMatchObject({ error: null, status: 'done' });
    expect(registry.requests.filter((request) => request.includes('/token'))).toHaveLength(2);
  });

  it('are named with their source when a right is missing', async () => {
    const registry = await registryWith('basic');
    const registryConfig = config({ [registry.host]: auth('robot-dev') });
    const result = await promote(registry, { registryConfig });
    const text = JSON.stringify(result);
    expect(text).toContain('"code":"denied"');
    expect(text).toContain(`logged in as robot-dev, from (inline) (${registry.host})`);
    expect(text).toMatch(/needed is the right to (pull|push) 127[^"]*prod\/app/);
    expect(text).not.toContain('of-robot-dev');
  });
});

describe.skipIf(process.platform === 'win32')('a credential helper of a run', () => {
  it('is asked once for all stores of a host, and its secret is masked', async () => {
    const registry = await registryWith('basic');
    const folder = await mkdtemp(join(tmpdir(), 'sealift-logins-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const helper = join(folder, 'docker-credential-fake');
    const answer = '{"Username":"robot-dev","Secret":"of-robot-dev"}';
    await writeFile(
      helper,
      `#!/bin/sh\ncat >>'${folder}/asked'\necho >>'${folder}/asked'\necho '${answer}'\n`,
    );
    await chmod(helper, 0o755);
    const secrets: string[] = [];
    const result = await runPromote(
      {
        source: `${registry.host}/dev/app:1`,
        destination: [`${registry.host}/dev/one:1`, `${registry.host}/dev/two:1`],
        skipVerification: true,
        singleWriter: true,
        registryConfig: JSON.stringify({ credsStore: 'fake' }),
        env: { PATH: `${folder}:/usr/bin:/bin` },
        onSecret: (secret) => secrets.push(secret),
      },
      never,
    );
    expect(result).toMatchObject({ error: null, status: 'done' });
    expect(await readFile(join(folder, 'asked'), 'utf8')).toBe(`${registry.host}\n`);
    expect(secrets).toContain('of-robot-dev');
  });

  it('is one error with its remedy when it is missing', async () => {
    const registry = await registryWith('basic');
    const result = await runList(
      {
        image: `${registry.host}/dev/app:1`,
        registryConfig: JSON.stringify({ credHelpers: { [registry.host]: 'gone' } }),
        env: { PATH: '/nowhere' },
      },
      never,
    );
    expect(result.images[0]?.error ?? result.error).toMatchObject({
      code: 'credential_helper_missing',
      message: expect.stringContaining('docker-credential-gone'),
    });
  });
});

describe('an authority of --ca-file', () => {
  it('is trusted in its run alone, as a file or as its content', async () => {
    const site = tlsMaterial('site', ['registry.test']);
    const server = await new TlsServer(site, () => ({ status: 404 })).start();
    onTestFinished(() => server.stop());
    const folder = await mkdtemp(join(tmpdir(), 'sealift-ca-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, 'ca.pem'), site.ca);
    const host = `127.0.0.1:${server.port}`;
    const code = async (options: { caFile?: string }) => {
      const result = await runList({ image: `${host}/a:1`, httpsHost: host, env: {}, ...options }, never);
      return (result.images[0]?.error ?? result.error)?.code;
    };
    expect(await code({})).toBe('tls_failed');
    expect(server.seen).toEqual([]);
    expect(await code({ caFile: join(folder, 'ca.pem') })).toBe('artifact_not_found');
    expect(await code({ caFile: site.ca })).toBe('artifact_not_found');
    expect(await code({ caFile: tlsMaterial('others').ca })).toBe('tls_failed');
    expect(await code({ caFile: site.key })).toBe('config_invalid');
  });
});

describe('certificates that docker and podman keep', () => {
  it('are used by a run for their host, as authority and as client certificate', async () => {
    const [site, clients] = [tlsMaterial('site', ['registry.test']), tlsMaterial('clients')];
    const server = await new TlsServer(site, () => ({ status: 404 }), { clients: clients.ca }).start();
    onTestFinished(() => server.stop());
    const folder = await mkdtemp(join(tmpdir(), 'sealift-certs-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const host = `127.0.0.1:${server.port}`;
    const own = join(folder, 'containers/certs.d', host);
    await mkdir(own, { recursive: true });
    await writeFile(join(own, 'ca.crt'), site.ca);
    await writeFile(join(own, 'me.cert'), clients.cert);
    const list = () =>
      runList({ image: `${host}/a:1`, httpsHost: host, env: { XDG_CONFIG_HOME: folder } }, never);
    const broken = await list();
    expect(broken.images[0]?.error ?? broken.error).toMatchObject({
      code: 'config_invalid',
      message: expect.stringContaining('me.cert without me.key'),
    });
    expect(server.seen).toEqual([]);
    await writeFile(join(own, 'me.key'), clients.key);
    const result = await list();
    expect(result.images[0]?.error ?? result.error).toMatchObject({ code: 'artifact_not_found' });
    expect(server.seen[0]).toMatchObject({ client: 'client' });
  });
});
