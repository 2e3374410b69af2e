import { SealiftError } from '../../errors.ts';
import type { Digest } from '../digest.ts';

/** What a target may lose, with the code of the loss. */
export const LOSSES = {
  child: ['child_missing', 'the child manifest'],
  manifest: ['registry_refused', 'the manifest'],
  blob: ['registry_refused', 'the blob'],
  envelope: ['signature_lost', 'the signature envelope'],
  signature: ['signature_lost', 'a part of a signature,'],
} as const;

export type Loss = keyof typeof LOSSES;

export const NOT_KEPT_HINT =
  'The registry does not keep what it is given, not when it is given again either: whoever runs it has to look at its storage.';

/** The error for something that a target took, took again, and does not have. */
export function notKept({ name }: { readonly name: string }, loss: Loss, digest: Digest): SealiftError {
  const [code, what] = LOSSES[loss];
  return new SealiftError(code, `${name} says that it stored ${what} ${digest}, and does not have it`, {
    hint: `${NOT_KEPT_HINT} No tag was set.`,
  });
}
