import { describe, expect, it, onTestFinished } from 'vitest';
import { bytesStream } from '../../../src/operations/signing/bytes-stream.ts';
import type { Account, AuthOptions } from '../../support/fake-registry/auth.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { image, push } from '../../support/images.ts';
import { ALICE, registryStore } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';
import { scriptedStore } from './scripted-http.ts';

const [BLOB] = image().blobs as [ReturnType<typeof image>['blobs'][number]];
const ACCOUNT: Account = { username: 'alice', password: 'wonderland' };

async function prepared(switches: Partial<Switches> = {}, auth: Partial<AuthOptions> = {}) {
  const registry = await FakeRegistry.start(switches, auth);
  onTestFinished(() => registry.stop());
  registry.repository('team/app').blobs.set(BLOB.descriptor.digest, BLOB.bytes);
  const target = registryStore(registry.host, 'prod/app', { credential: ALICE, alsoPull: ['team/app'] });
  return {
    registry,
    target,
    mount: (from = `${registry.host}/team/app`) => target.mount(BLOB.descriptor, from, never),
    put: () => target.putBlob(BLOB.descriptor, (offset) => bytesStream(BLOB.bytes, offset), never),
    isThere: () => registry.repository('prod/app').blobs.has(BLOB.descriptor.digest),
    methods: () => registry.log.map(({ method }) => method).join(' '),
  };
}

describe('a mount', () => {
  it('is one request', async () => {
    const { registry, mount, isThere } = await prepared();
    expect(await mount()).toBe(true);
    expect(isThere()).toBe(true);
    expect(registry.requests).toEqual([
      `POST /v2/prod/app/blobs/uploads/?mount=${encodeURIComponent(BLOB.descriptor.digest)}&from=team%2Fapp`,
    ]);
  });

  it('counts as done when the blob is there already', async () => {
    const { registry, target, mount } = await prepared();
    await push(target, image());
    registry.repository('team/app').blobs.clear();
    expect(await mount()).toBe(true);
  });

  it.each([
    ['another registry', 'elsewhere.test/team/app'],
    ['a name that only begins like it', 'HOST0/team/app'],
    ['itself', 'HOST/prod/app'],
  ])('is not asked for from %s', async (_, from) => {
    const { registry, mount } = await prepared();
    expect(await mount(from.replace('HOST', registry.host))).toBe(false);
    expect(registry.log).toEqual([]);
  });

  it('is asked for at Docker Hub, whose name and host differ', async () => {
    const { store, http } = scriptedStore(() => ({ status: 201 }), {
      registry: 'docker.io',
      alsoPull: ['library/base'],
    });
    expect(await store.mount(BLOB.descriptor, 'docker.io/library/base', never)).toBe(true);
    expect(http.lines[0]).toContain('https://registry-1.docker.io/v2/team/app/blobs/uploads/?mount=');
  });

  it('is not asked for where the source has another login', async () => {
    const { store, http } = scriptedStore(() => ({ status: 201 }), {
      find: (repository) => (repository === 'team/app' ? ALICE : { ...ALICE, source: 'another' }),
      alsoPull: ['other/app'],
    });
    expect(await store.mount(BLOB.descriptor, 'registry.test/other/app', never)).toBe(false);
    expect(http.requests).toEqual([]);
  });

  it('is not asked for from a repository that the run does not read', async () => {
    const { store, http } = scriptedStore(() => ({ status: 201 }), { credential: ALICE });
    expect(await store.mount(BLOB.descriptor, 'registry.test/other/app', never)).toBe(false);
    expect(http.requests).toEqual([]);
  });

  it('is refused when the answer names another digest', async () => {
    const headers = { 'docker-content-digest': `sha256:${'0'.repeat(64)}` };
    const { store } = scriptedStore(() => ({ status: 201, headers }), { alsoPull: ['base'] });
    await expect(store.mount(BLOB.descriptor, 'registry.test/base', never)).rejects.toMatchObject({
      code: 'digest_mismatch',
    });
  });
});

describe('a mount that begins an upload', () => {
  it('becomes the upload of the blob', async () => {
    const { registry, mount, put, isThere, methods } = await prepared({ mounts: false });
    expect(await mount()).toBe(false);
    await put();
    expect(isThere()).toBe(true);
    expect(methods()).toBe('POST PUT');
    expect(registry.openUploads).toBe(0);
  });

  it('is cancelled when the blob is there', async () => {
    const { registry, target, mount, methods } = await prepared({ mounts: false });
    registry.repository('prod/app').blobs.set(BLOB.descriptor.digest, BLOB.bytes);
    expect(await mount()).toBe(false);
    expect(await target.has(BLOB.descriptor, never)).toBe(true);
    expect(methods()).toBe('POST HEAD DELETE');
    expect(registry.openUploads).toBe(0);
  });

  it('is used once, and a retry begins a new one', async () => {
    const { registry, mount, put, methods } = await prepared({ mounts: false });
    await mount();
    registry.failures.push({ match: /^PUT/, times: 1, status: 'cut' });
    await put();
    expect(methods()).toBe('POST PUT POST PUT');
  });
});

describe('a copy within one registry', () => {
  it('ends with one request at a time', async () => {
    const { registry } = await prepared();
    const store = registryStore(registry.host, 'team/app', { http: { concurrency: 1 }, chunk: 8 });
    const open = (offset: number) => store.blob(BLOB.descriptor, { offset }, never);
    await store.putBlob(BLOB.descriptor, open, never);
    registry.failures.push({ match: /^PUT/, times: 1, status: 413 });
    await store.putBlob(BLOB.descriptor, open, never);
    const methods = registry.log.map(({ method }) => method);
    expect(methods.filter((method) => method === 'GET')).toHaveLength(3);
    expect(methods).toContain('PATCH');
  });
});

describe('a mount that is refused', () => {
  it.each([400, 403, 404, 405] as const)('with %s is not asked for again', async (mounts) => {
    const { mount, put, isThere, methods } = await prepared({ mounts });
    expect(await mount()).toBe(false);
    expect(await mount()).toBe(false);
    await put();
    expect(isThere()).toBe(true);
    expect(methods()).toBe('POST POST PUT');
  });

  it.each<[string, AuthOptions['kind']]>([
    ['the token', 'bearer'],
    ['the login', 'basic'],
  ])('by what %s allows leaves the rest as it was', async (_, kind) => {
    const may = (repository: string) => repository === 'prod/app';
    const { mount, put, isThere } = await prepared({}, { kind, accounts: [{ ...ACCOUNT, may }] });
    await put();
    expect(await mount()).toBe(false);
    await put();
    expect(isThere()).toBe(true);
  });

  it('is asked for with one token for both repositories', async () => {
    const { registry, mount } = await prepared({}, { kind: 'bearer', accounts: [ACCOUNT] });
    expect(await mount()).toBe(true);
    const tokens = registry.requests.filter((request) => request.includes('/token'));
    expect(tokens).toHaveLength(1);
    const scopes = new URL(tokens[0]!.replace('GET ', 'http://x')).searchParams.getAll('scope');
    expect(scopes).toEqual(['repository:prod/app:pull,push', 'repository:team/app:pull']);
  });
});
