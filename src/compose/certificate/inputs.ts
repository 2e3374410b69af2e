import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { parseAttributes } from '../../notation/policy/distinguished-name.ts';
import type { Signer } from '../../notation/ports.ts';
import type { Values } from '../../options/read-options.ts';
import { encodeName } from '../../pki/encode-name.ts';
import type { Run } from '../run.ts';
import type { RunName } from '../run-name.ts';
import { remoteOf, signerOf } from '../signing.ts';

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

/** The key of a run, closed when that ends. What is wrong with it is noted. */
export async function openKey<C extends RunName>(
  run: Run<C>,
  key: string | undefined,
): Promise<Signer | undefined> {
  if (key === undefined) return undefined;
  const { azureCredential } = run.values as unknown as Partial<Values<'sign'>>;
  const choices = azureCredential === undefined ? {} : { azureCredential };
  const signer = await run.problems.try(() => signerOf(key, run.env, () => remoteOf(run), choices));
  if (signer) run.onEnd(() => signer.close());
  return signer;
}
