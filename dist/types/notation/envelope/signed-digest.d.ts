import { type Digest } from '../../oci/digest.ts';
/**
 * A digest that a payload may name. What is in no registry is named by the hash of the key that signs it, so by SHA-384 as well
 * (signature-specification.md, "Algorithm Selection").
 */
export type SignedDigest = Digest | `sha384:${string}`;
export declare function isSignedDigest(text: string): text is SignedDigest;
