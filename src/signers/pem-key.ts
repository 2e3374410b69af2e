import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { derKind } from '../encoding/der-kind.ts';
import { mendPem } from '../encoding/mend-pem.ts';
import { type PemBlock, pemDocument } from '../encoding/pem.ts';
import { pemKind } from '../encoding/pem-kind.ts';
import { SealiftError } from '../errors.ts';
import { algorithmOf, cryptoOptions } from '../notation/algorithms.ts';
import type { Signer } from '../notation/ports.ts';
import { NEW_KEY } from './new-key.ts';

/** Remedies for what is given in place of a private key, by its kind. */
const REMEDIES: Readonly<Record<string, string>> = {
  'a certificate': 'Give the private key here, and certificates to --certificate-chain.',
  'a certificate request': 'Give the key that the request was made with.',
  'a public key': 'Give the private key: a public one cannot sign.',
  'a PKCS#12 file': 'Take the key out of it: openssl pkcs12 -in key.p12 -nocerts -out key.pem',
  'a private key': 'Write it as PEM: openssl pkey -inform DER -in key.der -out key.pem',
  "a key in cosign's own format": `Only cosign opens it. Make a key for Sealift: ${NEW_KEY}; or keep one in a key service, which signs for both (docs/signers.md).`,
  'an OpenSSH key': 'Write it as PEM: ssh-keygen -p -m PKCS8 -f key.pem',
  'an OpenPGP key or message': `Make a key for Sealift: ${NEW_KEY}; or keep one in a key service.`,
};

/** DES, RC2 and MD5 stand in OpenSSL's legacy provider, which Node does not load. */
function isObsoleteCipher(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_OSSL_EVP_UNSUPPORTED';
}

function invalid(message: string, kind?: string): SealiftError {
  const hint = kind === undefined ? undefined : REMEDIES[kind];
  return new SealiftError('key_invalid', message, hint === undefined ? {} : { hint });
}

/** The one private key in a file or value, with the error that helps when there is none. */
function keyBlock(given: Uint8Array | string, where: string): PemBlock {
  const der = typeof given === 'string' ? undefined : derKind(given);
  if (der !== undefined) throw invalid(`${where} holds ${der} in DER, not in PEM`, der);
  const blocks = mendPem(given, { code: 'key_invalid', what: where });
  const kinds = blocks.map(({ label }) => pemKind(label));
  const all = blocks.filter((_, at) => kinds[at] === 'a private key');
  // A key that is there twice counts once, as a certificate does.
  const keys = [...new Map(all.map((key) => [pemDocument([key]), key])).values()];
  const [key] = keys;
  if (!key) {
    const other = kinds.find((kind) => Object.hasOwn(REMEDIES, kind));
    const found = [...new Set(kinds)].join(', ');
    throw invalid(`${where} holds no private key${found === '' ? '' : `, but ${found}`}`, other);
  }
  if (keys.length > 1) throw invalid(`${where} holds ${keys.length} private keys`);
  return key;
}

function isEncrypted({ label, headers }: PemBlock): boolean {
  return label === 'ENCRYPTED PRIVATE KEY' || headers.some((header) => header.includes('ENCRYPTED'));
}

function privateKey(given: Uint8Array | string, password: string | undefined, where: string): KeyObject {
  const block = keyBlock(given, where);
  const encrypted = isEncrypted(block);
  // An empty password counts as none, because a workflow passes it for a secret that is not set.
  if (encrypted && !password) throw new SealiftError('key_password_required', `${where} is encrypted`);
  try {
    return createPrivateKey({
      key: pemDocument([block]),
      ...(encrypted ? { passphrase: password ?? '' } : {}),
    });
  } catch (error) {
    if (encrypted && isObsoleteCipher(error)) {
      throw new SealiftError('key_invalid', `${where} is encrypted with a cipher that OpenSSL has given up`, {
        hint: 'Encrypt it again: openssl pkcs8 -topk8 -in key.pem -out new-key.pem',
        cause: error,
      });
    }
    if (encrypted)
      throw new SealiftError('key_password_wrong', `the password does not open ${where}`, { cause: error });
    throw new SealiftError('key_invalid', `${where} holds a private key that cannot be read`, {
      cause: error,
    });
  }
}

/**
 * A signer over a PEM private key: PKCS#8, PKCS#1 or SEC1, encrypted or not; mended as {@link mendPem} says.
 *
 * @param where names the key's place in errors, never its content.
 * @throws SealiftError `key_invalid`, `key_unsupported`, `key_password_required` or `key_password_wrong`.
 */
export function pemSigner(given: Uint8Array | string, password: string | undefined, where: string): Signer {
  const key = privateKey(given, password, where);
  const publicKey = createPublicKey(key);
  const algorithm = algorithmOf(publicKey);
  return {
    kind: 'key',
    describe: () => Promise.resolve({ algorithm, publicKey }),
    sign(toBeSigned) {
      return Promise.resolve(sign(algorithm.hash, toBeSigned, { key, ...cryptoOptions(algorithm) }));
    },
    close: () => Promise.resolve(),
  };
}
