import { afterEach, describe, expect, it } from 'vitest';
import { NOTARY_ARTIFACT_TYPE } from '../../src/oci/artifact-type.ts';
import { MergedSource } from '../../src/oci/elsewhere/merged-source.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import type { Switches } from '../support/fake-registry/switches.ts';
import { image, push } from '../support/images.ts';
import { ALICE, registryStore } from '../support/registry-store.ts';
import { never, tools } from '../support/tools.ts';
import { promote, sign, verify } from './support.ts';

const BEARER = { kind: 'bearer', accounts: [{ username: 'alice', password: 'wonderland' }] } as const;

/** What signatures in another repository cost, cold (docs/architecture.md, Request budgets). */
describe('the request budget of signatures in another repository', () => {
  const registries: FakeRegistry[] = [];
  afterEach(() => Promise.all(registries.splice(0).map((registry) => registry.stop())));

  const started = async (switches: Partial<Switches>) => {
    const registry = await FakeRegistry.start(switches, BEARER);
    registries.push(registry);
    return registry;
  };

  /** An image, and its signature in a repository for signatures. */
  async function prepared(switches: Partial<Switches> = {}, isSigned = true) {
    const [images, signatures, destination] = await Promise.all([
      started({}),
      started(switches),
      started({}),
    ]);
    const store = ({ host }: FakeRegistry, name: string, access: 'pull' | 'push') =>
      registryStore(host, name, { credential: ALICE, access });
    const app = (access: 'pull' | 'push' = 'pull') => store(images, 'team/app', access);
    const sigs = (access: 'pull' | 'push' = 'pull') => store(signatures, 'signatures', access);
    const { digest } = await push(app('push'), image({ layers: 2 }), '1');
    if (isSigned) await sign(app(), { name: { digest }, signatures: sigs('push') });
    const merged = () => new MergedSource(app(), [sigs()], NOTARY_ARTIFACT_TYPE);
    const clear = () => {
      for (const { log } of [images, signatures, destination]) log.length = 0;
    };
    clear();
    const count = () => [images.requests.length, signatures.requests.length];
    const prod = (name: string) => store(destination, name, 'push');
    return { name: { digest }, app, sigs, merged, count, clear, prod, destination };
  }

  // There: two for the token, config absent and put (3), the list, an upload (2), manifest, and the list again.
  it.each<[string, Partial<Switches>, number]>([
    ['API', {}, 2 + 3 + 5],
    ['no API', { referrers: '404' }, 2 + 3 + 7],
  ])('sign: one request for the image, everything else there (%s)', async (_, switches, there) => {
    const { name, app, sigs, count } = await prepared(switches, false);
    expect(await sign(app(), { name, signatures: sigs('push') })).toMatchObject({ status: 'signed' });
    expect(count()).toEqual([2 + 1, there]);
  });

  // The image: itself, its list and its tag. There: the list, manifest and envelope.
  it.each<[string, Partial<Switches>, number]>([
    ['API', {}, 2 + 3],
    ['no API', { referrers: '404' }, 2 + 4],
  ])('verify: the lists of both, and two for the signature (%s)', async (_, switches, there) => {
    const { name, merged, count } = await prepared(switches);
    expect(await verify(merged(), { name })).toMatchObject({ status: 'verified' });
    expect(count()).toEqual([2 + 3, there]);
  });

  it('verify: nothing is asked for there but the list where the image has a good signature itself', async () => {
    const { name, app, merged, count, clear } = await prepared();
    await sign(app('push'), { name });
    clear();
    expect(await verify(merged(), { name })).toMatchObject({ status: 'verified' });
    expect(count()).toEqual([2 + 4, 2 + 1]);
  });

  it('promote: signatures are stored once for three destinations, by the requests of one', async () => {
    const { name, merged, count, prod, destination } = await prepared();
    const other = await started({});
    const to = registryStore(other.host, 'signatures', { credential: ALICE, access: 'push' });
    const destinations = ['one', 'two', 'three'].map((one) => ({
      reference: `${prod(one).name}:1`,
      store: prod(one),
      tags: ['1'],
    }));
    const session = tools();
    const done = await promote(
      merged(),
      prod('one'),
      { ...session, name, destinations, signatures: to },
      never,
    );
    expect(done).toMatchObject({ status: 'promoted', signaturesTo: { attachments: { added: 1 } } });
    // List and tag, config absent and put (3), an upload (2), manifest, list and envelope.
    expect(other.requests).toHaveLength(2 + 2 + 3 + 2 + 3);
    expect(destination.requests.filter((one) => one.includes('referrers'))).toEqual([]);
    // List and tag of the image and of the signature; manifest and envelope; envelope and config to be copied.
    expect(count()[1]).toBe(2 + 4 + 2 + 2);
  });

  it('promote again: no more than the lists are asked for', async () => {
    const { name, merged, sigs, prod, count, clear } = await prepared();
    const run = () => promote(merged(), prod('one'), { name, signatures: sigs('push') });
    await run();
    clear();
    expect(await run()).toMatchObject({ status: 'unchanged' });
    // Itself by HEAD and GET, its list and its tag. There: lists, manifest and envelope; to write, list and tag by another token,
    // and both parts of the signature.
    expect(count()).toEqual([2 + 4, 2 + 4 + 2 + 2 + 2 + 2]);
  });
});
