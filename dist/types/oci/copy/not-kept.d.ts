import { SealiftError } from '../../errors.ts';
import type { Digest } from '../digest.ts';
/** What a target may lose, with the code of the loss. */
export declare const LOSSES: {
    readonly child: readonly ['child_missing', 'the child manifest'];
    readonly manifest: readonly ['registry_refused', 'the manifest'];
    readonly blob: readonly ['registry_refused', 'the blob'];
    readonly envelope: readonly ['signature_lost', 'the signature envelope'];
    readonly signature: readonly ['signature_lost', 'a part of a signature,'];
};
export type Loss = keyof typeof LOSSES;
/** The error for something that a target took, took again, and does not have. */
export declare function notKept({ name }: {
    readonly name: string;
}, loss: Loss, digest: Digest): SealiftError;
