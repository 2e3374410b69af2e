import type { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';

/** Looks at bytes as they pass, before they are passed on; what it throws ends the stream. */
export interface Watcher {
  bytes(chunk: Buffer): void;
  end(): void;
}

/** A stream with somebody beside it. No Transform: with two ends and a tick for each, it costs far more a chunk. */
class WatchedStream extends Readable {
  readonly #source: Readable;

  constructor(source: Readable, watcher: Watcher) {
    super();
    // It may fail before anybody reads it; who does then is told by `errored`.
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
    // It says nothing more.
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

export function watchedStream(source: Readable, watcher: Watcher): Readable {
  return new WatchedStream(source, watcher);
}
