import { join } from 'node:path';
import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { entryKind, folderEntries } from '../io/files/folder-entries.ts';
import type { TrustMaterial, TrustStoreType } from '../notation/ports.ts';
import type { Certificate } from '../pki/certificate.ts';
import { isSelfSigned } from '../pki/chain.ts';
import { nameText } from '../pki/name.ts';
import { parseCertificates } from '../pki/parse-certificates.ts';
import { readConfig } from './read-config.ts';

/** The grammar of a policy's trustStores; a name is one folder, never a path. */
const STORE = /^(ca|signingAuthority|tsa):[a-zA-Z0-9_.-]+$/;

/** The largest certificate file of a trust store, in bytes. */
const FILE_LIMIT = 1024 * 1024;

/**
 * Checks that a certificate may be a trust anchor: it is a CA certificate or self-signed. In a `tsa` store it is a root.
 *
 * @throws SealiftError `trust_store_invalid`.
 */
export function checkAnchor(certificate: Certificate, type: TrustStoreType, where: string): void {
  const ca = certificate.basicConstraints?.ca === true;
  const refuse = (reason: string) =>
    new SealiftError(
      'trust_store_invalid',
      `${where}: ${printable(nameText(certificate.subject))} ${reason}`,
      {
        hint: 'Put the root (or an intermediate) certificate of the signer there.',
      },
    );
  if (!ca && !certificate.isSignedBy(certificate.publicKey))
    throw refuse('is neither a CA certificate nor self-signed');
  if (type !== 'tsa') return;
  // As in Go, keyUsage may be absent; where it is present it has to allow keyCertSign.
  const signs = certificate.keyUsage?.bits.has('keyCertSign') ?? true;
  if (!ca || !signs || !isSelfSigned(certificate))
    throw refuse('is not a root certificate, and a tsa store holds roots only');
}

async function readStore(folder: string, type: TrustStoreType): Promise<readonly Certificate[]> {
  const shown = quotable(folder, 600);
  const kind = await entryKind(folder);
  if (kind === undefined)
    throw new SealiftError('trust_store_not_found', `there is no trust store at ${shown}`, {
      hint: `Put the root certificate into ${shown}, or correct the statement. --trust-store names the folder in which x509 is.`,
    });
  if (kind !== 'folder')
    throw new SealiftError('trust_store_invalid', `the trust store ${shown} is a ${kind}, not a folder`);
  const entries = await folderEntries(folder);
  // As in notation, one entry that is no file makes the whole store invalid.
  const odd = entries.find((entry) => entry.kind !== 'file');
  if (odd)
    throw new SealiftError(
      'trust_store_invalid',
      `the trust store ${shown} holds a ${odd.kind}: ${printable(odd.name)}`,
    );
  const found: Certificate[] = [];
  // Files are read in turn, so that a large folder opens one at a time and the error names the first wrong one.
  for (const { path } of entries) {
    const bytes = await readConfig(path, FILE_LIMIT, 'trusted certificate', 'trust_store_invalid');
    const where = quotable(path, 600);
    const certificates = await parseCertificates(bytes, { code: 'trust_store_invalid', what: where });
    for (const certificate of certificates) checkAnchor(certificate, type, where);
    found.push(...certificates);
  }
  if (found.length === 0) throw new SealiftError('trust_store_empty', `the trust store ${shown} is empty`);
  return found;
}

/**
 * A trust store folder as notation has it: `DIR/x509/{ca,signingAuthority,tsa}/NAME/` with certificate files. Each named
 * store is read when it is first asked for, once.
 *
 * @throws SealiftError `usage` when `directory` is no path.
 */
export function openTrustStore(directory: string): Pick<TrustMaterial, 'certificates'> {
  if (typeof directory !== 'string' || directory === '')
    throw new SealiftError('usage', 'a trust store is opened by the path of its folder');
  const stores = new Map<string, Promise<readonly Certificate[]>>();
  return {
    certificates(type, name) {
      const key = `${type}:${name}`;
      if (!STORE.test(key) || name === '.' || name === '..') {
        return Promise.reject(
          new SealiftError('trust_store_invalid', `${printable(key)} does not name a trust store`),
        );
      }
      const known = stores.get(key) ?? readStore(join(directory, 'x509', type, name), type);
      stores.set(key, known);
      return known;
    },
  };
}
