import { chmod, mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import { referrerDescriptor as entryOf, referrersTag } from '../../../src/oci/referrers-index.ts';
import { openLayoutStore } from '../../../src/stores/layout/open.ts';
import {
  blob,
  blobPath,
  bytesOf,
  image,
  layoutWith,
  manifest,
  NOTARY,
  open,
  put,
  readIndex,
  referrersOf,
  signal,
  signature,
  temporaryFolder,
  writeIndex,
} from './layouts.ts';

/** The entry of index.json for the referrers list of `subject`. */
function listUnder(subject: Descriptor, manifests: readonly Descriptor[]) {
  const list = manifest(
    { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests },
    MEDIA_TYPES.ociIndex,
  );
  return { ...list.descriptor, annotations: { [REF_NAME]: referrersTag(subject.digest) } };
}

const REF_NAME = 'org.opencontainers.image.ref.name';

describe('a new layout', () => {
  it('is made by the first write, with all that the image-spec asks for', async () => {
    const { folder } = await layoutWith('one');
    expect((await readdir(folder)).toSorted()).toEqual(['blobs', 'index.json', 'oci-layout']);
    expect(await readIndex(folder)).toMatchObject({ schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex });
    const store = await openLayoutStore({ path: folder, create: false });
    expect(await store.resolve({ tag: 'v1' }, signal)).toBeDefined();
  });

  it('is completed where a killed run left it', async () => {
    const folder = join(await temporaryFolder(), 'layout');
    await mkdir(join(folder, 'blobs', 'sha256'), { recursive: true });
    await writeFile(join(folder, '.sealift-0123456789abcdef.tmp'), 'half');
    await expect(openLayoutStore({ path: folder, create: false })).rejects.toMatchObject({
      code: 'layout_invalid',
    });
    const store = await openLayoutStore({ path: folder, create: true });
    await put(store, image('one'));
    expect(await readdir(folder)).toContain('oci-layout');
  });

  it('loses its unfinished files once no process can be writing them', async () => {
    const { folder } = await layoutWith('one');
    const [old, young] = ['.sealift-00000000000000aa.tmp', '.sealift-00000000000000bb.tmp'];
    for (const name of [old, young]) await writeFile(join(folder, name), 'half');
    await utimes(join(folder, old), new Date(0), new Date(0));
    await put(await openLayoutStore({ path: folder, create: false }), image('two'));
    const names = await readdir(folder);
    expect(names).not.toContain(old);
    expect(names).toContain(young);
  });

  it('is not made of a folder that holds something else', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'letter.txt'), 'dear');
    await expect(openLayoutStore({ path: folder, create: true })).rejects.toMatchObject({
      code: 'layout_invalid',
    });
    expect(await readdir(folder)).toEqual(['letter.txt']);
  });
});

describe('putBlob', () => {
  it.each([
    ['other content', 'twe'],
    ['too little', 'tw'],
    ['too much', 'twoo'],
  ])('refuses %s and leaves nothing behind', async (_, sent) => {
    const { folder, store } = await layoutWith('one');
    const { descriptor } = blob('two');
    const putting = store.putBlob(descriptor, open(new TextEncoder().encode(sent)), signal);
    await expect(putting).rejects.toMatchObject({ code: 'digest_mismatch' });
    expect(await store.has(descriptor, signal)).toBe(false);
    expect((await readdir(folder)).toSorted()).toEqual(['blobs', 'index.json', 'oci-layout']);
  });

  it('mends a blob that was changed', async () => {
    const { folder, store } = await layoutWith('one');
    const { descriptor, bytes } = blob('one');
    await writeFile(blobPath(folder, descriptor), 'onf');
    await store.putBlob(descriptor, open(bytes), signal);
    expect(await bytesOf(await store.blob(descriptor, {}, signal))).toBe('one');
  });

  it('takes the same blob from several writers, and an empty one, and sha512', async () => {
    const { store } = await layoutWith('one');
    const { descriptor, bytes } = blob(new Uint8Array(3_000_000).fill(7));
    await Promise.all(Array.from({ length: 6 }, () => store.putBlob(descriptor, open(bytes), signal)));
    expect(await store.has(descriptor, signal)).toBe(true);
    const empty = blob('');
    await store.putBlob(empty.descriptor, open(empty.bytes), signal);
    expect(await store.has(empty.descriptor, signal)).toBe(true);
    const { createHash } = await import('node:crypto');
    const long = {
      ...descriptor,
      digest: `sha512:${createHash('sha512').update(bytes).digest('hex')}` as const,
    };
    await store.putBlob(long, open(bytes), signal);
    expect(await store.has(long, signal)).toBe(true);
  });

  it('stops on an abort, and passes on the error of the source', async () => {
    const { folder, store } = await layoutWith('one');
    const { descriptor } = blob('two');
    const stop = new AbortController();
    const endless = async (): Promise<Readable> => new Readable({ read() {} });
    const putting = store.putBlob(descriptor, endless, stop.signal);
    stop.abort(new Error('enough'));
    await expect(putting).rejects.toThrow();
    const broken = async (): Promise<Readable> => Readable.from(failing());
    await expect(store.putBlob(descriptor, broken, signal)).rejects.toThrow('the line is dead');
    expect((await readdir(folder)).toSorted()).toEqual(['blobs', 'index.json', 'oci-layout']);
  });

  it.skipIf(process.getuid?.() === 0)('reports a folder without write permission', async () => {
    const { folder, store } = await layoutWith('one');
    await chmod(folder, 0o555);
    const { descriptor, bytes } = blob('two');
    await expect(store.putBlob(descriptor, open(bytes), signal)).rejects.toMatchObject({ code: 'denied' });
    await chmod(folder, 0o755);
  });
});

