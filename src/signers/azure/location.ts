import { SealiftError } from '../../errors.ts';
import { isLoopback } from '../../io/http/address.ts';
import { endpointOf } from '../endpoint.ts';
import { meantAddress } from '../meant-address.ts';

/** Which key, in which vault. */
export interface AzureLocation {
  /** `https://NAME.vault.azure.net` */
  readonly vault: URL;
  readonly key: string;
  readonly version: string | undefined;
  /** Managed HSM: it has keys and no certificates, and roles of its own. */
  readonly isHsm: boolean;
}

const FORM =
  'Write azurekms://NAME.vault.azure.net/KEY[/VERSION], or the key identifier that the portal shows.';
// Key Vault, "Object identifiers": names of letters, digits and dashes; versions are 32 hexadecimal digits.
const URI =
  /^(?:azurekms:\/\/([^/?#]+)|https:\/\/([^/?#]+)\/keys)\/([A-Za-z0-9-]{1,127})(?:\/([0-9a-f]{32}))?$/;

/** @throws SealiftError `usage` or `config_invalid`. */
export function azureLocation(uri: string): AzureLocation {
  const match = URI.exec(uri);
  if (!match) {
    const meant = meantAddress(uri, 'azurekms', URI);
    throw new SealiftError('usage', 'what follows azurekms:// does not name a key of Azure Key Vault', {
      hint: meant === undefined ? FORM : `Write ${meant}.`,
    });
  }
  const [, host, urlHost, key = '', version] = match;
  const written = (host ?? urlHost)!;
  const vault = endpointOf(`https://${written}`, 'azurekms://VAULT-HOST');
  // A name without a dot would be looked up in the search domains of this machine, and a URL makes an address of a bare number.
  if (!written.includes('.') && !isLoopback(written.replace(/:\d*$/, ''))) {
    throw new SealiftError(
      'usage',
      'what follows azurekms:// does not begin with the whole host name of a vault',
      {
        hint: FORM,
      },
    );
  }
  return { vault, key, version, isHsm: /\.managedhsm\./.test(vault.hostname) };
}

/** The version in the identifier of a key, which has to be the key that was asked for; names are not case-sensitive. */
export function versionIn(identifier: unknown, { vault, key }: AzureLocation): string | undefined {
  const url = typeof identifier === 'string' && URL.canParse(identifier) ? new URL(identifier) : undefined;
  if (url?.protocol !== 'https:' || url.host !== vault.host) return undefined;
  const match = /^\/keys\/([A-Za-z0-9-]+)\/([0-9a-f]{32})$/.exec(url.pathname);
  return match?.[1]?.toLowerCase() === key.toLowerCase() ? match[2] : undefined;
}
