import { SealiftError } from '../../../errors.ts';
import { isInnerAddress } from '../../../io/http/address.ts';
import { behindTlsHint } from '../../../io/http/behind-tls.ts';
import { redactUrl } from '../../../io/http/redact.ts';
import type { HttpResponse } from '../../../io/http/types.ts';
import type { Digest } from '../../../oci/digest.ts';

/**
 * The URL at which an upload goes on, exactly as the registry names it. A foreign host gets no credentials (CVE-2026-50151),
 * and has to use TLS if the registry does.
 *
 * @throws SealiftError `unexpected_answer` when the answer names no URL, or one that must not be asked.
 */
export function uploadLocation({ headers, url: answered }: HttpResponse, registry: URL): URL {
  const { location } = headers;
  const refuse = (reason: string, hint?: string) =>
    new SealiftError(
      'unexpected_answer',
      `${redactUrl(answered)} starts an upload ${reason}`,
      hint === undefined ? {} : { hint },
    );
  if (typeof location !== 'string' || !URL.canParse(location, answered.href))
    throw refuse('without saying where');
  const url = new URL(location, answered);
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw refuse('at something that is not a plain http URL');
  if (url.protocol === 'http:' && registry.protocol === 'https:')
    throw refuse(`without TLS, at ${redactUrl(url)}`, behindTlsHint(url, registry));
  if (isInnerAddress(url.hostname) && !isInnerAddress(registry.hostname))
    throw refuse('at an address inside');
  return url;
}

/** The URL that completes an upload: the location with the digest added (distribution-spec, "Pushing blobs"). */
export function completing(location: URL, digest: Digest): URL {
  const url = new URL(location);
  url.search = `${url.search === '' ? '?' : `${url.search}&`}digest=${encodeURIComponent(digest)}`;
  return url;
}
