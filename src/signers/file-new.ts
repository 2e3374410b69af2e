import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { SealiftError } from '../errors.ts';
import { removeFile } from '../io/files/remove-file.ts';
import { checkNew, writeNew } from '../io/files/write-new.ts';
import { keyFile } from './file.ts';
import { keyPath } from './key-path.ts';
import { pemSigner } from './pem-key.ts';
import type { MakeKey, SignerOptions } from './provider.ts';

const generate = promisify(generateKeyPair);

/** A P-256 key as PKCS#8 (RFC 5958), with a password encrypted by PBES2 (RFC 8018, 6.2). */
async function newPem(password: string | undefined): Promise<string> {
  const { privateKey } = await generate('ec', { namedCurve: 'P-256' });
  const form = { format: 'pem', type: 'pkcs8' } as const;
  // An empty password counts as none, as it does when a key is read.
  const encryption = password ? { cipher: 'aes-256-cbc', passphrase: password } : {};
  return privateKey.export({ ...form, ...encryption }) as string;
}

/** Says of a file that is in the way what to do, and shows of its path what an error may show of the path of a key. */
function existing(error: unknown, shown: string): unknown {
  if (!(error instanceof SealiftError) || error.code !== 'file_exists') return error;
  return new SealiftError('file_exists', `there is a file at ${shown} already, and no key was made`, {
    hint: 'If it is your key, name it with --key; else name another file with --new-key. Nothing is overwritten.',
  });
}

/**
 * Prepares a new key in a file: a path or a `file:///` URL. The key is in memory until `keep` writes it whole, readable for its
 * owner alone; so nothing is left of a key for which no certificate could be made.
 */
export async function newFileKey(uri: string, { password }: SignerOptions): Promise<MakeKey> {
  const path = keyFile(uri);
  const shown = keyPath(path);
  const refused = (error: unknown): never => {
    throw existing(error, shown);
  };
  await checkNew(path).catch(refused);
  return async () => {
    const pem = await newPem(password);
    return {
      uri,
      // What will be written is what signs, so the password opens it.
      signer: pemSigner(pem, password, `the key ${shown}`),
      async keep() {
        await writeNew(path, pem, 0o600).catch(refused);
        return () => removeFile(path, shown);
      },
    };
  };
}
