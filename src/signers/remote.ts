import { SealiftError } from '../errors.ts';
import type { Remote, SignerOptions } from './provider.ts';

/** The connection of a provider that needs one. */
export async function remoteOf({ remote }: SignerOptions): Promise<Remote> {
  if (!remote) throw new SealiftError('internal', 'a key in a service was opened without a way to reach it');
  return remote();
}
