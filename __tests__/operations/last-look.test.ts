import { afterEach, describe, expect, it } from 'vitest';
import type { SourceStore } from '../../src/oci/ports.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import type { Switches } from '../support/fake-registry/switches.ts';
import { image, index, push } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { JumpingClock, registryStore } from '../support/registry-store.ts';
import { promote, sign } from './support.ts';

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

/** The tags are looked at together with the last reading back, which may not have been the last. */
describe('the last look at a tag', () => {
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
  const looks = ({ requests }: FakeRegistry) => requests.filter((request) => LOOK.test(request)).length;

  it.each<[string, Partial<Switches>]>([
    ['the API', {}],
    ['the referrers tag', NO_API],
  ])('is the only one, however many images have signatures: %s', async (_, switches) => {
    const platforms = index([image({ seed: 'a' }), image({ seed: 'b' })]);
    const { source, registry, tags, digest } = await prepared(switches, platforms);
    expect(await run(source, registry)).toMatchObject({ status: 'promoted' });
    expect(looks(registry)).toBe(1 + 1);
    expect(tags.get('1')).toBe(digest);
    const [set, ...before] = registry.requests.toReversed();
    expect(set).toMatch(/^PUT .*manifests\/1$/);
    const written = before.findIndex((request) => !/^(GET|HEAD)/.test(request));
    expect(before.findIndex((request) => LOOK.test(request))).toBeLessThan(written);
  });

  it.each<[string, Partial<Switches>]>([
    ['shows a signature late', { lateReads: 1 }],
    ['loses a signature, which is put again', { losesFirstReferrer: true }],
    ['shows the referrers tag late', { ...NO_API, lateTags: 1 }],
    ['announces an API that it does not have', { referrers: '404' }],
  ])('is repeated where the registry %s', async (_, switches) => {
    const { source, registry, tags, digest } = await prepared(switches);
    expect(await run(source, registry)).toMatchObject({ status: 'promoted', error: null });
    expect(looks(registry)).toBe(1 + 2);
    expect(tags.get('1')).toBe(digest);
  });

  it.each<[string, Partial<Switches>, RegExp, number]>([
    ['API', { lateReads: 1 }, /^GET .*referrers/, 1],
    ['tag', { ...NO_API, lateTags: 1 }, /^GET .*manifests\/sha256-/, 2],
  ])('notices what happens while a reading is repeated: %s', async (_, switches, reading, from) => {
    const { source, registry, tags, other } = await prepared(switches);
    registry.holds.push({ match: reading, from, until: LOOK, times: 2 });
    class Meddling extends JumpingClock {
      override readonly sleep: JumpingClock['sleep'] = async (_milliseconds, signal) => {
        signal.throwIfAborted();
        // The look has left with the first reading by now.
        if (looks(registry) === 2) tags.set('1', other);
      };
    }
    const result = await run(source, registry, new Meddling());
    expect(result).toMatchObject({ status: 'failed', error: { code: 'tag_moved' } });
    expect(tags.get('1')).toBe(other);
  });

  it('leaves a tag alone that moved before', async () => {
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

  it.each([401, 403, 429, 500, 503])('that is answered with %s moves nothing', async (status) => {
    const { source, registry, tags, old } = await prepared({});
    registry.failures.push({ match: secondLook(), times: 99, status, headers: { 'retry-after': '999' } });
    const result = await run(source, registry);
    expect(result).toMatchObject({ status: 'failed' });
    // Everything but the tag is there.
    expect(result.destinations[0]!.attachments).toMatchObject({ present: 1, missing: [] });
    expect(tags.get('1')).toBe(old);
  });

  it('may fail where a signature is lost, which is what the run says then', async () => {
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
