import type { IncomingMessage, ServerResponse } from 'node:http';

/** What goes wrong with one exchange. `true` when the request has been answered, or its connection broken. */
export type Interference = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

const PIECES = 4;
const PAUSE = 30;

/** Has `answer` take the whole body in place of the socket; the headers stay as they are. */
function takeBody(
  outgoing: ServerResponse,
  answer: (body: Buffer, end: ServerResponse['end']) => void,
): void {
  const chunks: Buffer[] = [];
  const end = outgoing.end.bind(outgoing) as ServerResponse['end'];
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  outgoing.write = ((chunk: unknown) => {
    keep(chunk);
    return true;
  }) as ServerResponse['write'];
  outgoing.end = ((chunk: unknown) => {
    keep(chunk);
    answer(Buffer.concat(chunks), end);
    return outgoing;
  }) as ServerResponse['end'];
}

/** The connection breaks before anything is done. */
export const cut: Interference = (incoming) => {
  incoming.socket.destroy();
  return true;
};

/** What was asked is done, and nobody hears of it. */
export const loseAnswer: Interference = (incoming, outgoing) => {
  takeBody(outgoing, () => incoming.socket.destroy());
  return false;
};

/** Another answer, in place of the work. */
export function answerWith(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Interference {
  return (incoming, outgoing) => {
    incoming.resume();
    outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    return true;
  };
}

/** The answer comes in pieces with pauses between them. */
export const drip: Interference = (_, outgoing) => {
  const write = outgoing.write.bind(outgoing) as (chunk: Buffer) => boolean;
  takeBody(outgoing, (body, end) => {
    const piece = Math.max(1, Math.ceil(body.length / PIECES));
    const next = (at: number): void => {
      if (outgoing.destroyed) return;
      if (at >= body.length) {
        end();
        return;
      }
      write(body.subarray(at, at + piece));
      setTimeout(next, PAUSE, at + piece);
    };
    setTimeout(next, PAUSE, 0);
  });
  return false;
};

/** Half of the answer comes, and then nothing, on a connection that stays open. */
export const stall: Interference = (_, outgoing) => {
  const write = outgoing.write.bind(outgoing) as (chunk: Buffer) => boolean;
  takeBody(outgoing, (body) => {
    if (body.length > 1) write(body.subarray(0, body.length >> 1));
  });
  return false;
};

/** One bit of the body is another one. */
export const flip: Interference = (_, outgoing) => {
  takeBody(outgoing, (body, end) => {
    const at = body.length >> 1;
    if (body.length > 0) body[at] = body[at]! ^ 1;
    end(body);
  });
  return false;
};
