import { constants, createHash, type KeyObject, privateEncrypt, randomBytes } from 'node:crypto';

export type HashName = 'sha256' | 'sha384' | 'sha512';

const LENGTHS: Readonly<Record<HashName, number>> = { sha256: 32, sha384: 48, sha512: 64 };

export const digestLength = (hash: HashName): number => LENGTHS[hash];

/** MGF1 (RFC 8017, B.2.1). */
function mask(seed: Buffer, length: number, hash: HashName): Buffer {
  const parts: Buffer[] = [];
  for (let counter = 0; parts.length * LENGTHS[hash] < length; counter += 1) {
    const block = Buffer.alloc(4);
    block.writeUInt32BE(counter);
    parts.push(createHash(hash).update(seed).update(block).digest());
  }
  return Buffer.concat(parts).subarray(0, length);
}

/**
 * RSASSA-PSS (RFC 8017, 8.1.1 and 9.1.1) over a digest that was made elsewhere, as key services sign; node signs data
 * alone. The salt has the hash's length, or the longest there is.
 */
export function signPss(key: KeyObject, hash: HashName, digest: Buffer, salt: 'hash' | 'longest'): Buffer {
  const size = LENGTHS[hash];
  const length = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  const salted = randomBytes(salt === 'hash' ? size : length - size - 2);
  const inner = createHash(hash).update(Buffer.alloc(8)).update(digest).update(salted).digest();
  const block = Buffer.alloc(length - size - 1);
  block[block.length - salted.length - 1] = 1;
  salted.copy(block, block.length - salted.length);
  const masking = mask(inner, block.length, hash);
  for (let index = 0; index < block.length; index += 1) block[index]! ^= masking[index]!;
  block[0]! &= 0x7f;
  const encoded = Buffer.concat([block, inner, Buffer.of(0xbc)]);
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, encoded);
}
