import { createHash, type Hash } from 'node:crypto';
import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';

/** The algorithms of the OCI image spec (descriptor.md, "Registered Algorithms") that Sealift checks. */
const HEX_LENGTH = { sha256: 64, sha512: 128 } as const;

export type DigestAlgorithm = keyof typeof HEX_LENGTH;

/** `sha256:<64 lower-case hex>` or `sha512:<128 lower-case hex>`; made only by {@link parseDigest} and {@link digestOf}. */
export type Digest = `${DigestAlgorithm}:${string}`;

/** Whether `text` is a digest that Sealift can check. */
export function isDigest(text: string): text is Digest {
  const at = text.indexOf(':');
  const length = HEX_LENGTH[text.slice(0, at) as DigestAlgorithm];
  return length !== undefined && text.length === at + 1 + length && /^[0-9a-f]+$/.test(text.slice(at + 1));
}

/** @throws SealiftError `reference_invalid` when `text` is not a sha256 or sha512 digest in lower-case hex. */
export function parseDigest(text: string): Digest {
  if (isDigest(text)) return text;
  throw new SealiftError('reference_invalid', `"${printable(text, 160)}" is not a sha256 or sha512 digest`, {
    hint: 'A digest is sha256: and 64 hexadecimal characters in lower case.',
  });
}

export function digestAlgorithm(digest: Digest): DigestAlgorithm {
  return digest.slice(0, digest.indexOf(':')) as DigestAlgorithm;
}

export function digestHex(digest: Digest): string {
  return digest.slice(digest.indexOf(':') + 1);
}

export function digestOf(bytes: Uint8Array, algorithm: DigestAlgorithm = 'sha256'): Digest {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

/** A new hash with the algorithm of `digest`, for content that is streamed. */
export function digestHasher(digest: Digest): Hash {
  return createHash(digestAlgorithm(digest));
}
