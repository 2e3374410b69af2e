import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERRORS, SealiftError } from '../../../src/errors.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import { openLayoutStore } from '../../../src/stores/layout/open.ts';
import {
  blob,
  blobPath,
  image,
  layoutWith,
  open,
  readIndex,
  signal,
  signature,
  temporaryFolder,
  writeIndex,
} from './layouts.ts';

async function refusal(work: Promise<unknown>): Promise<SealiftError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SealiftError);
  return error as SealiftError;
}

describe('the file oci-layout', () => {
  it.each([
    ['another version', '{"imageLayoutVersion":"2.0.0"}'],
    ['no version', '{}'],
    ['no object', '"1.0.0"'],
    ['no JSON', 'imageLayoutVersion=1.0.0'],
    ['a version of another case alone', '{"ImageLayoutVersion":"1.0.0"}'],
    ['a second version of another case', '{"imageLayoutVersion":"1.0.0","imagelayoutversion":"2.0.0"}'],
    ['a version that is a number', '{"imageLayoutVersion":1.0}'],
    ['the version twice', '{"imageLayoutVersion":"1.0.0","imageLayoutVersion":"1.0.0"}'],
    ['far too much', ' '.repeat(10_000)],
  ])('is refused with %s', async (_, content) => {
    const { folder } = await layoutWith('one');
    await writeFile(join(folder, 'oci-layout'), content);
    for (const create of [true, false]) {
      expect(await refusal(openLayoutStore({ path: folder, create }))).toMatchObject({
        code: 'layout_invalid',
      });
    }
  });
});

