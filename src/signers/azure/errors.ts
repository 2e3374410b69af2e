import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import type { HttpClient } from '../../io/http/types.ts';
import { membersOf, textOf } from '../ask-json.ts';
import type { AzureLocation } from './location.ts';

/** The right that a call needs, by its names in policies and roles of Azure. */
export interface AzureRight {
  /** `keys/sign` */
  readonly name: string;
  /** The built-in role that holds it. */
  readonly role: string;
  /** Another way, which the hint for a missing right names. */
  readonly instead?: string;
  /** Set where the right is held for the whole vault, since the key is not there yet. */
  readonly ofVault?: true;
  /** What the key does not do; "does not sign". */
  readonly failed?: string;
}

/** States of a key that Key Vault reports as Forbidden (innererror). */
const STATES: Readonly<Record<string, string>> = {
  KeyDisabled: 'Enable this version of the key, or name another one.',
  CertificateDisabled: 'Enable this version of the certificate, or name another one.',
  KeyNotYetValid: 'Its activation date has not come; name another version.',
  KeyExpired: 'Its expiration date has passed; make a new version.',
};

const NETWORK = new Set(['ForbiddenByFirewall', 'ForbiddenByConnection']);

function missing(right: AzureRight, { vault, key, isHsm }: AzureLocation, inner: string): string {
  const name = vault.hostname.split('.')[0]!;
  const [of, permission] = right.name.split('/') as [string, string];
  const other = right.instead === undefined ? '' : ` ${right.instead}`;
  if (NETWORK.has(inner))
    return 'Let this machine through the firewall of the vault, or give it a private endpoint.';
  if (isHsm) {
    return `Add the role: az keyvault role assignment create --hsm-name ${name} --role "Managed HSM Crypto User" --assignee <identity> --scope /keys${right.ofVault ? '' : `/${key}`}`;
  }
  if (inner === 'ForbiddenByPolicy' || inner === 'AccessDenied') {
    const flag = of === 'certificates' ? '--certificate-permissions' : '--key-permissions';
    return `Add the permission: az keyvault set-policy --name ${name} --spn <identity> ${flag} ${permission}.${other}`;
  }
  return `Add the role: az role assignment create --role "${right.role}" --assignee <identity> --scope <ID of the vault ${name}>${right.ofVault ? '' : `/${of}/${key}`}.${other}`;
}

/** The call that failed, in the words of its error. */
export interface AzureCall {
  readonly right: AzureRight;
  readonly location: AzureLocation;
  /** Names the key. */
  readonly where: string;
  /** Names who asks. */
  readonly who: string;
  readonly secrets: HttpClient['secrets'];
}

/** An error of the SDK as ours. It is not kept as the cause: it holds the request, and that holds the token. */
export function azureError(
  error: unknown,
  { right, location, where, who, secrets }: AzureCall,
): SealiftError {
  if (error instanceof SealiftError) return error;
  const shown = (text: string, limit: number): string =>
    printable(secrets.hide(text, 'peer').replace(/\s+/g, ' '), limit);
  const { statusCode: status, details } = Object(error) as { statusCode?: number; details?: unknown };
  if (status === undefined) {
    // What follows the first sentence is for those who write programs with the SDK.
    const words = error instanceof TypeError ? '' : `: ${shown(String(error), 400).split('. ')[0]}`;
    return new SealiftError('unexpected_answer', `${where}: the answer is not that of a vault${words}`, {
      hint: 'Check that this is the address of the vault, and what stands between.',
    });
  }
  const told = membersOf(membersOf(details).error);
  const code = textOf(told, 'code') ?? String(status);
  const inner = textOf(membersOf(told.innerError), 'code') ?? '';
  const words = textOf(told, 'message') ?? 'no reason given';
  const said = `(${shown([code, inner].filter((text) => text !== '').join(', '), 120)}: ${shown(words, 400)})`;
  if (Object.hasOwn(STATES, inner)) {
    return new SealiftError('key_unusable', `${where} does not sign ${said}`, { hint: STATES[inner]! });
  }
  if (status === 401 || status === 403) {
    return new SealiftError('denied', `${who} may not use ${right.name} on ${where} ${said}`, {
      hint:
        status === 401
          ? 'The vault does not take the token: is it in the directory of AZURE_TENANT_ID, and in this cloud?'
          : missing(right, location, inner),
    });
  }
  if (status === 409) {
    return new SealiftError('key_exists', `${where} cannot be made ${said}`, {
      hint: `A deleted key holds its name until it is purged: az keyvault key recover, or purge, --vault-name ${location.vault.hostname.split('.')[0]} --name ${location.key}. Or name another key.`,
    });
  }
  if (status === 404) {
    return new SealiftError('key_not_found', `${where} is not there ${said}`, {
      hint: `Check the vault, the name and the version.${right.instead === undefined ? '' : ` ${right.instead}`}`,
    });
  }
  if (status === 429) {
    return new SealiftError('too_many_requests', `Azure limits requests for ${where} ${said}`, {
      hint: 'Wait and run it again, lower --concurrency, or spread keys over several vaults.',
    });
  }
  if (status >= 500 || status === 408) {
    return new SealiftError('key_service_unavailable', `Azure cannot answer for ${where} ${said}`);
  }
  return new SealiftError('key_unusable', `${where} ${right.failed ?? 'does not sign'} ${said}`, {
    hint: 'It has to be an RSA or EC key with the permitted operation sign.',
  });
}