async function* failing(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array([1]);
  throw new Error('the line is dead');
}

describe('tag', () => {
  it('moves the tag, and keeps its former manifest findable by digest', async () => {
    const { folder, store, root } = await layoutWith('one');
    const next = image('two');
    await put(store, next);
    await store.tag(next.manifest, 'v1', signal);
    expect(await store.resolve({ tag: 'v1' }, signal)).toEqual(next.manifest.descriptor);
    expect((await readIndex(folder)).manifests).toEqual([
      root.descriptor,
      { ...next.manifest.descriptor, annotations: { [REF_NAME]: 'v1' } },
    ]);
  });

  it('gives content with several tags several entries, and no untagged one beside them', async () => {
    const { folder, store, root } = await layoutWith('one');
    await store.tag(root, 'latest', signal);
    await store.tag(root, 'latest', signal);
    const names = (await readIndex(folder)).manifests.map(
      (entry) => (entry.annotations as Record<string, string>)[REF_NAME],
    );
    expect(names).toEqual(['v1', 'latest']);
  });

  it('keeps members and entries that it does not know', async () => {
    const { folder, store, root } = await layoutWith('one');
    const foreign = { mediaType: 'application/x', digest: 'blake3:abcd', size: 1, note: [1, { deep: null }] };
    const index = await readIndex(folder);
    const kept = { ...index, annotations: { by: 'somebody' }, extension: { a: 1.5 } };
    const first = { ...index.manifests[0], platform: { os: 'linux', architecture: 'amd64', extra: true } };
    await writeIndex(folder, { ...kept, manifests: [foreign, first] });
    await store.tag(root, 'latest', signal);
    const after = await readIndex(folder);
    expect(after).toMatchObject({ annotations: { by: 'somebody' }, extension: { a: 1.5 } });
    expect(after.manifests.slice(0, 2)).toEqual([foreign, first]);
    expect(after.manifests).toHaveLength(3);
  });

  it('removes the containerd name together with its tag', async () => {
    const { folder, store, root } = await layoutWith('one');
    const index = await readIndex(folder);
    const annotations = {
      [REF_NAME]: 'v1',
      'io.containerd.image.name': 'docker.io/library/app:v1',
      keep: 'me',
    };
    await writeIndex(folder, { ...index, manifests: [{ ...root.descriptor, annotations }] });
    const next = image('two');
    await put(store, next);
    await store.tag(next.manifest, 'v1', signal);
    expect((await readIndex(folder)).manifests[0]).toEqual({
      ...root.descriptor,
      annotations: { keep: 'me' },
    });
  });

  it('refuses a manifest that is missing', async () => {
    const { folder, store } = await layoutWith('one');
    const before = await readIndex(folder);
    await expect(store.tag(image('absent').manifest, 'v1', signal)).rejects.toMatchObject({
      code: 'artifact_not_found',
    });
    expect(await readIndex(folder)).toEqual(before);
  });

  it('refuses to grow index.json over what readers accept', async () => {
    const { folder, store, root } = await layoutWith('one');
    const index = await readIndex(folder);
    await writeIndex(folder, { ...index, annotations: { padding: 'x'.repeat(4 * 1024 * 1024 - 500) } });
    await store.tag(root, 'v1', signal);
    await expect(store.tag(root, 'v'.repeat(120), signal)).rejects.toMatchObject({
      code: 'content_too_large',
    });
    expect(await store.resolve({ tag: 'v1' }, signal)).toBeDefined();
  });
});