describe('index.json', () => {
  const reads = async (content: string | Uint8Array): Promise<SealiftError> => {
    const { folder, store } = await layoutWith('one');
    await writeFile(join(folder, 'index.json'), content);
    return refusal(store.resolve({ tag: 'v1' }, signal));
  };
  const withEntry = (entry: unknown): string => JSON.stringify({ schemaVersion: 2, manifests: [entry] });
  const { descriptor } = blob('x', MEDIA_TYPES.ociImage);

  it.each([
    ['not JSON', '{'],
    ['an array', '[]'],
    ['of another schema version', '{"schemaVersion":1,"manifests":[]}'],
    ['of another media type', `{"schemaVersion":2,"mediaType":"${MEDIA_TYPES.ociImage}","manifests":[]}`],
    ['with manifests that are no list', '{"schemaVersion":2,"manifests":{}}'],
    ['with an entry that is no object', withEntry('x')],
    ['with an entry without a size', withEntry({ ...descriptor, size: undefined })],
    ['with a second list for readers that fold case', '{"schemaVersion":2,"manifests":[],"Manifests":[]}'],
    ['with a second list by the long s', '{"schemaVersion":2,"manifests":[],"manifest\u017f":null}'],
    ['with a schema version of 2.0', '{"schemaVersion":2.0,"manifests":[]}'],
    ['with an entry of two digests', withEntry({ ...descriptor, Digest: descriptor.digest })],
    [
      'with an unknown algorithm and a size in text',
      withEntry({ ...descriptor, digest: 'blake3:00', size: '1' }),
    ],
    ['with an annotation that is a list', withEntry({ ...descriptor, annotations: { a: [] } })],
    [
      'with features in one text',
      withEntry({ ...descriptor, platform: { os: 'linux', architecture: 'amd64', 'os.features': 'a' } }),
    ],
    ['with data that is no base64', withEntry({ ...descriptor, data: '{}' })],
    ['with a negative size', withEntry({ ...descriptor, size: -1 })],
    [
      'with a size beyond all bounds',
      withEntry({ ...descriptor, size: 1 }).replace('"size":1', '"size":4611686018427387904'),
    ],
    ['with a digest that climbs', withEntry({ ...descriptor, digest: 'sha256:../../../../etc/passwd' })],
    ['with a digest in upper case', withEntry({ ...descriptor, digest: `sha256:${'A'.repeat(64)}` })],
    ['with a path for an algorithm', withEntry({ ...descriptor, digest: `../x:${'a'.repeat(64)}` })],
    ['over 4 MiB', `{"schemaVersion":2,"manifests":[]}${' '.repeat(4 * 1024 * 1024)}`],
  ])('is refused when it is %s', async (_, content) => {
    expect(await reads(content)).toMatchObject({ code: 'layout_invalid' });
  });

  it('is refused when it is missing, a folder or a link', async () => {
    const { folder, store } = await layoutWith('one');
    const path = join(folder, 'index.json');
    const aside = join(folder, '..', 'aside.json');
    await rename(path, aside);
    expect(await refusal(store.resolve({ tag: 'v1' }, signal))).toMatchObject({ code: 'layout_invalid' });
    await symlink(aside, path);
    expect(await refusal(store.resolve({ tag: 'v1' }, signal))).toMatchObject({ code: 'layout_invalid' });
    await rm(path);
    await mkdir(path);
    expect(await refusal(store.resolve({ tag: 'v1' }, signal))).toMatchObject({ code: 'layout_invalid' });
  });

  it('may list a digest of an unknown algorithm, whose tag alone is refused', async () => {
    const { folder, store } = await layoutWith('one');
    const index = await readIndex(folder);
    const annotations = { 'org.opencontainers.image.ref.name': 'odd' };
    await writeIndex(folder, {
      ...index,
      manifests: [
        ...index.manifests,
        { mediaType: MEDIA_TYPES.ociImage, digest: 'blake3:ab', size: 2, annotations },
      ],
    });
    expect(await refusal(store.resolve({ tag: 'odd' }, signal))).toMatchObject({ code: 'layout_invalid' });
    expect(await store.resolve({ tag: 'v1' }, signal)).toBeDefined();
  });

  it('has no tag named like a member of every JavaScript object', async () => {
    const { folder, store } = await layoutWith('one');
    const text = JSON.stringify(await readIndex(folder)).replace('"v1"', '"v1","__proto__":"x"');
    await writeFile(join(folder, 'index.json'), text);
    expect(await store.resolve({ tag: 'constructor' }, signal)).toBeUndefined();
    expect(await store.resolve({ tag: 'v1' }, signal)).toBeDefined();
  });
});

describe('blobs', () => {
  it('are not read through a link, whatever part of the path it is', async () => {
    for (const linked of ['blobs', 'blobs/sha256', 'file'] as const) {
      const { folder, store, root } = await layoutWith('one');
      const path = linked === 'file' ? blobPath(folder, root.descriptor) : join(folder, ...linked.split('/'));
      const outside = join(folder, '..', 'outside');
      await rename(path, outside);
      await symlink(outside, path);
      const reading = [
        () => store.resolve({ tag: 'v1' }, signal),
        () => store.manifest(root.descriptor, signal),
        () => store.has(root.descriptor, signal),
        () => store.blob(root.descriptor, {}, signal),
      ];
      for (const read of reading) expect(await refusal(read())).toMatchObject({ code: 'layout_invalid' });
    }
  });

  it('are not written through a link', async () => {
    const { folder, store } = await layoutWith('one');
    const outside = join(folder, '..', 'outside');
    await rename(join(folder, 'blobs'), outside);
    await symlink(outside, join(folder, 'blobs'));
    const { descriptor, bytes } = blob('two');
    expect(await refusal(store.putBlob(descriptor, open(bytes), signal))).toMatchObject({
      code: 'layout_invalid',
    });
  });

  it('are refused when they are folders', async () => {
    const { folder, store, root } = await layoutWith('one');
    await rm(blobPath(folder, root.descriptor));
    await mkdir(blobPath(folder, root.descriptor));
    expect(await refusal(store.resolve({ tag: 'v1' }, signal))).toMatchObject({ code: 'layout_invalid' });
  });

  it('are refused by a name that is no digest', async () => {
    const { store, root } = await layoutWith('one');
    const climbing: Descriptor = { ...root.descriptor, digest: 'sha256:../../index.json' as Digest };
    expect(await refusal(store.manifest(climbing, signal))).toBeInstanceOf(SealiftError);
    expect(await refusal((async () => store.has(climbing, signal))())).toBeInstanceOf(SealiftError);
  });

  it('are not taken for manifests over 4 MiB', async () => {
    const { folder, store } = await layoutWith('one');
    const huge = blob(new Uint8Array(4 * 1024 * 1024 + 1), MEDIA_TYPES.ociImage);
    await writeFile(blobPath(folder, huge.descriptor), huge.bytes);
    const error = await refusal(store.manifest(huge.descriptor, signal));
    expect(error).toMatchObject({ code: 'content_too_large', exitCode: 1 });
  });

  it('end a scan although they name the same manifests again and again', async () => {
    const { folder, store, root } = await layoutWith('one');
    // A true cycle would need a hash collision, so the index names the same few manifests many times.
    const index = await readIndex(folder);
    await writeIndex(folder, {
      ...index,
      manifests: Array.from({ length: 5_000 }, () => index.manifests[0]),
    });
    expect(await Array.fromAsync(store.referrers(root.descriptor, { sources: 'merged' }, signal))).toEqual(
      [],
    );
  });
});

