import { Buffer } from 'node:buffer';
import { pack } from 'tar-stream';

export interface LayerFile {
  readonly name: string;
  readonly content: string;
  readonly executable?: boolean;
}

/** One layer as a tar (image-spec, layer.md), the same bytes each time: owner, mode and time are fixed. */
export async function tarLayer(files: readonly LayerFile[]): Promise<Uint8Array> {
  const tar = pack();
  const mtime = new Date(0);
  for (const { name, content, executable } of files) {
    tar.entry({ name, mtime, mode: executable ? 0o755 : 0o644, uid: 0, gid: 0 }, content);
  }
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
