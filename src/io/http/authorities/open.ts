import { join } from 'node:path';
import { lazy } from '../../../async/lazy.ts';
import { printable } from '../../../encoding/printable.ts';
import { SealiftError } from '../../../errors.ts';
import { tls } from '../node-http.ts';
import { isCertificate } from './certificate-blocks.ts';
import { readBundle, readNamedBundle } from './read-bundle.ts';
import { readCertificateFolder } from './read-folder.ts';
import { systemLocations } from './system-locations.ts';

export interface AuthoritiesOptions {
  /** `SSL_CERT_FILE`, `SSL_CERT_DIR`, `NODE_EXTRA_CA_CERTS`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** Where the system's own folders begin; `/`. */
  readonly root?: string;
}

const DENIED = new Set(['EACCES', 'EPERM']);

/** The certificates in the folders that `SSL_CERT_DIR` lists; as with Go and OpenSSL, a folder may be missing. */
function inFolders(value: string, platform: string): string[] {
  // A colon is part of a path on Windows.
  const folders = value.split(platform === 'win32' ? ';' : ':').filter((folder) => folder !== '');
  return folders.flatMap((folder) => {
    const read = readCertificateFolder(folder);
    return 'errno' in read ? [] : read;
  });
}

function nothingIn(value: string): SealiftError {
  return new SealiftError(
    'config_invalid',
    `SSL_CERT_DIR: there is no certificate in ${printable(value, 600)}`,
    {
      hint: 'Let SSL_CERT_DIR name folders with one PEM file an authority that this user may read, or remove it.',
    },
  );
}

/** The system's authorities: the first bundle that exists, with all certificates of its folders; `undefined` without any. */
async function ofSystem(platform: string, root: string): Promise<readonly string[] | undefined> {
  const locations = systemLocations(platform);
  if (!locations) {
    const stored = tls().getCACertificates('system');
    return stored.length === 0 ? undefined : stored;
  }
  let refused: unknown;
  let bundle: readonly string[] | undefined;
  for (const file of locations.files) {
    try {
      bundle = await readBundle(join(root, file));
      break;
    } catch (error) {
      const isAbsent = error instanceof SealiftError && error.code === 'file_not_found';
      if (!isAbsent) refused ??= error;
    }
  }
  const single = locations.folders.flatMap((folder) => {
    const read = readCertificateFolder(join(root, folder));
    if (!('errno' in read)) return read;
    if (DENIED.has(read.errno))
      refused ??= new SealiftError(
        'file_unreadable',
        `cannot read the folder of certificates ${printable(join(root, folder), 600)}`,
      );
    return [];
  });
  if (bundle === undefined && single.length === 0) {
    // Authorities that exist and may not be read are an error, so that no others are trusted in their place.
    if (refused !== undefined) throw refused;
    return undefined;
  }
  return [...(bundle ?? []), ...single];
}

async function read({ env, platform, root = '/' }: AuthoritiesOptions): Promise<readonly string[]> {
  const { SSL_CERT_FILE: file, SSL_CERT_DIR: folders, NODE_EXTRA_CA_CERTS: extra } = env;
  const fromFile = file ? await readNamedBundle(file, 'SSL_CERT_FILE') : [];
  const fromFolders = folders ? inFolders(folders, platform) : [];
  if (!file && folders && !fromFolders.some(isCertificate)) throw nothingIn(folders);
  const named = [...fromFile, ...fromFolders];
  const trusted = file || folders ? named : await ofSystem(platform, root);
  const more = extra ? await readNamedBundle(extra, 'NODE_EXTRA_CA_CERTS') : [];
  return [...new Set([...(trusted ?? tls().getCACertificates('bundled')), ...more])];
}

/**
 * The certificate authorities of this machine, PEM, one each: those of `SSL_CERT_FILE` and `SSL_CERT_DIR`; where neither is
 * set, those of the system; where the system has none, those of Node. Those of `NODE_EXTRA_CA_CERTS` are added in each case.
 * They are read at the first call.
 *
 * @throws SealiftError `config_invalid` for a variable that names no authorities, `file_unreadable`, `content_too_large`.
 */
export function openAuthorities(options: AuthoritiesOptions): () => Promise<readonly string[]> {
  return lazy(() => read(options));
}
