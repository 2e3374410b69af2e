import { finished } from 'node:stream/promises';
import { storeFile } from './store-file.ts';

/** Writes `bytes` to `path`: readers see the old content or the new one, never a part, also after a power cut. */
export async function writeAtomic(path: string, bytes: Uint8Array | string, mode?: number): Promise<void> {
  await storeFile(
    path,
    async (sink) => {
      sink.end(bytes);
      await finished(sink);
    },
    mode === undefined ? {} : { mode },
  );
}
