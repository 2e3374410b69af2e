import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { signal, temporaryFolder } from '../layout/layouts.ts';
import {
  buildxTar,
  END,
  type Entry,
  entryBytes,
  fileOf,
  header,
  LAYOUT,
  openArchive,
  pax,
  record,
  refusal,
  tar,
} from './tars.ts';

const { bytes: GOOD, entries: ENTRIES } = buildxTar();
const withEntry = (...added: readonly Entry[]): Buffer => tar(...ENTRIES, ...added);
const refused = async (bytes: Uint8Array) => refusal(openArchive(await fileOf(bytes)));

const BASE_256 = (...bytes: readonly number[]): string =>
  Buffer.from([0x80, ...Array<number>(11 - bytes.length).fill(0), ...bytes]).toString('latin1');

describe('an archive is refused', () => {
  it.each<[why: string, bytes: Buffer, message: RegExp]>([
    ['with a hard link', withEntry({ name: 'a', type: '1' }), /the entry "a" is a hard link/],
    ['with a symbolic link', withEntry({ name: 'a', type: '2' }), /is a symbolic link/],
    ['with a device', withEntry({ name: 'a', type: '3' }), /is a device/],
    ['with a block device', withEntry({ name: 'a', type: '4' }), /is a device/],
    ['with a named pipe', withEntry({ name: 'a', type: '6' }), /is a named pipe/],
    ['with a sparse file of GNU tar', withEntry({ name: 'a', type: 'S' }), /is a sparse file/],
    ['with a sparse file of pax', withEntry(pax(record('GNU.sparse.major', '1')), { name: 'a' }), /sparse/],
    ['with a link of a long name', withEntry({ name: 'a', type: 'K', content: 'b' }), /is a link/],
    ['with an unknown type', withEntry({ name: 'a', type: 'Z' }), /is of the type "Z"/],
    ['with .. in a name', withEntry({ name: '../a' }), /leads out of the archive/],
    ['with .. inside a name', withEntry({ name: 'blobs/../../a' }), /leads out of the archive/],
    ['with .. in a pax name', withEntry(pax(record('path', 'b/../a')), { name: 'a' }), /leads out/],
    ['with an absolute name', withEntry({ name: '/etc/passwd' }), /has an absolute name/],
    ['with an absolute prefix', withEntry({ name: 'passwd', prefix: '/etc' }), /has an absolute name/],
    ['with an empty part of a name', withEntry({ name: 'a//b' }), /not a plain path/],
    ['with . inside a name', withEntry({ name: 'a/./b' }), /not a plain path/],
    ['with a file without a name', withEntry({ name: '' }), /not a plain path/],
    [
      'with a name that is too long',
      withEntry(pax(record('path', 'a'.repeat(1025))), { name: 'a' }),
      /too long/,
    ],
    ['with names that are too deep', withEntry({ name: `${'a/'.repeat(20)}b` }), /too long/],
    ['with a file twice', withEntry(LAYOUT), /the entry "oci-layout" is there twice/],
    ['with a file twice, written otherwise', withEntry({ ...LAYOUT, name: './oci-layout' }), /there twice/],
    ['with a file that is a folder', withEntry({ name: 'oci-layout/', type: '5' }), /is a file and a folder/],
    ['with a file below a file', withEntry({ name: 'oci-layout/a' }), /is a file and a folder/],
    ['with a folder that has a content', withEntry({ name: 'd/', type: '5', content: 'x' }), /has a content/],
    [
      'with a name that is not UTF-8',
      withEntry(
        { name: 'x', type: 'x', content: Buffer.from('11 path=\xff\xfe\n', 'latin1') },
        { name: 'a' },
      ),
      /not UTF-8/,
    ],
    ['with an empty pax name', withEntry(pax('8 path=\n'), { name: 'a' }), /not a plain path/],
    ['with a NUL in a name', withEntry(pax(record('path', 'a\0b')), { name: 'a' }), /NUL/],
    [
      'with a size that is no number',
      withEntry({ name: 'a', size: '00000000009\0' }),
      /no size that can be read/,
    ],
    ['with a negative size', withEntry({ name: 'a', size: '\xff'.repeat(12) }), /no size that can be read/],
    ['with a size over the file', tar(...ENTRIES, { name: 'a', size: '00000010000\0' }), /cut short/],
    [
      'with a size of 8 EiB',
      tar(...ENTRIES, { name: 'a', size: BASE_256(0x80, 0, 0, 0, 0, 0, 0, 0) }),
      /no size/,
    ],
    [
      'with a size of 8 PiB',
      tar(...ENTRIES, { name: 'a', size: BASE_256(0x10, 0, 0, 0, 0, 0, 0) }),
      /cut short/,
    ],
    ['with a pax size over the file', withEntry(pax(record('size', '1000000')), { name: 'a' }), /cut short/],
    ['with a pax size that is no number', withEntry(pax(record('size', '-1')), { name: 'a' }), /the size -1/],
    ['with a pax record that is malformed', withEntry(pax('99 path=a\n'), { name: 'a' }), /malformed/],
    ['with a pax record without an end', withEntry(pax('8 path=ab'), { name: 'a' }), /malformed/],
    [
      'with a pax name twice',
      withEntry(pax(record('path', 'a'), record('path', 'b')), { name: 'a' }),
      /two records/,
    ],
    [
      'with two pax names',
      withEntry(pax(record('path', 'a')), pax(record('path', 'b')), { name: 'a' }),
      /two extended/,
    ],
    [
      'with a global name',
      withEntry({ name: 'g', type: 'g', content: record('path', 'blobs') }, { name: 'a' }),
      /global header/,
    ],
    ['with a magic of nobody', withEntry({ name: 'a', magic: 'ustar\x00  ' }), /neither that of POSIX/],
    ['with a checksum that is wrong', withEntry({ name: 'a', chksum: '0000000\0' }), /a checksum is wrong/],
    [
      'with something behind its end',
      Buffer.concat([GOOD, entryBytes({ name: 'a' }), END]),
      /behind the end/,
    ],
    [
      'with something behind one zero block',
      Buffer.concat([GOOD.subarray(0, -512), header({ name: 'a' })]),
      /behind/,
    ],
    ['that ends in an extended header', withEntry(pax(record('path', 'a'))), /cut short/],
    ['that has no end', GOOD.subarray(0, -1024), /cut short/],
  ])('%s', async (_, bytes, message) => {
    const error = await refused(bytes);
    expect(error.message).toMatch(message);
    expect(error).toMatchObject({ code: 'archive_invalid', exitCode: 1 });
    expect(error.message).toMatch(/^oci-archive:.*app\.tar: /);
    expect(error.hint).not.toBe('');
  });

  it('wherever it was cut short, by its name', async () => {
    for (const length of [1, 511, 512, 700, 1024, 2000, 3333, GOOD.length - 1025, GOOD.length - 1500]) {
      const error = await refused(GOOD.subarray(0, length));
      expect(error.code, `${length}`).toBe('archive_invalid');
      expect(error.message, `${length}`).toContain('cut short');
    }
  });

  it('with an extended header of gigabytes, before that is read', async () => {
    const path = await fileOf(header({ name: 'x', type: 'x', size: '17777777777\0' }));
    const file = await open(path, 'r+');
    await file.truncate(9 * 1024 ** 3);
    await file.close();
    expect((await refusal(openArchive(path))).message).toContain('over 64 KiB');
  });

  it('with millions of entries, before they fill the memory', async () => {
    const path = await fileOf(new Uint8Array());
    const file = await open(path, 'r+');
    const blocks = Buffer.concat(Array.from({ length: 4096 }, () => header({ name: './', type: '5' })));
    for (let written = 0; written < 25; written += 1) await file.appendFile(blocks);
    await file.close();
    expect((await refusal(openArchive(path))).message).toContain('over 100000 entries');
  });

  it.each<[what: string, bytes: Buffer, message: RegExp, hint: RegExp]>([
    ['gzip', gzipSync(GOOD), /compressed \(gzip\)/, /gunzip -c \S+app\.tar > \S+\.plain\.tar/],
    ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0, 0]), /compressed \(zstd\)/, /zstd -dc/],
    ['xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 0]), /compressed \(xz\)/, /xz -dc/],
    ['bzip2', Buffer.from('BZh91AY&SY'), /compressed \(bzip2\)/, /bzip2 -dc/],
  ])('when it is compressed with %s, with the command that unpacks it', async (_, bytes, message, hint) => {
    const error = await refused(bytes);
    expect(error.code).toBe('archive_invalid');
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });

  it('with a command that writes app.tar of app.tar.gz and app.tgz', async () => {
    for (const name of ['app.tar.gz', 'app.tgz']) {
      const error = await refusal(openArchive(await fileOf(gzipSync(GOOD), name)));
      expect(error.hint).toMatch(new RegExp(`gunzip -c \\S+${name} > \\S+/app\\.tar$`));
    }
  });

  it.each<[what: string, bytes: Buffer, message: RegExp, hint: RegExp]>([
    [
      'docker save wrote it without blobs',
      tar({ name: 'manifest.json', content: '[]' }, { name: 'a/layer.tar', content: 'x' }),
      /docker save/,
      /docker-archive/,
    ],
    [
      'the layout is in a folder of it',
      tar(...ENTRIES.map((entry) => ({ ...entry, name: `app/${entry.name}` }))),
      /in its folder app/,
      /tar -C app -cf/,
    ],
    [
      'it is a tar of something else',
      tar({ name: 'letter.txt', content: 'x' }),
      /no file oci-layout/,
      /layout/,
    ],
    ['it has no index.json', tar(LAYOUT), /no OCI image layout|not an OCI image layout/, /layout/],
  ])('as no layout where %s', async (_, bytes, message, hint) => {
    const error = await refused(bytes);
    expect(error).toMatchObject({ code: 'layout_invalid', exitCode: 1 });
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });

  it.each<[what: string, entry: Entry, message: RegExp]>([
    [
      'index.json has over 4 MiB',
      { name: 'index.json', content: ' '.repeat(4 * 1024 ** 2 + 1) },
      /over 4 MiB/,
    ],
    [
      'index.json has a name twice',
      { name: 'index.json', content: '{"schemaVersion":2,"schemaVersion":2}' },
      /twice|duplicate/i,
    ],
    [
      'oci-layout has another version',
      { ...LAYOUT, content: '{"imageLayoutVersion":"2.0.0"}' },
      /version 2\.0\.0/,
    ],
    ['oci-layout is large', { ...LAYOUT, content: ' '.repeat(5000) }, /cannot be read/],
  ])('as no layout where %s', async (_, entry, message) => {
    const others = ENTRIES.filter(({ name }) => name !== entry.name);
    const path = await fileOf(tar(...others, entry));
    const error = await refusal(openArchive(path).then((store) => store.resolve({ tag: '1' }, signal)));
    expect(error.code).toBe('layout_invalid');
    expect(error.message).toMatch(message);
  });

  it('where a folder, nothing or an empty file is', async () => {
    const folder = await temporaryFolder();
    const inFolder = await refusal(openArchive(folder));
    expect(inFolder).toMatchObject({ code: 'layout_invalid' });
    expect(inFolder.hint).toContain(`oci:${folder}`);
    for (const path of [join(folder, 'no.tar'), join(folder, 'no/no.tar'), await fileOf(new Uint8Array())])
      expect(await refusal(openArchive(path, 'attach'))).toMatchObject({
        code: 'file_not_found',
        exitCode: 2,
      });
  });

  it.skipIf(process.platform === 'win32')('where a pipe or a device is, without waiting for it', async () => {
    const pipe = join(await temporaryFolder(), 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    for (const path of [pipe, '/dev/zero']) {
      const error = await refusal(openArchive(path, 'create'));
      expect(error.code).toBe('file_unreadable');
      expect(error.message).toContain('special file');
    }
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'before anything is signed, where no file can be made beside it',
    async () => {
      const path = await fileOf(GOOD);
      await chmod(dirname(path), 0o500);
      expect(await refusal(openArchive(path, 'attach'))).toMatchObject({ code: 'denied', exitCode: 4 });
      await openArchive(path);
      await chmod(dirname(path), 0o700);
    },
  );
});

it('a name from outside is printed without what changes a terminal', async () => {
  const error = await refused(withEntry({ name: 'a\u001b[31m', type: '2' }));
  expect(error.message).toContain('\\\\u{1b}[31m');
});

it('what was refused leaves nothing behind', async () => {
  const folder = join(await temporaryFolder(), 'f');
  await mkdir(folder);
  await refusal(openArchive(folder));
  expect(await readdir(folder)).toEqual([]);
});
