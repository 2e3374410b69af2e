import { Buffer } from 'node:buffer';
import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { KeyVaultCertificate } from '@azure/keyvault-certificates';
import type { KeyVaultKey } from '@azure/keyvault-keys';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { algorithmOf } from '../../notation/algorithms.ts';
import type { KeyDescription } from '../../notation/ports.ts';
import { nameText } from '../../pki/name.ts';
import { parseCertificate } from '../../pki/parse-certificate.ts';
import { type AzureLocation, versionIn } from './location.ts';

/** A key with the version that will sign. */
export interface ResolvedKey extends KeyDescription {
  readonly version: string;
  /** The whole identifier, as the vault gave it. */
  readonly id: string;
}

/**
 * The version that an answer is about. It has to be the one that was asked for, since Key Vault answers with the newest one
 * for a version that it does not know.
 */
function resolvedId(id: string | undefined, location: AzureLocation, where: string) {
  const version = versionIn(id, location);
  if (id === undefined || version === undefined) {
    throw new SealiftError(
      'unexpected_answer',
      `${where}: the answer is about ${printable(String(id ?? 'no key'), 300)}`,
      { hint: 'Check the address of the vault, and what stands between.' },
    );
  }
  if (location.version !== undefined && version !== location.version) {
    throw new SealiftError(
      'key_not_found',
      `${where} is not there; the vault answered with version ${version}`,
      { hint: 'Name a version that exists, or none for the newest.' },
    );
  }
  return { id, version };
}

/** Refuses a key that can be described and does not sign. */
function refuseState(
  { enabled, notBefore, expiresOn }: KeyVaultKey['properties'] | KeyVaultCertificate['properties'],
  operations: readonly string[] | undefined,
  where: string,
  now: Date,
): void {
  const reason =
    (enabled === false && 'is disabled') ||
    (notBefore && notBefore > now && `may not be used before ${notBefore.toISOString()}`) ||
    (expiresOn && expiresOn <= now && `expired at ${expiresOn.toISOString()}`) ||
    (operations && !operations.includes('sign') && 'does not permit the operation sign');
  if (reason) {
    throw new SealiftError('key_unusable', `${where} ${reason}`, {
      hint: 'Look at it: az keyvault key show; enable it, or name another version.',
    });
  }
}

function publicKeyOf(
  { kty = 'none', crv, n, e, x, y }: NonNullable<KeyVaultKey['key']>,
  where: string,
): KeyObject {
  const kind = kty.replace(/-HSM$/, '');
  if ((kind !== 'RSA' && kind !== 'EC') || crv === 'P-256K') {
    throw new SealiftError(
      'key_unsupported',
      `${where} is of the type ${printable(kty)}${crv === undefined ? '' : `, curve ${printable(crv)}`}`,
    );
  }
  const numbers = Object.entries({ n, e, x, y }).flatMap(([name, bytes]) =>
    bytes ? [[name, Buffer.from(bytes).toString('base64url')]] : [],
  );
  try {
    return createPublicKey({
      format: 'jwk',
      key: { kty: kind, crv, ...Object.fromEntries(numbers) } as JsonWebKey,
    });
  } catch (error) {
    throw new SealiftError('unexpected_answer', `${where}: the vault answered with no public key`, {
      hint: 'Check that this is the address of the vault.',
      cause: error,
    });
  }
}

/** From the answer about a key. */
export function resolveKey(
  answer: KeyVaultKey,
  location: AzureLocation,
  where: string,
  now: Date,
): ResolvedKey {
  const found = resolvedId(answer.id, location, where);
  // The kind is checked first, because its error says more than that of a missing operation.
  const publicKey = publicKeyOf(answer.key ?? {}, where);
  refuseState(answer.properties, answer.keyOperations, where, now);
  const described = { publicKey, algorithm: algorithmOf(publicKey), ...found };
  if (location.version !== undefined) return described;
  // Without a version in the address the newest one signs, and a chain may be for the one before.
  const hint = `The newest version of the key signs, ${found.version}. If the chain was issued for an older one, write --key azurekms://${location.vault.host}/${location.key}/VERSION until the new chain is there.`;
  return { ...described, explainOther: () => ({ hint }) };
}

/**
 * From the answer about a certificate: its key, and its chain. The vault tells only the leaf, which is a whole chain when it is
 * self-signed.
 */
export async function resolveCertificate(
  { keyId, cer, properties }: KeyVaultCertificate,
  location: AzureLocation,
  where: string,
  now: Date,
): Promise<ResolvedKey> {
  const found = resolvedId(keyId, location, where);
  refuseState(properties, undefined, where, now);
  const context = { code: 'certificate_chain_invalid', what: `the certificate of ${where}` } as const;
  if (!cer?.length) {
    throw new SealiftError('certificate_chain_invalid', `${context.what} has not been issued yet`, {
      hint: 'Merge the certificate that the authority issued into the vault, or give --certificate-chain.',
    });
  }
  const leaf = await parseCertificate(cer, context);
  const { publicKey, subject, issuer } = leaf;
  if (nameText(subject) !== nameText(issuer)) {
    throw new SealiftError(
      'certificate_chain_invalid',
      `the vault tells the certificate ${printable(nameText(subject), 300)} alone; its issuer ${printable(nameText(issuer), 300)} and what stands above are missing`,
      { hint: 'Give --certificate-chain FILE with the leaf, the intermediates and the root, leaf first.' },
    );
  }
  return { publicKey, algorithm: algorithmOf(publicKey), certificates: [leaf], ...found };
}
