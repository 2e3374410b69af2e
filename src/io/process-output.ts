import { fstatSync, writeSync } from 'node:fs';
import { Writable } from 'node:stream';
import { SealiftError } from '../errors.ts';
import { errnoOf, fileError } from './files/file-error.ts';

/** Errors of a pipe whose reader has ended, as in `sealift list … | head`. They are no failure of the run. */
const GONE = ['EPIPE', 'ECONNRESET'];

type Stream = NodeJS.WriteStream & { readonly fd: number };

/** Whether the stream writes to a file or device: Node then tries one write and ignores a partial one. */
function isFile({ fd, isTTY }: Stream): boolean {
  try {
    const found = fstatSync(fd);
    return !isTTY && (found.isFile() || found.isCharacterDevice());
  } catch {
    return false;
  }
}

function writeWhole(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}

/** The standard outputs of this process. A failed write is remembered and does not end the run. */
export class ProcessOutput {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: Stream | Writable;
  #failure: SealiftError | undefined;

  constructor(streams: Pick<NodeJS.Process, 'stdout' | 'stderr'>) {
    this.stdout = this.#checked(streams.stdout, 'standard output');
    this.stderr = this.#checked(streams.stderr, 'standard error');
  }

  /** The first failed write, unless the reader of the pipe had ended. */
  get failure(): SealiftError | undefined {
    return this.#failure;
  }

  #note(error: unknown, name: string): void {
    if (GONE.includes(errnoOf(error) ?? '')) return;
    const failure = fileError(error, 'write', name);
    if (!(failure instanceof SealiftError)) throw failure;
    this.#failure ??= failure;
  }

  #checked(stream: Stream, name: string): Stream | Writable {
    stream.on('error', (error) => this.#note(error, name));
    if (!isFile(stream)) return stream;
    return new Writable({
      write: (chunk: Uint8Array, _encoding, done) => {
        try {
          // After a failure nothing more is written, since output with a gap is worse than output that ends early.
          if (this.#failure === undefined) writeWhole(stream.fd, chunk);
        } catch (error) {
          this.#note(error, name);
        }
        done();
      },
    });
  }
}