describe('a folder or file that is no layout', () => {
  it('is refused with its kind, and with the command that converts it', async () => {
    const base = await temporaryFolder();
    const folderOf = async (name: string, files: string[]): Promise<string> => {
      const path = join(base, name);
      await mkdir(path);
      for (const file of files) await writeFile(join(path, file), '[]');
      return path;
    };
    const cases: [path: string, message: RegExp, hint: RegExp][] = [
      [await folderOf('saved', ['manifest.json', 'repositories']), /docker save/, /docker-archive/],
      [await folderOf('dir', ['manifest.json', 'version']), /dir: folder/, /skopeo copy dir:/],
      [await folderOf('other', ['letter.txt']), /no file oci-layout/, /image layout/],
      [await folderOf('empty', []), /is empty/, /image layout/],
    ];
    for (const [path, message, hint] of cases) {
      const error = await refusal(openLayoutStore({ path, create: false }));
      expect(error.code).toBe('layout_invalid');
      expect(error.message).toMatch(message);
      expect(error.hint).toMatch(hint);
    }
  });

  it('is refused where a file is, with the name that an archive has', async () => {
    const path = join(await temporaryFolder(), 'image.tar');
    await writeFile(path, new Uint8Array(1024));
    for (const create of [true, false]) {
      const error = await refusal(openLayoutStore({ path, create }));
      expect(error).toMatchObject({ code: 'layout_invalid', exitCode: 1 });
      expect(error.hint).toContain(`oci-archive:${path}`);
    }
  });

  it('is no archive where a file stands above its path', async () => {
    const base = await temporaryFolder();
    await writeFile(join(base, 'file'), '');
    for (const create of [true, false]) {
      const error = await refusal(openLayoutStore({ path: join(base, 'file', 'layout'), create }));
      expect(error.code).toBe('file_not_found');
      expect(error.hint).not.toMatch(/archive/);
    }
  });

  it('is refused with its name escaped', async () => {
    const path = join(await temporaryFolder(), 'a\u001b[31m\nb');
    const error = await refusal(openLayoutStore({ path, create: false }));
    expect(error.message).not.toMatch(/[\u001b\n]/);
    expect(Object.keys(ERRORS)).toContain(error.code);
    const { folder } = { folder: path };
    const store = await openLayoutStore({ path: folder, create: true });
    const absent = await refusal(store.manifest(image('x').manifest.descriptor, signal));
    expect(absent.message).not.toMatch(/[\u001b\n]/);
  });
});

