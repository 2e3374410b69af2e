import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { decodeBase64 } from '../../encoding/base64.ts';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { algorithmOf } from '../../notation/algorithms.ts';
import type { KeyDescription } from '../../notation/ports.ts';
import { nameText } from '../../pki/name.ts';
import { parseCertificate } from '../../pki/parse-certificate.ts';
import { type Members, membersOf, textOf } from '../ask-json.ts';
import { type AzureLocation, versionIn } from './location.ts';

/** A key with the version that will sign. */
export interface ResolvedKey extends KeyDescription {
  readonly version: string;
}

/**
 * The version that an answer is about. It has to be the one that was asked for, since Key Vault answers with the newest one
 * for a version that it does not know.
 */
function resolvedVersion(identifier: unknown, location: AzureLocation, where: string): string {
  const version = versionIn(identifier, location, 'keys');
  if (version === undefined) {
    throw new SealiftError(
      'unexpected_answer',
      `${where}: the answer is about ${printable(String(identifier ?? 'no key'), 300)}`,
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
  return version;
}

/** Refuses a key that can be described and does not sign. */
function refuseState({ attributes, key_ops: operations }: Members, where: string, now: Date): void {
  const { enabled, nbf, exp } = membersOf(attributes);
  const seconds = now.getTime() / 1000;
  const reason =
    (enabled === false && 'is disabled') ||
    (typeof nbf === 'number' &&
      nbf > seconds &&
      `may not be used before ${new Date(nbf * 1000).toISOString()}`) ||
    (typeof exp === 'number' && exp <= seconds && `expired at ${new Date(exp * 1000).toISOString()}`) ||
    (Array.isArray(operations) && !operations.includes('sign') && 'does not permit the operation sign');
  if (reason) {
    throw new SealiftError('key_unusable', `${where} ${reason}`, {
      hint: 'Look at it: az keyvault key show; enable it, or name another version.',
    });
  }
}

function publicKeyOf(key: Members, where: string): KeyObject {
  const kty = textOf(key, 'kty') ?? 'none';
  const kind = kty.replace(/-HSM$/, '');
  if ((kind !== 'RSA' && kind !== 'EC') || textOf(key, 'crv') === 'P-256K') {
    const curve = textOf(key, 'crv');
    throw new SealiftError(
      'key_unsupported',
      `${where} is of the type ${printable(kty)}${curve === undefined ? '' : `, curve ${printable(curve)}`}`,
    );
  }
  const parts = ['n', 'e', 'crv', 'x', 'y'].map((name) => [name, textOf(key, name)] as const);
  const jwk = Object.fromEntries([['kty', kind], ...parts.filter(([, value]) => value !== undefined)]);
  try {
    return createPublicKey({ format: 'jwk', key: jwk as JsonWebKey });
  } catch (error) {
    throw new SealiftError('unexpected_answer', `${where}: the vault answered with no public key`, {
      hint: 'Check that this is the address of the vault.',
      cause: error,
    });
  }
}

/** Explains another key: without a version in the address the newest one signs, and a chain may be for the one before. */
function explained(
  { vault, key, version }: AzureLocation,
  newest: string,
): Pick<KeyDescription, 'explainOther'> {
  if (version !== undefined) return {};
  const hint = `The newest version of the key signs, ${newest}. If the chain was issued for an older one, write --key azurekms://${vault.host}/${key}/VERSION until the new chain is there.`;
  return { explainOther: () => ({ hint }) };
}

/** From the answer about a key (GET /keys). */
export function resolveKey(answer: Members, location: AzureLocation, where: string, now: Date): ResolvedKey {
  const key = membersOf(answer.key);
  const version = resolvedVersion(key.kid, location, where);
  // The kind is checked first, because its error says more than that of a missing operation.
  const publicKey = publicKeyOf(key, where);
  refuseState({ attributes: answer.attributes, key_ops: key.key_ops }, where, now);
  return { publicKey, algorithm: algorithmOf(publicKey), version, ...explained(location, version) };
}

/**
 * From the answer about a certificate (GET /certificates): its key, and its chain. The vault tells only the leaf, which is a
 * whole chain when it is self-signed.
 */
export async function resolveCertificate(
  answer: Members,
  location: AzureLocation,
  where: string,
  now: Date,
): Promise<ResolvedKey> {
  const version = resolvedVersion(answer.kid, location, where);
  refuseState({ attributes: answer.attributes }, where, now);
  const context = { code: 'certificate_chain_invalid', what: `the certificate of ${where}` } as const;
  const encoded = textOf(answer, 'cer');
  if (encoded === undefined) {
    throw new SealiftError('certificate_chain_invalid', `${context.what} has not been issued yet`, {
      hint: 'Merge the certificate that the authority issued into the vault, or give --certificate-chain.',
    });
  }
  const leaf = await parseCertificate(decodeBase64(encoded, context), context);
  const { publicKey, subject, issuer } = leaf;
  if (nameText(subject) !== nameText(issuer)) {
    throw new SealiftError(
      'certificate_chain_invalid',
      `the vault tells the certificate ${printable(nameText(subject), 300)} alone; its issuer ${printable(nameText(issuer), 300)} and what stands above are missing`,
      { hint: 'Give --certificate-chain FILE with the leaf, the intermediates and the root, leaf first.' },
    );
  }
  return { publicKey, algorithm: algorithmOf(publicKey), certificates: [leaf], version };
}
