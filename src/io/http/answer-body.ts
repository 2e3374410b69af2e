import type { IncomingMessage } from 'node:http';
import { PassThrough, Readable } from 'node:stream';

/** Up to so many bytes are taken in before anybody reads them, so that the connection serves the next request meanwhile. */
const SMALL = 64 * 1024;

/** It may be cut off before anybody reads it; who does then is told by `errored`. */
const ignore = (): void => {};

/** HEAD answers with the length of what it leaves out. */
function nothing(message: IncomingMessage): Readable {
  message.resume();
  return Readable.from([]).on('error', ignore);
}

function takenIn(message: IncomingMessage, fail: (error: unknown) => Error): Readable {
  const body = new PassThrough();
  body.on('error', ignore);
  message.on('error', (error) => body.destroy(fail(error)));
  body.on('close', () => {
    if (!message.readableEnded) message.destroy();
  });
  message.pipe(body);
  return body;
}

/** Node's own stream: to pass a blob through another one costs more than all else that is done with it. */
function passedOn(message: IncomingMessage, fail: (error: unknown) => Error): Readable {
  const destroy = message.destroy.bind(message);
  message.destroy = (error) => destroy(error && fail(error));
  message.on('error', ignore);
  return message;
}

/**
 * The body of an answer, with errors of ours; when its reader goes away, so does the connection.
 *
 * @param waits nobody may read it for a while.
 */
export function answerBody(
  message: IncomingMessage,
  method: string,
  fail: (error: unknown) => Error,
  waits: boolean,
): Readable {
  if (method === 'HEAD') return nothing(message);
  const isLarge = Number(message.headers['content-length'] ?? 0) > SMALL;
  return isLarge || !waits ? passedOn(message, fail) : takenIn(message, fail);
}
