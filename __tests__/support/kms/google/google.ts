import { createHash, verify } from 'node:crypto';
import { type TestKey, testKey } from '../../pki.ts';
import { signEcdsa, toDer } from '../ecdsa.ts';
import { githubClaims, SUBJECT } from '../github/github.ts';
import { type Asked, Loopback, type Told } from '../loopback.ts';
import { digestLength, type HashName, signPss } from '../pss.ts';

/** CRC-32C bit by bit: another way than the one under test. */
export function slowCrc32c(bytes: Buffer): string {
  let crc = 0xffffffffn;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1n ? (crc >> 1n) ^ 0x82f63b78n : crc >> 1n;
  }
  return String(crc ^ 0xffffffffn);
}

export interface GoogleVersion {
  readonly algorithm: string;
  readonly key: TestKey;
  state: 'ENABLED' | 'DISABLED' | 'DESTROYED' | 'PENDING_GENERATION' | 'GENERATION_FAILED';
}

export const googleError = (status: number, name: string, message = name, details: object[] = []): Told => ({
  status,
  body: { error: { code: status, message, status: name, details } },
});

const PURPOSE = 'https://www.googleapis.com/auth/cloudkms';
export const POOL = 'projects/42/locations/global/workloadIdentityPools/github/providers/acme';
export const ACCOUNT = 'release@acme.iam.gserviceaccount.com';
export const RING = 'projects/acme/locations/europe-west3/keyRings/ring/cryptoKeys';

/** Google's token servers and Cloud KMS, with what they check; paths tell them apart. */
export class FakeGoogle {
  readonly server = new Loopback((asked) => this.#answer(asked));
  /** By full name. */
  readonly versions = new Map<string, GoogleVersion>();
  /** The subject that the attribute condition of the provider takes. */
  subject = SUBJECT;
  readonly rights = new Set(['viewPublicKey', 'useToSign']);
  /** Key rings that are there. */
  readonly rings = new Set(['projects/acme/locations/europe-west3/keyRings/ring']);
  /** What was asked for, of each key that was made. */
  readonly made: Readonly<Record<string, unknown>>[] = [];
  /** Looks at a new version until it is enabled. */
  pending = 1;
  /** Key of the service account. */
  readonly accountKey = testKey('rsa-2048');
  readonly #tokens = new Set<string>();
  readonly #federated = new Set<string>();

  get routes(): Record<string, string> {
    const hosts = ['cloudkms', 'sts', 'iamcredentials', 'oauth2'].map((name) => `${name}.googleapis.com`);
    return Object.fromEntries(hosts.map((host) => [host, this.server.url]));
  }

  addKey(name: string, algorithm: string, key: TestKey): GoogleVersion {
    const added: GoogleVersion = { algorithm, key, state: 'ENABLED' };
    this.versions.set(`${RING}/${name}/cryptoKeyVersions/1`, added);
    return added;
  }

  #give(set = this.#tokens): string {
    const token = `ya29.token-${set.size}-${set === this.#tokens ? 'own' : 'federated'}`;
    set.add(token);
    return token;
  }

