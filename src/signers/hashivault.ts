import type { KeyObject } from 'node:crypto';
import { decodeBase64, decodeBase64Url, encodeBase64 } from '../encoding/base64.ts';
import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { algorithmOf, type SignatureAlgorithm } from '../notation/algorithms.ts';
import type { Signer } from '../notation/ports.ts';
import { type JsonAnswer, membersOf, textOf } from './ask-json.ts';
import { digestOf } from './digest-of.ts';
import { once } from './once.ts';
import type { SignerOptions } from './provider.ts';
import { publicKeyFromPem } from './public-key.ts';
import { checkedSignature } from './raw-signature.ts';
import { remoteOf } from './remote.ts';
import { VaultSession, wordsOf } from './vault/session.ts';
import { type VaultSettings, vaultSettings } from './vault/settings.ts';

const HASHES = { sha256: 'sha2-256', sha384: 'sha2-384', sha512: 'sha2-512' } as const;

interface Pinned {
  readonly algorithm: SignatureAlgorithm;
  readonly publicKey: KeyObject;
  readonly version: number;
}

/** What an answer that is no success means; the words are the server's. */
function refusal(answer: JsonAnswer, right: string, where: string, who: string): SealiftError {
  const words = wordsOf(answer);
  if (answer.status === 401 || answer.status === 403) {
    return new SealiftError('denied', `${who} may not ${right} (${words})`, {
      hint: `Add to a policy of it: path "${right.split(' ').at(-1)}" { capabilities = ["${right.split(' ')[0]}"] }; or the token has ended.`,
    });
  }
  if (answer.status === 404 || /not found/.test(words)) {
    return new SealiftError('key_not_found', `${where} is not there (${words})`, {
      hint: 'Check the name of the key, the mount of the transit engine and the namespace.',
    });
  }
  return new SealiftError('key_unusable', `${where} does not sign (${words})`);
}

/** Takes the public key of the version that will sign; the newest one where none is named. */
function pin(answer: JsonAnswer, { version, key }: VaultSettings, where: string): Pinned {
  const data = membersOf(answer.members.data);
  const chosen = version ?? data.latest_version;
  if (typeof chosen !== 'number' || !Number.isSafeInteger(chosen) || chosen < 1) {
    throw new SealiftError('unexpected_answer', `${where}: the answer names no version`, {
      hint: 'Check that the mount is a transit engine.',
    });
  }
  if (textOf(data, 'name') !== undefined && data.name !== key) {
    throw new SealiftError('unexpected_answer', `${where}: the answer is about another key`, {
      hint: 'Check what stands between here and the server.',
    });
  }
  if (data.supports_signing === false) {
    throw new SealiftError(
      'key_unusable',
      `${where} is of the type ${printable(String(data.type))}, which does not sign`,
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
  const pem = textOf(membersOf(keys[String(chosen)]), 'public_key');
  if (pem === undefined) {
    throw new SealiftError(
      'key_unusable',
      `${where} is of the type ${printable(String(data.type))}, which does not sign`,
    );
  }
  const publicKey = publicKeyFromPem(pem, where);
  return { publicKey, algorithm: algorithmOf(publicKey), version: chosen };
}

/** `vault:v<version>:<signature>`; r||s is base64url (marshaling "jws"), an RSA signature base64. */
function signatureIn(answer: JsonAnswer, { version, algorithm }: Pinned, where: string): Uint8Array {
  const data = membersOf(answer.members.data);
  const match = /^vault:v(\d{1,9}):([A-Za-z0-9+/=_-]+)$/.exec(textOf(data, 'signature') ?? '');
  if (!match) {
    throw new SealiftError('unexpected_answer', `${where}: the answer holds no signature`, {
      hint: 'Check what stands between here and the server.',
    });
  }
  const answered = [Number(match[1]), data.key_version ?? version];
  if (answered.some((one) => one !== version)) {
    throw new SealiftError(
      'self_check_failed',
      `${where}: version ${version} was asked to sign, version ${match[1]} answered`,
      { hint: 'Nothing was pushed. Check what stands between here and the server.' },
    );
  }
  const complaint = { code: 'self_check_failed', what: `the signature of ${where}` } as const;
  const decode = algorithm.keyType === 'ec' ? decodeBase64Url : decodeBase64;
  return decode(match[2]!, complaint);
}

/** A key in the transit engine of HashiCorp Vault or OpenBao: `hashivault://KEY[?version=N&mount=PATH]`. */
export async function hashivaultSigner(uri: string, options: SignerOptions): Promise<Signer> {
  const settings = vaultSettings(uri, options.env);
  const remote = await remoteOf(options);
  const session = new VaultSession(settings, options.env, remote);
  const { mount, key, address } = settings;
  const where = `key ${quotable(key)} in ${address.host}/${quotable(mount)}`;

  const pinned = once(async (signal): Promise<Pinned> => {
    remote.onIdentity?.(session.identity);
    const path = `${mount}/keys/${key}`;
    const answer = await session.ask('GET', path, undefined, signal);
    if (answer.status !== 200) throw refusal(answer, `read ${path}`, where, session.identity);
    return pin(answer, settings, where);
  });

  return {
    describe: async (signal) => {
      const { algorithm, publicKey } = await pinned(signal);
      return { algorithm, publicKey };
    },
    async sign(toBeSigned, signal) {
      const known = await pinned(signal);
      const { algorithm, version } = known;
      const path = `${mount}/sign/${key}/${HASHES[algorithm.hash]}`;
      const order = {
        input: encodeBase64(digestOf(toBeSigned, algorithm)),
        prehashed: true,
        key_version: version,
        // The engine's own defaults are a salt of maximum length and DER.
        ...(algorithm.keyType === 'rsa'
          ? { signature_algorithm: 'pss', salt_length: 'hash' }
          : { marshaling_algorithm: 'jws' }),
      };
      const answer = await session.ask('POST', path, order, signal);
      if (answer.status !== 200) throw refusal(answer, `update ${path}`, where, session.identity);
      return checkedSignature(signatureIn(answer, known, where), known, toBeSigned, where);
    },
    close: () => Promise.resolve(),
  };
}
