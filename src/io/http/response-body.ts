import type { IncomingMessage } from 'node:http';
import { PassThrough, Readable } from 'node:stream';

/** Bodies up to this size are read at once, so that their connection can serve the next request. */
const SMALL = 64 * 1024;

/** The body may fail before it has a reader. A later reader finds the error in `errored`. */
const ignore = (): void => {};

/** An empty body, for the answer to a HEAD, whose length is that of the body it leaves out. */
function emptyBody(message: IncomingMessage): Readable {
  message.resume();
  return Readable.from([]).on('error', ignore);
}

function buffered(message: IncomingMessage, fail: (error: unknown) => Error): Readable {
  const body = new PassThrough();
  body.on('error', ignore);
  message.on('error', (error) => body.destroy(fail(error)));
  body.on('close', () => {
    if (!message.readableEnded) message.destroy();
  });
  message.pipe(body);
  return body;
}

/** Returns Node's own stream, since passing a blob through another stream costs more time than all other work on it. */
function unbuffered(message: IncomingMessage, fail: (error: unknown) => Error): Readable {
  const destroy = message.destroy.bind(message);
  message.destroy = (error) => destroy(error && fail(error));
  message.on('error', ignore);
  return message;
}

/**
 * The body of an answer, whose errors are SealiftErrors. The connection is closed when the reader stops before the end.
 *
 * @param waits whether the body may stay unread for a while.
 */
export function responseBody(
  message: IncomingMessage,
  method: string,
  fail: (error: unknown) => Error,
  waits: boolean,
): Readable {
  if (method === 'HEAD') return emptyBody(message);
  const isLarge = Number(message.headers['content-length'] ?? 0) > SMALL;
  return isLarge || !waits ? unbuffered(message, fail) : buffered(message, fail);
}
