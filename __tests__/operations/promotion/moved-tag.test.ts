import { afterEach, describe, expect, it } from 'vitest';
import type { SourceStore } from '../../../src/oci/ports.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { JumpingClock, registryStore } from '../../support/registry-store.ts';
import { promote, sign } from '../support.ts';

const LOOK = /^HEAD .*manifests\/1$/;
/** Every look at the tag but the first. */
function secondLook(): RegExp {
  let seen = 0;
  const test = (request: string): boolean => {
    const isLook = LOOK.test(request);
    seen += isLook ? 1 : 0;
    return isLook && seen > 1;
  };
  return { test } as unknown as RegExp;
}

const NO_API = { referrers: '404', subjectHeader: false } as const;

describe('a tag of the destination', () => {
  const registries: FakeRegistry[] = [];
  afterEach(() => Promise.all(registries.splice(0).map((registry) => registry.stop())));

  /** A signed source, and a registry where the tag is at another image. */
  const prepared = async ({ lateTags = 0, ...switches }: Partial<Switches>, built = image()) => {
    const source = new MemoryStore('dev.test/team/app');
    const { digest } = await push(source, built, '1');
    await sign(source, { recursive: true });
    const registry = await FakeRegistry.start(switches);
    registries.push(registry);
    const old = await push(registryStore(registry.host), image({ seed: 'old' }), '1');
    const other = await push(registryStore(registry.host), image({ seed: 'other' }));
    registry.switches.lateTags = lateTags;
    registry.log.length = 0;
    const { tags } = registry.repository('team/app');
    return { source, registry, tags, digest, old: old.digest, other: other.digest };
  };
  const run = (source: SourceStore, registry: FakeRegistry, clock = new JumpingClock()) =>
    promote(source, registryStore(registry.host, 'team/app', { clock }));

  it.each<[string, Partial<Switches>]>([
    ['the API', {}],
    ['the referrers tag', NO_API],
  ])(
    'is looked at once more after everything else was written, and again after it was set: %s',
    async (_, switches) => {
      const platforms = index([image({ seed: 'a' }), image({ seed: 'b' })]);
      const { source, registry, tags, digest } = await prepared(switches, platforms);
      expect(await run(source, registry)).toMatchObject({ status: 'promoted' });
      expect(tags.get('1')).toBe(digest);
      const [readBack, set, look, ...before] = registry.requests.toReversed();
      expect(readBack).toMatch(LOOK);
      expect(set).toMatch(/^PUT .*manifests\/1$/);
      expect(look).toMatch(LOOK);
      expect(before.filter((request) => LOOK.test(request))).toHaveLength(1);
    },
  );

  it('is left alone when it moved during the copy', async () => {
    const { source, registry, tags, other } = await prepared({});
    const match = {
      test: (request: string) => {
        if (/^PUT .*manifests/.test(request)) tags.set('1', other);
        return false;
      },
    } as unknown as RegExp;
    registry.failures.push({ match, times: 1, status: 500 });
    expect(await run(source, registry)).toMatchObject({ status: 'failed', error: { code: 'tag_moved' } });
    expect(registry.writes.filter((write) => /manifests\/1$/.test(write))).toEqual([]);
    expect(tags.get('1')).toBe(other);
  });

  it.each([401, 403, 429, 500, 503])(
    'does not move when the question for it is answered with %s',
    async (status) => {
      const { source, registry, tags, old } = await prepared({});
      registry.failures.push({ match: secondLook(), times: 99, status, headers: { 'retry-after': '999' } });
      const result = await run(source, registry);
      expect(result).toMatchObject({ status: 'failed' });
      // Everything but the tag is there.
      expect(result.destinations[0]!.attachments).toMatchObject({ present: 1, missing: [] });
      expect(tags.get('1')).toBe(old);
    },
  );

  it('stays where it was when a signature is lost, and the error is signature_lost', async () => {
    const { source, registry, tags, old } = await prepared({});
    registry.failures.push({ match: /referrers/, times: 99, status: 403 });
    registry.failures.push({ match: secondLook(), times: 99, status: 500 });
    const result = await run(source, registry);
    expect(result).toMatchObject({
      status: 'failed',
      error: { message: expect.stringContaining('referrers') },
    });
    expect(tags.get('1')).toBe(old);
  });
});
