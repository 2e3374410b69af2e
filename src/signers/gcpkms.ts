import { Buffer } from 'node:buffer';
import { lazyRetried } from '../async/lazy.ts';
import { decodeBase64, encodeBase64 } from '../encoding/base64.ts';
import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { algorithmOf, type SignatureAlgorithm } from '../notation/algorithms.ts';
import type { KeyDescription, Signer } from '../notation/ports.ts';
import { textOf } from './ask-json.ts';
import { digestOf } from './digest-of.ts';
import { crc32c } from './google/crc32c.ts';
import { googleSession } from './google/session.ts';
import { meantAddress } from './meant-address.ts';
import type { SignerOptions } from './provider.ts';
import { publicKeyFromPem } from './public-key.ts';
import { checkedSignature, rawFromDer } from './raw-signature.ts';

/** Google's names of what the Notary Project allows; Google has neither PSS 3072 with SHA-384 nor P-521. */
const ALGORITHMS: Readonly<Record<string, SignatureAlgorithm['jws']>> = {
  RSA_SIGN_PSS_2048_SHA256: 'PS256',
  RSA_SIGN_PSS_4096_SHA512: 'PS512',
  EC_SIGN_P256_SHA256: 'ES256',
  EC_SIGN_P384_SHA384: 'ES384',
};

const INSTEAD: Readonly<Record<string, string>> = {
  RSA_SIGN_PSS_3072_SHA256:
    'The Notary Project asks for SHA-384 with RSA 3072, which Google lacks: make a key with EC_SIGN_P384_SHA384 or RSA_SIGN_PSS_4096_SHA512.',
  RSA_SIGN_PSS_4096_SHA256:
    'The Notary Project asks for SHA-512 with RSA 4096: make a key with RSA_SIGN_PSS_4096_SHA512.',
};
const OTHERS = `Make a key with one of ${Object.keys(ALGORITHMS).join(', ')}; Google lacks P-521 and RSA 3072 with SHA-384.`;

const NAME =
  /^gcpkms:\/\/(projects\/[a-z0-9.:-]+\/locations\/[a-z0-9-]+\/keyRings\/[A-Za-z0-9_-]{1,63}\/cryptoKeys\/[A-Za-z0-9_-]{1,63})\/(?:cryptoKeyVersions|versions)\/([1-9]\d{0,8})$/;

function versionName(uri: string): string {
  const match = NAME.exec(uri);
  if (match) return `${match[1]}/cryptoKeyVersions/${match[2]}`;
  const meant = meantAddress(uri, 'gcpkms', NAME);
  throw new SealiftError(
    'usage',
    'what follows gcpkms:// does not name a version of a key of Google Cloud KMS',
    {
      hint:
        meant === undefined
          ? 'Write gcpkms://projects/P/locations/L/keyRings/R/cryptoKeys/K/cryptoKeyVersions/V; the version is part of it, because a certificate belongs to one.'
          : `Write ${meant}.`,
    },
  );
}

/** Checks that bytes arrived as they were sent. Google gives their CRC32C as a decimal text. */
function intact(bytes: Uint8Array, checksum: unknown, what: string): Uint8Array {
  if (checksum === String(crc32c(bytes))) return bytes;
  throw new SealiftError('self_check_failed', `${what} does not fit its CRC32C`, {
    hint: 'Nothing was pushed. It was changed on its way; run it again.',
  });
}

/** A key version in Google Cloud KMS: `gcpkms://projects/…/cryptoKeyVersions/V`. */
export async function gcpkmsSigner(uri: string, options: SignerOptions): Promise<Signer> {
  const name = versionName(uri);
  const where = `key ${quotable(name)}`;
  const session = await googleSession(options, where);

  const ask = (method: 'GET' | 'POST', suffix: string, right: string, body: unknown, signal: AbortSignal) =>
    session.ask(
      { method, path: `${name}${suffix}`, right, about: name, ...(body === undefined ? {} : { body }) },
      signal,
    );

  const described = lazyRetried(async (signal): Promise<KeyDescription> => {
    session.remote.onIdentity?.(session.who);
    const answer = await ask(
      'GET',
      '/publicKey',
      'cloudkms.cryptoKeyVersions.viewPublicKey',
      undefined,
      signal,
    );
    const pem = textOf(answer, 'pem') ?? '';
    const kind = textOf(answer, 'algorithm');
    // The kind is checked first, because Google gives no PEM of some kinds.
    if (kind !== undefined && !Object.hasOwn(ALGORITHMS, kind)) {
      throw new SealiftError('key_unsupported', `${where} has the algorithm ${printable(kind)}`, {
        hint: (Object.hasOwn(INSTEAD, kind) ? INSTEAD[kind] : undefined) ?? OTHERS,
      });
    }
    intact(Buffer.from(pem), answer.pemCrc32c, `the public key of ${where}`);
    const publicKey = publicKeyFromPem(pem, where);
    const algorithm = algorithmOf(publicKey);
    if (kind === undefined || algorithm.jws !== ALGORITHMS[kind]) {
      throw new SealiftError(
        'unexpected_answer',
        `${where}: the public key does not fit the algorithm ${kind ?? 'none'}`,
        {
          hint: 'Check what stands between here and Google.',
        },
      );
    }
    const hint = `Name the version that the chain was issued for: --key gcpkms://${name.replace(/\d+$/, 'N')}.`;
    return { publicKey, algorithm, explainOther: () => ({ hint }) };
  });

  return {
    kind: 'key',
    describe: described,
    async sign(toBeSigned, signal) {
      const known = await described(signal);
      const { algorithm } = known;
      const digest = digestOf(toBeSigned, algorithm);
      const order = {
        digest: { [algorithm.hash]: encodeBase64(digest) },
        digestCrc32c: String(crc32c(digest)),
      };
      const answer = await ask(
        'POST',
        ':asymmetricSign',
        'cloudkms.cryptoKeyVersions.useToSign',
        order,
        signal,
      );
      if (answer.verifiedDigestCrc32c !== true) {
        throw new SealiftError(
          'self_check_failed',
          `${where}: Google did not check the CRC32C of the digest`,
          {
            hint: 'Nothing was pushed. It was changed on its way; run it again.',
          },
        );
      }
      const what = `the signature of ${where}`;
      const bytes = decodeBase64(textOf(answer, 'signature') ?? '', { code: 'self_check_failed', what });
      const signature = intact(bytes, answer.signatureCrc32c, what);
      const raw = algorithm.keyType === 'ec' ? rawFromDer(signature, algorithm, where) : signature;
      return checkedSignature(raw, known, toBeSigned, where);
    },
    close: () => Promise.resolve(),
  };
}
