import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import type { ByteBudget } from '../../async/byte-budget.ts';
import { SealiftError } from '../../errors.ts';
import { redactUrl } from './redact.ts';
import type { HttpRequest, HttpResponse } from './types.ts';

/** The most bytes of an error, and of an answer whose request names no other limit. */
export const SMALL = 64 * 1024;
/** Answers up to this length are read without counting against the limit on all bodies. */
const FREE = 256 * 1024;

interface BufferOptions {
  /** The limit on the memory of longer answers that are read at the same time. */
  readonly bodies: ByteBudget;
  readonly signal: AbortSignal;
}

/** Whether the body of an answer is content that is streamed, and not read into memory. */
export function isContent({ answer, method }: HttpRequest, status: number): boolean {
  return answer === 'stream' && method !== 'HEAD' && (status === 200 || status === 206);
}

/** Whether status and headers suffice, as they do for a write that succeeded. */
function saysEnough({ method }: HttpRequest, { status }: HttpResponse): boolean {
  return status >= 200 && status < 300 && (method === 'PUT' || method === 'PATCH' || method === 'DELETE');
}

function tooLarge(url: URL, limit: number): SealiftError {
  return new SealiftError('content_too_large', `${redactUrl(url)} answers with over ${limit} bytes`);
}

/** Reads the body; resolves to `undefined` when it is over the limit. */
async function read(
  { body, headers }: HttpResponse,
  limit: number,
  { bodies, signal }: BufferOptions,
): Promise<Buffer | undefined> {
  const declared = Number(headers['content-length'] ?? 0);
  if (declared > limit) {
    body.destroy();
    return undefined;
  }
  const chunks: Buffer[] = [];
  let length = 0;
  const iterator: AsyncIterator<Buffer> = body[Symbol.asyncIterator]();
  /** Reads until the end, or until there are more than `most` bytes. */
  const readTo = async (most: number): Promise<void> => {
    while (length <= most) {
      const next = await iterator.next();
      if (next.done) return;
      length += next.value.length;
      chunks.push(next.value);
    }
  };
  try {
    if (declared <= FREE) await readTo(Math.min(FREE, limit));
    if (length > FREE || declared > FREE) await bodies.hold(limit, signal, () => readTo(limit));
  } catch (error) {
    body.destroy();
    throw error;
  }
  if (length > limit) {
    body.destroy();
    return undefined;
  }
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

function streamOf(bytes: Buffer | undefined, url: URL, limit: number): Readable {
  return new Readable({
    read() {
      if (!bytes) this.destroy(tooLarge(url, limit));
      else {
        this.push(bytes);
        this.push(null);
      }
    },
  });
}

/**
 * Reads the body of an answer into memory, up to the limit of the request. Content is left as a stream.
 *
 * @throws SealiftError the error of the connection, except after a write that succeeded.
 */
export async function bufferBody(
  request: HttpRequest,
  response: HttpResponse,
  bodies: ByteBudget,
): Promise<HttpResponse> {
  const { status, headers, url } = response;
  const { answer = SMALL, method, signal } = request;
  if (isContent(request, status) || method === 'HEAD') return response;
  const limit = answer === 'stream' || status < 200 || status > 299 ? SMALL : answer;
  const bytes = await read(response, limit, { bodies, signal }).catch((error: unknown) => {
    if (saysEnough(request, response)) return Buffer.alloc(0);
    throw error;
  });
  return { status, headers, url, body: streamOf(bytes, url, limit) };
}
