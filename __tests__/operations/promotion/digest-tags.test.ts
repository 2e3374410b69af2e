import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { digestTagOf } from '../../../src/oci/digest-tags/digest-tag.ts';
import { parseManifest } from '../../../src/oci/manifest.ts';
import type { TargetStore } from '../../../src/oci/ports.ts';
import { openLayoutStore } from '../../../src/stores/layout/open.ts';
import { temporaryFolder } from '../../stores/layout/layouts.ts';
import { attachByTag, cosignImage } from '../../support/cosign-images.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import { attach, attached, image, index, push } from '../../support/images.ts';
import { JumpingClock, registryStore, type TestClock } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';
import { promote, sign } from '../support.ts';

const sig = (...signatures: string[]) =>
  cosignImage(
    'sig',
    signatures.map((signature) => ({ payload: 'simple', signature })),
  );
const att = (...payloads: string[]) =>
  cosignImage(
    'att',
    payloads.map((payload) => ({ payload })),
  );
const sbom = (payload: string) => cosignImage('sbom', [{ payload }]);

async function under(store: TargetStore, { digest }: Descriptor, suffix: 'sig' | 'att' | 'sbom') {
  const found = await store.resolve({ tag: digestTagOf(digest, suffix)! }, never);
  return found && store.manifest(found, never);
}

async function signaturesUnder(store: TargetStore, subject: Descriptor) {
  const { layers } = parseManifest((await under(store, subject, 'sig'))!);
  return layers.map(({ annotations }) => annotations?.['dev.cosignproject.cosign/signature']);
}

