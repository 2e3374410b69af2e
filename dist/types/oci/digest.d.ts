import { type Hash } from 'node:crypto';
/** The algorithms of the OCI image spec (descriptor.md, "Registered Algorithms") that Sealift checks. */
declare const HEX_LENGTH: {
    readonly sha256: 64;
    readonly sha512: 128;
};
export type DigestAlgorithm = keyof typeof HEX_LENGTH;
/** `sha256:<64 lower-case hex>` or `sha512:<128 lower-case hex>`; made only by {@link parseDigest} and {@link digestOf}. */
export type Digest = `${DigestAlgorithm}:${string}`;
/** Whether `text` is a digest that Sealift can check. */
export declare function isDigest(text: string): text is Digest;
/** @throws SealiftError `reference_invalid` when `text` is not a sha256 or sha512 digest in lower-case hex. */
export declare function parseDigest(text: string): Digest;
export declare function digestAlgorithm(digest: Digest): DigestAlgorithm;
export declare function digestHex(digest: Digest): string;
export declare function digestOf(bytes: Uint8Array, algorithm?: DigestAlgorithm): Digest;
/** A new hash with the algorithm of `digest`, for content that is streamed. */
export declare function digestHasher(digest: Digest): Hash;
export {};
