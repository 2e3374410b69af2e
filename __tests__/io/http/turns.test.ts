import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { HttpResponse } from '../../../src/io/http/types.ts';
import { httpClient, JumpingClock } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';

/** Answers every GET with a body, and takes whatever is sent; counts what is under way. */
async function host() {
  const state = { now: 0, most: 0, url: '' };
  const server: Server = createServer((incoming, outgoing) => {
    state.now += 1;
    state.most = Math.max(state.most, state.now);
    incoming.resume().on('end', () => {
      state.now -= 1;
      outgoing.end('bytes');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return state;
}

/** A body that is read at the very host it is sent to, as a copy within one registry does. */
function copying(concurrency: number, url: URL) {
  const http = httpClient(new JumpingClock(), { concurrency });
  onTestFinished(() => http.close());
  const open = async () => (await http.request({ method: 'GET', url, signal: never })).body;
  return (): Promise<HttpResponse> =>
    http.request({
      method: 'PUT',
      url,
      body: { length: 5, streams: true, open },
      retry: false,
      signal: never,
    });
}

it.each([1, 2, 16])(
  'uploads leave the turns that their sources need, with %i requests at a time',
  async (most) => {
    const server = await host();
    const copy = copying(most, new URL(server.url));
    const answers = await Promise.all(Array.from({ length: 40 }, copy));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 200));
    expect(server.most).toBeLessThanOrEqual(Math.max(2, most));
  },
);