describe('a layout that other programs cannot open', () => {
  const good = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociImage, layers: [] };
  const layoutHolding = async (text: string) => {
    const { folder, store, root } = await layoutWith('one');
    await store.linkReferrers(root.descriptor, [signature(root.descriptor)], signal);
    const { descriptor, bytes } = blob(text, MEDIA_TYPES.ociImage);
    await writeFile(blobPath(folder, descriptor), bytes);
    const index = await readIndex(folder);
    await writeIndex(folder, { ...index, manifests: [...index.manifests, descriptor] });
    return { folder, subject: root.descriptor, store: await openLayoutStore({ path: folder, create: true }) };
  };

  it.each([
    ['an annotation that is a number', JSON.stringify({ ...good, annotations: { a: 1 } })],
    ['a schema version of 2.0', JSON.stringify(good).replace(':2,', ':2.0,')],
    ['a second list of layers for readers that fold case', JSON.stringify({ ...good, Layers: [] })],
    ['no JSON', 'hello'],
  ])('is neither read nor written when it holds a manifest with %s', async (_, text) => {
    const { folder, store, subject } = await layoutHolding(text);
    const before = await readIndex(folder);
    const { bytes, descriptor } = blob('new');
    const opening = {
      code: 'layout_invalid',
      message: expect.stringContaining(`oci:${folder}: manifest sha256:`),
    };
    for (let attempt = 0; attempt < 2; attempt += 1)
      expect(await refusal(store.putBlob(descriptor, open(bytes), signal))).toMatchObject(opening);
    expect(await store.has(descriptor, signal)).toBe(false);
    expect(await readIndex(folder)).toEqual(before);
    for (const name of [{ tag: 'v1' }, { tag: 'new' }, { digest: subject.digest }])
      expect(await refusal(store.resolve(name, signal))).toMatchObject(opening);
    const first = store.referrers(subject, { sources: 'merged' }, signal)[Symbol.asyncIterator]().next();
    expect(await refusal(first)).toMatchObject(opening);
  });

  it('since an entry, or a child of one, has another size than its manifest gives nothing', async () => {
    for (const isChild of [false, true]) {
      const { folder, store, root } = await layoutWith('one');
      const { descriptor } = signature(root.descriptor);
      await store.linkReferrers(root.descriptor, [signature(root.descriptor)], signal);
      const wrong = { ...descriptor, size: descriptor.size + 1 };
      const body = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [wrong] };
      const parent = blob(JSON.stringify(body), MEDIA_TYPES.ociIndex);
      await writeFile(blobPath(folder, parent.descriptor), parent.bytes);
      const index = await readIndex(folder);
      const manifests = [index.manifests[0], isChild ? parent.descriptor : wrong];
      await writeIndex(folder, { ...index, manifests });
      const opened = await openLayoutStore({ path: folder, create: true });
      const error = await refusal(opened.resolve({ tag: 'v1' }, signal));
      expect(error).toMatchObject({
        code: 'layout_invalid',
        message: expect.stringContaining(`${descriptor.digest} is listed with ${wrong.size} bytes`),
      });
      const listing = opened.referrers(root.descriptor, { sources: 'merged' }, signal);
      expect((await refusal(listing[Symbol.asyncIterator]().next())).code).toBe('layout_invalid');
    }
  });

  it('does not include a layout with a manifest that is only useless', async () => {
    const { store } = await layoutHolding('{"schemaVersion":1,"com.example":{"SIZE":2.0}}');
    const { bytes, descriptor } = blob('new');
    await store.putBlob(descriptor, open(bytes), signal);
    expect(await store.has(descriptor, signal)).toBe(true);
    const root = await store.resolve({ tag: 'v1' }, signal);
    expect(await Array.fromAsync(store.referrers(root!, { sources: 'merged' }, signal))).toHaveLength(1);
  });
});
