import { SealiftError } from '../../../errors.ts';
import { isInnerAddress } from '../../../io/http/address.ts';
import { behindTlsHint } from '../../../io/http/behind-tls.ts';
import { redactUrl } from '../../../io/http/redact.ts';
import type { HttpResponse } from '../../../io/http/types.ts';
import type { Digest } from '../../../oci/digest.ts';

/**
 * Where an upload goes on: any path, query or host the registry names, nothing rebuilt. A foreign host gets no credentials
 * (CVE-2026-50151), and needs TLS if the registry has it.
 *
 * @throws SealiftError `unexpected_answer` where the answer names no place, or one that nobody should be sent to.
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
