import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { buildxTar, fileOf } from './tars.ts';

const SOURCES = pathToFileURL(join(import.meta.dirname, '..', '..', '..', 'src')).href;

/** Adds a blob of `size` bytes to an archive, where a file may have 64 KiB, and prints the code of the error. */
const PROGRAM = `
  const { openArchiveStore } = await import('${SOURCES}/stores/archive/open.ts');
  const { digestOf } = await import('${SOURCES}/oci/digest.ts');
  const { Readable } = await import('node:stream');
  const [path, size] = process.argv.slice(1);
  const signal = new AbortController().signal;
  const store = await openArchiveStore({ path, purpose: 'create' }, signal);
  const put = async (mediaType, bytes) => {
    const descriptor = { mediaType, digest: digestOf(bytes), size: bytes.length };
    await store.putBlob(descriptor, async () => Readable.from([bytes]), signal);
    return descriptor;
  };
  try {
    const layer = await put('text/plain', new Uint8Array(Number(size)).fill(120));
    const config = await put('application/vnd.oci.image.config.v1+json', Buffer.from('{}'));
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [layer] }));
    const manifest = { descriptor: await put(mediaType, bytes), bytes };
    await store.tag(manifest, 'large', signal);
    await store.commit(signal);
    process.stdout.write('written');
  } catch (error) {
    process.stdout.write(String(error.code) + ' ' + error.message);
  }
  await store.close();`;

it.skipIf(process.platform === 'win32').each([
  ['while contents are kept', 100_000],
  ['while the archive is written', 62_000],
])('a disk that is full %s leaves the archive as it was, and nothing beside it', async (_, size) => {
  const { bytes } = buildxTar('old');
  const path = await fileOf(bytes);
  // The signal of this limit would end the process; when it is ignored, a write fails with EFBIG, as with ENOSPC.
  const limited = `trap '' XFSZ; ulimit -f 128; exec "$0" "$@"`;
  const node = [process.execPath, '--no-warnings', '--input-type=module', '-e', PROGRAM];
  const { stdout } = await promisify(execFile)('sh', ['-c', limited, ...node, path, String(size)]);
  expect(stdout).toMatch(/^disk_full cannot write .*app\.tar: /);
  expect(await readFile(path)).toEqual(bytes);
  expect(await readdir(dirname(path))).toEqual(['app.tar']);
});
