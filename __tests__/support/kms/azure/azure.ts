import type { KeyObject } from 'node:crypto';
import { type TestKey, testKey } from '../../pki.ts';
import { signEcdsa } from '../ecdsa.ts';
import { type Asked, Loopback, type Told } from '../loopback.ts';
import { digestLength, type HashName, signPss } from '../pss.ts';
import { FakeEntra, TENANT } from './entra.ts';
import { loopbackTls } from './tls.ts';

/** Versions of the API that the SDK knows. */
const API_VERSIONS = /^(?:7\.[0-6]|2025-07-01)$/;

export interface AzureVersion {
  readonly key: TestKey;
  enabled: boolean;
  /** Permitted operations. */
  operations: string[];
  /** Of the certificate object, where there is one. */
  readonly cer: Uint8Array | undefined;
}

export const azureError = (status: number, code: string, inner?: string, message = code): Told => ({
  status,
  body: { error: { code, message, ...(inner === undefined ? {} : { innererror: { code: inner } }) } },
});

export const throttledByAzure: Told = {
  ...azureError(
    429,
    'Throttled',
    undefined,
    'Request was not processed because too many requests were received.',
  ),
  headers: { 'retry-after': '3' },
};

type Right = 'keys/create' | 'keys/get' | 'keys/sign' | 'certificates/get';

/** 32 hexadecimal digits, as versions are. */
export const versionOf = (number: number): string => number.toString(16).padStart(32, '0');

const HASHES: Readonly<Record<string, HashName>> = { '256': 'sha256', '384': 'sha384', '512': 'sha512' };
const CURVES: Readonly<Record<string, string>> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' };

/** What Key Vault would sign with this key. */
function fits(key: KeyObject, alg: string): boolean {
  const { crv } = key.export({ format: 'jwk' });
  return crv === undefined ? /^(?:PS|RS)(?:256|384|512)$/.test(alg) : CURVES[crv] === alg;
}

/** Entra and one vault over TLS, with what they check; paths tell them apart. */
export class FakeAzure {
  readonly tls: { readonly key: string; readonly cert: string };
  readonly server: Loopback;
  readonly entra = new FakeEntra();
  /** Name of the vault in identifiers; where it really is when absent. */
  name: string | undefined;
  resource = 'https://vault.azure.net';
  rbac = true;
  readonly rights = new Set<Right>(['keys/get', 'keys/sign', 'certificates/get']);
  /** What was asked for, of each key that was made. */
  readonly made: Readonly<Record<string, unknown>>[] = [];
  /** Names of keys that were deleted and not purged. */
  readonly deleted = new Set<string>();
  /** By name of the key; the newest version last. */
  readonly keys = new Map<string, Map<string, AzureVersion>>();

  constructor(tls = loopbackTls()) {
    this.tls = tls;
    this.server = new Loopback((asked) => this.#answer(asked), tls);
  }

  /** From now on it speaks as these public hosts; where they lead. */
  routes(vault = 'acme.vault.azure.net', authority = 'login.microsoftonline.com'): Record<string, string> {
    this.name = vault;
    this.entra.host = authority;
    const hosts = [vault, authority, '169.254.169.254'];
    return Object.fromEntries(hosts.map((host) => [host, this.server.url]));
  }

  addVersion(name: string, key: TestKey = testKey('ec-256'), cer?: Uint8Array): string {
    const versions = this.keys.get(name) ?? new Map<string, AzureVersion>();
    this.keys.set(name, versions);
    const version = versionOf(versions.size + 1);
    versions.set(version, { key, enabled: true, operations: ['sign', 'verify'], cer });
    return version;
  }

  /** The requests to the vault that had a token. */
  get calls(): string[] {
    return this.server.asked
      .filter(({ headers }) => headers.authorization?.startsWith('Bearer '))
      .map(({ method, url }) => `${method} ${url.pathname.replace(/\/$/, '')}`);
  }

  get signatures(): number {
    return this.calls.filter((call) => call.endsWith('/sign')).length;
  }

  #answer(asked: Asked): Told {
    return this.entra.answer(asked) ?? this.#vault(asked);
  }

