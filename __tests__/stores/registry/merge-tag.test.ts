import { afterEach, describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { mergeDigestTag } from '../../../src/oci/digest-tags/merge.ts';
import { parseManifest } from '../../../src/oci/manifest.ts';
import type { ManifestContent, MergeTag } from '../../../src/oci/ports.ts';
import { cosignImage } from '../../support/cosign-images.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { push } from '../../support/images.ts';
import { JumpingClock, registryStore, type StoreOptions } from '../../support/registry-store.ts';
import { SharedClock } from '../../support/shared-clock.ts';
import { never } from '../../support/tools.ts';

const TAG = `sha256-${'ab'.repeat(32)}.sig`;
const sig = (...signatures: string[]) =>
  cosignImage(
    'sig',
    signatures.map((signature) => ({ payload: 'p', signature })),
  );
const adding = (manifest: ManifestContent): MergeTag => {
  return (there) => mergeDigestTag({ name: 'here', tag: TAG, suffix: 'sig' }, manifest, there);
};
const signaturesOf = (content: ManifestContent | undefined) =>
  parseManifest(content!).layers.map(
    ({ annotations }) => annotations?.['dev.cosignproject.cosign/signature'],
  );

describe('a tag to which several writers add', () => {
  const running: FakeRegistry[] = [];
  afterEach(() => Promise.all(running.splice(0).map((one) => one.stop())));

  const start = async (switches: Partial<Switches> = {}) => {
    const registry = await FakeRegistry.start(switches);
    running.push(registry);
    const held = () => registry.repository('team/app').read(TAG);
    const storeWith = (options: StoreOptions = {}) => registryStore(registry.host, 'team/app', options);
    return { registry, held, storeWith };
  };
  /** Puts what the signatures consist of, and has the tag hold the signatures. */
  const add = async (store: ReturnType<typeof registryStore>, ...signatures: string[]) => {
    const built = sig(...signatures);
    await push(store, built);
    return store.mergeTag(TAG, adding(built.manifest), never);
  };

  it.each<[number, string, Partial<Switches>]>([
    [16, 'no ETag', { etags: 'none' }],
    [4, 'ETags that mean nothing', { etags: 'ignored' }],
    [8, 'ETags that guard', { etags: 'honoured' }],
  ])('keeps what %i writers add at the same time: %s', async (length, _, switches) => {
    const { held, storeWith } = await start(switches);
    const all = Array.from({ length }, (_, at) => String(at).padStart(2, '0'));
    const clock = new SharedClock(all.length);
    await clock.all(all.map((one) => add(storeWith({ clock }), one)));
    expect(signaturesOf(held()).toSorted()).toEqual(all);
  });

  it('is read back after the time that another writer may need, and at once by a single writer', async () => {
    const { registry, storeWith } = await start();
    const clock = new JumpingClock();
    await add(storeWith({ clock }), '1');
    expect(clock.slept).toEqual([1000]);
    const single = new JumpingClock();
    await add(storeWith({ clock: single, singleWriter: true }), '2');
    expect(single.slept).toEqual([]);
    expect(registry.requests.filter((one) => one.includes(TAG)).map((one) => one.slice(0, 3))).toEqual([
      'GET',
      'PUT',
      'GET',
      'GET',
      'PUT',
      'GET',
    ]);
  });

  it('is not written where it holds all of it', async () => {
    const { registry, storeWith } = await start();
    await add(storeWith(), '1', '2');
    registry.log.length = 0;
    await storeWith().mergeTag(TAG, adding(sig('1').manifest), never);
    expect(registry.writes).toEqual([]);
  });

  it.each<[string, Partial<Switches>, string]>([
    ['forgets tags', { forgetsTags: /sig$/ }, 'upload_unconfirmed'],
    ['lets no tag move', { immutableTags: true }, 'tag_immutable'],
  ])('is an error where the registry %s', async (_, switches, code) => {
    const { registry, storeWith } = await start(switches);
    if (switches.immutableTags) await push(storeWith(), sig('0'), TAG);
    const error = await add(storeWith(), '1').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SealiftError);
    expect(error).toMatchObject({ code });
    expect(String((error as SealiftError).hint)).not.toBe('');
    expect(registry.writes.filter((one) => one.endsWith(TAG)).length).toBeLessThanOrEqual(12);
  });

  it('is not written where what it holds must not be lost', async () => {
    const { registry, storeWith } = await start();
    await push(storeWith(), cosignImage('sig', [], { artifactType: 'a/b' }), TAG);
    registry.log.length = 0;
    await expect(storeWith().mergeTag(TAG, adding(sig('1').manifest), never)).rejects.toMatchObject({
      code: 'attachment_conflict',
    });
    expect(registry.writes).toEqual([]);
  });
});
