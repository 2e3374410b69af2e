import { sign } from 'node:crypto';
import { type Asked, Loopback, type Told } from '../../support/kms/loopback.ts';
import { namedKey } from '../../support/pki.ts';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const key = namedKey('oidc issuer');
const REQUEST_TOKEN = 'request-token';

/** An issuer of job identities like GitHub's, with its own discovery and keys. */
export class OidcIssuer {
  readonly server = new Loopback((asked) => this.#answer(asked));
  /** The claims of the job. */
  claims: Readonly<Record<string, string>> = {
    sub: 'repo:acme/app:ref:refs/heads/main',
    repository: 'acme/app',
    ref: 'refs/heads/main',
  };

  get url(): string {
    return this.server.url;
  }

  #answer({ url, headers }: Asked): Told {
    const { pathname, searchParams } = url;
    if (pathname === '/.well-known/openid-configuration') {
      const common = { response_types_supported: ['id_token'], subject_types_supported: ['public'] };
      const algorithms = { id_token_signing_alg_values_supported: ['ES256'] };
      const body = { issuer: this.url, jwks_uri: `${this.url}/jwks`, ...common, ...algorithms };
      return { status: 200, body };
    }
    if (pathname === '/jwks') {
      const jwk = key.publicKey.export({ format: 'jwk' });
      return { status: 200, body: { keys: [{ ...jwk, kid: 'one', alg: 'ES256', use: 'sig' }] } };
    }
    if (pathname !== '/token' || headers.authorization !== `Bearer ${REQUEST_TOKEN}`) return { status: 404 };
    return {
      status: 200,
      body: { value: this.#token(searchParams.get('audience') ?? 'https://github.com/acme') },
    };
  }

  #token(audience: string): string {
    const now = Math.floor(Date.now() / 1000);
    const times = { iat: now, nbf: now - 60, exp: now + 300 };
    const claims = { iss: this.url, aud: audience, ...times, ...this.claims };
    const data = `${part({ alg: 'ES256', typ: 'JWT', kid: 'one' })}.${part(claims)}`;
    const signature = sign('sha256', Buffer.from(data), { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
    return `${data}.${signature.toString('base64url')}`;
  }

  /** The variables that the runner sets for a job that may request its identity. */
  get env(): Record<string, string> {
    return {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${this.url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
    };
  }
}
