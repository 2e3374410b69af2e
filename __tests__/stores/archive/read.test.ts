import { Buffer } from 'node:buffer';
import { open, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { bytesOf, image, signal } from '../layout/layouts.ts';
import {
  blobEntry,
  buildxTar,
  commit,
  END,
  type Entry,
  entryBytes,
  fileOf,
  header,
  indexEntry,
  LAYOUT,
  openArchive,
  pax,
  record,
  refusal,
  tar,
} from './tars.ts';

const TAG = { 'org.opencontainers.image.ref.name': '1' };

/** Resolves the tag `1` and reads the layer. */
async function layerOf(bytes: Uint8Array): Promise<string> {
  const store = await openArchive(await fileOf(bytes));
  const root = await store.resolve({ tag: '1' }, signal);
  const { bytes: manifest } = await store.manifest(root!, signal);
  const [layer] = JSON.parse(Buffer.from(manifest).toString()).layers;
  return bytesOf(await store.blob(layer, {}, signal));
}

describe('an archive', () => {
  it('is read as docker buildx build -o type=oci writes it', async () => {
    expect(await layerOf(buildxTar('from buildx').bytes)).toBe('from buildx');
  });

  it('is read with its entries in any order, before and behind its index', async () => {
    const { entries } = buildxTar('any order');
    expect(await layerOf(tar(...entries.toReversed()))).toBe('any order');
  });

  it('is read as tar -C FOLDER -cf FILE . writes it', async () => {
    const { entries } = buildxTar('dots');
    const dotted = entries.map((entry) => ({ ...entry, name: `./${entry.name}` }));
    expect(await layerOf(tar({ name: './', type: '5' }, ...dotted))).toBe('dots');
  });

  it('is read with the headers of GNU tar, and with sizes in base 256', async () => {
    const { entries } = buildxTar('gnu');
    const gnu = entries.map((entry): Entry => {
      const { length } = Buffer.from(entry.content ?? '');
      const size = Buffer.alloc(12);
      size[0] = 0x80;
      size.writeUInt32BE(length, 8);
      return { ...entry, magic: 'ustar  \0', prefix: '12345670123 ', size: size.toString('latin1') };
    });
    expect(await layerOf(tar(...gnu))).toBe('gnu');
  });

  it('is read with the headers of the first tar, which have no magic', async () => {
    const old = buildxTar('v7').entries.map((entry): Entry => ({ ...entry, magic: '\0'.repeat(8) }));
    expect(await layerOf(tar(...old))).toBe('v7');
  });

  it('is read where pax headers, GNU long names or prefixes hold the names', async () => {
    const { entries } = buildxTar('long names');
    for (const long of [
      (entry: Entry) => [
        pax(record('mtime', '1.5'), record('path', entry.name)),
        { ...entry, name: 'short' },
      ],
      (entry: Entry) => [
        { name: '././@LongLink', type: 'L', content: `${entry.name}\0` },
        { ...entry, name: 'short' },
      ],
      (entry: Entry) => {
        const [, parent = '', name = entry.name] = /^(.+)\/([^/]+)$/.exec(entry.name) ?? [];
        return [{ ...entry, name, prefix: parent }];
      },
    ]) {
      const files = entries.filter(({ type }) => type !== '5');
      expect(await layerOf(tar(...files.flatMap(long)))).toBe('long names');
    }
  });

  it('is read where a pax header holds the size, and a global one a comment', async () => {
    const { entries } = buildxTar('sizes');
    const sized = entries.flatMap((entry) =>
      entry.type === '5'
        ? [entry]
        : [pax(record('size', String(Buffer.from(entry.content ?? '').length))), { ...entry }],
    );
    const global = { name: 'pax_global_header', type: 'g', content: record('comment', 'x'.repeat(40)) };
    expect(await layerOf(tar(global, ...sized))).toBe('sizes');
  });

  it('is read whatever zeros fill its last record, and with one zero block', async () => {
    const { bytes } = buildxTar('filled');
    expect(await layerOf(Buffer.concat([bytes, Buffer.alloc(20 * 512)]))).toBe('filled');
    expect(await layerOf(bytes.subarray(0, bytes.length - 512))).toBe('filled');
  });

  it('gives the part of a blob from an offset on', async () => {
    const { bytes, root } = buildxTar('0123456789');
    const store = await openArchive(await fileOf(bytes));
    const { bytes: content } = await store.manifest(root.descriptor, signal);
    const [layer] = JSON.parse(Buffer.from(content).toString()).layers;
    expect(await bytesOf(await store.blob(layer, { offset: 4 }, signal))).toBe('456789');
    expect(await store.has(layer, signal)).toBe(true);
    expect(await store.has({ ...layer, size: 9 }, signal)).toBe(false);
  });

  it('is read and written through a link, which stays a link', async () => {
    const path = await fileOf(buildxTar('linked').bytes);
    await symlink(path, `${path}.link`);
    const store = await openArchive(`${path}.link`, 'attach');
    const root = (await store.resolve({ tag: '1' }, signal))!;
    await store.tag(await store.manifest(root, signal), '2', signal);
    await commit(store);
    expect(await (await openArchive(path)).resolve({ tag: '2' }, signal)).toEqual(root);
  });

  it('stays what it was for whoever reads it when another takes its name', async () => {
    const path = await fileOf(buildxTar('first').bytes);
    const store = await openArchive(path);
    const root = (await store.resolve({ tag: '1' }, signal))!;
    const other = await openArchive(path, 'attach');
    await other.tag(await other.manifest(root, signal), '2', signal);
    await commit(other);
    const { bytes } = await store.manifest(root, signal);
    const [layer] = JSON.parse(Buffer.from(bytes).toString()).layers;
    expect(await bytesOf(await store.blob(layer, {}, signal))).toBe('first');
    expect(await store.resolve({ tag: '2' }, signal)).toBeUndefined();
  });

  it('that is written to while it is read is refused, and to be read again', async () => {
    const { bytes, root } = buildxTar('one');
    const path = await fileOf(bytes);
    const store = await openArchive(path);
    await writeFile(path, buildxTar('two').bytes);
    const error = await refusal(store.manifest(root.descriptor, signal));
    expect(error).toMatchObject({ code: 'layout_locked', exitCode: 3 });
    expect(error.message).toContain('another program wrote to the file while it was read');
  });

  it('whose blob was changed does not pass for the right one', async () => {
    const { manifest: root, blobs } = image('right');
    const [config, layer] = blobs;
    const changed = { ...blobEntry(layer!), content: 'wrong' };
    const entries = [blobEntry(config!), changed, blobEntry(root), indexEntry(root, TAG), LAYOUT];
    const store = await openArchive(await fileOf(tar(...entries)));
    expect(await store.has(layer!.descriptor, signal)).toBe(false);
    expect(await store.has(config!.descriptor, signal)).toBe(true);
  });
});

describe('a blob of a large archive', () => {
  // On Windows a file has room taken for its holes.
  it.skipIf(process.platform === 'win32')('is a range of the file: nothing before it is read', async () => {
    const { root, entries } = buildxTar('behind');
    // The first entry is a hole of 1 TiB, which nobody reads through within the time of a test.
    const size = 1024 ** 4;
    const field = Buffer.alloc(12);
    field[0] = 0x80;
    field.writeBigUInt64BE(BigInt(size), 4);
    const rest = Buffer.concat([...entries.map(entryBytes), END]);
    const path = await fileOf(header({ name: 'large', size: field.toString('latin1') }));
    const handle = await open(path, 'r+');
    await handle.write(rest, 0, rest.length, 512 + size);
    await handle.close();
    const store = await openArchive(path);
    expect(await store.resolve({ tag: '1' }, signal)).toEqual(root.descriptor);
  });
});
