import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { overdue } from './overdue.ts';
import type { Sight } from './pace.ts';
import type { SentBytes } from './sent-bytes.ts';
import { isContent, SMALL } from './take-in.ts';
import { LONGEST_TIMEOUT, storingTime } from './timeouts.ts';
import type { HttpRequest } from './types.ts';

/** One exchange under way. */
export interface Under {
  /** The body was sent, or nobody waits for it any more. */
  sent: boolean;
  answered: boolean;
  readonly taken: SentBytes;
  /** Bytes of the body that came. */
  received: number;
  message?: IncomingMessage;
  /** What its reader has not taken yet. */
  body?: Readable;
  /** The body is content that may be long. */
  isContent: boolean;
  /** Why we ended it ourselves: node tells only that the connection is gone. */
  reason?: unknown;
}

/** Connecting has a deadline of its own, from the start: through a proxy, the socket comes only when the tunnel stands. */
export function limitConnecting(
  outgoing: ClientRequest,
  url: URL,
  limit: number,
  giveUp: (reason: unknown) => void,
): void {
  const late = setTimeout(() => giveUp(overdue(url, 'no connection', limit)), limit);
  const connected = () => clearTimeout(late);
  outgoing.on('socket', (socket) => {
    const ready = url.protocol === 'https:' ? 'secureConnect' : 'connect';
    if (socket.connecting) socket.once(ready, connected).once('close', connected);
    else connected();
  });
  outgoing.once('close', connected);
}

/** Our reader is what is waited for. */
function isUnread({ message, body }: Under): boolean {
  return message?.complete === true || (body?.readableLength ?? 0) > 0;
}

/** Whoever was sent a write works on it and says nothing meanwhile; that has the time of {@link limitAnswer}. */
function isAtWork({ sent, answered }: Under, { method }: HttpRequest): boolean {
  return sent && !answered && method !== 'GET' && method !== 'HEAD';
}

/** Any other time without progress that is the other side's fault has a deadline. */
export function limitSilence(
  outgoing: ClientRequest,
  request: HttpRequest,
  idle: number,
  under: Under,
  giveUp: (reason: unknown) => void,
): void {
  outgoing.on('socket', (socket) => {
    socket.setTimeout(idle);
    const onTimeout = (): void => {
      // Data that waits here to be read, or a body that waits for its source, is not the registry's standstill.
      const isOurs = isUnread(under) || (!under.sent && socket.writableLength === 0);
      if (isOurs || isAtWork(under, request)) socket.setTimeout(idle);
      else giveUp(overdue(request.url, 'no answer', idle));
    };
    socket.on('timeout', onTimeout);
    outgoing.once('close', () => socket.off('timeout', onTimeout));
  });
}

/**
 * A small answer has a time of its own in all: whatever trickles in, such as informational answers without end, is progress
 * to a socket. It begins when the request was sent, and is longer for a body that has to be stored first.
 */
export function limitAnswer(
  outgoing: ClientRequest,
  request: HttpRequest,
  total: number,
  giveUp: (reason: unknown) => void,
): void {
  const limit = Math.min(LONGEST_TIMEOUT, Math.round(total + storingTime(request.body?.length ?? 0)));
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    timer ??= setTimeout(() => giveUp(overdue(request.url, 'no whole answer', limit)), limit);
  };
  const end = (): void => clearTimeout(timer);
  outgoing.once('finish', begin).once('close', end);
  outgoing.once('response', (message: IncomingMessage) => {
    const length = Number(message.headers['content-length'] ?? SMALL + 1);
    // Of content only what is so short that it is taken in at once, whoever reads it.
    if (isContent(request, message.statusCode ?? 0) && length > SMALL) end();
    else begin();
    message.once('end', end).once('close', end);
  });
}

/** What is waited for now; see {@link watchPace}. */
export function sightOf(outgoing: ClientRequest, under: Under): Sight {
  const { sent, answered, taken, received } = under;
  if (answered) return { moved: received, isOurs: isUnread(under), isContent: under.isContent };
  const { socket } = outgoing;
  const isSending = socket !== null && !socket.connecting && !sent;
  return {
    moved: taken.taken(socket),
    isOurs: isSending && socket.writableLength === 0,
    isContent: isSending,
  };
}
