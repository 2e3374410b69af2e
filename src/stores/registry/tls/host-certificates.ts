import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import { printable } from '../../../encoding/printable.ts';
import { SealiftError } from '../../../errors.ts';
import { errnoOf } from '../../../io/files/file-error.ts';
import { listFolder } from '../../../io/files/list-folder.ts';
import { readFile } from '../../../io/files/read-file.ts';
import type { HostCertificates } from '../../../io/http/types.ts';
import { registryName } from '../api-host.ts';

const FILE_LIMIT = 1024 * 1024;
/** Files of one folder that are looked at. */
const MOST_FILES = 100;

/** A host of a URL as a folder's name; a name from outside must not lead elsewhere. */
const HOST = /^(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?)(?::\d{1,5})?$/;

export interface CertificateFolders {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: string;
  /** The system's own settings; `/etc`. */
  readonly system?: string;
}

/** Where docker and podman keep certificates for hosts: the user's before the system's. */
function roots({ env, home, platform, system = '/etc' }: CertificateFolders): string[] {
  // Only an absolute path counts (XDG Base Directory Specification): what the current folder holds decides nothing.
  const { XDG_CONFIG_HOME: xdg = '' } = env;
  const own = join(isAbsolute(xdg) ? xdg : join(home, '.config'), 'containers', 'certs.d');
  const docker = join(home, '.docker', 'certs.d');
  if (platform === 'win32')
    return [own, docker, join(env.ProgramData || 'C:\\ProgramData', 'docker', 'certs.d')];
  return [own, docker, join(system, 'containers', 'certs.d'), join(system, 'docker', 'certs.d')];
}

/** The names of a host's folder: with its port, and for 443 also without. */
function namesOf(host: string, platform: string): string[] {
  const all = [...new Set([host, registryName(host)])];
  const withPort = all.flatMap((name) => (/:\d+$/.test(name) ? [name] : [name, `${name}:443`]));
  // A colon is no character of a file name there; docker leaves it out.
  return platform === 'win32' ? withPort.map((name) => name.replaceAll(':', '')) : withPort;
}

async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    const names = await listFolder(folder);
    return typeof names === 'string' ? [] : names.toSorted().slice(0, MOST_FILES);
  } catch (error) {
    // A folder that this user may not look into is not meant for this user; podman goes on as well.
    if (error instanceof Error && /^(EACCES|EPERM)$/.test(errnoOf(error.cause) ?? '')) return [];
    throw error;
  }
}

function bad(folder: string, reason: string, hint: string): SealiftError {
  return new SealiftError('config_invalid', `${printable(folder, 600)}: ${reason}`, { hint });
}

const readText = async (path: string, what: string): Promise<string> =>
  Buffer.from(await readFile(path, FILE_LIMIT, what)).toString('utf8');

async function authority(folder: string, name: string): Promise<string> {
  const text = await readText(join(folder, name), 'certificate authority');
  try {
    const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g);
    for (const block of blocks ?? ['']) new X509Certificate(block);
  } catch {
    throw bad(folder, `${printable(name)} holds no certificate`, 'A .crt file is an authority as PEM.');
  }
  return text;
}

/** `NAME.cert` with `NAME.key`; the first one by name, as a server is shown one. */
async function clientOf(folder: string, names: readonly string[]): Promise<HostCertificates['client']> {
  const stems = (ending: string) =>
    names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
  const [certs, keys] = [stems('.cert'), stems('.key')];
  const lonely = [
    ...certs.filter((stem) => !keys.includes(stem)).map((stem) => `${stem}.cert without ${stem}.key`),
    ...keys.filter((stem) => !certs.includes(stem)).map((stem) => `${stem}.key without ${stem}.cert`),
  ];
  if (lonely.length > 0) {
    const hint = 'A client certificate is NAME.cert with NAME.key; an authority is NAME.crt.';
    throw bad(folder, `has ${printable(lonely.join(' and '), 400)}`, hint);
  }
  const [stem] = certs;
  if (stem === undefined) return undefined;
  const cert = await readText(join(folder, `${stem}.cert`), 'client certificate');
  const key = await readText(join(folder, `${stem}.key`), 'key of the client certificate');
  try {
    if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) throw new Error('not a pair');
  } catch {
    const reason = `${printable(stem)}.cert and ${printable(stem)}.key are not a certificate and its key`;
    throw bad(folder, reason, 'Both are PEM, the key without a password.');
  }
  return { cert, key };
}

async function read(folders: readonly string[]): Promise<HostCertificates | undefined> {
  const authorities: string[] = [];
  let client: HostCertificates['client'];
  for (const folder of folders) {
    const names = await filesOf(folder);
    for (const name of names.filter((one) => one.endsWith('.crt')))
      authorities.push(await authority(folder, name));
    const own = await clientOf(folder, names);
    client ??= own;
  }
  if (authorities.length === 0 && client === undefined) return undefined;
  return { authorities, ...(client === undefined ? {} : { client }) };
}

/**
 * What docker and podman keep for one host in `certs.d/HOST[:PORT]`; read when the host is first contacted by TLS.
 *
 * @throws SealiftError `config_invalid` for half a pair or a file that is something else, `file_unreadable`.
 */
export function openHostCertificates(
  options: CertificateFolders,
): (host: string) => Promise<HostCertificates | undefined> {
  const known = new Map<string, Promise<HostCertificates | undefined>>();
  return (host) => {
    if (!HOST.test(host)) return Promise.resolve(undefined);
    const names = namesOf(host, options.platform);
    const found =
      known.get(host) ?? read(roots(options).flatMap((root) => names.map((name) => join(root, name))));
    known.set(host, found);
    return found;
  };
}
