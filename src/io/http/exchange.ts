import type { Buffer } from 'node:buffer';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { Secrets } from '../../encoding/secrets/secrets.ts';
import { SealiftError } from '../../errors.ts';
import type { Agents } from './agents.ts';
import { isContent } from './buffer-body.ts';
import { type ExchangeState, limitAnswer, limitConnecting, limitSilence, progressOf } from './deadlines.ts';
import { networkError, proxyError } from './network-error.ts';
import { http, https } from './node-http.ts';
import { overdue } from './overdue.ts';
import { watchPace } from './pace.ts';
import { responseBody } from './response-body.ts';
import { SentBytes } from './sent-bytes.ts';
import { sentSecrets } from './sent-secrets.ts';
import type { Wait } from './silences.ts';
import { LEAST_PROGRESS, type Timeouts } from './timeouts.ts';
import type { HttpOptions, HttpRequest, HttpResponse } from './types.ts';

/** Milliseconds between two looks at the progress of an exchange. */
const TICK = 1_000;

/** Sends the body. When the answer comes first, the rest of the body is not read. */
function send(
  outgoing: ClientRequest,
  content: Readable | Uint8Array | undefined,
  state: ExchangeState,
): void {
  const { taken } = state;
  if (content === undefined || content instanceof Uint8Array) {
    outgoing.end(content);
    return;
  }
  const give = (chunk: Buffer): void => {
    const { length } = chunk;
    const sent = (error: unknown): void => {
      if (!error) taken.add(length);
    };
    if (!outgoing.write(chunk, sent)) content.pause();
  };
  const stop = (): unknown => content.off('data', give).destroy();
  const failed = (error: Error): void => {
    state.reason ??= error;
    outgoing.destroy(error);
  };
  content.on('error', failed);
  outgoing.on('close', stop);
  outgoing.on('response', (message) => {
    if (outgoing.writableEnded) return;
    stop();
    // The body is unfinished, so the connection cannot be used again.
    message.on('close', () => outgoing.destroy());
  });
  if (content.errored) {
    failed(content.errored);
    return;
  }
  // The headers go out before the body, since a server may close an idle connection while the body waits for its source.
  outgoing.flushHeaders();
  outgoing.on('drain', () => content.resume());
  // A stream that was paused before does not start by itself.
  content.on('data', give).on('end', () => outgoing.end());
  content.resume();
}

/** The Content-Length of a request with a method that may have a body. */
function lengthHeader({ method, body }: HttpRequest): Record<string, string> {
  const sends = body !== undefined || method === 'POST' || method === 'PUT' || method === 'PATCH';
  return sends ? { 'content-length': String(body?.length ?? 0) } : {};
}

/** The options of an exchange in addition to its request. */
export interface ExchangeOptions extends Pick<HttpOptions, 'userAgent'> {
  /** The secrets of the run. Those of this request are added to them. */
  readonly secrets: Secrets;
  /** The deadlines; `total` is the time that is left for this exchange. */
  readonly timeouts: Required<Timeouts>;
  readonly onSent: () => void;
  /** Is told of each sign of life of the other side. */
  readonly wait: Wait;
}

/**
 * Sends one request and resolves to its answer, without retries and redirects. The body is opened before the connection, so
 * that no connection waits for the source of the body.
 *
 * @throws SealiftError, the error of opening the body, or the reason of the signal.
 */
export async function exchange(
  request: HttpRequest,
  agents: Agents,
  { userAgent, timeouts, secrets, onSent, wait }: ExchangeOptions,
): Promise<HttpResponse> {
  const { method, url, headers, signal, body: given } = request;
  signal.throwIfAborted();
  const { agent, proxy } = await agents.for(request);
  const content = await given?.open();
  if (signal.aborted && content && !(content instanceof Uint8Array)) content.destroy();
  signal.throwIfAborted();
  for (const secret of sentSecrets(headers ?? {}, content)) secrets.add(secret);
  return new Promise((resolve, reject) => {
    const start = url.protocol === 'https:' ? https().request : http().request;
    const outgoing = start(url, {
      method,
      agent,
      headers: {
        'user-agent': userAgent,
        ...lengthHeader(request),
        ...headers,
        // Without this header every encoding is welcome (RFC 9110, 12.5.3), and a digest is one of the unencoded bytes.
        'accept-encoding': 'identity',
      },
    });
    const state: ExchangeState = {
      sent: false,
      answered: false,
      taken: new SentBytes(),
      received: 0,
      isContent: false,
    };
    const fail = (error: unknown): unknown =>
      signal.aborted ? signal.reason : (state.reason ?? networkError(error, url, proxy));
    const { connect, idle, total, pace, silence } = timeouts;
    const stopLooking = watchPace({
      window: pace,
      tick: Math.min(TICK, silence / 4),
      look: () => progressOf(outgoing, state),
      onLife: () => wait.alive(),
      onSlow: () => giveUp(overdue(url, `under ${LEAST_PROGRESS} bytes of content`, pace)),
    });
    const end = (): void => {
      signal.removeEventListener('abort', abort);
      stopLooking();
      wait.end();
    };
    // All waiting parties get the reason: Node takes a body without a length for complete when its connection ends, and reports
    // nothing for a request that has no socket yet.
    const giveUp = (reason: unknown): void => {
      state.reason ??= reason;
      state.body?.destroy(reason as Error);
      outgoing.destroy(reason as Error);
      if (content instanceof Readable) content.destroy();
      end();
      reject(reason);
    };
    const abort = (): void => giveUp(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    outgoing.once('close', end);
    limitConnecting(outgoing, url, connect, giveUp);
    limitSilence(outgoing, request, idle, state, giveUp);
    limitAnswer(outgoing, request, total, giveUp);
    outgoing.on('finish', () => {
      state.sent = true;
      onSent();
    });
    outgoing.on('error', (error) => {
      if (!state.answered) reject(fail(error));
    });
    outgoing.on('response', (message) => {
      state.answered = true;
      state.sent = true;
      // For plain HTTP a 407 comes from the proxy; through a tunnel it would come from the host.
      if (proxy && url.protocol === 'http:' && message.statusCode === 407) {
        reject(proxyError(407, url, proxy));
        message.destroy();
        return;
      }
      state.message = message;
      state.isContent = isContent(request, message.statusCode ?? 0);
      countBytes(message, (length) => {
        state.received += length;
      });
      const failed = (error: unknown): Error => {
        const reason = fail(error);
        return reason instanceof SealiftError ? secrets.hideIn(reason, 'peer') : (reason as Error);
      };
      const body = responseBody(message, method, failed, state.isContent);
      state.body = body;
      wait.alive();
      message.once('end', () => wait.alive());
      resolve({ status: message.statusCode ?? 0, headers: headersOf(message), url, body });
    });
    send(outgoing, content, state);
  });
}

/** Counts bytes as they are pushed, since a `data` listener would start the stream. */
function countBytes(message: IncomingMessage, count: (length: number) => void): void {
  const push = message.push.bind(message);
  message.push = (chunk: Buffer | null, encoding) => {
    if (chunk) count(chunk.length);
    return push(chunk, encoding);
  };
}

/** The headers of an answer. Node joins most repeated headers; challenges and warnings stay apart. */
function headersOf(message: IncomingMessage): HttpResponse['headers'] {
  const headers: Record<string, string | readonly string[] | undefined> = { ...message.headers };
  for (const name of ['www-authenticate', 'warning', 'link']) {
    const values = message.headersDistinct[name];
    if (values !== undefined) headers[name] = values;
  }
  return headers;
}
