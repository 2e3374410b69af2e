import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { pemBlocks } from '../encoding/pem.ts';
import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import { algorithmOf, cryptoOptions } from '../notation/algorithms.ts';
import type { Signer } from '../notation/ports.ts';

const ENCRYPTED = 'ENCRYPTED PRIVATE KEY';
const OPENSSH = 'BEGIN OPENSSH PRIVATE KEY';

/** DES, RC2 and MD5 stand in OpenSSL's legacy provider, which Node does not load. */
function isObsoleteCipher(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_OSSL_EVP_UNSUPPORTED';
}

/** The one private key in `pem`, with the error that helps when there is none. */
function keyBlock(pem: string, where: string): { text: string; encrypted: boolean } {
  const blocks = pemBlocks(pem, { code: 'key_invalid', what: where });
  const keys = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'));
  const [key] = keys;
  if (!key) {
    const labels = blocks.map(({ label }) => label).join(', ');
    throw new SealiftError(
      'key_invalid',
      `${where} holds no private key${labels === '' ? '' : `, but ${printable(labels)}`}`,
    );
  }
  if (keys.length > 1) throw new SealiftError('key_invalid', `${where} holds ${keys.length} private keys`);
  const encrypted = key.label === ENCRYPTED || key.headers.some((header) => header.includes('ENCRYPTED'));
  const match = new RegExp(`-----BEGIN ${key.label}-----[\\s\\S]*?-----END ${key.label}-----`).exec(pem);
  return { text: match?.[0] ?? pem, encrypted };
}

function privateKey(pem: string, password: string | undefined, where: string): KeyObject {
  const { text, encrypted } = keyBlock(pem, where);
  // An empty one is what a secret that is not set becomes in a workflow.
  if (encrypted && !password) throw new SealiftError('key_password_required', `${where} is encrypted`);
  try {
    return createPrivateKey({ key: text, ...(encrypted ? { passphrase: password ?? '' } : {}) });
  } catch (error) {
    if (encrypted && isObsoleteCipher(error)) {
      throw new SealiftError('key_invalid', `${where} is encrypted with a cipher that OpenSSL has given up`, {
        hint: 'Encrypt it again: openssl pkcs8 -topk8 -in key.pem -out new-key.pem',
        cause: error,
      });
    }
    if (encrypted)
      throw new SealiftError('key_password_wrong', `the password does not open ${where}`, { cause: error });
    if (text.includes(OPENSSH)) {
      throw new SealiftError('key_invalid', `${where} holds an OpenSSH key`, {
        hint: 'Write it as PEM: ssh-keygen -p -m PKCS8 -f key.pem',
        cause: error,
      });
    }
    throw new SealiftError('key_invalid', `${where} holds a private key that cannot be read`, {
      cause: error,
    });
  }
}

/**
 * A signer over a PEM private key: PKCS#8, PKCS#1 or SEC1, encrypted or not.
 *
 * @param where names the key's place in errors, never its content.
 * @throws SealiftError `key_invalid`, `key_unsupported`, `key_password_required` or `key_password_wrong`.
 */
export function pemSigner(pem: string, password: string | undefined, where: string): Signer {
  const key = privateKey(pem, password, where);
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
