import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { isLoopback } from '../../io/http/address.ts';

/** The token that a vault demands. */
export interface AzureChallenge {
  /** `https://vault.azure.net` */
  readonly resource: string;
  /** The directory that the vault trusts. */
  readonly tenant: string | undefined;
}

/** Resources that a vault on loopback may name, since its own host name belongs to none. */
const KNOWN = /^https:\/\/(?:vault|managedhsm)\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)$/;

const PARAMETER = /([a-z_]+)="([^"]*)"/gi;

/**
 * Reads `Bearer authorization="https://login…/TENANT", resource="https://vault.azure.net"`. The vault has to be inside of
 * the domain that it names: otherwise a false vault would get a token that real ones accept.
 *
 * @throws SealiftError `unexpected_answer`.
 */
export function azureChallenge(header: string | readonly string[] | undefined, vault: URL): AzureChallenge {
  const refuse = (reason: string) =>
    new SealiftError('unexpected_answer', `${vault.host} ${reason}`, {
      hint: 'Check that this is the address of the vault, and what stands between.',
    });
  const text = [header ?? []].flat().find((one) => /^Bearer\s/i.test(one));
  if (text === undefined) throw refuse('does not say how to log in');
  const parameters = new Map([...text.matchAll(PARAMETER)].map(([, name, value]) => [name!, value!]));
  const resource = parameters.get('resource') ?? parameters.get('scope')?.replace(/\/\.default$/, '') ?? '';
  const url = /^https:\/\/[a-z0-9.-]+\/?$/.test(resource) ? new URL(resource) : undefined;
  const fits = (host: string): boolean => host.includes('.') && vault.hostname.endsWith(`.${host}`);
  if (!url || !(isLoopback(vault.hostname) ? KNOWN.test(url.origin) : fits(url.hostname))) {
    throw refuse(`asks for a token for ${printable(resource, 200) || 'nothing'}`);
  }
  const authority = parameters.get('authorization') ?? parameters.get('authorization_uri') ?? '';
  const tenant = URL.canParse(authority) ? new URL(authority).pathname.split('/')[1] : undefined;
  return { resource: url.origin, tenant: tenant === '' ? undefined : tenant };
}
