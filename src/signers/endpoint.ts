import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import { isLoopback } from '../io/http/address.ts';

/**
 * The base URL of a key service: https, or http on a loopback address; no user information, query or fragment.
 *
 * @param source names where the text comes from, such as `VAULT_ADDR`.
 * @throws SealiftError `config_invalid`.
 */
export function endpointOf(text: string, source: string): URL {
  const refuse = (reason: string, hint: string) =>
    new SealiftError('config_invalid', `${source}: ${reason}`, { hint });
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw refuse('this is not an https URL', 'Write https://HOST[:PORT].');
  }
  // The text is not quoted, because it may hold a password.
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw refuse('a user, a query or a fragment has no place in it', 'Write https://HOST[:PORT].');
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw refuse(
      `${printable(url.host)} would be reached by plain http, which carries tokens in the open`,
      'Use https; http is for loopback addresses alone.',
    );
  }
  return url;
}
