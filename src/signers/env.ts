import { SealiftError } from '../errors.ts';
import type { Signer } from '../notation/ports.ts';
import { pemSigner } from './pem-key.ts';
import type { SignerOptions } from './provider.ts';

/** A PEM key in an environment variable: `env://NAME`. */
export async function envSigner(uri: string, { env, password }: SignerOptions): Promise<Signer> {
  const name = uri.slice('env://'.length);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    // The text is not quoted, because it may be the key itself.
    throw new SealiftError('usage', 'what follows env:// is not the name of an environment variable', {
      hint: 'Write env://NAME.',
    });
  }
  const pem = Object.hasOwn(env, name) ? env[name] : undefined;
  if (!pem) {
    throw new SealiftError(
      'file_not_found',
      `the environment variable ${name}, which should hold the key, is not set`,
      {
        hint: `Set ${name} to the PEM text of the key; in a workflow, under env: of this step.`,
        needs: { kind: 'variable', name },
      },
    );
  }
  return pemSigner(pem, password, `the key in ${name}`);
}
