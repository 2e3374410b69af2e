import { join } from 'node:path';
import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import { STORE_TYPES, type TrustMaterial, type TrustStoreType } from '../notation/ports.ts';
import type { Certificate } from '../pki/certificate.ts';
import { examineStore } from './examine-store.ts';
import { missingStore } from './missing-store.ts';

/** Whether a policy's trustStores may name it: a name is one folder, never a path. */
export function isStoreName(name: string): boolean {
  return /^[a-zA-Z0-9_.-]+$/.test(name) && name !== '.' && name !== '..';
}

async function readStore(
  directory: string,
  type: TrustStoreType,
  name: string,
): Promise<readonly Certificate[]> {
  const { certificates, faults } = await examineStore(join(directory, 'x509', type, name), type);
  const [first] = faults;
  if (first?.code === 'trust_store_not_found') throw await missingStore(directory, `${type}:${name}`, first);
  if (first) throw first;
  return certificates.map(({ certificate }) => certificate);
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
      if (!STORE_TYPES.includes(type) || !isStoreName(name)) {
        return Promise.reject(
          new SealiftError('trust_store_invalid', `${printable(key)} does not name a trust store`),
        );
      }
      const known = stores.get(key) ?? readStore(directory, type, name);
      stores.set(key, known);
      return known;
    },
  };
}
