import { describe, expect, it, onTestFinished } from 'vitest';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import { mergeReferrers, referrerDescriptor, referrersTag } from '../../../src/oci/referrers-index.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { attach, attached, image, push } from '../../support/images.ts';
import { JumpingClock, registryStore } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';

/* What has to be true of a list before a manifest that was put counts as discoverable (docs/architecture.md, "Discovery"). */

const NO_API = { referrers: '404', subjectHeader: false } as const;

async function prepared(switches: Partial<Switches> = {}) {
  const registry = await FakeRegistry.start(switches);
  onTestFinished(() => registry.stop());
  const clock = new JumpingClock();
  const store = registryStore(registry.host, 'team/app', { clock });
  const subject = await push(store, image(), '1');
  const tag = referrersTag(subject.digest);
  const repository = registry.repository('team/app');
  const inTag = (): Descriptor[] => {
    const index = repository.find(tag);
    return index ? JSON.parse(Buffer.from(index.bytes).toString()).manifests : [];
  };
  return { registry, clock, store, subject, tag, repository, inTag };
}

const note = (subject: Descriptor, text: string) => attached(subject, undefined, text);

describe('a list of the Referrers API', () => {
  it.each<[string, Partial<Switches>, string]>([
    ['that is empty whatever was put (listsNothing)', { listsNothing: true }, 'does not list it'],
    [
      'with no artifact type (relabels)',
      { relabels: { artifactType: '' } },
      'lists it without an artifact type',
    ],
    [
      'with another artifact type (relabels)',
      { relabels: { artifactType: 'application/x' }, filtersReferrers: false },
      'lists it with the artifact type application/x',
    ],
    ['with another media type (relabels)', { relabels: { mediaType: MEDIA_TYPES.ociIndex } }, 'lists it as'],
    ['with another size (relabels)', { relabels: { size: 1 } }, 'lists it with 1 bytes'],
  ])('%s makes it signature_lost, and no referrers tag is written', async (_, switches, why) => {
    const { registry, clock, store, subject, tag, repository } = await prepared({
      filtersReferrers: false,
      ...switches,
    });
    const built = note(subject, 'a');
    await expect(attach(store, subject, built)).rejects.toMatchObject({
      code: 'signature_lost',
      exitCode: 1,
      message: expect.stringMatching(
        new RegExp(
          `${registry.host}/team/app.*${built.manifest.descriptor.digest}.*its Referrers API ${why}`,
        ),
      ),
    });
    expect(repository.tags.has(tag)).toBe(false);
    expect(clock.slept.reduce((sum, one) => sum + one, 0)).toBeLessThan(5_000);
  });

  it('that goes away after it did not list a manifest is no reason for a tag', async () => {
    const { registry, store, subject, tag, repository } = await prepared({ listsNothing: true });
    const match = /GET .*referrers/;
    const counted = {
      test: (request: string) => {
        if (match.test(request) && registry.requests.filter((one) => match.test(one)).length === 2)
          registry.switches.referrers = '404';
        return false;
      },
    } as unknown as RegExp;
    registry.failures.push({ match: counted, times: 1, status: 500 });
    await expect(attach(store, subject, note(subject, 'a'))).rejects.toMatchObject({
      code: 'signature_lost',
    });
    expect(repository.tags.has(tag)).toBe(false);
  });

  it('of the same bytes under another media type is mended by a PUT, or they are lost (retyped, keepsTypes)', async () => {
    for (const keepsTypes of [false, true]) {
      const { registry, store, subject } = await prepared({ keepsTypes });
      const built = note(subject, 'a');
      await push(store, built);
      registry.switches.retyped = new Map([[built.manifest.descriptor.digest, MEDIA_TYPES.ociIndex]]);
      const linking = store.linkReferrers(subject, [built.manifest], never);
      if (keepsTypes) await expect(linking).rejects.toMatchObject({ code: 'signature_lost' });
      else expect(await linking).toBe('api');
    }
  });

  it.each<[string, 'manifest' | 'layer']>([
    ['a manifest', 'manifest'],
    ['a layer of a manifest', 'layer'],
  ])('that names something before it of which %s is gone is no list of it (collected)', async (_, part) => {
    const { registry, store, subject, tag, repository } = await prepared();
    const first = note(subject, 'first');
    await attach(store, subject, first);
    const gone = part === 'manifest' ? first.manifest.descriptor : first.blobs[1]!.descriptor;
    registry.switches.collected = new Set([gone.digest]);
    await expect(attach(store, subject, note(subject, 'second'))).rejects.toMatchObject({
      code: 'signature_lost',
      message: expect.stringContaining(first.manifest.descriptor.digest),
      hint: expect.stringContaining('Push that manifest and its parts again'),
    });
    expect(repository.tags.has(tag)).toBe(false);
  });

  it('may name something gone of another artifact type, or behind it', async () => {
    const { registry, store, subject } = await prepared();
    const other = attached(subject, 'application/vnd.other', 'other');
    const [first, second] = [note(subject, 'first'), note(subject, 'second')];
    await attach(store, subject, other);
    await attach(store, subject, first);
    await attach(store, subject, second);
    registry.switches.collected = new Set([
      other.manifest.descriptor.digest,
      second.manifest.descriptor.digest,
    ]);
    expect(await attach(store, subject, first)).toEqual(first.manifest.descriptor);
  });

  it('is an error and no loss when what stands before it cannot be asked for', async () => {
    const { registry, store, subject } = await prepared();
    const { digest } = await attach(store, subject, note(subject, 'first'));
    registry.failures.push({ match: new RegExp(`GET .*manifests/${digest}`), times: 99, status: 503 });
    await expect(attach(store, subject, note(subject, 'second'))).rejects.toMatchObject({ exitCode: 3 });
  });
});

