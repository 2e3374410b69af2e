import { type KeyKind, type TestKey, testKey } from '../../pki.ts';
import { signEcdsa, toDer } from '../ecdsa.ts';
import { githubClaims, SUBJECT } from '../github/github.ts';
import { type Asked, Loopback, type Told } from '../loopback.ts';
import { digestLength, type HashName, signPss } from '../pss.ts';

interface TransitKey {
  readonly type: string;
  readonly versions: Map<number, TestKey>;
  least: number;
}

const HASHES: Readonly<Record<string, HashName>> = {
  'sha2-256': 'sha256',
  'sha2-384': 'sha384',
  'sha2-512': 'sha512',
};

const TYPES: Readonly<Record<KeyKind, string>> = {
  'rsa-2048': 'rsa-2048',
  'rsa-3072': 'rsa-3072',
  'rsa-4096': 'rsa-4096',
  'ec-256': 'ecdsa-p256',
  'ec-384': 'ecdsa-p384',
  'ec-521': 'ecdsa-p521',
};

export type Policy = Readonly<Record<string, readonly string[]>>;

interface Role {
  readonly audience: string;
  readonly policy: Policy;
  readonly lease: number;
  /** The `sub` of its bound claims. */
  subject?: string;
}

const refuse = (status: number, ...errors: string[]): Told => ({ status, body: { errors } });

/** A transit engine that asks for what Vault asks for, and has Vault's defaults where something is left out. */
export class FakeVault {
  readonly server = new Loopback((asked) => this.#answer(asked));
  readonly keys = new Map<string, TransitKey>();
  /** What was asked for, of each key that was made. */
  readonly made: Readonly<Record<string, unknown>>[] = [];
  /** Token to what it may do: path to capabilities; a path may end with `*`. */
  readonly tokens = new Map<string, Policy>();
  readonly roles = new Map<string, Role>();
  namespace: string | undefined;
  mount = 'transit';
  /** Which server answers: OpenBao does not say that a key was there already, and old versions of Vault answer without a body. */
  kind: 'vault' | 'openbao' | 'old vault' = 'vault';
  #logins = 0;
  /** Role to further claims that a token has to have. */
  readonly bound = new Map<string, Readonly<Record<string, string>>>();

  addKey(name: string, kind: KeyKind, key: TestKey = testKey(kind)): TransitKey {
    const added = { type: TYPES[kind], versions: new Map([[1, key]]), least: 0 };
    this.keys.set(name, added);
    return added;
  }

  #answer(asked: Asked): Told {
    const { headers, url, method } = asked;
    if ((headers['x-vault-namespace'] ?? '') !== (this.namespace ?? '')) {
      return refuse(404, `no handler for route "${url.pathname.slice(4)}". route entry not found.`);
    }
    if (!url.pathname.startsWith('/v1/')) return refuse(404);
    const path = url.pathname.slice('/v1/'.length);
    if (path === 'auth/jwt/login') return this.#logIn(asked);
    const policy = this.tokens.get(headers['x-vault-token'] ?? '');
    const wanted = method === 'GET' ? 'read' : 'update';
    const rule = Object.entries(policy ?? {}).find(([pattern]) =>
      pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path,
    );
    if (!rule?.[1].includes(wanted)) return refuse(403, '1 error occurred:\n\t* permission denied\n\n');
    const [mount, action, name = '', hash] = path.split('/');
    if (mount !== this.mount) return refuse(404, `no handler for route "${path}". route entry not found.`);
    const key = this.keys.get(name);
    if (action === 'keys' && method === 'GET') return key ? this.#describe(name, key) : refuse(404);
    if (action === 'keys' && method === 'POST') return this.#make(name, asked);
    if (action === 'sign' && method === 'POST') {
      return key ? this.#sign(key, hash, asked) : refuse(400, 'signing key not found');
    }
    return refuse(405, 'unsupported operation');
  }

