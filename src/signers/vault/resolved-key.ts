import type { KeyObject } from 'node:crypto';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { algorithmOf } from '../../notation/algorithms.ts';
import type { KeyDescription, OtherKey } from '../../notation/ports.ts';
import { type JsonAnswer, type Members, membersOf, textOf } from '../ask-json.ts';
import { publicKeyFromPem } from '../public-key.ts';
import type { VaultSettings } from './settings.ts';

/** A key with the version that will sign. */
export interface ResolvedKey extends KeyDescription {
  readonly version: number;
}

/** The types of keys in transit that the Notary Project allows. */
const TYPES = ['ecdsa-p256', 'ecdsa-p384', 'ecdsa-p521', 'rsa-2048', 'rsa-3072', 'rsa-4096'];
const OTHERS = `Make a key of one of the types that the Notary Project allows: ${TYPES.join(', ')}.`;

/** The most versions of a key that are searched, the newest first; a key may have been rotated for years. */
const MOST_VERSIONS = 100;

/** The version that has this public key, among those that the server tells. */
function versionOf(key: KeyObject, keys: Members): number | undefined {
  const versions = Object.keys(keys).map(Number).filter(Number.isSafeInteger);
  return versions
    .toSorted((a, b) => b - a)
    .slice(0, MOST_VERSIONS)
    .find((version) => {
      const pem = textOf(membersOf(keys[String(version)]), 'public_key');
      try {
        return pem !== undefined && publicKeyFromPem(pem, '').equals(key);
      } catch {
        return false;
      }
    });
}

function otherKey(keys: Members, chosen: number, { key, mount }: VaultSettings) {
  return (of: KeyObject): OtherKey | undefined => {
    const version = versionOf(of, keys);
    if (version === undefined) return undefined;
    const query = `?version=${version}${mount === 'transit' ? '' : `&mount=${mount}`}`;
    const until = version < chosen ? ` until there is a chain for version ${chosen}` : '';
    return {
      reason: `the key is used at version ${chosen}, and the certificate fits version ${version}`,
      // In quotes, because a shell reads `?` and `&`.
      hint: `Write --key 'hashivault://${key}${query}'${until}.`,
    };
  };
}

/** The public key of one version. Transit tells no PEM of kinds that the Notary Project does not have, such as ed25519. */
function publicKeyIn(version: unknown, type: string | undefined, where: string): KeyObject {
  const pem = textOf(membersOf(version), 'public_key');
  const isAllowed = type === undefined || TYPES.includes(type);
  try {
    if (pem !== undefined) return publicKeyFromPem(pem, where);
  } catch (error) {
    if (isAllowed) throw error;
  }
  const code = isAllowed ? 'key_unusable' : 'key_unsupported';
  const reason = isAllowed ? ', which does not sign' : '';
  throw new SealiftError(code, `${where} is of the type ${printable(String(type))}${reason}`, {
    hint: OTHERS,
  });
}

/** Takes the public key of the version that will sign; the newest one where none is named. */
export function resolveVersion(answer: JsonAnswer, settings: VaultSettings, where: string): ResolvedKey {
  const data = membersOf(answer.members.data);
  const chosen = settings.version ?? data.latest_version;
  if (typeof chosen !== 'number' || !Number.isSafeInteger(chosen) || chosen < 1) {
    throw new SealiftError('unexpected_answer', `${where}: the answer names no version`, {
      hint: 'Check that the mount is a transit engine.',
    });
  }
  if (textOf(data, 'name') !== undefined && data.name !== settings.key) {
    throw new SealiftError('unexpected_answer', `${where}: the answer is about another key`, {
      hint: 'Check what stands between here and the server.',
    });
  }
  if (data.supports_signing === false) {
    throw new SealiftError(
      'key_unusable',
      `${where} is of the type ${printable(String(data.type))}, which does not sign`,
      { hint: OTHERS },
    );
  }
  const keys = membersOf(data.keys);
  if (!Object.hasOwn(keys, String(chosen))) {
    throw new SealiftError('key_not_found', `${where} has no version ${chosen}`, {
      hint: 'Versions below min_decryption_version are archived; name one that is there.',
    });
  }
  const least = data.min_encryption_version;
  if (typeof least === 'number' && least > chosen) {
    throw new SealiftError(
      'key_unusable',
      `${where}: version ${chosen} may not sign any more (min_encryption_version ${least})`,
    );
  }
  const publicKey = publicKeyIn(keys[String(chosen)], textOf(data, 'type'), where);
  const explainOther = otherKey(keys, chosen, settings);
  return { publicKey, algorithm: algorithmOf(publicKey), version: chosen, explainOther };
}
