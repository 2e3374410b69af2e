import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { parseAttributes } from '../../notation/policy/distinguished-name.ts';
import type { Signer } from '../../notation/ports.ts';
import { encodeName } from '../../pki/encode-name.ts';
import type { AnyRun } from '../run.ts';
import { signerOf, signerOptions } from '../signing.ts';

/** The name that `--subject` means, in DER. */
export async function subjectOf(text: string): Promise<Uint8Array> {
  try {
    return await encodeName(parseAttributes(text));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new SealiftError('usage', `--subject ${printable(text)} ${printable(error.message)}`, {
      hint: "Write it as trust policies do: 'CN=release, O=acme, ST=WA, C=US'.",
      cause: error,
    });
  }
}

/** Adds to the error of a missing key how to make one. */
async function withKeyHint<T>(key: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const isMissing = error instanceof SealiftError && error.code === 'file_not_found';
    if (!isMissing || key.startsWith('env://')) throw error;
    const path = key.replace(/^file:\/\//, '');
    const shown = /^[\w./-]+$/.test(path) ? path : 'key.pem';
    throw new SealiftError(error.code, error.message, {
      hint: `Check the path, or have this command make the key: write --new-key ${shown} in place of --key.`,
      cause: error,
    });
  }
}

/**
 * Opens the key of a run and closes it when the run ends. A problem with the key is noted.
 *
 * @param isFirstUse whether this is the first command for a new key, which a user may not have made yet.
 */
export async function openKey(
  run: AnyRun,
  key: string | undefined,
  isFirstUse = false,
): Promise<Signer | undefined> {
  if (key === undefined) return undefined;
  const open = () => signerOf(key, signerOptions(run));
  const signer = await run.problems.try(() => (isFirstUse ? withKeyHint(key, open) : open()));
  if (signer) run.onEnd(() => signer.close());
  return signer;
}
