import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { extract } from 'tar-stream';
import { expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { bytesOf, signal } from '../layout/layouts.ts';
import { buildxTar, type Entry, entryBytes, fileOf, openArchive, pax, record, refusal, tar } from './tars.ts';

const TEXT = 'the only right layer';
const { bytes: GOOD, entries: ENTRIES, root: ROOT } = buildxTar(TEXT);

/** The layer of the image tagged `1`: the right one, or the error that stands in its place. */
async function read(bytes: Uint8Array): Promise<string> {
  const path = await fileOf(bytes);
  try {
    const store = await openArchive(path);
    const root = await store.resolve({ tag: '1' }, signal);
    if (root === undefined) return 'no tag';
    expect(root.digest).toBe(ROOT.descriptor.digest);
    const { bytes: manifest } = await store.manifest(root, signal);
    const [layer] = JSON.parse(Buffer.from(manifest).toString()).layers;
    if (!(await store.has(layer, signal))) return 'no layer';
    return await bytesOf(await store.blob(layer, {}, signal));
  } catch (error) {
    if (error instanceof SealiftError && error.exitCode !== 70) return error.code;
    throw error;
  }
}

const ANSWERS = [
  TEXT,
  ...['no tag', 'no layer', 'archive_invalid', 'layout_invalid', 'digest_mismatch', 'manifest_invalid'],
  ...['content_too_large', 'artifact_not_found', 'file_not_found'],
];

it('an archive with any bytes changed gives the right image or one error', async () => {
  const change = fc.record({ at: fc.nat(GOOD.length - 1), byte: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.nat(GOOD.length),
      async (changes, cut) => {
        const bytes = Buffer.from(GOOD);
        for (const { at, byte } of changes) bytes[at] = byte;
        expect(ANSWERS).toContain(await read(bytes));
        expect(ANSWERS).toContain(await read(bytes.subarray(0, cut)));
      },
    ),
    { numRuns: 25 },
  );
});

/** Where the headers are. */
const HEADERS = ENTRIES.map((_, at) =>
  ENTRIES.slice(0, at).reduce((start, entry) => start + entryBytes(entry).length, 0),
);

it('an archive with any fields of its headers changed gives the right image or one error', async () => {
  const change = fc.record({
    header: fc.constantFrom(...HEADERS),
    field: fc.constantFrom([0, 100], [124, 12], [156, 1], [257, 8], [345, 155]),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 12 }),
      fc
        .constantFrom('../a', '/a', 'oci-layout', 'blobs/', './', '\0', '0', '5', '\x80\0\0', '7')
        .map((text) => Uint8Array.from(Buffer.from(text, 'latin1'))),
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const bytes = Buffer.from(GOOD);
      for (const { header, field, bytes: others } of changes) {
        const [start = 0, length = 0] = field;
        bytes.set(others.subarray(0, length), header + start);
        bytes.write('        ', header + 148);
        const sum = bytes.subarray(header, header + 512).reduce((total, byte) => total + byte, 0);
        bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, header + 148);
      }
      expect(ANSWERS).toContain(await read(bytes));
    }),
    { numRuns: 25 },
  );
});

const NAMES = ['oci-layout', 'index.json', 'blobs/sha256/a', '../a', '/a', './a', 'a/../b', 'a\0', 'ü', ''];
const anyEntry: fc.Arbitrary<Entry> = fc.record({
  name: fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 12, unit: 'grapheme' })),
  type: fc.constantFrom('0', '\0', '1', '2', '5', 'x', 'g', 'L', 'K', 'S', '7'),
  content: fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom(...NAMES).map((name) => record('path', name)),
    fc.integer().map((size) => record('size', `${size}`)),
  ),
});

it('an archive with any entries beside its own gives the right image or one error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEntry, { maxLength: 4 }), fc.nat(ENTRIES.length), async (added, at) => {
      const bytes = tar(...ENTRIES.slice(0, at), ...added, ...ENTRIES.slice(at));
      expect(ANSWERS).toContain(await read(bytes));
    }),
    { numRuns: 25 },
  );
});

/** What tar-stream, which reads leniently, finds: each file with its content. */
async function filesBy(bytes: Buffer): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const reader = extract();
  reader.end(bytes);
  for await (const entry of reader) {
    const chunks = await Array.fromAsync(entry as AsyncIterable<Buffer>);
    if (entry.header.type === 'file') files.set(entry.header.name, Buffer.concat(chunks).toString());
  }
  return files;
}

it('what is read is what another program reads', async () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-zü]{1,60}(?:\/[a-z]{1,90}){0,2}$/), {
    maxLength: 5,
    selector: (name) => name.split('/')[0],
  });
  await fc.assert(
    fc.asyncProperty(names, fc.string({ maxLength: 600 }), async (added, content) => {
      const files = added.flatMap((name): Entry[] => [pax(record('path', name)), { name: 'x', content }]);
      const bytes = tar(...ENTRIES.filter(({ type }) => type !== '5'), ...files);
      const { openArchive: byOffsets } = await import('../../../src/stores/archive/open-archive.ts');
      const archive = (await byOffsets(await fileOf(bytes), 'oci-archive:app.tar', signal))!;
      const found = new Map<string, string>();
      for (const [name, range] of archive.entries)
        found.set(name, Buffer.concat(await Array.fromAsync(archive.chunks(range))).toString());
      await archive.file.close();
      expect(found).toEqual(await filesBy(bytes));
    }),
    { numRuns: 30 },
  );
});

it('a blob that is missing is an error, and no image', async () => {
  const layer = ENTRIES.find(({ content }) => Buffer.from(content ?? '').toString() === TEXT);
  expect(await read(tar(...ENTRIES.filter((entry) => entry !== layer)))).toBe('no layer');
  const root = ENTRIES.find(({ name }) => name.endsWith(ROOT.descriptor.digest.slice(7)));
  expect(await read(tar(...ENTRIES.filter((entry) => entry !== root)))).toBe('no tag');
  expect((await refusal(openArchive(await fileOf(GOOD.subarray(0, 10))))).code).toBe('archive_invalid');
});