  #challenge(words: string, error = ''): Told {
    const challenge = `Bearer authorization="https://login.microsoftonline.com/${TENANT}", resource="${this.resource}"${error}`;
    return {
      ...azureError(401, 'Unauthorized', undefined, words),
      headers: { 'www-authenticate': challenge },
    };
  }

  #vault(asked: Asked): Told {
    const { method, url, headers } = asked;
    const token = headers.authorization?.replace(/^Bearer /, '');
    if (token === undefined) return this.#challenge('AKV10000: Request is missing a Bearer or PoP token.');
    const known = this.entra.tokens.get(token);
    if (!known || known.until < Date.now())
      return this.#challenge(
        'AKV10046: Unable to resolve the key used for signature validation.',
        ', error="invalid_token"',
      );
    if (known.resource !== this.resource)
      return this.#challenge('AKV10022: Invalid audience.', ', error="invalid_token"');
    if (!API_VERSIONS.test(url.searchParams.get('api-version') ?? ''))
      return azureError(400, 'BadParameter', undefined, 'The specified version is not recognized.');
    const match = /^\/(keys|certificates)\/([A-Za-z0-9-]+)(?:\/([0-9a-f]{32})?)?(\/sign)?$/.exec(
      url.pathname,
    );
    if (/^\/keys\/[A-Za-z0-9-]+\/create$/.test(url.pathname) && method === 'POST') return this.#make(asked);
    const [, of, name = '', asks, sign] = match ?? [];
    if (!match || method !== (sign ? 'POST' : 'GET') || (sign && (of !== 'keys' || !asks)))
      return azureError(404, 'NotFound');
    const right = (sign ? 'keys/sign' : `${of}/get`) as Right;
    if (!this.rights.has(right)) return this.#forbid(right);
    const versions = this.keys.get(name);
    // Not every unknown version is an error: the newest one answers.
    const version = asks !== undefined && versions?.has(asks) ? asks : [...(versions?.keys() ?? [])].at(-1);
    const found = versions?.get(version ?? '');
    if (!found || version === undefined || (of === 'certificates' && !found.cer)) {
      const kind = of === 'keys' ? 'Key' : 'Certificate';
      return azureError(
        404,
        `${kind}NotFound`,
        undefined,
        `A ${kind.toLowerCase()} with (name/id) ${name} was not found in this key vault.`,
      );
    }
    if (sign) return this.#sign(name, version, found, asked);
    return of === 'keys' ? this.#key(name, version, found) : this.#certificate(name, version, found);
  }

  #forbid(right: Right): Told {
    const inner = this.rbac ? 'ForbiddenByRbac' : 'ForbiddenByPolicy';
    const words = `Caller is not authorized to perform action on resource.\r\nAction: '${right}'`;
    return azureError(403, 'Forbidden', inner, words);
  }

  /** Makes a version, the first one or, as the service does without a word, the next one. */
  #make({ url, headers, body }: Asked): Told {
    if (!this.rights.has('keys/create')) return this.#forbid('keys/create');
    if (headers['content-type'] !== 'application/json') return azureError(415, 'UnsupportedMediaType');
    const name = url.pathname.split('/')[2]!;
    if (this.deleted.has(name)) {
      const words = `Key ${name} is currently in a deleted but recoverable state, and its name cannot be reused.`;
      return azureError(409, 'Conflict', 'ObjectIsDeletedButRecoverable', words);
    }
    const order = JSON.parse(body.toString()) as Record<string, unknown>;
    const { kty, crv } = order;
    if (!/^EC(?:-HSM)?$/.test(String(kty)) || crv !== 'P-256')
      return azureError(400, 'BadParameter', undefined, 'the double makes P-256 alone');
    this.made.push(order);
    const version = this.addVersion(name);
    const added = this.keys.get(name)!.get(version)!;
    added.operations = order.key_ops as string[];
    return this.#key(name, version, added);
  }

  #id(of: string, name: string, version: string): string {
    return `https://${this.name ?? this.server.host}/${of}/${name}/${version}`;
  }

  #key(name: string, version: string, { key, enabled, operations }: AzureVersion): Told {
    const { kty, ...jwk } = key.publicKey.export({ format: 'jwk' });
    const kid = this.#id('keys', name, version);
    return {
      status: 200,
      body: { key: { kid, kty: `${kty}-HSM`, key_ops: operations, ...jwk }, attributes: { enabled } },
    };
  }

  #certificate(name: string, version: string, { enabled, cer }: AzureVersion): Told {
    return {
      status: 200,
      body: {
        id: this.#id('certificates', name, version),
        kid: this.#id('keys', name, version),
        sid: this.#id('secrets', name, version),
        cer: Buffer.from(cer!).toString('base64'),
        attributes: { enabled },
      },
    };
  }

  #sign(
    name: string,
    version: string,
    { key, enabled, operations }: AzureVersion,
    { headers, body }: Asked,
  ): Told {
    if (!enabled)
      return azureError(403, 'Forbidden', 'KeyDisabled', 'Operation sign is not allowed on a disabled key.');
    if (!operations.includes('sign'))
      return azureError(
        403,
        'Forbidden',
        'KeyOperationForbidden',
        'Operation sign is not permitted on this key.',
      );
    if (headers['content-type'] !== 'application/json') return azureError(415, 'UnsupportedMediaType');
    const { alg, value } = JSON.parse(body.toString()) as Record<string, string>;
    if (!fits(key.publicKey, alg ?? ''))
      return azureError(
        400,
        'BadParameter',
        undefined,
        `Key and signing algorithm are incompatible. Key ${name}, algorithm ${alg}.`,
      );
    const hash = HASHES[alg!.slice(2)]!;
    const digest = Buffer.from(value ?? '', 'base64url');
    if (digest.toString('base64url') !== value)
      return azureError(400, 'BadParameter', undefined, 'Property value is not base64url.');
    if (digest.length !== digestLength(hash))
      return azureError(
        400,
        'BadParameter',
        undefined,
        `Invalid length of value: ${digest.length}. Expected ${digestLength(hash)}.`,
      );
    if (alg!.startsWith('RS'))
      return azureError(400, 'BadParameter', undefined, 'the double signs with PSS alone');
    const raw = alg!.startsWith('ES')
      ? signEcdsa(key.privateKey, digest)
      : signPss(key.privateKey, hash, digest, 'hash');
    return { status: 200, body: { kid: this.#id('keys', name, version), value: raw.toString('base64url') } };
  }
}