  #answer(asked: Asked): Told {
    const { url, method } = asked;
    if (method === 'POST' && url.pathname === '/v1/token') return this.#exchange(asked);
    if (method === 'POST' && url.pathname === '/token') return this.#login(asked);
    if (url.pathname.endsWith(':generateAccessToken')) return this.#impersonate(asked);
    return this.#kms(asked);
  }

  #exchange({ body }: Asked): Told {
    const form = new URLSearchParams(body.toString());
    const wrong = (error: string, error_description: string): Told => ({
      status: 400,
      body: { error, error_description },
    });
    if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:token-exchange')
      return wrong('unsupported_grant_type', '');
    if (form.get('audience') !== `//iam.googleapis.com/${POOL}`)
      return wrong('invalid_target', 'The target service indicated by the "audience" parameters is invalid.');
    const claims = githubClaims(form.get('subject_token') ?? '');
    if (!claims) return wrong('invalid_grant', 'The ID Token has expired or its signature is wrong.');
    if (claims.aud !== `https://iam.googleapis.com/${POOL}`)
      return wrong('invalid_grant', 'The audience in ID Token does not match the expected audience.');
    if (claims.sub !== this.subject)
      return wrong('unauthorized_client', 'The given credential is rejected by the attribute condition.');
    const token = this.#give(form.get('scope') === PURPOSE ? this.#tokens : this.#federated);
    return {
      status: 200,
      body: {
        access_token: token,
        expires_in: 3600,
        token_type: 'Bearer',
        issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      },
    };
  }

  #impersonate({ url, headers, body }: Asked): Told {
    if (!this.#federated.has(headers.authorization?.slice('Bearer '.length) ?? ''))
      return googleError(401, 'UNAUTHENTICATED');
    if (url.pathname !== `/v1/projects/-/serviceAccounts/${ACCOUNT}:generateAccessToken`) {
      return googleError(403, 'PERMISSION_DENIED', "Permission 'iam.serviceAccounts.getAccessToken' denied");
    }
    if (!body.toString().includes(PURPOSE)) return googleError(400, 'INVALID_ARGUMENT', 'scope');
    const expireTime = new Date(Date.now() + 3_600_000).toISOString();
    return { status: 200, body: { accessToken: this.#give(), expireTime } };
  }

  #login({ body }: Asked): Told {
    const form = new URLSearchParams(body.toString());
    const wrong = (error: string, error_description = error): Told => ({
      status: 400,
      body: { error, error_description },
    });
    const given = (): Told => ({
      status: 200,
      body: { access_token: this.#give(), expires_in: 3600, token_type: 'Bearer' },
    });
    if (form.get('grant_type') === 'refresh_token') {
      const good = form.get('refresh_token') === 'refresh' && form.get('client_secret') === 'client-secret';
      return good ? given() : wrong('invalid_grant', 'Token has been expired or revoked.');
    }
    const [header = '', payload = '', signature = ''] = (form.get('assertion') ?? '').split('.');
    const raw = Buffer.from(signature, 'base64url');
    if (!verify('sha256', Buffer.from(`${header}.${payload}`), this.accountKey.publicKey, raw)) {
      return wrong('invalid_grant', 'Invalid JWT Signature.');
    }
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    if (claims.iss !== ACCOUNT || claims.scope !== PURPOSE)
      return wrong('invalid_grant', 'account not found');
    return given();
  }

  #kms({ method, url, headers, body }: Asked): Told {
    if (!this.#tokens.has(headers.authorization?.slice('Bearer '.length) ?? ''))
      return googleError(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
    const asked = decodeURIComponent(url.pathname).slice('/v1/'.length);
    if (asked.endsWith('/cryptoKeys') && method === 'POST') return this.#make(asked, url, body);
    if (/\/cryptoKeyVersions\/\d+$/.test(asked) && method === 'GET') return this.#version(asked);
    const match = /^\/v1\/(.*?)(\/publicKey|:asymmetricSign)$/.exec(decodeURIComponent(url.pathname));
    if (!match || method !== (match[2] === '/publicKey' ? 'GET' : 'POST'))
      return googleError(404, 'NOT_FOUND');
    const [, name = '', suffix] = match;
    const right = suffix === '/publicKey' ? 'viewPublicKey' : 'useToSign';
    if (!this.rights.has(right)) {
      return googleError(
        403,
        'PERMISSION_DENIED',
        `Permission 'cloudkms.cryptoKeyVersions.${right}' denied on resource '${name}' (or it may not exist).`,
      );
    }
    const version = this.versions.get(name);
    if (!version) return googleError(404, 'NOT_FOUND', `CryptoKeyVersion ${name} not found.`);
    if (version.state !== 'ENABLED') {
      return googleError(
        400,
        'FAILED_PRECONDITION',
        `${name} is not enabled, current state is: ${version.state}.`,
      );
    }
    if (suffix === '/publicKey') {
      const pem = version.key.publicKey.export({ format: 'pem', type: 'spki' }) as string;
      return {
        status: 200,
        body: {
          name,
          pem,
          algorithm: version.algorithm,
          pemCrc32c: slowCrc32c(Buffer.from(pem)),
          protectionLevel: 'HSM',
        },
      };
    }
    return this.#sign(name, version, JSON.parse(body.toString()) as Record<string, unknown>);
  }

  #denied(right: string, name: string): Told {
    const words = `Permission '${right}' denied on resource '${name}' (or it may not exist).`;
    return googleError(403, 'PERMISSION_DENIED', words);
  }

  #make(asked: string, url: URL, body: Buffer): Told {
    const ring = asked.replace(/\/cryptoKeys$/, '');
    if (!this.rights.has('create')) return this.#denied('cloudkms.cryptoKeys.create', ring);
    if (!this.rings.has(ring)) return googleError(404, 'NOT_FOUND', `KeyRing ${ring} not found.`);
    const name = `${asked}/${url.searchParams.get('cryptoKeyId')}`;
    if ([...this.versions.keys()].some((one) => one.startsWith(`${name}/`)))
      return googleError(409, 'ALREADY_EXISTS', `CryptoKey ${name} already exists.`);
    const order = JSON.parse(body.toString()) as Record<string, { algorithm?: string }>;
    if (
      order.versionTemplate?.algorithm !== 'EC_SIGN_P256_SHA256' ||
      String(order.purpose) !== 'ASYMMETRIC_SIGN'
    )
      return googleError(400, 'INVALID_ARGUMENT', 'the double makes P-256 to sign alone');
    this.made.push(order);
    const state = this.pending > 0 ? 'PENDING_GENERATION' : 'ENABLED';
    const added = { algorithm: 'EC_SIGN_P256_SHA256', key: testKey('ec-256'), state } as const;
    this.versions.set(`${name}/cryptoKeyVersions/1`, { ...added });
    return { status: 200, body: { name, purpose: 'ASYMMETRIC_SIGN', ...order } };
  }

  #version(name: string): Told {
    if (!this.rights.has('get')) return this.#denied('cloudkms.cryptoKeyVersions.get', name);
    const version = this.versions.get(name);
    if (!version) return googleError(404, 'NOT_FOUND', `CryptoKeyVersion ${name} not found.`);
    this.pending -= 1;
    if (this.pending < 0 && version.state === 'PENDING_GENERATION') version.state = 'ENABLED';
    return { status: 200, body: { name, state: version.state, algorithm: version.algorithm } };
  }

  #sign(name: string, { algorithm, key }: GoogleVersion, order: Record<string, unknown>): Told {
    const bits = /SHA(\d+)$/.exec(algorithm)?.[1];
    const hash = `sha${bits}` as HashName;
    const digests = (order.digest ?? {}) as Record<string, string>;
    const text = digests[hash];
    if (Object.keys(digests).length !== 1 || text === undefined) {
      return googleError(400, 'INVALID_ARGUMENT', `The digest does not fit the algorithm ${algorithm}.`);
    }
    const digest = Buffer.from(text, 'base64');
    if (digest.toString('base64') !== text || digest.length !== digestLength(hash))
      return googleError(400, 'INVALID_ARGUMENT', 'digest length');
    if (order.digestCrc32c !== undefined && order.digestCrc32c !== slowCrc32c(digest)) {
      return googleError(
        400,
        'INVALID_ARGUMENT',
        'The checksum in field digest_crc32c did not match the data in field digest.',
      );
    }
    const signature = algorithm.startsWith('RSA')
      ? signPss(key.privateKey, hash, digest, 'hash')
      : toDer(signEcdsa(key.privateKey, digest));
    return {
      status: 200,
      body: {
        name,
        signature: signature.toString('base64'),
        signatureCrc32c: slowCrc32c(signature),
        verifiedDigestCrc32c: order.digestCrc32c !== undefined,
        protectionLevel: 'HSM',
      },
    };
  }
}

export const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
