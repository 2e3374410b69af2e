import { Buffer } from 'node:buffer';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import type { ManifestContent, TargetStore } from '../../../src/oci/ports.ts';
import { holdsBack } from '../../../src/oci/ports.ts';
import { type ArchiveOptions, openArchiveStore } from '../../../src/stores/archive/open.ts';
import { type Blob, image, signal, temporaryFolder } from '../layout/layouts.ts';

/** One entry of a tar as a test wants it; what is left out is as in a plain tar of ustar. */
export interface Entry {
  readonly name: string;
  readonly content?: string | Uint8Array;
  readonly type?: string;
  /** The text of the field `size`, when it is not that of the content. */
  readonly size?: string;
  readonly magic?: string;
  readonly prefix?: string;
  readonly chksum?: string;
}

const octal = (value: number, length: number): string => `${value.toString(8).padStart(length, '0')}\0`;

/** One header by the table of POSIX.1-2017 (pax, "ustar Header Block"), written apart from the program's own writer. */
export function header(entry: Entry): Buffer {
  const { name, content = '', type = '0', magic = 'ustar\x0000', prefix = '' } = entry;
  const block = Buffer.alloc(512);
  block.write(name, 0, 100, 'utf8');
  block.write('0000644\0', 100);
  block.write('0001750\0', 108);
  block.write('0001750\0', 116);
  block.write(entry.size ?? octal(Buffer.from(content).length, 11), 124, 'latin1');
  block.write(octal(1_700_000_000, 11), 136);
  block.write('        ', 148);
  block.write(type, 156, 1, 'latin1');
  block.write(magic, 257, 8, 'latin1');
  block.write(prefix, 345, 155);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(entry.chksum ?? `${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

export function entryBytes(entry: Entry): Buffer {
  const content = Buffer.from(entry.content ?? '');
  return Buffer.concat([header(entry), content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

export const END = Buffer.alloc(1024);

export function tar(...entries: readonly Entry[]): Buffer {
  return Buffer.concat([...entries.map(entryBytes), END]);
}

/** `LENGTH KEY=VALUE\n` of a pax header. */
export function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest) + 1;
  while (String(length).length + Buffer.byteLength(rest) !== length) length += 1;
  return `${length}${rest}`;
}

export const pax = (...records: readonly string[]): Entry => ({
  name: 'PaxHeaders.0/next',
  type: 'x',
  content: records.join(''),
});

export const LAYOUT: Entry = { name: 'oci-layout', content: '{"imageLayoutVersion":"1.0.0"}' };

export const blobEntry = ({ descriptor, bytes }: Blob | ManifestContent): Entry => ({
  name: `blobs/${descriptor.digest.replace(':', '/')}`,
  content: bytes,
});

export const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';

/** index.json with one entry. */
export function indexEntry({ descriptor }: ManifestContent, annotations: object): Entry {
  const { mediaType, digest, size } = descriptor;
  const entry = { mediaType, digest, size, annotations };
  return {
    name: 'index.json',
    content: JSON.stringify({ schemaVersion: 2, mediaType: INDEX_TYPE, manifests: [entry] }),
  };
}

const folder = (name: string): Entry => ({ name, type: '5' });

/**
 * What `docker buildx build -o type=oci` writes of one image tagged `1`: folders, blobs, index.json with the annotations of
 * BuildKit, manifest.json for `docker load`, oci-layout.
 */
export function buildxTar(text = 'layer'): {
  readonly bytes: Buffer;
  readonly entries: readonly Entry[];
  readonly root: ManifestContent;
} {
  const { manifest: root, blobs } = image(text);
  const entries = [
    folder('blobs/'),
    folder('blobs/sha256/'),
    ...[...blobs, root].map(blobEntry),
    indexEntry(root, {
      'io.containerd.image.name': 'docker.io/acme/app:1',
      'org.opencontainers.image.created': '2026-11-01T00:00:00Z',
      'org.opencontainers.image.ref.name': '1',
    }),
    { name: 'manifest.json', content: '[{"RepoTags":["acme/app:1"]}]' },
    LAYOUT,
  ];
  return { bytes: tar(...entries), entries, root };
}

/** Writes `bytes` into a file that is removed when the test ends. */
export async function fileOf(bytes: Uint8Array, name = 'app.tar'): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, bytes);
  return path;
}

export async function openArchive(
  path: string,
  purpose: ArchiveOptions['purpose'] = 'read',
): Promise<TargetStore> {
  const store = await openArchiveStore({ path, purpose }, signal);
  onTestFinished(() => store.close());
  return store;
}

export async function commit(store: TargetStore, during = signal): Promise<void> {
  if (!holdsBack(store)) throw new Error('an archive holds back what is written');
  await store.commit(during);
}

export async function refusal(action: Promise<unknown>): Promise<SealiftError> {
  const error = await action.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof SealiftError) return error;
  throw new Error(`expected a SealiftError, found ${error}`);
}

/** The names in a tar, by the fields of its headers. */
export async function namesIn(path: string): Promise<string[]> {
  const bytes = await readFile(path);
  const names: string[] = [];
  for (let at = 0; bytes[at] !== 0; ) {
    names.push(bytes.toString('utf8', at, bytes.indexOf(0, at)));
    const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 135), 8);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return names;
}
