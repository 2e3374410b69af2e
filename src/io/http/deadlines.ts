import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { isContent, SMALL } from './buffer-body.ts';
import { overdue } from './overdue.ts';
import type { Progress } from './pace.ts';
import type { SentBytes } from './sent-bytes.ts';
import { LONGEST_TIMEOUT, storingTime } from './timeouts.ts';
import type { HttpRequest } from './types.ts';

/** The state of one exchange that is under way. */
export interface ExchangeState {
  /** Whether the body was sent, or is not needed any more. */
  sent: boolean;
  answered: boolean;
  readonly taken: SentBytes;
  /** Bytes of the answer's body that were received. */
  received: number;
  message?: IncomingMessage;
  /** The body that the reader of the answer gets. */
  body?: Readable;
  /** Whether the body is content, which may be long. */
  isContent: boolean;
  /** The reason for which we ended the exchange: Node only reports a closed connection then. */
  reason?: unknown;
}

/** Sets the deadline of the connection. It begins at once, since Node gives no socket before a tunnel is complete. */
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

/** Whether the exchange waits for our reader of the body. */
function isUnread({ message, body }: ExchangeState): boolean {
  return message?.complete === true || (body?.readableLength ?? 0) > 0;
}

/** Whether the other side works on a write and is silent meanwhile; {@link limitAnswer} limits that time. */
function isAtWork({ sent, answered }: ExchangeState, { method }: HttpRequest): boolean {
  return sent && !answered && method !== 'GET' && method !== 'HEAD';
}

/** Sets the deadline for every other time without progress in which the exchange waits for the other side. */
export function limitSilence(
  outgoing: ClientRequest,
  request: HttpRequest,
  idle: number,
  state: ExchangeState,
  giveUp: (reason: unknown) => void,
): void {
  outgoing.on('socket', (socket) => {
    socket.setTimeout(idle);
    const onTimeout = (): void => {
      // The registry is not at fault while its data waits for our reader, or while our body waits for its source.
      const isOurs = isUnread(state) || (!state.sent && socket.writableLength === 0);
      if (isOurs || isAtWork(state, request)) socket.setTimeout(idle);
      else giveUp(overdue(request.url, 'no answer', idle));
    };
    socket.on('timeout', onTimeout);
    outgoing.once('close', () => socket.off('timeout', onTimeout));
  });
}

/**
 * Sets the deadline for the whole of a small answer, since bytes that trickle in, such as endless informational answers, count as
 * progress of the socket. The time begins when the request was sent, and is longer when a body has to be stored first.
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
    // Of content, only a body that is short enough to be read into memory at once has this deadline.
    if (isContent(request, message.statusCode ?? 0) && length > SMALL) end();
    else begin();
    message.once('end', end).once('close', end);
  });
}

/** The present state of an exchange for {@link watchPace}. */
export function progressOf(outgoing: ClientRequest, state: ExchangeState): Progress {
  const { sent, answered, taken, received } = state;
  if (answered) return { moved: received, isOurs: isUnread(state), isContent: state.isContent };
  const { socket } = outgoing;
  const isSending = socket !== null && !socket.connecting && !sent;
  return {
    moved: taken.taken(socket),
    isOurs: isSending && socket.writableLength === 0,
    isContent: isSending,
  };
}
