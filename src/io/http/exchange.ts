import type { Buffer } from 'node:buffer';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { Secrets } from '../../encoding/secrets/secrets.ts';
import { SealiftError } from '../../errors.ts';
import type { Agents } from './agents.ts';
import { answerBody } from './answer-body.ts';
import { giveBack } from './give-back.ts';
import { networkError, proxyError } from './network-error.ts';
import { http, https } from './node-http.ts';
import { redactUrl } from './redact.ts';
import { sentSecrets } from './sent-secrets.ts';
import type { ByteStream, HttpOptions, HttpRequest, HttpResponse } from './types.ts';

function deadline(url: URL, what: string, milliseconds: number): SealiftError {
  return new SealiftError(
    'deadline_exceeded',
    `${redactUrl(url)}: ${what} for ${milliseconds / 1000} seconds`,
  );
}

/** One exchange under way. */
interface Under {
  /** The body was sent, or nobody waits for it any more. */
  sent: boolean;
  answered: boolean;
  /** What its reader has not taken yet. */
  body?: Readable;
  /** Why we ended it ourselves: node tells only that the connection is gone. */
  reason?: unknown;
}

/**
 * Connecting has a deadline of its own, from the start: through a proxy, the socket comes only when the tunnel stands. Of a
 * request without a socket node tells nothing, not even that it was aborted.
 */
function whileConnecting(
  outgoing: ClientRequest,
  { url, signal }: Pick<HttpRequest, 'url' | 'signal'>,
  limit: number,
  giveUp: (reason: unknown) => void,
): void {
  const late = setTimeout(() => giveUp(deadline(url, 'no connection', limit)), limit);
  const abort = (): void => {
    clearTimeout(late);
    giveUp(signal.reason);
  };
  signal.addEventListener('abort', abort, { once: true });
  const connected = () => clearTimeout(late);
  outgoing.on('socket', (socket) => {
    signal.removeEventListener('abort', abort);
    const ready = url.protocol === 'https:' ? 'secureConnect' : 'connect';
    if (socket.connecting) socket.once(ready, connected).once('close', connected);
    else connected();
  });
  outgoing.once('close', () => {
    signal.removeEventListener('abort', abort);
    connected();
  });
}

/** Any time without progress that is the other side's fault has a deadline. */
function watch(outgoing: ClientRequest, url: URL, idle: number, under: Under): void {
  outgoing.on('socket', (socket) => {
    socket.setTimeout(idle);
    const onTimeout = (): void => {
      // Data that waits here to be read, or a body that waits for its source, is not the registry's standstill.
      const ours = (under.body?.readableLength ?? 0) > 0 || (!under.sent && socket.writableLength === 0);
      if (ours) socket.setTimeout(idle);
      else {
        const reason = deadline(url, 'no answer', idle);
        under.reason = reason;
        outgoing.destroy(reason);
      }
    };
    socket.on('timeout', onTimeout);
    outgoing.once('close', () => socket.off('timeout', onTimeout));
  });
}

/** Sends the body, unless the answer comes first: what is left of it then stays unread. */
function send(outgoing: ClientRequest, content: ByteStream | Uint8Array | undefined, under: Under): void {
  if (content === undefined || content instanceof Uint8Array) {
    outgoing.end(content);
    return;
  }
  const give = (chunk: Buffer): void => {
    // Somebody else may have come to listen.
    const isOurs = content.ownsChunks === true && content.listenerCount('data') === 1;
    const sent = (error: unknown): void => {
      if (isOurs && !error) giveBack(chunk);
    };
    if (!outgoing.write(chunk, sent)) content.pause();
  };
  const stop = (): unknown => content.off('data', give).destroy();
  const failed = (error: Error): void => {
    under.reason ??= error;
    outgoing.destroy(error);
  };
  content.on('error', failed);
  outgoing.on('close', stop);
  outgoing.on('response', (message) => {
    if (outgoing.writableEnded) return;
    stop();
    // The connection is in the middle of a body that nobody finishes.
    message.on('close', () => outgoing.destroy());
  });
  if (content.errored) {
    failed(content.errored);
    return;
  }
  // A server ends a kept connection on which nothing comes; a body that waits for its source is no such thing.
  outgoing.flushHeaders();
  outgoing.on('drain', () => content.resume());
  // One that was paused before it was given to us stays so otherwise.
  content.on('data', give).on('end', () => outgoing.end());
  content.resume();
}

function lengthHeader({ method, body }: HttpRequest): Record<string, string> {
  const sends = body !== undefined || method === 'POST' || method === 'PUT' || method === 'PATCH';
  return sends ? { 'content-length': String(body?.length ?? 0) } : {};
}

/**
 * One request, one answer: no retry, no redirect. The body is opened first, so that no connection waits for its source.
 *
 * @throws SealiftError, what opening the body throws, or the signal's reason.
 */
export async function exchange(
  request: HttpRequest,
  agents: Agents,
  options: HttpOptions & { readonly secrets: Secrets },
  onSent: () => void,
): Promise<HttpResponse> {
  const { method, url, headers, signal, body: given } = request;
  signal.throwIfAborted();
  const { agent, proxy } = await agents.for(request);
  const content = await given?.open();
  if (signal.aborted && content && !(content instanceof Uint8Array)) content.destroy();
  signal.throwIfAborted();
  const { secrets } = options;
  for (const secret of sentSecrets(headers ?? {}, content)) secrets.add(secret);
  return new Promise((resolve, reject) => {
    const start = url.protocol === 'https:' ? https().request : http().request;
    const outgoing = start(url, {
      method,
      agent,
      signal,
      headers: { 'user-agent': options.userAgent, ...lengthHeader(request), ...headers },
    });
    const under: Under = { sent: false, answered: false };
    const fail = (error: unknown): unknown =>
      signal.aborted ? signal.reason : (under.reason ?? networkError(error, url, proxy));
    const { connect, idle } = options.timeouts;
    whileConnecting(outgoing, request, connect, (reason) => {
      under.reason = reason;
      outgoing.destroy();
      if (content instanceof Readable) content.destroy();
      reject(reason);
    });
    watch(outgoing, url, idle, under);
    outgoing.on('finish', () => {
      under.sent = true;
      onSent();
    });
    outgoing.on('error', (error) => {
      if (!under.answered) reject(fail(error));
    });
    outgoing.on('response', (message) => {
      under.answered = true;
      under.sent = true;
      // Of plain HTTP the proxy answers itself; through a tunnel it would be somebody else's.
      if (proxy && url.protocol === 'http:' && message.statusCode === 407) {
        reject(proxyError(407, url, proxy));
        message.destroy();
        return;
      }
      const body = answerBody(message, method, (error) => {
        const failed = fail(error);
        return failed instanceof SealiftError ? secrets.hideIn(failed, 'peer') : (failed as Error);
      });
      under.body = body;
      resolve({ status: message.statusCode ?? 0, headers: headersOf(message), url, body });
    });
    send(outgoing, content, under);
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