describe('a referrers tag', () => {
  it.each<[string, Partial<Descriptor>]>([
    ['another artifact type', { artifactType: 'application/x' }],
    ['another media type', { mediaType: MEDIA_TYPES.ociIndex }],
    ['another size', { size: 1 }],
  ])('that lists it with %s is mended', async (_, wrong) => {
    const { store, subject, tag, inTag } = await prepared(NO_API);
    const other = await attach(store, subject, note(subject, 'other'));
    const built = note(subject, 'a');
    await push(store, built);
    const entry = referrerDescriptor(built.manifest);
    const before = inTag();
    await store.tag(mergeReferrers([{ ...entry, ...wrong }, ...before], []).content, tag, never);
    expect(await store.linkReferrers(subject, [built.manifest], never)).toBe('tag');
    expect(inTag()).toEqual([...before, entry]);
    expect(inTag().map(({ digest }) => digest)).toContain(other.digest);
  });

  it('that lists it without an artifact type is mended', async () => {
    const { store, subject, tag, inTag } = await prepared(NO_API);
    const built = note(subject, 'a');
    await push(store, built);
    const { artifactType, ...bare } = referrerDescriptor(built.manifest);
    await store.tag(mergeReferrers([bare], []).content, tag, never);
    await store.linkReferrers(subject, [built.manifest], never);
    expect(inTag()).toEqual([{ ...bare, artifactType }]);
  });

  it.each([false, true])(
    'loses what is gone before it, once that is confirmed, also where it was listed already: %s',
    async (isListed) => {
      const { registry, clock, store, subject, inTag } = await prepared(NO_API);
      const built = ['gone', 'kept', 'gone too', 'own', 'behind'].map((text) => note(subject, text));
      const [gone, kept, goneToo, own, behind] = built.map(({ manifest }) => manifest.descriptor.digest);
      for (const one of isListed ? built : built.filter((one) => one !== built[3]))
        await attach(store, subject, one);
      registry.switches.collected = new Set([gone!, goneToo!, ...(isListed ? [behind!] : [])]);
      clock.slept.length = 0;
      await attach(store, subject, built[3]!);
      const expected = isListed ? [kept, own, behind] : [kept, behind, own];
      expect(inTag().map(({ digest }) => digest)).toEqual(expected);
      expect(clock.slept.reduce((sum, one) => sum + one, 0)).toBeLessThan(6_000);
    },
  );

  it('keeps what only a late replica does not have', async () => {
    const { registry, store, subject, inTag } = await prepared(NO_API);
    const late = await attach(store, subject, note(subject, 'late'));
    registry.failures.push({
      match: new RegExp(`(GET|HEAD) .*manifests/${late.digest}`),
      times: 2,
      status: 404,
    });
    const own = await attach(store, subject, note(subject, 'own'));
    expect(inTag().map(({ digest }) => digest)).toEqual([late.digest, own.digest]);
  });

  it('keeps what it is not known to lack', async () => {
    const { registry, store, subject, inTag } = await prepared(NO_API);
    const { digest } = await attach(store, subject, note(subject, 'first'));
    registry.failures.push({ match: new RegExp(`GET .*manifests/${digest}`), times: 99, status: 404 });
    registry.failures.push({ match: new RegExp(`HEAD .*manifests/${digest}`), times: 99, status: 503 });
    await expect(attach(store, subject, note(subject, 'second'))).rejects.toMatchObject({ exitCode: 3 });
    expect(inTag().map((one) => one.digest)).toContain(digest);
  });

  it('with something of others before it that cannot be fetched makes it signature_lost, which names that', async () => {
    const { registry, store, subject, tag, inTag } = await prepared(NO_API);
    const first = note(subject, 'first');
    await attach(store, subject, first);
    const own = note(subject, 'own');
    const loses = async () =>
      expect(attach(store, subject, own)).rejects.toMatchObject({
        code: 'signature_lost',
        message: expect.stringMatching(
          new RegExp(`${tag} lists ${first.manifest.descriptor.digest} before it`),
        ),
      });
    registry.switches.collected = new Set([first.blobs[1]!.descriptor.digest]);
    await loses();
    registry.switches.collected = new Set();
    const wrong = { ...referrerDescriptor(first.manifest), size: 1 };
    await store.tag(mergeReferrers([wrong], []).content, tag, never);
    await loses();
    // Entries of others are kept as they are.
    expect(inTag()[0]).toEqual(wrong);
  });

  it.each([true, false])(
    'that is refused because the registry lost the manifest has it put again, or it is lost (forgetsReferrers): %s',
    async (once) => {
      const { registry, clock, store, subject, inTag } = await prepared({ ...NO_API, checksLists: true });
      registry.switches.forgetsReferrers = once ? 1 : 99;
      const built = note(subject, 'a');
      const attaching = attach(store, subject, built);
      if (once) {
        await attaching;
        expect(inTag()).toHaveLength(1);
      } else {
        await expect(attaching).rejects.toMatchObject({
          code: 'signature_lost',
          exitCode: 1,
          message: expect.stringContaining(`took ${built.manifest.descriptor.digest}`),
        });
        expect(inTag()).toEqual([]);
      }
      expect(clock.slept.reduce((sum, one) => sum + one, 0)).toBeLessThan(15_000);
    },
  );

  it.each([
    [400, 'MANIFEST_INVALID'],
    [404, 'MANIFEST_UNKNOWN'],
    [400, 'UNKNOWN'],
    [500, 'UNKNOWN'],
  ])(
    'that is refused with %i %s although the manifest is lost makes it signature_lost',
    async (status, code) => {
      const { registry, store, subject, tag } = await prepared(NO_API);
      const built = note(subject, 'a');
      registry.switches.forgetsReferrers = 99;
      const body = JSON.stringify({ errors: [{ code, message: 'no' }] });
      registry.failures.push({ match: new RegExp(`PUT .*${tag}`), times: 99, status, body });
      await expect(attach(store, subject, built)).rejects.toMatchObject({
        code: 'signature_lost',
        message: expect.stringContaining(built.manifest.descriptor.digest),
      });
      registry.switches.forgetsReferrers = 0;
      const there = attach(store, subject, note(subject, 'b'));
      await expect(there).rejects.not.toMatchObject({ code: 'signature_lost' });
    },
  );
});

describe('a manifest that the registry lost', () => {
  it('is signature_lost when the PUT that repeats it is refused for a part that is lost too', async () => {
    const { registry, store, subject, repository } = await prepared();
    const built = note(subject, 'a');
    await push(store, built);
    repository.referrers.clear();
    for (const { descriptor } of built.blobs) repository.blobs.delete(descriptor.digest);
    await expect(store.linkReferrers(subject, [built.manifest], never)).rejects.toMatchObject({
      code: 'signature_lost',
      exitCode: 1,
    });
    expect(registry.writes.filter((write) => write.includes('sha256-'))).toEqual([]);
  });

  it.each([400, 500])('is signature_lost when the PUT that repeats it is refused with %i', async (status) => {
    const { registry, store, subject, repository } = await prepared();
    const built = note(subject, 'a');
    const { digest } = built.manifest.descriptor;
    await push(store, built);
    repository.referrers.clear();
    repository.manifests.delete(digest);
    registry.failures.push({ match: new RegExp(`PUT .*${digest}`), times: 99, status });
    await expect(store.linkReferrers(subject, [built.manifest], never)).rejects.toMatchObject({
      code: 'signature_lost',
      exitCode: 1,
    });
  });
});
