import { join } from 'node:path';
import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import { entryKind, folderEntries } from '../io/files/folder-entries.ts';
import { STORE_TYPES, type StoreFolder, type TrustStoreType } from '../notation/ports.ts';
import { examineStore } from './examine-store.ts';
import { missingFolder } from './missing-store.ts';
import { isStoreName } from './trust-store.ts';

/** A whole trust store folder: what is in it and what policies name. */
export interface SurveyedStores {
  readonly stores: readonly StoreFolder[];
  readonly faults: readonly SealiftError[];
  /** Names, from `x509` on, of what is in no trust store, each with what is wrong. */
  readonly strays: readonly string[];
}

interface Survey {
  readonly names: Map<string, { type: TrustStoreType; name: string }>;
  readonly faults: SealiftError[];
  readonly strays: string[];
}

const isType = (text: string): text is TrustStoreType => STORE_TYPES.some((type) => type === text);

/** Adds the stores that are in the folder of one type. */
async function listType(folder: string, type: TrustStoreType, { names, strays }: Survey): Promise<void> {
  for (const { name, kind } of await folderEntries(folder)) {
    const shown = `x509/${type}/${printable(name)}`;
    if (kind === 'file' || kind === 'special file')
      strays.push(`${shown} is a ${kind} in no trust store; certificates belong in x509/${type}/NAME/`);
    else if (isStoreName(name)) names.set(`${type}:${name}`, { type, name });
    else strays.push(`${shown} has a name that no policy can write (letters, digits, ., _ and - alone)`);
  }
}

async function listAll(x509: string, survey: Survey): Promise<void> {
  for (const { name, path } of await folderEntries(x509)) {
    const isFolder = (await entryKind(path, { followLinks: true })) === 'folder';
    if (isFolder && isType(name)) await listType(path, name, survey);
    else if (isType(name)) survey.strays.push(`x509/${name} is no folder, so it holds no trust store`);
    else survey.strays.push(`x509/${printable(name)} is none of the folders ${STORE_TYPES.join(', ')}`);
  }
}

/**
 * Reads a whole trust store folder: every store that is there, and those of `named`, which policies name as `TYPE:NAME`. What is
 * wrong is gathered; nothing that configuration can cause is thrown.
 */
export async function surveyTrustStore(directory: string, named: readonly string[]): Promise<SurveyedStores> {
  const survey: Survey = { names: new Map(), faults: [], strays: [] };
  const x509 = join(directory, 'x509');
  try {
    if ((await entryKind(x509, { followLinks: true })) !== 'folder') {
      if (named.length > 0) survey.faults.push(missingFolder(directory));
      return { ...survey, stores: [] };
    }
    await listAll(x509, survey);
  } catch (error) {
    if (!(error instanceof SealiftError) || error.exitCode !== 2) throw error;
    survey.faults.push(error);
  }
  for (const key of new Set(named)) {
    const [type = '', name = ''] = key.split(':', 2);
    // What is not TYPE:NAME is a fault of the policy.
    if (!isType(type) || survey.names.has(key)) continue;
    if (isStoreName(name)) survey.names.set(key, { type, name });
    else if (name === '.' || name === '..')
      survey.faults.push(
        new SealiftError('trust_store_invalid', `${printable(key)} does not name a trust store`),
      );
  }
  const stores: StoreFolder[] = [];
  // One after the other, so that a large folder opens one file at a time.
  for (const { type, name } of survey.names.values())
    stores.push({ type, name, ...(await examineStore(join(x509, type, name), type)) });
  return { ...survey, stores };
}