describe('linkReferrers', () => {
  it('lists referrers without a tag, and the subject that only an index named', async () => {
    const { folder, store, root } = await layoutWith('one');
    const child = image('child');
    await put(store, child);
    const index = manifest(
      { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [child.manifest.descriptor] },
      MEDIA_TYPES.ociIndex,
    );
    await store.putManifest(index, signal);
    await store.tag(index, 'multi', signal);
    const signed = signature(child.manifest.descriptor, 'a');
    await store.putManifest(signed, signal);
    expect(await store.linkReferrers(child.manifest.descriptor, [signed], signal)).toBe('index');
    await store.linkReferrers(child.manifest.descriptor, [signed], signal);
    expect((await readIndex(folder)).manifests).toEqual([
      { ...root.descriptor, annotations: { [REF_NAME]: 'v1' } },
      { ...index.descriptor, annotations: { [REF_NAME]: 'multi' } },
      child.manifest.descriptor,
      { ...signed.descriptor, artifactType: NOTARY },
      listUnder(child.manifest.descriptor, [entryOf(signed)]),
    ]);
    expect(await referrersOf(store, child.manifest.descriptor, NOTARY)).toHaveLength(1);
  });

  it('writes index.json once for all referrers of one subject', async () => {
    const { folder, store, root } = await layoutWith('one');
    const many = Array.from({ length: 20 }, (_, turn) => signature(root.descriptor, String(turn)));
    // A file that is replaced has another inode.
    const inode = async (): Promise<number> => (await stat(join(folder, 'index.json'))).ino;
    const before = await inode();
    for (const one of many) await store.putManifest(one, signal);
    expect(await inode()).toBe(before);
    await store.linkReferrers(root.descriptor, many, signal);
    const after = await inode();
    expect(after).not.toBe(before);
    expect((await readIndex(folder)).manifests).toHaveLength(22);
    await store.linkReferrers(root.descriptor, many, signal);
    expect(await inode()).toBe(after);
  });

  it('lists what others attached under the referrers tag too, and replaces the list', async () => {
    const { folder, store, root } = await layoutWith('one');
    // As notation and oras write it: an entry of index.json, and no list.
    const [theirs, ours, last] = ['theirs', 'ours', 'last'].map((nonce) => signature(root.descriptor, nonce));
    await store.putManifest(theirs!, signal);
    const index = await readIndex(folder);
    await writeIndex(folder, { ...index, manifests: [...index.manifests, theirs!.descriptor] });
    await store.linkReferrers(root.descriptor, [ours!], signal);
    const entries = [theirs!, ours!].map(entryOf);
    expect((await readIndex(folder)).manifests.at(-1)).toEqual(listUnder(root.descriptor, entries));
    await store.linkReferrers(root.descriptor, [last!], signal);
    const { manifests } = await readIndex(folder);
    expect(manifests.at(-1)).toEqual(listUnder(root.descriptor, [...entries, entryOf(last!)]));
    expect(manifests).toHaveLength(5);
    expect(await referrersOf(store, root.descriptor, NOTARY)).toHaveLength(3);
  });

  it('leaves a tag alone that has the form of a referrers tag and names an image', async () => {
    const { folder, store, root } = await layoutWith('one');
    const other = image('other');
    await put(store, other);
    await store.tag(other.manifest, referrersTag(root.descriptor.digest), signal);
    await store.linkReferrers(root.descriptor, [signature(root.descriptor)], signal);
    const name = { tag: referrersTag(root.descriptor.digest) };
    expect(await store.resolve(name, signal)).toEqual(other.manifest.descriptor);
    expect((await readIndex(folder)).manifests).toHaveLength(3);
  });

  it('lists in index.json alone what is too large for a list of readers', async () => {
    const { folder, store, root } = await layoutWith('one');
    const large = Array.from({ length: 5 }, (_, at) =>
      signature(root.descriptor, '', { annotations: { text: `${at}`.repeat(1024 * 1024) } }),
    );
    await store.linkReferrers(root.descriptor, large, signal);
    expect((await readIndex(folder)).manifests).toHaveLength(6);
    expect(await referrersOf(store, root.descriptor, NOTARY)).toHaveLength(5);
  });

  it('makes no tag of a ref.name among the annotations of a manifest', async () => {
    const { store, root } = await layoutWith('one');
    const sly = signature(root.descriptor, '', { annotations: { [REF_NAME]: 'v1' } });
    await store.linkReferrers(root.descriptor, [sly], signal);
    expect(await store.resolve({ tag: 'v1' }, signal)).toEqual(root.descriptor);
  });

  it('puts a manifest again that was lost, and lists it again', async () => {
    const { folder, store, root } = await layoutWith('one');
    const signed = signature(root.descriptor);
    const before = await readIndex(folder);
    await store.putManifest(signed, signal);
    await rm(blobPath(folder, signed.descriptor));
    await writeIndex(folder, before);
    await store.linkReferrers(root.descriptor, [signed], signal);
    expect(await referrersOf(store, root.descriptor, NOTARY)).toHaveLength(1);
  });

  it('writes nothing when every referrer is listed', async () => {
    const { folder, store, root } = await layoutWith('one');
    const signed = signature(root.descriptor);
    await store.linkReferrers(root.descriptor, [signed], signal);
    const { mtimeMs, ino } = await stat(join(folder, 'index.json'));
    await store.linkReferrers(root.descriptor, [signed], signal);
    await store.tag(root, 'v1', signal);
    expect(await stat(join(folder, 'index.json'))).toMatchObject({ mtimeMs, ino });
  });
});
