import { Buffer } from 'node:buffer';
import { SealiftError } from '../../errors.ts';
import { contentEncoding, encodedAnswer } from './content-encoding.ts';
import { redactUrl } from './redact.ts';
import type { HttpResponse } from './types.ts';

/**
 * The whole body, at most `limit` bytes: the declared length is held against it before anything is read.
 *
 * @throws SealiftError `content_too_large`, `unexpected_answer` for one that is encoded, or what ended the connection.
 */
export async function readBody(response: HttpResponse, limit: number): Promise<Uint8Array> {
  const { body, headers, url } = response;
  const tooLarge = (): SealiftError => {
    body.destroy();
    return new SealiftError('content_too_large', `${redactUrl(url)} answers with over ${limit} bytes`);
  };
  if (contentEncoding(response) !== undefined) {
    body.destroy();
    throw encodedAnswer(response);
  }
  if (Number(headers['content-length'] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The most bytes that are read to use a connection again. To read more takes longer than a new connection. */
const WORTH_READING = 64 * 1024;

/** Reads and drops a body that does not matter, so that its connection can be used again. It never fails. */
export async function discard({ body }: HttpResponse): Promise<void> {
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > WORTH_READING) break;
    }
  } catch {
    // The caller has read the status and needs no more.
  }
}
