import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SealiftError } from '../../errors.ts';
import type { Agents } from './agents.ts';
import { networkError } from './network-error.ts';
import { redactUrl } from './redact.ts';
import type { HttpOptions, HttpRequest, HttpResponse } from './types.ts';

type Timeouts = HttpOptions['timeouts'];

function deadline(url: URL, what: string, milliseconds: number): SealiftError {
  return new SealiftError(
    'deadline_exceeded',
    `${redactUrl(url)}: ${what} for ${milliseconds / 1000} seconds`,
  );
}

/** Connecting has a deadline of its own; afterwards, any time without progress that is the other side's fault. */
function watch(outgoing: ClientRequest, url: URL, timeouts: Timeouts, upload: { done: boolean }): void {
  let incoming: IncomingMessage | undefined;
  outgoing.on('response', (message) => {
    incoming = message;
  });
  outgoing.on('socket', (socket) => {
    const ready = url.protocol === 'https:' ? 'secureConnect' : 'connect';
    if (socket.connecting) {
      const timer = setTimeout(
        () => outgoing.destroy(deadline(url, 'no connection', timeouts.connect)),
        timeouts.connect,
      );
      const clear = () => clearTimeout(timer);
      socket.once(ready, clear).once('close', clear);
    }
    socket.setTimeout(timeouts.idle);
    const onTimeout = (): void => {
      // Data that waits here to be read, or a body that waits for its source, is not the registry's standstill.
      const ours = (incoming?.readableLength ?? 0) > 0 || (!upload.done && socket.writableLength === 0);
      if (ours) socket.setTimeout(timeouts.idle);
      else outgoing.destroy(deadline(url, 'no answer', timeouts.idle));
    };
    socket.on('timeout', onTimeout);
    outgoing.once('close', () => socket.off('timeout', onTimeout));
  });
}

/** The body with errors of ours; when its reader goes away, so does the connection. */
function translated(message: IncomingMessage, url: URL, signal: AbortSignal): Readable {
  const body = new PassThrough();
  message.on('error', (error) => body.destroy(signal.aborted ? signal.reason : networkError(error, url)));
  body.on('close', () => {
    if (!message.readableEnded) message.destroy();
  });
  message.pipe(body);
  return body;
}

/** HEAD answers with the length of what it leaves out. */
function nothing(message: IncomingMessage): Readable {
  message.resume();
  return Readable.from([]);
}

/** Sends the body; stops quietly when the answer came early (401, 413) or the connection broke, which is told elsewhere. */
async function send(
  outgoing: ClientRequest,
  { body, signal }: HttpRequest,
  answered: () => boolean,
): Promise<void> {
  if (!body) {
    outgoing.end();
    return;
  }
  const content = await body.open();
  if (content instanceof Uint8Array) {
    outgoing.end(content);
    return;
  }
  let failed: unknown;
  content.once('error', (error) => {
    failed = error;
  });
  try {
    await pipeline(content, outgoing, { signal });
  } catch {
    // An error of the source is the reason; one of the connection is reported by the request itself.
    if (failed !== undefined && !answered()) outgoing.destroy(failed as Error);
  }
}

/** One request, one answer: no retry, no redirect. @throws SealiftError, or the signal's reason. */
export function exchange(request: HttpRequest, agents: Agents, options: HttpOptions): Promise<HttpResponse> {
  const { method, url, headers, body, signal } = request;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = start(url, {
      method,
      agent: agents.for(url),
      signal,
      headers: {
        'user-agent': options.userAgent,
        ...(body
          ? { 'content-length': String(body.length) }
          : method === 'POST' || method === 'PUT'
            ? { 'content-length': '0' }
            : {}),
        ...headers,
      },
    });
    let answered = false;
    const upload = { done: false };
    watch(outgoing, url, options.timeouts, upload);
    outgoing.on('finish', () => {
      upload.done = true;
    });
    outgoing.on('error', (error) => {
      if (!answered) reject(signal.aborted ? signal.reason : networkError(error, url));
    });
    outgoing.on('response', (message) => {
      answered = true;
      upload.done = true;
      resolve({
        status: message.statusCode ?? 0,
        headers: headersOf(message),
        url,
        body: method === 'HEAD' ? nothing(message) : translated(message, url, signal),
      });
    });
    send(outgoing, request, () => answered).catch((error) => outgoing.destroy(error));
  });
}

/** Node joins most repeated headers; challenges and warnings have to stay apart. */
function headersOf(message: IncomingMessage): HttpResponse['headers'] {
  const headers: Record<string, string | readonly string[] | undefined> = { ...message.headers };
  for (const name of ['www-authenticate', 'warning', 'link']) {
    const values = message.headersDistinct[name];
    if (values !== undefined) headers[name] = values;
  }
  return headers;
}
