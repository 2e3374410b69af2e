import { basename } from 'node:path';
import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { entryKind, type FolderEntry, folderEntries } from '../io/files/folder-entries.ts';
import type { StoreContent, TrustStoreType } from '../notation/ports.ts';
import { parseCertificates } from '../pki/parse-certificates.ts';
import { checkAnchor } from './check-anchor.ts';
import { readConfig } from './read-config.ts';

/** The largest certificate file of a trust store, in bytes. */
const FILE_LIMIT = 1024 * 1024;

type Collected = { certificates: StoreContent['certificates'][number][]; faults: SealiftError[] };

/** Runs `step`, and gathers the error of the configuration that it ends with; any other error is thrown. */
async function gather(faults: SealiftError[], step: () => void | Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof SealiftError) || error.exitCode !== 2) throw error;
    faults.push(error);
  }
}

async function readInto({ certificates, faults }: Collected, { path }: FolderEntry, type: TrustStoreType) {
  await gather(faults, async () => {
    const bytes = await readConfig(path, FILE_LIMIT, 'trusted certificate', 'trust_store_invalid');
    const where = quotable(path, 600);
    const read = await parseCertificates(bytes, { code: 'trust_store_invalid', what: where });
    for (const certificate of read) {
      certificates.push({ file: basename(path), certificate });
      await gather(faults, () => checkAnchor(certificate, type, where));
    }
  });
}

/**
 * Reads one folder of a trust store, and gathers everything that makes it unusable: `trust_store_not_found`, `trust_store_empty`,
 * `trust_store_invalid`, `file_unreadable`. As in notation, one wrong entry makes the whole store unusable.
 */
export async function examineStore(folder: string, type: TrustStoreType): Promise<StoreContent> {
  const shown = quotable(folder, 600);
  const found: Collected = { certificates: [], faults: [] };
  await gather(found.faults, async () => {
    const kind = await entryKind(folder);
    if (kind === undefined)
      throw new SealiftError('trust_store_not_found', `there is no trust store at ${shown}`, {
        hint: `Put the root certificate into ${shown}, or correct the statement. --trust-store names the folder in which x509 is.`,
        needs: { kind: 'file', path: shown },
      });
    if (kind !== 'folder')
      throw new SealiftError('trust_store_invalid', `the trust store ${shown} is a ${kind}, not a folder`);
    const entries = await folderEntries(folder);
    for (const { kind: other, name } of entries.filter((entry) => entry.kind !== 'file')) {
      found.faults.push(
        new SealiftError(
          'trust_store_invalid',
          `the trust store ${shown} holds a ${other}: ${printable(name)}`,
        ),
      );
    }
    // Files are read in turn, so that a large folder opens one at a time and the first error is of the first wrong one.
    for (const entry of entries.filter((one) => one.kind === 'file')) await readInto(found, entry, type);
    if (entries.length === 0)
      throw new SealiftError('trust_store_empty', `the trust store ${shown} is empty`);
  });
  return found;
}