  #logIn({ method, body, headers }: Asked): Told {
    if (method !== 'POST' || headers['content-type'] !== 'application/json') return refuse(405);
    const { role: name, jwt } = JSON.parse(body.toString()) as { role?: string; jwt?: string };
    const role = this.roles.get(name ?? '');
    if (!role) return refuse(400, `role "${name}" could not be found`);
    const claims = githubClaims(jwt ?? '');
    if (!claims) return refuse(400, 'error validating token: signature or expiry');
    const bound = Object.entries(this.bound.get(name ?? '') ?? {});
    const unmet = bound.find(([claim, value]) => claims[claim] !== value);
    if (unmet) return refuse(400, `error validating claims: claim "${unmet[0]}" does not match`);
    if (claims.aud !== role.audience) {
      return refuse(
        400,
        'error validating token: invalid audience (aud) claim: audience claim does not match',
      );
    }
    if (claims.sub !== (role.subject ?? SUBJECT)) {
      return refuse(
        400,
        'error validating claims: claim "sub" does not match any associated bound claim values',
      );
    }
    this.#logins += 1;
    const token = `hvs.login-${this.#logins}`;
    this.tokens.set(token, role.policy);
    return { status: 200, body: { auth: { client_token: token, lease_duration: role.lease } } };
  }

  /** Makes a key, or leaves the one of that name as it is; both are a success. */
  #make(name: string, { body }: Asked): Told {
    const order = JSON.parse(body.toString()) as Record<string, unknown>;
    const kind = (Object.keys(TYPES) as KeyKind[]).find((one) => TYPES[one] === order.type);
    if (!kind) return refuse(400, `unknown key type ${order.type}`);
    const known = this.keys.get(name);
    if (!known) this.made.push({ name, ...order });
    const told = this.#describe(name, known ?? this.addKey(name, kind));
    if (this.kind === 'old vault') return { status: 204, body: '' };
    const warnings = known && this.kind === 'vault' ? [`key ${name} already existed`] : null;
    return { status: 200, body: { ...(told.body as object), warnings } };
  }

  #describe(name: string, { type, versions, least }: TransitKey): Told {
    const keys = [...versions].map(([version, { publicKey }]) => [
      version,
      {
        public_key: publicKey.export({ format: 'pem', type: 'spki' }),
        creation_time: '2026-01-01T00:00:00Z',
      },
    ]);
    return {
      status: 200,
      body: {
        data: {
          name,
          type,
          supports_signing: true,
          latest_version: Math.max(...versions.keys()),
          min_encryption_version: least,
          keys: Object.fromEntries(keys),
        },
      },
    };
  }

  #sign(key: TransitKey, hashName: string | undefined, { body, headers }: Asked): Told {
    if (headers['content-type'] !== 'application/json') return refuse(400, 'failed to parse JSON input');
    const order = JSON.parse(body.toString()) as Record<string, unknown>;
    const hash = HASHES[hashName ?? 'sha2-256'];
    if (!hash) return refuse(400, `invalid hash algorithm "${hashName}"`);
    const input = Buffer.from(String(order.input), 'base64');
    if (input.toString('base64') !== order.input) return refuse(400, 'unable to decode input as base64');
    if (order.prehashed !== true) return refuse(400, 'the double signs prehashed input alone');
    const rsa = key.type.startsWith('rsa');
    if (input.length !== digestLength(hash)) return refuse(400, 'crypto/rsa: input must be hashed message');
    const latest = Math.max(...key.versions.keys());
    const version = order.key_version === undefined ? latest : Number(order.key_version);
    if (version > latest)
      return refuse(400, 'requested version for signing is higher than the latest key version');
    if (version < key.least)
      return refuse(400, 'requested version for signing is less than the minimum encryption key version');
    const { privateKey } = key.versions.get(version)!;
    const algorithm = order.signature_algorithm ?? 'pss';
    if (rsa && algorithm !== 'pss') return refuse(400, `unsupported rsa signature algorithm ${algorithm}`);
    const marshaling = order.marshaling_algorithm ?? 'asn1';
    if (marshaling !== 'asn1' && marshaling !== 'jws')
      return refuse(400, 'requested marshaling scheme is invalid');
    const raw = rsa
      ? signPss(privateKey, hash, input, order.salt_length === 'hash' ? 'hash' : 'longest')
      : signEcdsa(privateKey, input);
    const signature = rsa || marshaling === 'jws' ? raw : toDer(raw);
    const text = signature.toString(marshaling === 'jws' ? 'base64url' : 'base64');
    return { status: 200, body: { data: { signature: `vault:v${version}:${text}`, key_version: version } } };
  }
}
