import { lazyRetried } from '../async/lazy.ts';
import { decodeBase64, decodeBase64Url, encodeBase64 } from '../encoding/base64.ts';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import type { Signer } from '../notation/ports.ts';
import { type JsonAnswer, membersOf, textOf } from './ask-json.ts';
import { digestOf } from './digest-of.ts';
import type { SignerOptions } from './provider.ts';
import { checkedSignature } from './raw-signature.ts';
import { remoteOf } from './remote.ts';
import { refusal } from './vault/refusal.ts';
import { type ResolvedKey, resolveVersion } from './vault/resolved-key.ts';
import { VaultSession } from './vault/session.ts';
import { vaultSettings } from './vault/settings.ts';

const HASHES = { sha256: 'sha2-256', sha384: 'sha2-384', sha512: 'sha2-512' } as const;

/** `vault:v<version>:<signature>`; r||s is base64url (marshaling "jws"), an RSA signature base64. */
function signatureIn(answer: JsonAnswer, { version, algorithm }: ResolvedKey, where: string): Uint8Array {
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
  const context = { code: 'self_check_failed', what: `the signature of ${where}` } as const;
  const decode = algorithm.keyType === 'ec' ? decodeBase64Url : decodeBase64;
  return decode(match[2]!, context);
}

/** A key in the transit engine of HashiCorp Vault or OpenBao: `hashivault://KEY[?version=N&mount=PATH]`. */
export async function hashivaultSigner(uri: string, options: SignerOptions): Promise<Signer> {
  const settings = vaultSettings(uri, options.env);
  const remote = await remoteOf(options);
  const session = new VaultSession(settings, options.env, remote);
  const { mount, key, address } = settings;
  const where = `key ${quotable(key)} in ${address.host}/${quotable(mount)}`;

  const resolved = lazyRetried(async (signal): Promise<ResolvedKey> => {
    remote.onIdentity?.(session.identity);
    const path = `${mount}/keys/${key}`;
    const answer = await session.ask('GET', path, undefined, signal);
    if (answer.status !== 200) throw refusal(answer, `read ${path}`, where, session.identity);
    return resolveVersion(answer, settings, where);
  });

  return {
    kind: 'key',
    describe: resolved,
    async sign(toBeSigned, signal) {
      const known = await resolved(signal);
      const { algorithm, version } = known;
      const path = `${mount}/sign/${key}/${HASHES[algorithm.hash]}`;
      const order = {
        input: encodeBase64(digestOf(toBeSigned, algorithm)),
        prehashed: true,
        key_version: version,
        // The defaults of the engine are the longest salt, and DER.
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
