import { Buffer } from 'node:buffer';
import { lazyRetried } from '../async/lazy.ts';
import { looksLikeDer } from '../encoding/der.ts';
import { mendPem } from '../encoding/mend-pem.ts';
import { pemDocument } from '../encoding/pem.ts';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { readFile } from '../io/files/read-file.ts';
import { homeFolder } from '../io/home.ts';
import { notationFolder } from '../notation/config-folder.ts';
import type { AnySigner, Signer } from '../notation/ports.ts';
import type { Certificate } from '../pki/certificate.ts';
import { orderChain } from '../pki/order-chain.ts';
import { parseCertificates } from '../pki/parse-certificates.ts';
import { fileSigner } from './file.ts';
import { notationKey } from './notation/signing-keys.ts';
import { notationPluginSigner } from './notation-plugin.ts';
import type { SignerOptions } from './provider.ts';

const CHAIN_LIMIT = 1024 * 1024;

async function chainIn(path: string): Promise<readonly Certificate[]> {
  const context = {
    code: 'certificate_chain_invalid',
    what: `certificate chain ${quotable(path, 600)}`,
  } as const;
  const bytes = await readFile(path, CHAIN_LIMIT, 'certificate chain of the key');
  const pem = looksLikeDer(bytes) ? bytes : Buffer.from(pemDocument(mendPem(bytes, context)));
  return orderChain(await parseCertificates(pem, context), context);
}

/** The key in the files of an entry, with the chain that stands beside it. */
async function withChain(keyPath: string, certPath: string, options: SignerOptions): Promise<Signer> {
  const signer = await fileSigner(keyPath, options);
  if (!options.withCertificates) return signer;
  const certificates = await chainIn(certPath);
  return {
    ...signer,
    describe: lazyRetried(async (signal) => ({ ...(await signer.describe(signal)), certificates })),
  };
}

/**
 * A key of notation's `signingkeys.json`: `notation://KEY-NAME`, or `notation://` for its default key. Paths are read as notation
 * reads them, the password of an encrypted key as for any file.
 */
export async function notationSigner(uri: string, options: SignerOptions): Promise<AnySigner> {
  const name = uri.slice('notation://'.length);
  // `notation key add` takes any name, and `:` in a reference would be a tag; what is no name of a key is not looked up.
  if (/[\p{C}]/u.test(name) || name.length > 200) {
    throw new SealiftError('usage', 'what follows notation:// is not the name of a key', {
      hint: 'Write notation://KEY-NAME; `notation key list` shows the names.',
    });
  }
  const { env, plugin } = options;
  const folder = notationFolder({ env, platform: process.platform, home: homeFolder() });
  const key = await notationKey(name, folder);
  if (key.kind === 'files') return withChain(key.keyPath, key.certPath, options);
  for (const value of Object.values(key.config)) plugin?.onSecret?.(value);
  return notationPluginSigner(`notation-plugin://${key.plugin}/${key.id}`, {
    ...options,
    // As in notation, what is given for this run comes before what the entry has.
    ...(plugin ? { plugin: { ...plugin, config: { ...key.config, ...plugin.config } } } : {}),
  });
}
