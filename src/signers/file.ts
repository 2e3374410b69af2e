import { fileURLToPath } from 'node:url';
import { SealiftError } from '../errors.ts';
import { readFile } from '../io/files/read-file.ts';
import type { Signer } from '../notation/ports.ts';
import { keyPath } from './key-path.ts';
import { pemSigner } from './pem-key.ts';
import type { SignerOptions } from './provider.ts';

const KEY_LIMIT = 64 * 1024;

function pathOf(uri: string): string {
  if (!uri.startsWith('file://')) return uri;
  try {
    return fileURLToPath(uri);
  } catch {
    // Without the cause, which quotes it.
    throw new SealiftError('usage', 'what follows file:// is not the path of a key', {
      hint: 'Write file:///path/key.pem.',
    });
  }
}

/** A key in a PEM file: a path or a `file:///` URL. */
export async function fileSigner(uri: string, { password }: SignerOptions): Promise<Signer> {
  const path = pathOf(uri);
  const shown = keyPath(path);
  const bytes = await readFile(path, KEY_LIMIT, 'key', shown);
  return pemSigner(bytes, password, `the key ${shown}`);
}
