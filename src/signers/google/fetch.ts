import { Buffer } from 'node:buffer';
import { SealiftError } from '../../errors.ts';
import type { HttpClient, HttpRequest } from '../../io/http/types.ts';
import { sendWhole } from '../send-whole.ts';

/** Hosts that give out Google's tokens. Requests of the SDK to other hosts are refused. */
const TOKEN_HOSTS = new Set(['sts.googleapis.com', 'iamcredentials.googleapis.com', 'oauth2.googleapis.com']);

/** Whether the URL is on one of these hosts, by https. */
export function isTokenUrl(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:' && TOKEN_HOSTS.has(new URL(text).host);
}

/** The run's HTTP client in the shape of `fetch`, for the requests by which the SDK gets its tokens. */
export function tokenFetch(http: HttpClient, signal: () => AbortSignal): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!isTokenUrl(url.href)) {
      throw new SealiftError('config_invalid', `${url.host} is not where Google gives out tokens`);
    }
    const { body } = init;
    const content = body === undefined || body === null ? undefined : Buffer.from(String(body));
    const sent = {
      method: (init.method ?? 'GET') as HttpRequest['method'],
      url,
      headers: Object.fromEntries(new Headers(init.headers)),
      signal: signal(),
    };
    const answer = await sendWhole(http, sent, content);
    const headers = { 'content-type': String(answer.headers['content-type'] ?? 'application/json') };
    return new Response(Buffer.from(answer.bytes), { status: answer.status, headers });
  };
}
