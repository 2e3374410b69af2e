import { fileURLToPath } from 'node:url';
import { SealiftError } from '../errors.ts';
import { readFile } from '../io/files/read-file.ts';
import type { Signer } from '../notation/ports.ts';
import { keyPath } from './key-path.ts';
import { pemSigner } from './pem-key.ts';
import type { SignerOptions } from './provider.ts';

const KEY_LIMIT = 64 * 1024;

/** The path that a key is named by, or that of a `file:///` URL. @throws SealiftError `usage`. */
export function keyFile(uri: string): string {
  if (!uri.startsWith('file://')) return uri;
  try {
    return fileURLToPath(uri);
  } catch {
    // The cause is left out, because it quotes the text.
    throw new SealiftError('usage', 'what follows file:// is not the path of a key', {
      hint: 'Write file:///path/key.pem.',
    });
  }
}

function read(path: string, shown: string): Promise<Uint8Array> {
  return readFile(path, KEY_LIMIT, 'key', shown).catch((error: unknown) => {
    if (!(error instanceof SealiftError) || error.code !== 'file_not_found') throw error;
    const hint =
      'Check the path. A key is a PEM file, env://NAME, or the address of a key in a service (docs/signers.md).';
    // The cause is left out, because it holds the path.
    throw new SealiftError('file_not_found', error.message, { hint });
  });
}

/** A key in a PEM file: a path or a `file:///` URL. */
export async function fileSigner(uri: string, { password }: SignerOptions): Promise<Signer> {
  const path = keyFile(uri);
  const shown = keyPath(path);
  return pemSigner(await read(path, shown), password, `the key ${shown}`);
}
