import type { IncomingMessage, ServerResponse } from 'node:http';
import { responseError } from './answer.ts';
import type { Switches } from './switches.ts';

/** Seconds that a throttled client is to wait. */
const WAIT = 7;
const MOVED = '/moved';

function retryAfter(kind: Switches['throttles']): Record<string, string> {
  if (kind === 'seconds') return { 'retry-after': String(WAIT) };
  if (kind === 'date') return { 'retry-after': new Date(Date.now() + WAIT * 1000).toUTCString() };
  return {};
}

/** What stands before every request, whatever it asks for. */
export class FakeGate {
  readonly #seen = new Set<string>();

  /** The path that is meant, or nothing when the request has been answered here. */
  pass(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    { pathname, search }: URL,
    { warning, throttles, allowance, demandsLength, movesEverything }: Switches,
  ): string | undefined {
    if (allowance) {
      if (incoming.method === 'GET' && pathname.includes('/manifests/')) allowance.remaining -= 1;
      const { remaining, window, reset } = allowance;
      outgoing.setHeader('ratelimit-remaining', `${remaining}${window === undefined ? '' : `;w=${window}`}`);
      if (reset) outgoing.setHeader('ratelimit-reset', String(reset()));
    }
    if (warning !== undefined) outgoing.setHeader('warning', `299 - "${warning}"`);
    // An upload that is begun again is the same upload.
    const asked = `${incoming.method} ${pathname.replace(/(\/uploads\/).+/, '$1')}`;
    if (throttles && !this.#seen.has(asked)) {
      this.#seen.add(asked);
      incoming.resume();
      for (const [name, value] of Object.entries(retryAfter(throttles))) outgoing.setHeader(name, value);
      responseError(outgoing, 429, 'TOOMANYREQUESTS');
      return undefined;
    }
    if (demandsLength && /^(POST|PUT|PATCH)$/.test(incoming.method!) && !incoming.headers['content-length']) {
      incoming.resume();
      outgoing.writeHead(411).end();
      return undefined;
    }
    if (movesEverything && /^\/v2\/./.test(pathname)) {
      incoming.resume();
      outgoing.writeHead(307, { location: `${MOVED}${pathname}${search}` }).end();
      return undefined;
    }
    return pathname.startsWith(`${MOVED}/v2/`) ? pathname.slice(MOVED.length) : pathname;
  }
}
