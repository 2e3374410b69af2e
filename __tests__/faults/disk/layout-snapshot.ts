import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ManifestShape, read, type Snapshot } from '../snapshot.ts';

const REF_NAME = 'org.opencontainers.image.ref.name';

interface Entry {
  readonly digest: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

const EMPTY: Snapshot = { tags: new Map(), content: new Map(), listed: () => [] };

async function blobsOf(folder: string): Promise<Map<string, Uint8Array>> {
  const content = new Map<string, Uint8Array>();
  // What was not finished has a name that is none of a blob, and nobody reads it.
  for (const algorithm of await readdir(join(folder, 'blobs')).catch(() => []))
    for (const hex of await readdir(join(folder, 'blobs', algorithm)))
      if (!hex.startsWith('.sealift-'))
        content.set(`${algorithm}:${hex}`, await readFile(join(folder, 'blobs', algorithm, hex)));
  return content;
}

/** What an OCI image layout holds (image-spec, "Image Layout"); a folder without `index.json` holds nothing. */
export async function layoutSnapshot(folder: string): Promise<Snapshot> {
  const text = await readFile(join(folder, 'index.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return EMPTY;
  const { manifests: entries } = JSON.parse(text) as { manifests: readonly Entry[] };
  const content = await blobsOf(folder);
  const nameOf = ({ annotations }: Entry): string | undefined => annotations?.[REF_NAME];
  const tags = new Map(entries.flatMap((entry) => (nameOf(entry) ? [[nameOf(entry)!, entry.digest]] : [])));
  const shapeOf = (digest: string): ManifestShape => {
    const bytes = content.get(digest);
    return bytes ? read(bytes) : {};
  };
  return {
    tags,
    content,
    listed: (subject) =>
      entries.map(({ digest }) => digest).filter((digest) => shapeOf(digest).subject?.digest === subject),
  };
}