describe('what cosign attached by tags', () => {
  let from: FakeRegistry;
  let to: FakeRegistry;
  let source: TargetStore;
  let target: TargetStore;
  let root: Descriptor;
  beforeEach(async () => {
    [from, to] = await Promise.all([FakeRegistry.start({}), FakeRegistry.start({})]);
    source = registryStore(from.host);
    target = registryStore(to.host);
    root = await push(source, image(), '1');
    await sign(source);
  });
  afterEach(() => Promise.all([from.stop(), to.stop()]));

  const run = (change: Parameters<typeof promote>[2] = {}) =>
    promote(registryStore(from.host), registryStore(to.host), change);

  it('goes along before the tag, byte for byte, and a repeat writes nothing', async () => {
    const signed = await attachByTag(source, root, 'sig', sig('1'));
    const bill = await attachByTag(source, root, 'sbom', sbom('bill'));
    const result = await run();
    expect(result).toMatchObject({ status: 'promoted', error: null });
    expect((await under(target, root, 'sig'))?.descriptor).toEqual(signed.manifest.descriptor);
    expect((await under(target, root, 'sbom'))?.descriptor).toEqual(bill.manifest.descriptor);
    const puts = to.writes.filter((one) => one.startsWith('PUT') && one.includes('/manifests/'));
    expect(puts.at(-1)).toBe('PUT /v2/team/app/manifests/1');
    expect(result.destinations[0]?.attachments).toMatchObject({ expected: 3, present: 3, added: 3 });
    expect(result.attachments.filter(({ judged }) => judged === 'carried')).toMatchObject([
      {
        tag: signed.tag,
        artifactType: 'application/vnd.dev.cosign.simplesigning.v1+json',
        foundIn: 'digest-tag',
      },
      { tag: bill.tag, artifactType: 'text/spdx+json', foundIn: 'digest-tag' },
    ]);
    to.log.length = 0;
    expect(await run()).toMatchObject({ status: 'unchanged' });
    expect(to.writes).toEqual([]);
    // The tag, the lists of the image, and one question for each digest tag.
    expect(to.requests).toHaveLength(3 + 2);
  });

  it('goes along for a child of an index, for an SBOM under a tag, and with what is attached to it', async () => {
    const child = image({ seed: 'child' });
    const top = await push(source, index([child]), '1');
    await sign(source, { recursive: true });
    await attachByTag(source, child.manifest.descriptor, 'att', att('provenance'));
    const bill = await attachByTag(source, top, 'sbom', sbom('bill'));
    await attachByTag(source, bill.manifest.descriptor, 'sig', sig('of the bill'));
    const note = await attach(source, bill.manifest.descriptor, attached(bill.manifest.descriptor));
    expect(await run()).toMatchObject({ status: 'promoted', error: null });
    expect(await under(target, child.manifest.descriptor, 'att')).toBeDefined();
    expect(await signaturesUnder(target, bill.manifest.descriptor)).toEqual(['of the bill']);
    expect(await target.resolve({ digest: note.digest }, never)).toBeDefined();
    to.log.length = 0;
    expect(await run()).toMatchObject({ status: 'unchanged' });
    expect(to.writes).toEqual([]);
  });

  it('is united with what stands at the destination, and a repeat finds it there', async () => {
    await attachByTag(source, root, 'sig', sig('ours'));
    await push(target, image(), 'other');
    await attachByTag(target, root, 'sig', sig('theirs'));
    expect(await run()).toMatchObject({ status: 'promoted', error: null });
    expect(await signaturesUnder(target, root)).toEqual(['theirs', 'ours']);
    to.log.length = 0;
    expect(await run()).toMatchObject({ status: 'unchanged' });
    expect(to.writes).toEqual([]);
    await attachByTag(source, root, 'sig', sig('ours', 'late'));
    expect(await run()).toMatchObject({ status: 'promoted', error: null });
    expect(await signaturesUnder(target, root)).toEqual(['theirs', 'ours', 'late']);
  });

  it('is refused before anything is written where the destination has another SBOM', async () => {
    const { tag } = await attachByTag(source, root, 'sbom', sbom('ours'));
    await push(target, image({ seed: 'other' }), 'other');
    await attachByTag(target, root, 'sbom', sbom('theirs'));
    to.log.length = 0;
    const result = await run();
    expect(result).toMatchObject({ status: 'failed', error: { code: 'attachment_conflict' } });
    expect(result.error?.message).toContain(tag);
    expect(to.writes).toEqual([]);
    // Without it the image goes through.
    expect(await run({ include: 'signatures' })).toMatchObject({ status: 'promoted', error: null });
  });

  it('is kept with what another writer puts there in the meantime', async () => {
    await attachByTag(source, root, 'sig', sig('ours'));
    const tag = digestTagOf(root.digest, 'sig')!;
    const clock = new JumpingClock();
    let raced = 0;
    // cosign has read the tag before it was written here, and writes it without a look.
    const sleep: TestClock['sleep'] = async (milliseconds, signal) => {
      await clock.sleep(milliseconds, signal);
      if (milliseconds !== 1000 || raced > 0) return;
      raced += 1;
      await attachByTag(target, root, 'sig', sig('theirs'));
    };
    const late = registryStore(to.host, 'team/app', { clock: { now: clock.now, sleep } });
    expect(await promote(registryStore(from.host), late)).toMatchObject({ status: 'promoted', error: null });
    expect(raced).toBe(1);
    expect(to.writes.filter((one) => one.endsWith(tag))).toHaveLength(3);
    expect((await signaturesUnder(target, root)).toSorted()).toEqual(['ours', 'theirs']);
  });

  it('is mended by a deep repeat where the destination lost a part of it', async () => {
    const built = sig('1');
    await attachByTag(source, root, 'sig', built);
    await run();
    const there = to.repository('team/app');
    const { digest } = built.blobs.at(-1)!.descriptor;
    there.blobs.delete(digest);
    expect(await run()).toMatchObject({ status: 'unchanged' });
    expect(await run({ deep: true })).toMatchObject({ status: 'promoted', error: null });
    expect(there.blobs.has(digest)).toBe(true);
  });

  it('cannot be united with what the destination lost a part of, and the tag of the image stays', async () => {
    await attachByTag(source, root, 'sig', sig('ours'));
    const theirs = cosignImage('sig', [{ payload: 'theirs', signature: 't' }]);
    await push(target, image({ seed: 'other' }), '1');
    await attachByTag(target, root, 'sig', theirs);
    to.repository('team/app').blobs.delete(theirs.blobs.at(-1)!.descriptor.digest);
    const { error } = await run();
    expect(error).toMatchObject({ code: 'attachment_conflict' });
    expect(error?.message).toContain('lost a part of what it holds under a tag of cosign');
    expect(await target.resolve({ tag: '1' }, never)).toEqual(image({ seed: 'other' }).manifest.descriptor);
  });

  it('goes into a layout and out of it again', async () => {
    const signed = await attachByTag(source, root, 'sig', sig('1'));
    const path = join(await temporaryFolder(), 'layout');
    const layout = await openLayoutStore({ path, create: true });
    expect(await promote(registryStore(from.host), layout)).toMatchObject({ status: 'promoted' });
    expect(await promote(registryStore(from.host), layout)).toMatchObject({ status: 'unchanged' });
    expect(await promote(layout, target, { trust: null })).toMatchObject({ error: null });
    expect((await under(target, root, 'sig'))?.descriptor).toEqual(signed.manifest.descriptor);
  });

  it('is looked for by three questions for each manifest, by one with include signatures, by none with verified', async () => {
    const count = async (include: 'all' | 'signatures' | 'verified') => {
      from.log.length = 0;
      await run({ include });
      return from.requests.filter((one) => /^HEAD .*sha256-[0-9a-f]{64}\.(?:sig|att|sbom)$/.test(one)).length;
    };
    expect(await count('all')).toBe(3);
    expect(await count('signatures')).toBe(1);
    expect(await count('verified')).toBe(0);
  });
});
