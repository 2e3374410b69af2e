import { isIP } from 'node:net';
import { printable } from '../../../encoding/printable.ts';
import { SealiftError } from '../../../errors.ts';
import { redactUrl } from '../redact.ts';
import { isForbiddenAddress } from './forbidden-address.ts';

/**
 * Names of metadata services. A proxy resolves names by itself, so that the address behind a name is not known here.
 * `metadata` and `instance-data` are looked up in the domain of the machine.
 */
const NAMES: readonly string[] = [
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
  'metadata.azure.com',
  'metadata.azure.internal',
  'metadata.tencentyun.com',
  'metadata.platformequinix.com',
];

/** A refusal that no later try would change. */
export function addressRefused(what: string): SealiftError {
  return new SealiftError('address_refused', what);
}

/**
 * Checks the URL of a guarded request, before a proxy or a resolver is asked. The host is in the one spelling of the URL
 * standard, which turns decimal, octal and hexadecimal IPv4 addresses into the usual one.
 *
 * @throws SealiftError `address_refused`.
 */
export function checkGuardedUrl(url: URL): void {
  const shown = redactUrl(url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw addressRefused(`${printable(url.href, 300)} is not an http URL`);
  if (url.username !== '' || url.password !== '') throw addressRefused(`the URL ${shown} carries a login`);
  const host = url.hostname.replace(/^\[|\]$|\.+$/g, '').toLowerCase();
  if (isIP(host) !== 0 && isForbiddenAddress(host))
    throw addressRefused(
      `${shown} leads to an address of this machine's own network (${printable(host, 60)})`,
    );
  if (NAMES.some((name) => host === name || host.endsWith(`.${name}`)) || host === '')
    throw addressRefused(`${shown} names the metadata service of a cloud`);
}
