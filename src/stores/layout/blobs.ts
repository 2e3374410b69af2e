import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pLimit from 'p-limit';
import { SealiftError } from '../../errors.ts';
import { verifiedStream } from '../../oci/blob/verified-stream.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Digest, digestAlgorithm, digestHex, digestOf, isDigest } from '../../oci/digest.ts';
import { MANIFEST_LIMIT } from '../../oci/limits.ts';
import type { OpenBlob } from '../../oci/ports.ts';
import type { LayoutFile, LayoutFiles } from './layout-files.ts';
import { BLOBS_FOLDER } from './layout-folder.ts';

/** Blobs over 1 MiB are written four at a time: more make no disk faster, and each holds buffers. Small ones have no limit. */
const LARGE = 1024 * 1024;
const LARGE_AT_ONCE = 4;

/** `blobs/ALGORITHM/HEX` of one layout (image-layout.md, "Blobs"). Only digests become names. */
export class Blobs {
  readonly #files: LayoutFiles;
  readonly #name: string;
  readonly #large = pLimit(LARGE_AT_ONCE);

  /** @param name of the layout in errors: `oci:DIR`. */
  constructor(files: LayoutFiles, name: string) {
    this.#files = files;
    this.#name = name;
  }

  #names(digest: Digest): string[] {
    // The digest becomes a path here, so it is checked again.
    if (!isDigest(digest)) throw new SealiftError('internal', 'a blob was asked for by what is not a digest');
    return [BLOBS_FOLDER, digestAlgorithm(digest), digestHex(digest)];
  }

  #open(digest: Digest): Promise<LayoutFile | undefined> {
    return this.#files.open(this.#names(digest));
  }

  #mismatch(digest: Digest, what: string): SealiftError {
    return new SealiftError('digest_mismatch', `${this.#name}: blob ${digest} ${what}`);
  }

  /** Small content, whole, its digest checked; `undefined` when it is not there. */
  async read(digest: Digest): Promise<Uint8Array | undefined> {
    const file = await this.#open(digest);
    if (file === undefined) return undefined;
    const bytes = await file.bytes(MANIFEST_LIMIT);
    if (bytes === undefined) {
      throw new SealiftError(
        'content_too_large',
        `${this.#name}: ${digest} is over 4 MiB, too large for a manifest`,
      );
    }
    const actual = digestOf(bytes, digestAlgorithm(digest));
    if (actual !== digest) throw this.#mismatch(digest, `was changed: its content has the digest ${actual}`);
    return bytes;
  }

  /** The content from `offset` on, not yet checked beyond its size. */
  async stream(descriptor: Descriptor, offset: number, signal: AbortSignal): Promise<Readable> {
    const { digest, size } = descriptor;
    const file = await this.#open(digest);
    if (file === undefined)
      throw new SealiftError('artifact_not_found', `${this.#name} does not hold the blob ${digest}`);
    if (file.size !== size) {
      await file.close();
      throw this.#mismatch(digest, `has ${file.size} bytes and should have ${size}`);
    }
    return file.stream(offset, signal);
  }

  /** Whether a file of this length is there. Its content is not read. */
  async hasLength({ digest, size }: Descriptor): Promise<boolean> {
    const file = await this.#open(digest);
    if (file === undefined) return false;
    await file.close();
    return file.size === size;
  }

  /** Whether the blob is there and unchanged. It is read and hashed, since any program can change a file of the folder. */
  async has(descriptor: Descriptor, signal: AbortSignal): Promise<boolean> {
    const file = await this.#open(descriptor.digest);
    if (file === undefined) return false;
    if (file.size !== descriptor.size) {
      await file.close();
      return false;
    }
    try {
      await pipeline(verifiedStream(file.stream(0, signal), descriptor), drain, { signal });
      return true;
    } catch (error) {
      if (error instanceof SealiftError && error.code === 'digest_mismatch') return false;
      throw error;
    }
  }

  putBytes(descriptor: Descriptor, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    return this.put(descriptor, async () => Readable.from([bytes]), signal);
  }

  /** Writes one blob under its digest once digest and size have proved right. Writers of the same blob do not collide. */
  put(descriptor: Descriptor, open: OpenBlob, signal: AbortSignal): Promise<void> {
    const write = () => this.#write(descriptor, open, signal);
    return descriptor.size > LARGE ? this.#large(write) : write();
  }

  async #write(descriptor: Descriptor, open: OpenBlob, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const names = this.#names(descriptor.digest);
    try {
      await this.#files.put(names, descriptor.size, async (sink) =>
        pipeline(verifiedStream(await open(0), descriptor), sink, { signal }),
      );
    } catch (error) {
      // Windows refuses to rename over an open file. That file may be the same blob, written by another run.
      const isThere =
        error instanceof SealiftError && error.code === 'denied' && (await this.has(descriptor, signal));
      if (!isThere) throw error;
    }
  }
}

/** Ends a pipeline whose content is only hashed. */
async function drain(chunks: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of chunks);
}
