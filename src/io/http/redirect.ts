import { SealiftError } from '../../errors.ts';
import { isInnerAddress } from './address.ts';
import { behindTlsHint } from './behind-tls.ts';
import { redactUrl } from './redact.ts';
import type { HttpRequest, HttpResponse } from './types.ts';

export const MAX_REDIRECTS = 5;

const STATUSES = new Set([301, 302, 303, 307, 308]);
/** A write keeps its method and body only with these (RFC 9110, 15.4.8 and 15.4.9). */
const WRITE_STATUSES = new Set([307, 308]);

/** Headers that must not leave the origin they were meant for. */
const PRIVATE_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization']);

/**
 * The request that a redirect leads to (distribution-spec allows one for any request; a write stays on its origin);
 * `undefined` when the answer is not to be followed. Another scheme, host or port is another origin, and credentials are not
 * sent there (GHSA-vh4v-2xq2-g5cg).
 *
 * @throws SealiftError `unexpected_answer` for a redirect from https to http, or from outside to an internal address.
 */
export function redirected(request: HttpRequest, response: HttpResponse): HttpRequest | undefined {
  const { method, url, redirects = 'any', guarded = false } = request;
  const location = response.headers.location;
  if (!STATUSES.has(response.status) || typeof location !== 'string' || redirects === 'none')
    return undefined;
  const writes = method !== 'GET' && method !== 'HEAD';
  if (writes && !WRITE_STATUSES.has(response.status)) return undefined;
  const target = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
  const refuse = (reason: string) =>
    new SealiftError('unexpected_answer', `${redactUrl(url)} redirects ${reason}`, {
      hint:
        (target && !guarded ? behindTlsHint(target, url) : undefined) ??
        `This is not how ${guarded ? 'such a service' : 'a registry'} behaves; check what stands between.`,
    });
  if (!target || !/^https?:$/.test(target.protocol)) throw refuse('to something that is not an http URL');
  const sameOrigin = target.origin === url.origin;
  if (!sameOrigin && ((writes && !guarded) || redirects === 'same-origin')) return undefined;
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
