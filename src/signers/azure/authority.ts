import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { isLoopback } from '../../io/http/address.ts';
import { endpointOf } from '../endpoint.ts';
import type { SignerOptions } from '../provider.ts';

/** The host of Microsoft Entra in each cloud, by the end of the names of its vaults. */
const CLOUDS = [
  ['.azure.net', 'login.microsoftonline.com'],
  ['.azure.cn', 'login.chinacloudapi.cn'],
  ['.usgovcloudapi.net', 'login.microsoftonline.us'],
] as const;

/** Hosts of Microsoft Entra. No other host may see the token of a job. */
const KNOWN = new Set<string>([...CLOUDS.map(([, host]) => host), 'login.partner.microsoftonline.cn']);

/**
 * The host of Entra that gives out tokens for a vault: `AZURE_AUTHORITY_HOST`, or else that of the vault's cloud.
 *
 * @throws SealiftError `config_invalid` for a host that is not Microsoft's.
 */
export function azureAuthority(vault: URL, env: SignerOptions['env']): URL {
  const text = env.AZURE_AUTHORITY_HOST;
  if (!text) {
    const cloud = CLOUDS.find(([suffix]) => vault.hostname.endsWith(suffix)) ?? CLOUDS[0];
    return new URL(`https://${cloud[1]}`);
  }
  const url = endpointOf(text, 'AZURE_AUTHORITY_HOST');
  const known = KNOWN.has(url.host) || isLoopback(url.hostname);
  if (known && url.protocol === 'https:' && url.pathname === '/') return url;
  throw new SealiftError(
    'config_invalid',
    `AZURE_AUTHORITY_HOST: ${printable(url.host)} is not where Microsoft Entra gives out tokens`,
    { hint: `Leave it unset, or write https:// and one of ${[...KNOWN].join(', ')}.` },
  );
}
