import { afterEach, describe, expect, it } from 'vitest';
import { type Digest, digestOf } from '../../../src/oci/digest.ts';
import type { ManifestContent, SourceStore } from '../../../src/oci/ports.ts';
import type { ImageResult } from '../../../src/operations/results.ts';
import { FakeRegistry, type Hold } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { type Built, image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { registryStore } from '../../support/registry-store.ts';
import { tools } from '../../support/tools.ts';
import { type PromoteChange, promote, sign, verify } from '../support.ts';

const NO_API = { referrers: '404', subjectHeader: false } as const;
const REGISTRIES: readonly [string, Partial<Switches>][] = [
  ['with the API', {}],
  ['without the API', NO_API],
];
const AGAIN = /run (it|the command) again/i;

describe('a promotion to a registry', () => {
  const registries: FakeRegistry[] = [];
  afterEach(() => Promise.all(registries.splice(0).map((registry) => registry.stop())));
  const start = async (switches: Partial<Switches> = {}) => {
    const registry = await FakeRegistry.start(switches);
    registries.push(registry);
    return registry;
  };

  /** A signed index of two images, and what it consists of. */
  const source = async (built: Built = index([image({ seed: 'a' }), image({ seed: 'b' })])) => {
    const store = new MemoryStore('dev.test/team/app');
    const { digest } = await push(store, built, '1');
    const signed = await sign(store);
    const signature = signed.signatures[0]!.digest;
    const manifest = JSON.parse(Buffer.from(store.manifests.get(signature)!.bytes).toString());
    const child = built.children[0] ?? built;
    return {
      store,
      digest,
      child: child.manifest.descriptor.digest,
      layer: child.blobs[1]!.descriptor.digest,
      signature: signature as Digest,
      envelope: manifest.layers[0].digest as Digest,
    };
  };
  type Source = Awaited<ReturnType<typeof source>>;

  const run = (from: SourceStore, to: FakeRegistry, change: PromoteChange = {}) =>
    promote(from, registryStore(to.host), change);
  const kept = (registry: FakeRegistry) => registry.repository('team/app');
  const promoted = { status: 'promoted', error: null } as const;

  const expectLost = (registry: FakeRegistry, result: ImageResult, code: string): void => {
    expect(result).toMatchObject({ status: 'failed', error: { code } });
    expect(result.error!.hint).not.toMatch(AGAIN);
    expect(kept(registry).tags.get('1')).toBeUndefined();
  };

  for (const [where, switches] of REGISTRIES)
    describe(where, () => {
      it.each<[string, (from: Source) => string, string]>([
        ['a child manifest', ({ child }) => `manifests/${child}`, 'child_missing'],
        ['an envelope', ({ envelope }) => `blobs/${envelope}`, 'signature_lost'],
      ])(
        'that swallows %s with a 201 and looks at no parts: put again, else a definite no, and no tag (swallows, checksParts)',
        async (_, what, code) => {
          const from = await source();
          const once = await start({
            ...switches,
            checksParts: false,
            swallows: { what: new RegExp(what(from)), times: 1 },
          });
          expect(await run(from.store, once)).toMatchObject(promoted);
          expect(kept(once).manifests.has(from.child) && kept(once).blobs.has(from.envelope)).toBe(true);

          const always = await start({
            ...switches,
            checksParts: false,
            swallows: { what: new RegExp(what(from)), times: 99 },
          });
          expectLost(always, await run(from.store, always), code);
        },
      );

      it.each<[string, (from: Source) => string, string]>([
        ['a child manifest', ({ child }) => `manifests/${child}`, 'child_missing'],
        ['a layer', ({ layer }) => `blobs/${layer}`, 'registry_refused'],
        ['an envelope', ({ envelope }) => `blobs/${envelope}`, 'signature_lost'],
      ])(
        'that swallows %s and refuses what names it: put again, else a definite no, and no tag',
        async (_, what, code) => {
          const from = await source();
          const once = await start({ ...switches, swallows: { what: new RegExp(what(from)), times: 1 } });
          const result = await run(from.store, once);
          expect(result).toMatchObject(promoted);
          expect(result.destinations[0]).toMatchObject({
            deep: true,
            attachments: { present: 1, missing: [] },
          });

          const always = await start({ ...switches, swallows: { what: new RegExp(what(from)), times: 99 } });
          expectLost(always, await run(from.store, always), code);
        },
      );

      it('that swallows a layer with a 201 and looks at no parts: found with deep alone', async () => {
        const from = await source();
        const lossy = { ...switches, checksParts: false };
        const what = new RegExp(`blobs/${from.layer}`);
        const shallow = await start({ ...lossy, swallows: { what, times: 99 } });
        expect(await run(from.store, shallow)).toMatchObject(promoted);
        const once = await start({ ...lossy, swallows: { what, times: 1 } });
        expect(await run(from.store, once, { deep: true })).toMatchObject(promoted);
        expect(kept(once).blobs.has(from.layer)).toBe(true);
        const always = await start({ ...lossy, swallows: { what, times: 99 } });
        expectLost(always, await run(from.store, always, { deep: true }), 'registry_refused');
      });

      it.each<[string, number, string]>([
        ['refused', 400, 'registry_refused'],
        ['not answered', 503, 'registry_unavailable'],
      ])('where a tag is %s and nothing was lost, keeps that error', async (_, status, code) => {
        const from = await source();
        const registry = await start(switches);
        await run(from.store, registry);
        registry.failures.push({ match: /^PUT .*manifests\/2/, times: 99, status });
        const result = await run(from.store, registry, { tags: ['2'] });
        expect(result).toMatchObject({ status: 'failed', error: { code } });
        expect(result.destinations[0]).toMatchObject({ deep: false, copied: 0 });
        expect(kept(registry).tags.has('2')).toBe(false);
      });

      it('that forgets the tag ends with an error that names what is there (forgetsTags)', async () => {
        const from = await source();
        for (const before of [undefined, image({ seed: 'old' })]) {
          const registry = await start(switches);
          if (before) await push(registryStore(registry.host), before, '1');
          registry.switches.forgetsTags = /^1$/;
          const result = await run(from.store, registry);
          expect(result).toMatchObject({ status: 'failed', error: { code: 'upload_unconfirmed' } });
          expect(result.error!.hint).toContain(`team/app@${from.digest}`);
          expect(result.error!.hint).not.toMatch(AGAIN);
        }
      });

      it('that shows the tag late is waited for (lateTags)', async () => {
        const from = await source();
        const registry = await start(switches);
        await push(registryStore(registry.host), image({ seed: 'old' }), '1');
        registry.switches.lateTags = 3;
        expect(await run(from.store, registry)).toMatchObject(promoted);
        const late = await start(switches);
        await push(registryStore(late.host), image({ seed: 'old' }), '1');
        late.switches.lateTags = 99;
        expect(await run(from.store, late)).toMatchObject({ error: { code: 'upload_unconfirmed' } });
      });

      it('where the tag is at another image right after it was set, is no success', async () => {
        const from = await source();
        const registry = await start(switches);
        const other = await push(registryStore(registry.host), image({ seed: 'other' }));
        const { tags } = kept(registry);
        const set = tags.set.bind(tags);
        tags.set = (name, digest) => set(name, name === '1' ? other.digest : digest);
        expect(await run(from.store, registry)).toMatchObject({ error: { code: 'tag_moved' } });
      });

      describe('that lost a layer', () => {
        const damaged = async (built?: Built) => {
          const from = await source(built);
          const registry = await start(switches);
          await run(from.store, registry);
          kept(registry).blobs.delete(from.layer);
          registry.log.length = 0;
          return { from, registry };
        };

        it('is mended on the way to a new tag, without a flag', async () => {
          const { from, registry } = await damaged(image());
          const result = await run(from.store, registry, { tags: ['2'] });
          expect(result).toMatchObject(promoted);
          expect(result.destinations[0]).toMatchObject({
            deep: true,
            copied: 1,
            attachments: { missing: [] },
          });
          expect(kept(registry).blobs.has(from.layer)).toBe(true);
          expect(kept(registry).tags.get('2')).toBe(from.digest);
          const blobs = registry.writes.filter((write) => /^(PUT|PATCH) .*blobs/.test(write));
          expect(blobs).toHaveLength(1);
        });

        it('is mended in a child of an index as well, whether the index or the child alone was there', async () => {
          const { from, registry } = await damaged();
          const retagged = await run(from.store, registry, { tags: ['2'] });
          expect(retagged).toMatchObject(promoted);
          expect(retagged.destinations[0]).toMatchObject({ copied: 1 });
          expect(kept(registry).blobs.has(from.layer)).toBe(true);

          kept(registry).blobs.delete(from.layer);
          const next = await source(index([image({ seed: 'a' }), image({ seed: 'c' })]));
          expect(next.layer).toBe(from.layer);
          expect(await run(next.store, registry, { tags: ['3'] })).toMatchObject(promoted);
          expect(kept(registry).blobs.has(from.layer)).toBe(true);
        });

        it('is mended also where the refusal has no word for it (blobUnknown)', async () => {
          const { from, registry } = await damaged(image());
          registry.switches.blobUnknown = 'MANIFEST_INVALID';
          const result = await run(from.store, registry, { tags: ['2'] });
          expect(result).toMatchObject(promoted);
          expect(result.destinations[0]).toMatchObject({ deep: true, copied: 1 });
        });

        it('is believed by a repeat, and mended by a deep one', async () => {
          for (const built of [image(), undefined]) {
            const { from, registry } = await damaged(built);
            const shallow = await run(from.store, registry);
            expect(shallow).toMatchObject({ status: 'unchanged' });
            expect(shallow.destinations[0]).toMatchObject({ deep: false });
            expect(registry.writes).toEqual([]);
            const deep = await run(from.store, registry, { deep: true });
            expect(deep).toMatchObject(promoted);
            expect(deep.destinations[0]).toMatchObject({ deep: true, copied: 1 });
            expect(kept(registry).blobs.has(from.layer)).toBe(true);
            registry.log.length = 0;
            const again = await run(from.store, registry, { deep: true });
            expect(again).toMatchObject({ status: 'unchanged' });
            expect(again.destinations[0]).toMatchObject({ deep: true });
            expect(registry.writes).toEqual([]);
          }
        });

        it('is only told of by a deep dry run', async () => {
          const { from, registry } = await damaged();
          const request = tools();
          const planned = await run(from.store, registry, { ...request, deep: true, dryRun: true });
          expect(planned).toMatchObject({ status: 'planned' });
          expect(request.warnings.join()).toMatch(new RegExp(`lost ${from.layer} of manifests that it has`));
          expect(registry.writes).toEqual([]);
        });

        it('is mended beside destinations that lost nothing, from the same reads of the source', async () => {
          const { from, registry } = await damaged(image({ layerSize: 200_000 }));
          const whole = await start(switches);
          const destinations = [registry, whole].map(({ host }) => {
            const store = registryStore(host);
            return { reference: `${host}/team/app:2`, store, tags: ['2'] };
          });
          const result = await run(from.store, registry, { destinations });
          expect(result).toMatchObject(promoted);
          expect(result.destinations).toMatchObject([{ deep: true }, { deep: false }]);
          for (const one of [registry, whole]) expect(kept(one).blobs.has(from.layer)).toBe(true);
        });
      });

      it.each(['signature', 'envelope', 'child'] as const)(
        'that lost a %s is mended by a deep repeat',
        async (what) => {
          const from = await source();
          const registry = await start(switches);
          await run(from.store, registry);
          const repository = kept(registry);
          (what === 'envelope' ? repository.blobs : repository.manifests).delete(from[what]);
          const result = await run(from.store, registry, { deep: true });
          expect(result).toMatchObject(promoted);
          expect(await verify(registryStore(registry.host))).toMatchObject({ status: 'verified' });
          expect(repository.manifests.has(from.child)).toBe(true);
          registry.log.length = 0;
          expect(await run(from.store, registry, { deep: true })).toMatchObject({ status: 'unchanged' });
          expect(registry.writes).toEqual([]);
        },
      );

      it('that takes one tag and refuses the next says of both that they are new, once they are', async () => {
        const from = await source(image());
        const registry = await start(switches);
        const body = JSON.stringify({ errors: [{ code: 'MANIFEST_BLOB_UNKNOWN', message: 'blob unknown' }] });
        registry.failures.push({ match: /^PUT .*manifests\/2/, times: 5, status: 404, body });
        const result = await run(from.store, registry, { tags: ['1', '2'] });
        expect(result).toMatchObject(promoted);
        expect(result.destinations[0]!.tags).toMatchObject([{ action: 'new' }, { action: 'new' }]);
      });

      it('that says for ever that a part is unknown, which it shows, is no reason to repeat (lateContent)', async () => {
        const from = await source(image());
        const registry = await start(switches);
        await run(from.store, registry);
        registry.switches.lateContent = 99;
        const result = await run(from.store, registry, { tags: ['2'] });
        expect(result).toMatchObject({ status: 'failed', error: { code: 'upload_unconfirmed' } });
        expect(result.error!.hint).not.toMatch(AGAIN);
      });
    });

  it.each<[string, Partial<Switches>, boolean]>(
    REGISTRIES.flatMap(([where, switches]) =>
      [true, false].flatMap((checksParts) =>
        [true, false].map((deep): [string, Partial<Switches>, boolean] => [
          `${where}, checksParts: ${checksParts}, deep: ${deep}`,
          { ...switches, checksParts },
          deep,
        ]),
      ),
    ),
  )('keeps its promise whichever write is swallowed, once or always: %s', async (_, switches, deep) => {
    const from = await source();
    const whole = [...from.store.blobs.keys()].map((digest) => `blobs/${digest}`);
    const manifests = [...from.store.manifests.keys()].map((digest) => `manifests/${digest}`);
    const layers = new Set(
      [...from.store.manifests].flatMap(([digest, { bytes }]) => {
        const { config, layers: own = [] } = JSON.parse(Buffer.from(bytes).toString());
        return [
          config?.digest,
          ...(digest === from.signature ? [] : own.map((one: { digest: string }) => one.digest)),
        ];
      }),
    );
    for (const what of [...whole, ...manifests, 'manifests/1$'])
      for (const times of [1, 99]) {
        const registry = await start({ ...switches, swallows: { what: new RegExp(what), times } });
        const result = await run(from.store, registry, { deep });
        const { tags, blobs, manifests: stored } = kept(registry);
        if (result.error) {
          if (result.error.code === 'upload_unconfirmed') expect(result.error.hint, what).not.toMatch(AGAIN);
          expect(tags.get('1'), what).toBeUndefined();
        } else {
          expect(tags.get('1'), what).toBe(from.digest);
          const unasked = (digest: string): boolean => !deep && layers.has(digest);
          // Of the manifest of a signature the list tells, and not a HEAD.
          const isListed = (digest: string): boolean => !deep && digest === from.signature;
          for (const digest of from.store.blobs.keys())
            expect(blobs.has(digest) || unasked(digest), `${digest} of ${what}`).toBe(true);
          for (const digest of from.store.manifests.keys())
            expect(stored.has(digest) || isListed(digest), `${digest} of ${what}`).toBe(true);
        }
        await registry.stop();
      }
  });

  it('asks for children and envelopes along with the list, and needs no further turn', async () => {
    const from = await source();
    const registry = await start();
    const [list, child, envelope] = [
      new RegExp(`^GET .*referrers/${from.digest}`),
      new RegExp(`^HEAD .*manifests/${from.child}`),
      new RegExp(`^HEAD .*blobs/${from.envelope}`),
    ];
    const holds: Hold[] = [list, child, envelope].flatMap((match) =>
      [list, child, envelope].filter((until) => until !== match).map((until) => ({ match, until })),
    );
    registry.holds.push(...holds);
    expect(await run(from.store, registry)).toMatchObject(promoted);
  });

  describe('of a sha512 digest', () => {
    const bySha512 = async () => {
      const built = image();
      const { bytes, descriptor } = built.manifest;
      const manifest: ManifestContent = {
        bytes,
        descriptor: { ...descriptor, digest: digestOf(bytes, 'sha512') },
      };
      const from = await source({ ...built, manifest });
      return { ...from, name: { digest: from.digest }, sha256: digestOf(bytes) };
    };

    it.each(['ignored', 'as-sha256'] as const)(
      'is no success where the tag has another one, and says what to do (sha512Tags: %s)',
      async (sha512Tags) => {
        const { store, name, digest } = await bySha512();
        const registry = await start({ sha512Tags });
        const old = await push(registryStore(registry.host), image({ seed: 'old' }), '1');
        const result = await run(store, registry, { name });
        expect(result).toMatchObject({ status: 'failed', error: { code: 'digest_mismatch' } });
        expect(result.error!.hint).toContain(`team/app@${digest}`);
        if (sha512Tags === 'ignored') expect(kept(registry).tags.get('1')).toBe(old.digest);
        expect(await verify(registryStore(registry.host), { name })).toMatchObject({ status: 'verified' });
        expect(await run(store, registry, { name })).toMatchObject({ error: { code: 'digest_mismatch' } });
      },
    );

    it('is no success either where the tag was at the sha256 digest of the same bytes before', async () => {
      const { store, name, sha256 } = await bySha512();
      const registry = await start();
      await push(registryStore(registry.host), image(), '1');
      expect(kept(registry).tags.get('1')).toBe(sha256);
      expect(await run(store, registry, { name })).toMatchObject({ error: { code: 'digest_mismatch' } });
    });

    it('is done where the tag takes it, and unchanged again (sha512Tags: kept)', async () => {
      const { store, name, digest } = await bySha512();
      const registry = await start({ sha512Tags: 'kept' });
      expect(await run(store, registry, { name })).toMatchObject(promoted);
      expect(kept(registry).tags.get('1')).toBe(digest);
      expect(await verify(registryStore(registry.host))).toMatchObject({ status: 'verified', digest });
      expect(await run(store, registry, { name })).toMatchObject({ status: 'unchanged' });
    });
  });
});

it('a promotion whose tag serves another media type than was put is no success', async () => {
  const [from, to] = [new MemoryStore('dev.test/team/app'), new MemoryStore('prod.test/team/app')];
  await push(from, image(), '1');
  await sign(from);
  const resolve = to.resolve.bind(to);
  to.resolve = async (name, signal) => {
    const found = await resolve(name, signal);
    return found && 'tag' in name ? { ...found, mediaType: 'application/vnd.example' } : found;
  };
  expect(await promote(from, to)).toMatchObject({ status: 'failed', error: { code: 'manifest_invalid' } });
});
