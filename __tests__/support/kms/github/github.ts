import { sign, verify } from 'node:crypto';
import { namedKey } from '../../pki.ts';
import { type Asked, Loopback, type Told } from '../loopback.ts';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const key = namedKey('github oidc');

export const ISSUER = 'https://token.actions.githubusercontent.com';
export const SUBJECT = 'repo:acme/app:ref:refs/heads/main';
/** The form of repositories since July 2026. */
export const SUBJECT_WITH_IDS = 'repo:acme@123456/app@456789:ref:refs/heads/main';
const REQUEST_TOKEN = 'github-request-token';

/** The claims of a token whose signature is GitHub's and whose time has not passed. */
export function githubClaims(token: string): Record<string, unknown> | undefined {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const data = Buffer.from(`${header}.${payload}`);
  const raw = Buffer.from(signature, 'base64url');
  if (!verify('sha256', data, { key: key.publicKey, dsaEncoding: 'ieee-p1363' }, raw)) return undefined;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  return Number(claims.exp) * 1000 > Date.now() ? claims : undefined;
}

/** The endpoint that gives a job its OIDC token. */
export class FakeGithub {
  readonly server = new Loopback((asked) => this.#answer(asked));
  /** How many tokens were given out. */
  issued = 0;
  subject = SUBJECT;

  #answer({ method, url, headers }: Asked): Told {
    if (method !== 'GET' || url.pathname !== '/token' || url.searchParams.get('api-version') !== '2.0') {
      return { status: 404 };
    }
    if (headers.authorization !== `Bearer ${REQUEST_TOKEN}`) return { status: 401, body: { message: 'no' } };
    this.issued += 1;
    return {
      status: 200,
      body: { value: this.token(url.searchParams.get('audience') ?? 'https://github.com/acme') },
    };
  }

  token(audience: string, seconds = 300): string {
    const claims = {
      iss: ISSUER,
      sub: this.subject,
      aud: audience,
      exp: Date.now() / 1000 + seconds,
      jti: this.issued,
      ...this.claims,
    };
    const data = `${part({ alg: 'ES256', typ: 'JWT' })}.${part(claims)}`;
    const signature = sign('sha256', Buffer.from(data), { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
    return `${data}.${signature.toString('base64url')}`;
  }

  /** Claims of the job, besides those that every job has. */
  claims: Readonly<Record<string, string>> = {};

  get env(): Record<string, string> {
    return {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${this.server.url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
    };
  }
}
