import { join } from 'node:path';
import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import { entryKind, folderEntries } from '../io/files/folder-entries.ts';
import { readFile } from '../io/files/read-file.ts';
import type { TrustMaterial, TrustStoreType } from '../notation/ports.ts';
import type { Certificate } from '../pki/certificate.ts';
import { isSelfSigned } from '../pki/chain.ts';
import { nameText, sameName } from '../pki/name.ts';
import { parseCertificates } from '../pki/parse-certificates.ts';

/** A file of certificates; more is no trust store. */
const FILE_LIMIT = 1024 * 1024;

/**
 * What may anchor trust: a CA certificate or one that its own key signed; a timestamp authority's has to be a root, too.
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
  if (
    type === 'tsa' &&
    !(ca && sameName(certificate.subject, certificate.issuer) && isSelfSigned(certificate))
  ) {
    throw refuse('is not a root certificate, and a tsa store holds roots only');
  }
}

async function readStore(folder: string, type: TrustStoreType): Promise<readonly Certificate[]> {
  const shown = printable(folder, 600);
  const kind = await entryKind(folder);
  if (kind === undefined)
    throw new SealiftError('trust_store_not_found', `there is no trust store at ${shown}`);
  if (kind !== 'folder')
    throw new SealiftError('trust_store_invalid', `the trust store ${shown} is a ${kind}, not a folder`);
  const entries = await folderEntries(folder);
  // As in notation, one wrong entry spoils the store: what was meant to be trusted is not clear any more.
  const odd = entries.find((entry) => entry.kind !== 'file');
  if (odd)
    throw new SealiftError(
      'trust_store_invalid',
      `the trust store ${shown} holds a ${odd.kind}: ${printable(odd.name)}`,
    );
  const lists = await Promise.all(
    entries.map(async ({ path }) => {
      const bytes = await readFile(path, FILE_LIMIT, 'trusted certificate');
      const where = printable(path, 600);
      const certificates = await parseCertificates(bytes, { code: 'trust_store_invalid', what: where });
      for (const certificate of certificates) checkAnchor(certificate, type, where);
      return certificates;
    }),
  );
  if (lists.length === 0) throw new SealiftError('trust_store_empty', `the trust store ${shown} is empty`);
  return lists.flat();
}

/**
 * A trust store folder as notation has it: `DIR/x509/{ca,signingAuthority,tsa}/NAME/` with certificate files. Each named
 * store is read when it is first asked for, once.
 */
export function openTrustStore(directory: string): Pick<TrustMaterial, 'certificates'> {
  const stores = new Map<string, Promise<readonly Certificate[]>>();
  return {
    certificates(type, name) {
      const key = `${type}:${name}`;
      // The grammar of a policy's trustStores; a name is one folder, never a path.
      if (!/^[a-zA-Z0-9_.-]+$/.test(name) || name === '.' || name === '..') {
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
