import { Buffer } from 'node:buffer';
import { ByteBudget } from '../../async/byte-budget.ts';
import { SealiftError } from '../../errors.ts';
import { contentEncoding, encodedAnswer } from './content-encoding.ts';
import { redactUrl } from './redact.ts';
import type { HttpResponse } from './types.ts';

/** Answers up to this length are read whenever they come. */
const SHORT = 1024 * 1024;

/** Bytes after which the chunks that were copied are collected. */
const PIECE = 1024 * 1024;

/**
 * Makes V8 collect its young generation, by filling it. The memory of a chunk counts as external, of which V8 lets some 64 MiB
 * pile up before it collects anything; that would double the memory for a long body.
 */
function collectChunks(): void {
  const young: number[][] = [];
  for (let count = 0; count < 40_000; count += 1) young[count % 16] = [count, count, count, count];
}

/**
 * Reads answers of many MiB into memory, those over 1 MiB one at a time. A long one is read into one buffer of its declared
 * length, or of the limit, and is never copied: the system gives memory to a new buffer only where it is written.
 */
export class LongBodies {
  readonly #turn = new ByteBudget(1);

  /**
   * The whole body of an answer that was asked for as a stream.
   *
   * @throws SealiftError `content_too_large` over `limit` bytes, `unexpected_answer` for one that is encoded, what ended the
   * connection, or the reason of the signal.
   */
  async read(response: HttpResponse, limit: number, signal: AbortSignal): Promise<Uint8Array> {
    const { body, headers, url } = response;
    try {
      if (contentEncoding(response) !== undefined) throw encodedAnswer(response);
      const declared = Number(headers['content-length'] ?? Number.NaN);
      const tooLarge = (): SealiftError =>
        new SealiftError('content_too_large', `${redactUrl(url)} answers with over ${limit} bytes`);
      if (declared > limit) throw tooLarge();
      const iterator: AsyncIterator<Buffer> = body[Symbol.asyncIterator]();
      const chunks: Buffer[] = [];
      let length = 0;
      while (!(declared > SHORT) && length <= SHORT) {
        const next = await iterator.next();
        if (next.done) return Buffer.concat(chunks, length);
        chunks.push(next.value);
        length += next.value.length;
      }
      const readRest = async (): Promise<Uint8Array> => {
        // Memory that is given out zeroed is not touched before it is used.
        const whole = Buffer.alloc(Number.isNaN(declared) ? limit : declared);
        let at = 0;
        const take = (chunk: Buffer): void => {
          if (at + chunk.length > whole.length) throw tooLarge();
          const before = at;
          at += chunk.copy(whole, at);
          if (Math.floor(at / PIECE) !== Math.floor(before / PIECE)) collectChunks();
        };
        for (const chunk of chunks.splice(0)) take(chunk);
        for (let next = await iterator.next(); !next.done; next = await iterator.next()) take(next.value);
        return whole.subarray(0, at);
      };
      return await this.#turn.hold(1, signal, readRest);
    } catch (error) {
      body.destroy();
      throw error;
    }
  }
}
