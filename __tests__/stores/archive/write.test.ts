import { Buffer } from 'node:buffer';
import { existsSync, writeFileSync } from 'node:fs';
import { chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/oci/digest.ts';
import type { ManifestContent } from '../../../src/oci/ports.ts';
import {
  image,
  NOTARY,
  open,
  put,
  referrersOf,
  signal,
  signature,
  temporaryFolder,
} from '../layout/layouts.ts';
import { buildxTar, commit, fileOf, namesIn, openArchive, refusal, tar } from './tars.ts';

const newPath = async (): Promise<string> => join(await temporaryFolder(), 'new.tar');

/** Writes images with tags and signatures, in the order given. */
async function write(path: string, texts: readonly string[], { signed = true } = {}): Promise<void> {
  const store = await openArchive(path, 'create');
  await Promise.all(
    texts.map(async (text) => {
      const made = image(text);
      await put(store, made);
      if (signed) {
        const attached = signature(made.manifest.descriptor, text);
        await store.putManifest(attached, signal);
        await store.linkReferrers(made.manifest.descriptor, [attached], signal);
      }
      await store.tag(made.manifest, text, signal);
    }),
  );
  await commit(store);
}

describe('a new archive', () => {
  it('is there with its commit, and nothing before it', async () => {
    const path = await newPath();
    const store = await openArchive(path, 'create');
    const made = image('one');
    await put(store, made);
    await store.tag(made.manifest, 'v1', signal);
    expect(await store.resolve({ tag: 'v1' }, signal)).toEqual(made.manifest.descriptor);
    await expect(stat(path)).rejects.toThrow('ENOENT');
    await commit(store);
    expect(await (await openArchive(path)).resolve({ tag: 'v1' }, signal)).toEqual(made.manifest.descriptor);
    await store.close();
    expect(await readdir(dirname(path))).toEqual(['new.tar']);
  });

  it('has folders, blobs by name, index.json and oci-layout, in this order', async () => {
    const path = await newPath();
    await write(path, ['one']);
    const names = await namesIn(path);
    expect(names).toEqual(names.toSorted());
    expect(names.slice(0, 2)).toEqual(['blobs/', 'blobs/sha256/']);
    expect(names.slice(-2)).toEqual(['index.json', 'oci-layout']);
  });

  it('has the same bytes for the same images, whatever order they were put in', async () => {
    const [first, second] = [await newPath(), await newPath()];
    await write(first, ['one', 'two', 'three']);
    await write(second, ['three', 'one', 'two']);
    expect(await readFile(second)).toEqual(await readFile(first));
  });

  it('has the bytes that this version of Sealift writes everywhere', async () => {
    const path = await newPath();
    await write(path, ['one']);
    expect(digestOf(await readFile(path))).toMatchInlineSnapshot(
      `"sha256:91fd4eeed2527aa39d0fe5b60017f40b5b9abbf113464ca648c52f62036cd022"`,
    );
  });

  it('has no owner, no time, and one mode for files', async () => {
    const path = await newPath();
    await write(path, ['one'], { signed: false });
    const bytes = await readFile(path);
    expect(bytes.toString('latin1', 100, 136)).toBe('0000755\x000000000\x000000000\x0000000000000\0');
    const file = bytes.toString('latin1', 1024 + 100, 1024 + 148);
    expect(file.slice(0, 24)).toBe('0000644\x000000000\x000000000\0');
    expect(file.slice(36)).toBe('00000000000\0');
  });

  it('takes blobs under sha512, whose names need an extended header', async () => {
    const path = await newPath();
    const store = await openArchive(path, 'create');
    const bytes = Buffer.from('under sha512');
    const layer = { mediaType: 'text/plain', digest: digestOf(bytes, 'sha512'), size: bytes.length };
    const made = image('x', { layers: [layer] });
    await put(store, made);
    await store.putBlob(layer, open(bytes), signal);
    await store.tag(made.manifest, 'v1', signal);
    await commit(store);
    expect(await (await openArchive(path)).has(layer, signal)).toBe(true);
  });

  it('leaves out what nothing leads to, as the parts of an image that failed halfway', async () => {
    const path = await newPath();
    const store = await openArchive(path, 'create');
    await put(store, image('half'));
    const whole = image('whole');
    await put(store, whole);
    await store.tag(whole.manifest, 'v1', signal);
    await commit(store);
    // Two folders, config, layer, manifest, index.json, oci-layout.
    expect(await namesIn(path)).toHaveLength(7);
  });

  it('is not made where nothing was committed', async () => {
    const path = await newPath();
    const store = await openArchive(path, 'create');
    const made = image('one');
    await put(store, made);
    await store.tag(made.manifest, 'v1', signal);
    await store.close();
    await store.close();
    expect(await readdir(dirname(path))).toEqual([]);
  });

  it('is made in a folder that is made, and over an empty file', async () => {
    const base = await temporaryFolder();
    for (const path of [join(base, 'a/b/new.tar'), await fileOf(new Uint8Array())]) {
      await write(path, ['one']);
      expect(await (await openArchive(path)).resolve({ tag: 'one' }, signal)).toBeDefined();
    }
  });
});

describe('an archive that is there', () => {
  /** Attaches a signature to the image tagged `1`. */
  async function sign(path: string, nonce = ''): Promise<ManifestContent> {
    const store = await openArchive(path, 'attach');
    const root = (await store.resolve({ tag: '1' }, signal))!;
    const attached = signature(root, nonce);
    await store.putManifest(attached, signal);
    await store.linkReferrers(root, [attached], signal);
    await commit(store);
    await store.close();
    return attached;
  }

  it('keeps all of its files when something is added, and those that Sealift does not know', async () => {
    const { bytes, entries, root } = buildxTar('kept');
    const path = await fileOf(bytes);
    const attached = await sign(path);
    const names = await namesIn(path);
    for (const { name } of entries) expect(names).toContain(name);
    const store = await openArchive(path);
    expect(await store.resolve({ tag: '1' }, signal)).toEqual(root.descriptor);
    expect(
      (await referrersOf(store, root.descriptor, NOTARY)).map(({ descriptor }) => descriptor.digest),
    ).toEqual([attached.descriptor.digest]);
  });

  it('is not written where nothing is new', async () => {
    const { bytes, root } = buildxTar('same');
    const path = await fileOf(bytes);
    const before = await stat(path, { bigint: true });
    const store = await openArchive(path, 'create');
    const content = await store.manifest(root.descriptor, signal);
    await store.tag(content, '1', signal);
    await store.putManifest(content, signal);
    await commit(store);
    await store.close();
    const after = await stat(path, { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
    expect(await readFile(path)).toEqual(bytes);
  });

  it('gets the same bytes from the same addition', async () => {
    const { bytes } = buildxTar('twice');
    const [first, second] = [await fileOf(bytes), await fileOf(bytes)];
    await sign(first, 'a');
    await sign(second, 'a');
    expect(await readFile(second)).toEqual(await readFile(first));
  });

  it.skipIf(process.platform === 'win32')('keeps its rights', async () => {
    const path = await fileOf(buildxTar('private').bytes);
    await chmod(path, 0o600);
    await sign(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('has a wrong blob put right', async () => {
    const { entries, root } = buildxTar('right');
    const layer = entries[3]!;
    const path = await fileOf(
      tar(...entries.map((one) => (one === layer ? { ...one, content: 'wrong' } : one))),
    );
    const store = await openArchive(path, 'create');
    const { blobs } = image('right');
    const wrong = blobs.find(({ descriptor }) => layer.name.endsWith(descriptor.digest.slice(7)))!;
    expect(await store.has(wrong.descriptor, signal)).toBe(false);
    await store.putBlob(wrong.descriptor, open(wrong.bytes), signal);
    await store.tag(await store.manifest(root.descriptor, signal), '1', signal);
    await commit(store);
    expect(await (await openArchive(path)).has(wrong.descriptor, signal)).toBe(true);
    expect((await readdir(dirname(path))).toSorted()).toEqual(['app.tar']);
  });

  it('stays as it was when a write fails', async () => {
    const { bytes } = buildxTar('stays');
    const path = await fileOf(bytes);
    const store = await openArchive(path, 'create');
    const made = image('new');
    await put(store, made);
    const { descriptor } = made.manifest;
    const broken = async () => Readable.from([Buffer.from('wrong bytes')]);
    await expect(
      store.putBlob({ ...descriptor, digest: digestOf(Buffer.from('x')) }, broken, signal),
    ).rejects.toMatchObject({ code: 'digest_mismatch' });
    await store.tag(made.manifest, 'v2', signal);
    const stopped = new AbortController();
    stopped.abort(new Error('stopped'));
    await expect(commit(store, stopped.signal)).rejects.toThrow('stopped');
    expect(await readFile(path)).toEqual(bytes);
    await store.close();
    expect(await readdir(dirname(path))).toEqual(['app.tar']);
  });

  it('is not replaced when it was removed, or written to in place, since it was read', async () => {
    const { bytes } = buildxTar('first');
    const path = await fileOf(bytes);
    const store = await openArchive(path, 'attach');
    const root = (await store.resolve({ tag: '1' }, signal))!;
    await store.tag(await store.manifest(root, signal), 'again', signal);
    await rm(path);
    expect(await refusal(commit(store))).toMatchObject({ code: 'layout_locked' });
    await expect(stat(path)).rejects.toThrow('ENOENT');
    // Somebody has put another image there, which has nothing of the first one.
    const other = buildxTar('another').bytes;
    await writeFile(path, other);
    const error = await refusal(commit(store));
    expect(error).toMatchObject({ code: 'layout_locked' });
    expect(error.message).toContain('took contents away');
    expect(await readFile(path)).toEqual(other);
  });

  it('is not written over one that another program wrote at the same time, where none was', async () => {
    const path = await newPath();
    const store = await openArchive(path, 'create');
    const made = image('ours');
    await put(store, made);
    await store.tag(made.manifest, '2', signal);
    const other = buildxTar('theirs').bytes;
    const during = new AbortController().signal;
    // It is asked when the lock is held and the place was found empty.
    Object.defineProperty(during, 'throwIfAborted', {
      value: () => {
        if (existsSync(`${path}.lock`)) writeFileSync(path, other);
      },
    });
    const error = await refusal(commit(store, during));
    expect(error).toMatchObject({ code: 'layout_locked' });
    expect(await readFile(path)).toEqual(other);
    await commit(store);
    const both = await openArchive(path);
    expect(await both.resolve({ digest: made.manifest.descriptor.digest }, signal)).toBeDefined();
  });
});
