import { printable } from '../../../encoding/printable.ts';
import { SealiftError } from '../../../errors.ts';
import { isInnerAddress } from '../../../io/http/address.ts';
import { behindTlsHint } from '../../../io/http/behind-tls.ts';

/**
 * The URL of the token service that a challenge names, if credentials may go there (CVE-2026-48978). It has to use https,
 * unless the registry uses http, and must not be an internal address, unless it is the registry's own host.
 *
 * @throws SealiftError `unexpected_answer`.
 */
export function checkRealm(realm: string | undefined, registry: URL): URL {
  const refuse = (
    reason: string,
    hint = 'The setting is the realm of the token authentication of this registry.',
  ) =>
    new SealiftError(
      'unexpected_answer',
      `${registry.host} sends its users to ${printable(realm ?? 'no token service')}: ${reason}`,
      {
        hint,
      },
    );
  const url = realm !== undefined && URL.canParse(realm) ? new URL(realm) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw refuse('that is not a token service');
  if (url.protocol === 'http:' && registry.protocol === 'https:')
    throw refuse('credentials would travel without TLS', behindTlsHint(url, registry));
  if (isInnerAddress(url.hostname) && url.hostname !== registry.hostname)
    throw refuse('that is an address inside');
  return url;
}
