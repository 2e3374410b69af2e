import { SealiftError } from '../../errors.ts';
import { isInnerAddress } from './address.ts';
import { behindTlsHint } from './behind-tls.ts';
import { redactUrl } from './redact.ts';
import type { HttpRequest, HttpResponse } from './types.ts';

export const MAX_REDIRECTS = 5;

const STATUSES = new Set([301, 302, 303, 307, 308]);
/** A write keeps its method and body only with these (RFC 9110, 15.4.8 and 15.4.9). */
const WRITE_STATUSES = new Set([307, 308]);

/** What must not leave the origin it was meant for. */
const PRIVATE_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization']);

/**
 * The request that an answer leads to (distribution-spec allows a redirect of any request; a write stays on its origin); `undefined` when it is to be taken as it is. Another scheme, host or port is
 * another origin: credentials stay behind (GHSA-vh4v-2xq2-g5cg).
 *
 * @throws SealiftError `unexpected_answer` for a way that nobody should be sent: to plain HTTP, from outside to the inside.
 */
export function redirected(request: HttpRequest, response: HttpResponse): HttpRequest | undefined {
  const { method, url, redirects = 'any' } = request;
  const location = response.headers.location;
  if (!STATUSES.has(response.status) || typeof location !== 'string' || redirects === 'none')
    return undefined;
  const writes = method !== 'GET' && method !== 'HEAD';
  if (writes && !WRITE_STATUSES.has(response.status)) return undefined;
  const target = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
  const refuse = (reason: string) =>
    new SealiftError('unexpected_answer', `${redactUrl(url)} redirects ${reason}`, {
      hint:
        (target && behindTlsHint(target, url)) ??
        'This is not how a registry behaves; check what stands between.',
    });
  if (!target || !/^https?:$/.test(target.protocol)) throw refuse('to something that is not an http URL');
  const sameOrigin = target.origin === url.origin;
  if (!sameOrigin && (writes || redirects === 'same-origin')) return undefined;
  if (url.protocol === 'https:' && target.protocol === 'http:')
    throw refuse(`from https to http (${redactUrl(target)})`);
  if (isInnerAddress(target.hostname) && !isInnerAddress(url.hostname)) {
    throw refuse(`to an address inside (${redactUrl(target)})`);
  }
  const headers = Object.entries(request.headers ?? {}).filter(
    ([name]) => sameOrigin || !PRIVATE_HEADERS.has(name.toLowerCase()),
  );
  return {
    ...request,
    url: target,
    headers: Object.fromEntries(headers),
    clientCertificate: sameOrigin && request.clientCertificate === true,
  };
}
