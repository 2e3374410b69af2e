import { describe, expect, it, onTestFinished } from 'vitest';
import { type } from '../../support/command-line.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import { image, push } from '../../support/images.ts';
import { ALICE, registryStore } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';
import { trap } from '../../support/trap.ts';
import { scriptedStore } from './scripted-http.ts';

const IDENTITY = { kind: 'refresh', token: 'identity', username: 'alice', source: 'test' } as const;

describe('a hijacked realm (CVE-2026-48978, GHSA-xf85-363p-868w, GHSA-28r5-37g7-p6mp)', () => {
  it.each([
    ['plain HTTP', 'http://registry.test/token'],
    ['a metadata service', 'https://169.254.169.254/token'],
    ['a file', 'file:///etc/passwd'],
    ['loopback', 'https://127.0.0.1/token'],
    ['a user in the URL', 'https://registry.test@evil.test/token'],
    ['nothing', ''],
  ])('is sent nothing: %s', async (_, realm) => {
    for (const credential of [ALICE, IDENTITY]) {
      const challenge = { 'www-authenticate': `Bearer realm="${realm}",service="s"` };
      const { store, http } = scriptedStore(() => ({ status: 401, headers: challenge }), { credential });
      await expect(store.resolve({ tag: '1' }, never)).rejects.toMatchObject({ code: 'unexpected_answer' });
      expect(http.requests).toHaveLength(1);
      expect(http.requests[0]!.headers).not.toHaveProperty('authorization');
    }
  });

  it.each([301, 302, 303, 307, 308])(
    'by a redirect of the token service, %i, leads nowhere',
    async (status) => {
      const far = await trap({ body: '{"token":"t"}' });
      const service = await trap({ status, headers: { location: `${far.origin}/token` } });
      const registry = await FakeRegistry.start({}, { kind: 'bearer', realm: `${service.origin}/token` });
      onTestFinished(() => Promise.all([far, service, registry].map((one) => one.stop())).then(() => {}));
      for (const credential of [ALICE, IDENTITY]) {
        const store = registryStore(registry.host, 'team/app', { credential });
        await expect(store.resolve({ tag: '1' }, never)).rejects.toMatchObject({ code: 'unexpected_answer' });
      }
      expect(service.seen.map(({ method }) => method)).toEqual(['GET', 'POST']);
      expect(far.seen).toEqual([]);
    },
  );
});

describe('a redirect to another port (GHSA-vh4v-2xq2-g5cg, go-containerregistry#2337 and #2349)', () => {
  it.each(['basic', 'bearer'] as const)('that asks for a login gets none: %s', async (kind) => {
    const asks = { 'www-authenticate': 'Basic realm="mine"' };
    const far = await trap({ status: 401, headers: asks });
    const accounts = [{ username: 'alice', password: 'wonderland' }];
    const registry = await FakeRegistry.start({ blobRedirect: far.origin }, { kind, accounts });
    onTestFinished(() => Promise.all([far, registry].map((one) => one.stop())).then(() => {}));
    const store = registryStore(registry.host, 'team/app', { credential: ALICE });
    const built = image();
    await push(store, built);
    for (let time = 0; time < 2; time += 1)
      await expect(store.blob(built.blobs[0]!.descriptor, {}, never)).rejects.toThrow();
    expect(far.seen).toHaveLength(2);
    expect(JSON.stringify(far.seen)).not.toMatch(/authorization|cookie|wonderland/i);
  });
});

describe('what a run shows', () => {
  const accounts = [{ username: 'alice', password: 'p4ss w0rd', identityToken: 'r3fresh' }];
  const basic = (text: string) => Buffer.from(text).toString('base64');
  const configs = {
    password: { auth: basic('alice:p4ss w0rd') },
    'identity token': { identitytoken: 'r3fresh', username: 'alice' },
    'wrong password': { auth: basic('alice:wr0ng') },
    'wrong identity token': { identitytoken: 'wr0ng', username: 'alice' },
  };

  it.each(Object.entries(configs))('holds no secret, with a %s', async (_, entry) => {
    const far = await trap({ body: 'blob' });
    const registry = await FakeRegistry.start({ blobRedirect: far.origin }, { kind: 'bearer', accounts });
    onTestFinished(() => Promise.all([far, registry].map((one) => one.stop())).then(() => {}));
    const credential = { kind: 'password', ...accounts[0]!, source: 'test' } as const;
    await push(registryStore(registry.host, 'team/app', { credential }), image(), '1');
    const config = JSON.stringify({ auths: { [registry.host]: entry } });
    const shown: string[] = [];
    for (const output of ['text', 'json']) {
      const argv = ['promote', `${registry.host}/team/app:1`, `${registry.host}/team/other:1`];
      const flags = ['--skip-verification', '--debug', '--verbose', '--single-writer', '--output', output];
      const done = await type([...argv, ...flags, '--registry-config', config]);
      shown.push(done.stdout, done.stderr);
    }
    const text = shown.join('\n');
    expect(text).toMatch(/(GET|HEAD) http/);
    const sent = registry.log.flatMap(({ authorization }) => authorization?.replace(/^\S+ /, '') ?? []);
    expect(sent.length).toBeGreaterThan(0);
    const secrets = [
      ...sent,
      'p4ss w0rd',
      'p4ss%20w0rd',
      'r3fresh',
      'wr0ng',
      basic('alice:'),
      'signature=secret',
    ];
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});
