import { Buffer } from 'node:buffer';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { pemBlocks } from '../encoding/pem.ts';
import { SealiftError } from '../errors.ts';

/** A SubjectPublicKeyInfo that a key service answered with. @throws SealiftError `unexpected_answer`. */
export function publicKeyFromDer(der: Uint8Array, where: string): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
  } catch (error) {
    throw new SealiftError('unexpected_answer', `${where}: the service answered with no public key`, {
      hint: 'Check that this is the address of the key service.',
      cause: error,
    });
  }
}

/** The same as PEM, of which there has to be one. */
export function publicKeyFromPem(pem: string, where: string): KeyObject {
  const context = { code: 'unexpected_answer', what: `${where}: the public key of the service` } as const;
  const blocks = pemBlocks(pem, context);
  const [block] = blocks;
  if (blocks.length !== 1 || block?.label !== 'PUBLIC KEY') {
    throw new SealiftError('unexpected_answer', `${where}: the service answered with no public key`, {
      hint: 'Check that this is the address of the key service.',
    });
  }
  return publicKeyFromDer(block.bytes, where);
}
