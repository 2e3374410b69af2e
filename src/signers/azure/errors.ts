import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { type JsonAnswer, membersOf, textOf } from '../ask-json.ts';
import type { AzureLocation } from './location.ts';

/** The right that a call needs, by its names in policies and roles of Azure. */
export interface AzureRight {
  /** `keys/sign` */
  readonly name: string;
  /** The built-in role that holds it. */
  readonly role: string;
  /** Another way, which the hint for a missing right names. */
  readonly instead?: string;
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
    return `Add the role: az keyvault role assignment create --hsm-name ${name} --role "Managed HSM Crypto User" --assignee <identity> --scope /keys/${key}`;
  }
  if (inner === 'ForbiddenByPolicy' || inner === 'AccessDenied') {
    const flag = of === 'certificates' ? '--certificate-permissions' : '--key-permissions';
    return `Add the permission: az keyvault set-policy --name ${name} --spn <identity> ${flag} ${permission}.${other}`;
  }
  return `Add the role: az role assignment create --role "${right.role}" --assignee <identity> --scope <ID of the vault ${name}>/${of}/${key}.${other}`;
}

/** An answer of a vault that is no success, as an error that names identity, right and key. */
export function azureError(
  { status, members }: JsonAnswer,
  right: AzureRight,
  location: AzureLocation,
  { where, who }: { readonly where: string; readonly who: string },
): SealiftError {
  const error = membersOf(members.error);
  const code = textOf(error, 'code') ?? String(status);
  const inner = textOf(membersOf(error.innererror), 'code') ?? '';
  const words = (textOf(error, 'message') ?? 'no reason given').replace(/\s+/g, ' ');
  const said = `(${printable([code, inner].filter((text) => text !== '').join(', '), 120)}: ${printable(words, 400)})`;
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
  return new SealiftError('key_unusable', `${where} does not sign ${said}`, {
    hint: 'It has to be an RSA or EC key with the permitted operation sign.',
  });
}
