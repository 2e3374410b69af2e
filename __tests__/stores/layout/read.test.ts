import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/oci/digest.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import { openLayoutStore } from '../../../src/stores/layout/open.ts';
import {
  blob,
  blobPath,
  bytesOf,
  image,
  layoutWith,
  manifest,
  NOTARY,
  put,
  readIndex,
  referrersOf,
  signal,
  signature,
  temporaryFolder,
  writeIndex,
} from './layouts.ts';

const REF_NAME = 'org.opencontainers.image.ref.name';

describe('resolve', () => {
  it('finds a tag, and a digest that index.json lists', async () => {
    const { store, root } = await layoutWith('one');
    const { mediaType, digest, size } = root.descriptor;
    expect(await store.resolve({ tag: 'v1' }, signal)).toEqual({ mediaType, digest, size });
    expect(await store.resolve({ digest }, signal)).toEqual({ mediaType, digest, size });
    expect(await store.resolve({ tag: 'v2' }, signal)).toBeUndefined();
    expect(await store.resolve({ digest: digestOf(new Uint8Array([1])) }, signal)).toBeUndefined();
  });

  it.each(['registry.example.com/team/app:v9', 'app:v9'])(
    'takes the tag of a full reference, %s',
    async (refName) => {
      const { folder, store, root } = await layoutWith('one');
      const index = await readIndex(folder);
      await writeIndex(folder, {
        ...index,
        manifests: [{ ...root.descriptor, annotations: { [REF_NAME]: refName } }],
      });
      expect(await store.resolve({ tag: 'v9' }, signal)).toMatchObject({ digest: root.descriptor.digest });
      expect(await store.resolve({ tag: 'v8' }, signal)).toBeUndefined();
    },
  );

  it('prefers the exact tag to a full reference that ends in it', async () => {
    const { folder, store, root } = await layoutWith('one');
    const other = image('two');
    await put(store, other);
    const index = await readIndex(folder);
    const foreign = { ...other.manifest.descriptor, annotations: { [REF_NAME]: 'example.com/app:v1' } };
    await writeIndex(folder, { ...index, manifests: [foreign, ...index.manifests] });
    expect(await store.resolve({ tag: 'v1' }, signal)).toMatchObject({ digest: root.descriptor.digest });
  });

  it('refuses a tag that two entries give to different content', async () => {
    const { folder, store } = await layoutWith('one');
    const other = image('two');
    await put(store, other);
    const index = await readIndex(folder);
    const second = { ...other.manifest.descriptor, annotations: { [REF_NAME]: 'v1' } };
    await writeIndex(folder, { ...index, manifests: [...index.manifests, second] });
    await expect(store.resolve({ tag: 'v1' }, signal)).rejects.toMatchObject({ code: 'layout_invalid' });
  });

  it('finds a manifest that index.json does not list, by its own mediaType or by the index that names it', async () => {
    const { store, root } = await layoutWith('one');
    const own = image('own');
    await put(store, own);
    expect(await store.resolve({ digest: own.manifest.descriptor.digest }, signal)).toEqual(
      own.manifest.descriptor,
    );

    const silent = image('silent', { mediaType: undefined }).manifest;
    const index = manifest(
      { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [root.descriptor, silent.descriptor] },
      MEDIA_TYPES.ociIndex,
    );
    await store.putManifest(silent, signal);
    expect(await store.resolve({ digest: silent.descriptor.digest }, signal)).toBeUndefined();
    await store.putManifest(index, signal);
    await store.tag(index, 'multi', signal);
    expect(await store.resolve({ digest: silent.descriptor.digest }, signal)).toEqual(silent.descriptor);
  });

  it('does not take a layer for a manifest', async () => {
    const { store } = await layoutWith('one');
    expect(await store.resolve({ digest: blob('one').descriptor.digest }, signal)).toBeUndefined();
  });

  it('does not find a manifest that index.json lists and whose blob is missing', async () => {
    const { folder, store, root } = await layoutWith('one');
    await rm(blobPath(folder, root.descriptor));
    expect(await store.resolve({ tag: 'v1' }, signal)).toBeUndefined();
    await expect(store.manifest(root.descriptor, signal)).rejects.toMatchObject({
      code: 'artifact_not_found',
    });
  });
});

