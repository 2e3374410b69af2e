import type { Buffer } from 'node:buffer';
import { pipeline, Readable, Transform } from 'node:stream';
import { SealiftError } from '../../errors.ts';
import { contentEncoding, encodedAnswer } from './content-encoding.ts';
import { redactUrl } from './redact.ts';
import type { HttpResponse } from './types.ts';

/** The most compressed bytes of `size` bytes: compression never doubles them, and each flush of a server adds some bytes. */
const mostInput = (size: number): number => 2 * size + 64 * 1024;

/** Fails on a body with more bytes than its content can need, such as an endless header of gzip. */
function counted(most: number, tooMuch: () => Error): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      length += chunk.length;
      if (length > most) callback(tooMuch());
      else callback(null, chunk);
    },
  });
}

function gunzipped({ body, url }: HttpResponse, size: number): Readable {
  const wrong = (what: string, cause?: unknown) =>
    new SealiftError('unexpected_answer', `${redactUrl(url)} is answered as gzip, but ${what}`, { cause });
  // zlib is loaded only here, because answers are hardly ever compressed.
  const gunzip = process.getBuiltinModule('node:zlib').createGunzip();
  const tooMuch = () => wrong(`with more than ${size} bytes can need`);
  // The reader of `gunzip` gets an error of any of the three streams.
  pipeline(body, counted(mostInput(size), tooMuch), gunzip, () => {});
  async function* upTo(limit: number): AsyncGenerator<Buffer> {
    let left = limit;
    try {
      for await (const chunk of gunzip as AsyncIterable<Buffer>) {
        const part = chunk.length > left ? chunk.subarray(0, left) : chunk;
        left -= part.length;
        yield part;
        if (left === 0) return;
      }
    } catch (error) {
      throw error instanceof SealiftError || !isZlib(error) ? error : wrong('is not', error);
    }
  }
  // One byte more than expected is unpacked, so that the check of the content sees that it is too long.
  const decoded = Readable.from(upTo(size + 1), { objectMode: false });
  decoded.on('close', () => gunzip.destroy());
  return decoded;
}

function isZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z_/.test(String(error.code));
}

/**
 * Undoes the compression that a server or proxy on the way added. It is for content whose digest and `size` are known
 * beforehand, because only these tell whether the result is right. At most `size` + 1 bytes are unpacked.
 *
 * @throws SealiftError `unexpected_answer` for another encoding; its body is closed then.
 */
export function undoGzip(response: HttpResponse, size: number): HttpResponse {
  const encoding = contentEncoding(response);
  if (encoding === undefined) return response;
  const { 'content-encoding': _, 'content-length': length, ...headers } = response.headers;
  // A file server may name the gzip of a layer itself as the encoding; then the body is right as it is.
  if (length === String(size)) return { ...response, headers: { ...headers, 'content-length': length } };
  if (encoding === 'gzip' || encoding === 'x-gzip')
    return { ...response, headers, body: gunzipped(response, size) };
  response.body.destroy();
  throw encodedAnswer(response);
}
