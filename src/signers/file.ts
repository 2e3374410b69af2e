import { fileURLToPath } from 'node:url';
import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import { readFile } from '../io/files/read-file.ts';
import type { Signer } from '../notation/ports.ts';
import { pemSigner } from './pem-key.ts';
import type { SignerOptions } from './provider.ts';

const KEY_LIMIT = 64 * 1024;

function pathOf(uri: string): string {
  if (!uri.startsWith('file://')) return uri;
  try {
    return fileURLToPath(uri);
  } catch (error) {
    throw new SealiftError('usage', `${printable(uri)} is not a file URL`, {
      hint: 'Write file:///path/key.pem.',
      cause: error,
    });
  }
}

/** A key in a PEM file: a path or a `file:///` URL. */
export async function fileSigner(uri: string, { password }: SignerOptions): Promise<Signer> {
  const path = pathOf(uri);
  const bytes = await readFile(path, KEY_LIMIT, 'key');
  return pemSigner(bytes, password, `the key ${printable(path, 600)}`);
}
