import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What is said at once, then what is said a byte at a time; what is left out then never comes, `again` comes for ever. */
export interface Drip {
  readonly first?: string;
  readonly bytes?: string;
  readonly again?: string;
}

/** Milliseconds between two bytes. */
const BEAT = 8;

function drip(socket: Socket, { first = '', bytes = '', again = '' }: Drip): void {
  if (first !== '') socket.write(first);
  let at = 0;
  const timer = setInterval(() => {
    if (at < bytes.length) socket.write(bytes[at]!);
    else if (again !== '') socket.write(again);
    at += 1;
  }, BEAT);
  socket.on('close', () => clearInterval(timer));
}

/**
 * A host on a real socket that answers so slowly that it is never silent. `answer` gets the number of the request, from 1,
 * and its head.
 */
export async function drippingHost(answer: (count: number, head: string) => Drip) {
  const sockets = new Set<Socket>();
  const state = { host: '', origin: '', requests: [] as string[] };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      const head = data.toString('latin1');
      if (!/^[A-Z]+ \//.test(head)) return;
      state.requests.push(head.slice(0, head.indexOf('\r\n')));
      drip(socket, answer(state.requests.length, head));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  state.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  state.origin = `http://${state.host}`;
  return state;
}

/** The head of an answer with `length` bytes to come. */
export function headOf(length: number | undefined, status = '200 OK', type = 'application/json'): string {
  const size = length === undefined ? '' : `content-length: ${length}\r\n`;
  return `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\n${size}\r\n`;
}
