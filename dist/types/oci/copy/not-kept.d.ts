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
export declare const NOT_KEPT_HINT = "The registry does not keep what it is given, not when it is given again either: whoever runs it has to look at its storage.";
/** The error for something that a target took, took again, and does not have. */
export declare function notKept({ name }: {
    readonly name: string;
}, loss: Loss, digest: Digest): SealiftError;
