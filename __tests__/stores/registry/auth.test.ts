import { afterEach, describe, expect, it } from 'vitest';
import { referrersTag } from '../../../src/oci/referrers-index.ts';
import type { AuthOptions } from '../../support/fake-registry/auth.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { attach, attached, image, noise, push } from '../../support/images.ts';
import { ALICE, registryStore } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';
import { type Trap, trap } from '../../support/trap.ts';

const ACCOUNTS = [{ username: 'alice', password: 'wonderland' }];

describe('logins of a registry', () => {
  const registries: FakeRegistry[] = [];
  const traps: Trap[] = [];
  const start = async (switches: Partial<Switches>, auth: Partial<AuthOptions>) => {
    const registry = await FakeRegistry.start(switches, { accounts: ACCOUNTS, ...auth });
    registries.push(registry);
    return registry;
  };
  const setTrap = async (answer?: Parameters<typeof trap>[0]) => {
    const one = await trap(answer);
    traps.push(one);
    return one;
  };
  afterEach(async () => {
    await Promise.all([...registries.splice(0), ...traps.splice(0)].map((server) => server.stop()));
  });

  it('answer a bearer challenge once and share the token between requests', async () => {
    const registry = await start({}, { kind: 'bearer' });
    const store = registryStore(registry.host, 'team/app', { credential: ALICE });
    await push(store, image(), '1');
    expect(registry.requests.filter((request) => request.includes('/token'))).toHaveLength(1);
    expect(registry.log.filter(({ status }) => status === 401)).toHaveLength(1);
    expect(registry.requests.find((request) => request.includes('/token'))).toContain(
      'scope=repository%3Ateam%2Fapp%3Apull%2Cpush',
    );
  });

  it('ask for the scope of their own repository, whatever the challenge names', async () => {
    const registry = await start({}, { kind: 'bearer', challengeScope: 'repository:user/image:pull' });
    await push(registryStore(registry.host, 'team/app', { credential: ALICE }), image(), '1');
    expect(registry.repository('team/app').tags.has('1')).toBe(true);
  });

  it('answer Basic with the password', async () => {
    const registry = await start({}, { kind: 'basic' });
    await push(registryStore(registry.host, 'team/app', { credential: ALICE }), image(), '1');
    expect(registry.repository('team/app').tags.has('1')).toBe(true);
  });

  it('renew a token that ends during a push, and send the blob again', async () => {
    const registry = await start({}, { kind: 'bearer', tokenUses: 3 });
    const built = image({ layers: 4, layerSize: 100_000 });
    await push(registryStore(registry.host, 'team/app', { credential: ALICE }), built, '1');
    const { blobs } = registry.repository('team/app');
    for (const { descriptor, bytes } of built.blobs)
      expect(Buffer.from(blobs.get(descriptor.digest)!)).toEqual(Buffer.from(bytes));
  });

  it('name the source of refused credentials and the right that was needed', async () => {
    const registry = await start({}, { kind: 'bearer' });
    const wrong = { ...ALICE, password: 'no', source: 'config.json (reg)' } as const;
    const store = registryStore(registry.host, 'team/app', { credential: wrong });
    await expect(store.resolve({ tag: '1' }, never)).rejects.toMatchObject({
      code: 'denied',
      message: expect.stringContaining('config.json (reg)'),
    });
    await expect(store.resolve({ tag: '1' }, never)).rejects.not.toMatchObject({
      message: expect.stringContaining('no"'),
    });
  });

  it('say that there are no credentials', async () => {
    const registry = await start({}, { kind: 'basic' });
    const store = registryStore(registry.host);
    await expect(store.resolve({ tag: '1' }, never)).rejects.toMatchObject({ code: 'credentials_missing' });
  });

  it('tell a denied push from a missing image', async () => {
    const registry = await start({}, { kind: 'bearer', anonymousPull: true });
    const store = registryStore(registry.host, 'team/app', { access: 'push' });
    await expect(push(store, image())).rejects.toMatchObject({ code: 'credentials_missing', exitCode: 4 });
  });

  it.each([
    ['http on another inner address', 'http://169.254.169.254/token'],
    ['a file', 'file:///etc/passwd'],
    ['credentials in the URL', 'http://user:pw@127.0.0.1/token'],
  ])('refuses a realm that is %s', async (_, realm) => {
    const registry = await start({}, { kind: 'bearer', realm });
    const store = registryStore(registry.host, 'team/app', { credential: ALICE });
    await expect(store.resolve({ tag: '1' }, never)).rejects.toMatchObject({ code: 'unexpected_answer' });
  });

  it('are not sent along a redirect of a blob to another port (GHSA-vh4v-2xq2-g5cg)', async () => {
    const bytes = noise('far', 64);
    const far = await setTrap({ body: bytes });
    const registry = await start({ blobRedirect: far.origin }, { kind: 'bearer' });
    const store = registryStore(registry.host, 'team/app', { credential: ALICE });
    const built = image();
    await push(store, built, '1');
    const stream = await store.blob(built.blobs[0]!.descriptor, {}, never);
    stream.resume();
    expect(far.seen).toHaveLength(1);
    expect(far.seen[0]!.headers).not.toHaveProperty('authorization');
  });

  it('are not sent to an upload location on another host (CVE-2026-50151)', async () => {
    const far = await setTrap({ status: 201 });
    const registry = await start({ uploadLocation: { origin: far.origin } }, { kind: 'basic' });
    const store = registryStore(registry.host, 'team/app', { credential: ALICE });
    const [first] = image().blobs;
    await store.putBlob(
      first!.descriptor,
      async () => (await import('node:stream')).Readable.from([first!.bytes]),
      never,
    );
    expect(far.seen).toHaveLength(1);
    expect(far.seen[0]!.headers).not.toHaveProperty('authorization');
  });

  it('are not sent for a list of referrers on another host', async () => {
    const far = await setTrap({ body: '{"schemaVersion":2,"manifests":[]}' });
    const registry = await start({}, { kind: 'bearer' });
    const store = registryStore(registry.host, 'team/app', { credential: ALICE });
    const subject = await push(store, image(), '1');
    registry.failures.push({
      match: /referrers/,
      times: 9,
      status: 303,
      headers: { location: `${far.origin}/-/v2/packages` },
    });
    await attach(store, subject, attached(subject));
    expect(registry.repository('team/app').tags.has(referrersTag(subject.digest))).toBe(true);
    expect(far.seen).toEqual([]);
  });

  it('are not sent to the next page of a list on another host (GHSA-h7vf-4x9w-h99v)', async () => {
    const far = await setTrap();
    const registry = await start({ nextPage: `${far.origin}/v2/team/app/referrers/x` }, { kind: 'bearer' });
    const store = registryStore(registry.host, 'team/app', { credential: ALICE });
    const subject = await push(store, image(), '1');
    await expect(attach(store, subject, attached(subject))).rejects.toMatchObject({
      code: 'unexpected_answer',
    });
    expect(far.seen).toEqual([]);
  });
});
