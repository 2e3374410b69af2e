import { resolve } from 'node:path';
import { asSealiftError, SealiftError } from '../../errors.ts';
import type { Signer } from '../../notation/ports.ts';
import { prepareNewKey } from '../../signers/open.ts';
import type { MadeKey } from '../../signers/provider.ts';
import { isContent } from '../is-content.ts';
import type { Run } from '../run.ts';
import { signerOptions } from '../signing.ts';
import { type Outcome, writePem } from './certificate-run.ts';
import { openKey } from './inputs.ts';

type KeyRun = Run<'certificate self-signed'> | Run<'certificate request'>;

/** The key of a run, which `--new-key` makes when it is asked for here. */
type KeySource = (outcome: Outcome) => Promise<Pick<MadeKey, 'signer' | 'keep'>>;

/**
 * The key that `--key` names, or that `--new-key` will make. Every problem is noted, and nobody is contacted, so that no key is
 * made for a command that cannot end well.
 */
export async function keySource(run: KeyRun, command: string): Promise<KeySource | undefined> {
  const { values, problems, signal } = run;
  const { key, newKey, out } = values;
  if (key !== undefined && newKey !== undefined) {
    problems.add(
      'usage',
      '--key and --new-key exclude each other',
      'Use --key for a key that is there, --new-key for one that is to be made.',
    );
    return undefined;
  }
  if (newKey === undefined) {
    if (key === undefined) {
      problems.add(
        'usage',
        `${command} needs --key or --new-key`,
        'Name the key with --key (docs/signers.md), or have one made: --new-key key.pem.',
      );
    }
    const signer = await openKey(run, key, true);
    return signer && (() => Promise.resolve({ signer }));
  }
  if (isContent(newKey)) {
    problems.add(
      'usage',
      '--new-key is the place of a key that is not there yet, and no key',
      'Write a path: --new-key key.pem.',
    );
    return undefined;
  }
  if (newKey === '-') {
    problems.add('usage', '--new-key - is not a file', 'Write a path: a key is not printed.');
    return undefined;
  }
  if (out !== undefined && resolve(out) === resolve(newKey.replace(/^file:\/\//, ''))) {
    problems.add('usage', '--new-key and --out name the same file', 'Give key and certificate a file each.');
  }
  const make = await problems.try(() => prepareNewKey(newKey, signerOptions(run)));
  return (
    make &&
    (async (outcome) => {
      const made = await make(signal, (uri) => {
        outcome.newKey = uri;
      });
      run.onEnd(() => made.signer.close());
      const { keep } = made;
      if (!keep) return made;
      return {
        ...made,
        async keep() {
          const remove = await keep();
          outcome.newKey = made.uri;
          return async () => {
            await remove();
            delete outcome.newKey;
          };
        },
      };
    })
  );
}

/** A failure after the key was made: the key stays, and the next try goes on with it. */
function withMadeKey(thrown: unknown, uri: string): SealiftError {
  const error = asSealiftError(thrown);
  return new SealiftError(error.code, error.message, {
    hint: `${error.hint} The key was made: go on with --key '${uri}' in place of --new-key.`,
    cause: error,
  });
}

/**
 * Makes what a command gives out, and with `--new-key` the key for it. A key in a file is written when its certificate is
 * ready, and removed where that cannot be written, so that neither is there without the other. Killed between the two, the key
 * file is whole, and `--key` takes it.
 *
 * @param work makes the PEM.
 */
export async function withKey(
  source: KeySource,
  out: string | undefined,
  outcome: Outcome,
  work: (signer: Signer) => Promise<string>,
): Promise<void> {
  const { signer, keep } = await source(outcome).catch((error: unknown) => {
    throw outcome.newKey === undefined ? error : withMadeKey(error, outcome.newKey);
  });
  try {
    const pem = await work(signer);
    const remove = await keep?.();
    try {
      await writePem(outcome, out, pem);
    } catch (error) {
      await remove?.();
      throw error;
    }
  } catch (error) {
    throw outcome.newKey === undefined ? error : withMadeKey(error, outcome.newKey);
  }
}