describe('manifest and blob', () => {
  it('gives the bytes as they are', async () => {
    const { store, root } = await layoutWith('one');
    expect((await store.manifest(root.descriptor, signal)).bytes).toEqual(root.bytes);
    const layer = blob('one');
    expect(await bytesOf(await store.blob(layer.descriptor, {}, signal))).toBe('one');
    expect(await bytesOf(await store.blob(layer.descriptor, { offset: 2 }, signal))).toBe('e');
    expect(await store.has(layer.descriptor, signal)).toBe(true);
    expect(await store.has(blob('absent').descriptor, signal)).toBe(false);
    await expect(store.blob(blob('absent').descriptor, {}, signal)).rejects.toMatchObject({
      code: 'artifact_not_found',
    });
  });

  it('refuses a manifest with one changed byte, by tag and by digest', async () => {
    const { folder, store, root } = await layoutWith('one');
    const path = blobPath(folder, root.descriptor);
    const bytes = await readFile(path);
    bytes[bytes.length - 3]! ^= 1;
    await writeFile(path, bytes);
    const { digest } = root.descriptor;
    await expect(store.resolve({ tag: 'v1' }, signal)).rejects.toMatchObject({ code: 'digest_mismatch' });
    await expect(store.resolve({ digest }, signal)).rejects.toMatchObject({ code: 'digest_mismatch' });
    await expect(store.manifest(root.descriptor, signal)).rejects.toMatchObject({ code: 'digest_mismatch' });
    await expect(referrersOf(store, root.descriptor)).rejects.toMatchObject({ code: 'digest_mismatch' });
  });

  it('refuses another size and another media type than the descriptor says', async () => {
    const { store, root } = await layoutWith('one');
    const { descriptor } = root;
    const longer = { ...descriptor, size: descriptor.size + 1 };
    await expect(store.manifest(longer, signal)).rejects.toMatchObject({ code: 'digest_mismatch' });
    const docker = { ...descriptor, mediaType: MEDIA_TYPES.dockerImage };
    await expect(store.manifest(docker, signal)).rejects.toMatchObject({ code: 'manifest_invalid' });
    const layer = { ...blob('one').descriptor, size: 2 };
    await expect(store.blob(layer, {}, signal)).rejects.toMatchObject({ code: 'digest_mismatch' });
    expect(await store.has(layer, signal)).toBe(false);
  });

  it('does not count a changed blob as there', async () => {
    const { folder, store } = await layoutWith('one');
    const layer = blob('one').descriptor;
    await writeFile(blobPath(folder, layer), 'onf');
    expect(await store.has(layer, signal)).toBe(false);
  });
});

