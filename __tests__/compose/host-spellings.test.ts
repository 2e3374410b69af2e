import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { runPromote } from '../../src/compose/run-promote.ts';
import { runSign } from '../../src/compose/run-sign.ts';
import { runVerify } from '../../src/compose/run-verify.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { image, push } from '../support/images.ts';
import { sharedChain, testChain } from '../support/pki.ts';
import { registryStore } from '../support/registry-store.ts';
import { never } from '../support/tools.ts';

const statement = (name: string, scope: string, store: string) => ({
  name,
  registryScopes: [scope],
  signatureVerification: { level: 'strict' },
  trustStores: [`ca:${store}`],
  trustedIdentities: ['*'],
});

describe('a registry in another spelling', () => {
  let registry: FakeRegistry;
  /** `localhost:PORT` */
  let host: string;
  let folder: string;

  beforeEach(async () => {
    registry = await FakeRegistry.start();
    host = `localhost:${registry.host.split(':')[1]}`;
    folder = await mkdtemp(join(tmpdir(), 'sealift-hosts-'));
    onTestFinished(async () => {
      await registry.stop();
      await rm(folder, { recursive: true, force: true });
    });
    for (const [name, chain] of Object.entries({ ours: sharedChain(), theirs: testChain() })) {
      await mkdir(join(folder, `x509/ca/${name}`), { recursive: true });
      await writeFile(join(folder, `x509/ca/${name}/root.pem`), chain.root.pem);
    }
    await push(registryStore(registry.host, 'dev/app'), image(), '1');
    const { key, pem } = sharedChain();
    const signed = await runSign(
      { images: `${host}/dev/app:1`, key: key.pem, certificateChain: pem, env: {} },
      never,
    );
    expect(signed.status).toBe('done');
  });

  const trust = (...statements: object[]) => ({
    trustPolicy: JSON.stringify({ version: '1.0', trustPolicies: statements }),
    trustStore: folder,
    env: {},
  });

  it.each([
    ['the reference', (name: string) => name, (name: string) => name.toUpperCase()],
    ['the scope', (name: string) => name.toUpperCase(), (name: string) => name],
    ['both, differently', (name: string) => name.replace('l', 'L'), (name: string) => name.replace('h', 'H')],
  ])(
    'is still covered by the statement that names it, with another spelling of %s',
    async (_, scope, destination) => {
      const result = await runPromote(
        {
          source: `${host}/dev/app:1`,
          destination: `${destination(host)}/prod/app:1`,
          ...trust(statement('all', '*', 'ours'), statement('prod', `${scope(host)}/prod/app`, 'theirs')),
        },
        never,
      );
      const message = expect.stringContaining('the statement "prod" for ');
      expect(result).toMatchObject({
        status: 'failed',
        images: [
          {
            policy: { statement: 'all' },
            destinations: [{ error: { code: 'verification_failed', message } }],
          },
        ],
      });
      expect(registry.log.filter(({ method, path }) => method === 'PUT' && path.includes('/prod/'))).toEqual(
        [],
      );
    },
  );

  it('is judged under the statement of its source, and shown normalised', async () => {
    const policy = trust(statement('dev', `${host}/dev/app`, 'ours'), statement('all', '*', 'theirs'));
    const result = await runVerify({ images: `${host.toUpperCase()}/dev/app:1`, ...policy }, never);
    expect(result).toMatchObject({
      status: 'done',
      images: [{ reference: `${host}/dev/app:1`, policy: { statement: 'dev' } }],
    });
  });

  it('is normalised in --scope', async () => {
    const policy = trust(statement('other', 'other.example/app', 'theirs'), statement('all', '*', 'ours'));
    const scoped = await runVerify(
      { images: `${host}/dev/app:1`, scope: 'Other.Example:443/app', ...policy },
      never,
    );
    expect(scoped).toMatchObject({ status: 'failed', images: [{ policy: { statement: 'other' } }] });
  });

  it('is the same destination, which is refused when given twice', async () => {
    const result = await runPromote(
      {
        source: `${host}/dev/app:1`,
        destination: [`${host}/prod/app:1`, `${host.toUpperCase()}/prod/app:2`],
        skipVerification: true,
        env: {},
      },
      never,
    );
    expect(result.error).toMatchObject({ code: 'destination_invalid' });
  });

  it('is covered by --https-host', async () => {
    const before = registry.log.length;
    const result = await runVerify(
      {
        images: `${host}/dev/app:1`,
        httpsHost: host.toUpperCase(),
        deadline: '300ms',
        ...trust(statement('all', '*', 'ours')),
      },
      never,
    );
    expect(result.status).toBe('failed');
    expect(registry.log).toHaveLength(before);
  });
});
