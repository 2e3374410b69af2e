import type { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';

/** Sees each chunk of a stream before the reader gets it, and its end. An error that it throws destroys the stream. */
export interface Tap {
  bytes(chunk: Buffer): void;
  end(): void;
}

/** A stream that shows its chunks to a watcher. It is no `Transform`, whose two buffers cost far more time for each chunk. */
class TapStream extends Readable {
  readonly #source: Readable;

  constructor(source: Readable, watcher: Tap) {
    super();
    // The stream may fail before it has a reader, and an error without a listener would end the process. A later reader finds
    // the error in `errored`.
    this.on('error', () => {});
    this.#source = source;
    const attempt = (step: () => void): void => {
      try {
        if (!this.destroyed) step();
      } catch (error) {
        this.destroy(error as Error);
      }
    };
    source.on('data', (chunk: Buffer) =>
      attempt(() => {
        watcher.bytes(chunk);
        if (!this.push(chunk)) source.pause();
      }),
    );
    source.on('end', () =>
      attempt(() => {
        watcher.end();
        this.push(null);
      }),
    );
    const closed = (): unknown =>
      this.destroy(source.errored ?? new Error('a blob was closed before its end'));
    source.on('error', (error) => this.destroy(error));
    source.on('close', () => {
      if (!source.readableEnded) closed();
    });
    // A source that has closed already emits no `close` any more.
    if (source.closed) closed();
  }

  override _read(): void {
    this.#source.resume();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#source.destroy();
    callback(error);
  }
}

export function tapStream(source: Readable, watcher: Tap): Readable {
  return new TapStream(source, watcher);
}