describe('referrers', () => {
  it('finds referrers that index.json lists, with annotations and the artifact type of either manifest form', async () => {
    const { folder, store, root } = await layoutWith('one');
    const old = signature(root.descriptor, 'old');
    const young = signature(root.descriptor, 'young', {
      artifactType: NOTARY,
      config: { mediaType: MEDIA_TYPES.ociEmpty, digest: blob('{}').descriptor.digest, size: 2 },
    });
    const sbom = signature(root.descriptor, 'sbom', { artifactType: 'application/spdx+json' });
    await store.linkReferrers(root.descriptor, [old, young, sbom], signal);
    const index = await readIndex(folder);
    // Some programs write no artifact types into index.json.
    const plain = index.manifests.map(({ artifactType: _, ...entry }) => entry);
    await writeIndex(folder, { ...index, manifests: plain });

    expect(await referrersOf(store, root.descriptor)).toHaveLength(3);
    const signatures = await referrersOf(store, root.descriptor, NOTARY);
    expect(signatures.map(({ foundIn }) => foundIn)).toEqual(['index', 'index']);
    expect(signatures.map(({ descriptor }) => descriptor.annotations?.nonce)).toEqual(['old', 'young']);
    expect(signatures.map(({ descriptor }) => descriptor.artifactType)).toEqual([NOTARY, NOTARY]);
  });

  it('finds referrers that an index leads to, and none of another subject', async () => {
    const { store, root } = await layoutWith('one');
    const other = image('two').manifest;
    const mine = signature(root.descriptor, 'mine');
    const theirs = signature(other.descriptor, 'theirs');
    const group = manifest(
      { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [mine.descriptor, theirs.descriptor] },
      MEDIA_TYPES.ociIndex,
    );
    const { folder } = { folder: store.name.slice('oci:'.length) };
    for (const one of [mine, theirs]) await writeFile(blobPath(folder, one.descriptor), one.bytes);
    await store.putManifest(group, signal);
    await store.tag(group, 'group', signal);
    const found = await referrersOf(store, root.descriptor);
    expect(found.map(({ descriptor }) => descriptor.digest)).toEqual([mine.descriptor.digest]);
  });

  it('reads the index under the referrers tag, as regctl writes it', async () => {
    const { folder, store, root } = await layoutWith('one');
    const listed = signature(root.descriptor, 'listed');
    const gone = signature(root.descriptor, 'gone');
    await writeFile(blobPath(folder, listed.descriptor), listed.bytes);
    const fallback = manifest(
      {
        schemaVersion: 2,
        mediaType: MEDIA_TYPES.ociIndex,
        manifests: [listed.descriptor, { ...gone.descriptor, artifactType: NOTARY }],
      },
      MEDIA_TYPES.ociIndex,
    );
    await store.putManifest(fallback, signal);
    await store.tag(fallback, root.descriptor.digest.replace(':', '-'), signal);
    const found = await referrersOf(store, root.descriptor, NOTARY);
    expect(found.map(({ descriptor, foundIn }) => [descriptor.digest, foundIn])).toEqual([
      [listed.descriptor.digest, 'tag'],
      [gone.descriptor.digest, 'tag'],
    ]);
  });

  it('takes no image for a list that is tagged by its own digest, and finds what is attached to it', async () => {
    const { store, root } = await layoutWith('one');
    const tag = root.descriptor.digest.replace(':', '-');
    await store.tag(root, tag, signal);
    expect(await referrersOf(store, root.descriptor)).toEqual([]);
    const own = signature(root.descriptor);
    await store.linkReferrers(root.descriptor, [own], signal);
    const found = await referrersOf(store, root.descriptor);
    expect(found.map((one) => [one.descriptor.digest, one.foundIn])).toEqual([
      [own.descriptor.digest, 'index'],
    ]);
    expect(await store.resolve({ tag }, signal)).toEqual(root.descriptor);
  });

  it('leaves an index of a user under its tag, and finds what is attached all the same', async () => {
    const { folder, store, root } = await layoutWith('one');
    const tag = root.descriptor.digest.replace(':', '-');
    const child = image('two');
    await put(store, child);
    const platform = { os: 'linux', architecture: 'amd64' };
    const own = signature(root.descriptor);
    for (const [body, isList] of [
      [{ manifests: [{ ...child.manifest.descriptor, platform }] }, false],
      [{ manifests: [child.manifest.descriptor] }, false],
      [{ manifests: [], artifactType: 'application/vnd.example' }, false],
      [{ manifests: [] }, true],
    ] as const) {
      const index = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, ...body };
      const held = manifest(index, MEDIA_TYPES.ociIndex);
      await store.putManifest(held, signal);
      await store.tag(held, tag, signal);
      await store.linkReferrers(root.descriptor, [own], signal);
      const { manifests } = await readIndex(folder);
      const holders = manifests.filter(
        ({ annotations }) =>
          (annotations as object | undefined) && Object.values(annotations as object).includes(tag),
      );
      expect(holders.map(({ digest }) => digest === held.descriptor.digest)).toEqual([!isList]);
      const found = await referrersOf(store, root.descriptor, NOTARY);
      expect(found.map(({ descriptor }) => descriptor.digest)).toEqual([own.descriptor.digest]);
    }
  });

  it('skips malformed manifests, except for one that mentions the subject', async () => {
    const { folder, store, root } = await layoutWith('one');
    const list = async (text: string): Promise<void> => {
      const { descriptor, bytes } = blob(text, MEDIA_TYPES.ociImage);
      await writeFile(blobPath(folder, descriptor), bytes);
      const index = await readIndex(folder);
      await writeIndex(folder, { ...index, manifests: [...index.manifests, descriptor] });
    };
    await list('{"schemaVersion":1}');
    expect(await referrersOf(store, root.descriptor)).toEqual([]);
    await list(`{"schemaVersion":2,"subject":{"digest":"${root.descriptor.digest}"},"subject":{}}`);
    await expect(referrersOf(store, root.descriptor)).rejects.toMatchObject({ code: 'manifest_invalid' });
  });
});

describe('a layout that does not exist', () => {
  it('is an error for a source, and empty for a destination, where reading creates nothing', async () => {
    const path = join(await temporaryFolder(), 'absent');
    await expect(openLayoutStore({ path, create: false })).rejects.toMatchObject({ code: 'file_not_found' });
    const store = await openLayoutStore({ path, create: true });
    expect(await store.resolve({ tag: 'v1' }, signal)).toBeUndefined();
    expect(await store.has(blob('x').descriptor, signal)).toBe(false);
    expect(await referrersOf(store, image('x').manifest.descriptor)).toEqual([]);
    await expect(openLayoutStore({ path, create: false })).rejects.toMatchObject({ code: 'file_not_found' });
  });

  it('is called by the name a user writes, and has no repository', async () => {
    const { folder, store } = await layoutWith('one');
    expect(store.name).toBe(`oci:${folder}`);
    expect(store.repository).toBeUndefined();
    await store.close();
    await store.close();
  });
});
