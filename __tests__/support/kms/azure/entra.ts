import { constants, verify } from 'node:crypto';
import type { TestKey } from '../../pki.ts';
import { githubClaims, ISSUER, SUBJECT } from '../github/github.ts';
import type { Asked, Told } from '../loopback.ts';

export const TENANT = '11111111-2222-3333-4444-555555555555';
export const CLIENT = '99999999-8888-7777-6666-555555555555';
export const SECRET = 'client-secret-of-the-test';

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** An error as Entra writes it. */
export const entraError = (number: number, words: string, error = 'invalid_client', status = 401): Told => ({
  status,
  body: {
    error,
    error_description: `AADSTS${number}: ${words} Trace ID: 0000 Correlation ID: 1111 Timestamp: 2026-01-01 00:00:00Z`,
    error_codes: [number],
    trace_id: '0000',
    correlation_id: '1111',
  },
});

/** What a token is good for. */
export interface Issued {
  readonly resource: string;
  readonly until: number;
}

/** Microsoft Entra for one directory and one app, and the metadata service of a machine. */
export class FakeEntra {
  readonly tokens = new Map<string, Issued>();
  /** How many tokens were given out. */
  issued = 0;
  /** Its public name; where it really is when absent. */
  host: string | undefined;
  /** Seconds that a token lasts. */
  lifetime = 3600;
  /** Of the federated credential of the app. */
  trusted = { iss: ISSUER, sub: SUBJECT, aud: 'api://AzureADTokenExchange' };
  /** Key of the certificate by which the app may log in. */
  certificateKey: TestKey | undefined;
  /** Resources that the directory knows. */
  readonly resources = new Set(['https://vault.azure.net', 'https://managedhsm.azure.net']);
  readonly #used = new Set<string>();

  give(resource: string): string {
    this.issued += 1;
    const value = `entra-access-token-${this.issued}-${resource}`;
    this.tokens.set(value, { resource, until: Date.now() + this.lifetime * 1000 });
    return value;
  }

  /** `undefined` for what is not Entra's. */
  answer(asked: Asked): Told | undefined {
    const { url, method, headers } = asked;
    if (url.pathname === '/metadata/identity/oauth2/token') return this.#machine(asked);
    const match = /^\/([^/]+)\/(v2\.0\/\.well-known\/openid-configuration|oauth2\/v2\.0\/token)$/.exec(
      url.pathname,
    );
    if (!match) return undefined;
    if (match[1] !== TENANT)
      return entraError(90002, `Tenant '${match[1]}' not found.`, 'invalid_request', 400);
    if (match[2]!.startsWith('v2.0')) {
      const base = `https://${this.host ?? headers.host}/${TENANT}`;
      return {
        status: 200,
        body: {
          token_endpoint: `${base}/oauth2/v2.0/token`,
          authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
          issuer: `${base}/v2.0`,
          jwks_uri: `${base}/discovery/v2.0/keys`,
        },
      };
    }
    if (method !== 'POST') return { status: 405 };
    return this.#token(new URLSearchParams(asked.body.toString()));
  }

  #machine({ url, headers, method }: Asked): Told {
    if (method !== 'GET' || headers.metadata !== 'true' || !url.searchParams.get('api-version')) {
      return {
        status: 400,
        body: { error: 'invalid_request', error_description: 'Required metadata header' },
      };
    }
    const resource = url.searchParams.get('resource') ?? '';
    if (!this.resources.has(resource)) return { status: 400, body: { error: 'invalid_resource' } };
    const value = this.give(resource);
    const expires = String(Math.floor(Date.now() / 1000) + this.lifetime);
    return {
      status: 200,
      body: { access_token: value, expires_on: expires, resource, token_type: 'Bearer' },
    };
  }

  #token(form: URLSearchParams): Told {
    if (form.get('grant_type') !== 'client_credentials')
      return entraError(70003, 'The app requested an unsupported grant type.', 'unsupported_grant_type', 400);
    if (form.get('client_id') !== CLIENT)
      return entraError(700016, `Application with identifier '${form.get('client_id')}' was not found.`);
    const complaint = form.has('client_secret') ? this.#secret(form) : this.#assertion(form);
    if (complaint) return complaint;
    const scope = /^(https:\/\/[^/]+)\/\.default$/.exec(form.get('scope')?.split(' ')[0] ?? '');
    if (!scope || !this.resources.has(scope[1]!)) {
      return entraError(
        500011,
        'The resource principal was not found in the tenant.',
        'invalid_resource',
        400,
      );
    }
    return {
      status: 200,
      body: { token_type: 'Bearer', expires_in: this.lifetime, access_token: this.give(scope[1]!) },
    };
  }

  #secret(form: URLSearchParams): Told | undefined {
    if (form.get('client_secret') === SECRET) return undefined;
    return entraError(7000215, 'Invalid client secret provided.');
  }

  #assertion(form: URLSearchParams): Told | undefined {
    const assertion = form.get('client_assertion') ?? '';
    if (form.get('client_assertion_type') !== JWT_BEARER || assertion === '')
      return entraError(7000216, 'client_assertion or client_secret is required.');
    if (this.#used.has(assertion)) return entraError(50027, 'The token was presented before.');
    this.#used.add(assertion);
    if (this.certificateKey) return this.#signedByApp(assertion, this.certificateKey);
    const claims = githubClaims(assertion);
    if (!claims) return entraError(50013, 'Assertion failed signature validation.', 'invalid_request', 400);
    const { iss, sub, aud } = this.trusted;
    if (claims.aud !== aud)
      return entraError(
        700212,
        `No matching federated identity record found for presented assertion audience '${claims.aud}'.`,
      );
    if (claims.iss !== iss)
      return entraError(
        700211,
        `No matching federated identity record found for presented assertion issuer '${claims.iss}'.`,
      );
    if (claims.sub !== sub)
      return entraError(
        700213,
        `No matching federated identity record found for presented assertion subject '${claims.sub}'.`,
      );
    return undefined;
  }

  #signedByApp(assertion: string, key: TestKey): Told | undefined {
    const [header = '', payload = '', signature = ''] = assertion.split('.');
    const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg: string };
    const padding = alg === 'PS256' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
    const options = { key: key.publicKey, padding };
    const good = verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      options,
      Buffer.from(signature, 'base64url'),
    );
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    if (good && claims.iss === CLIENT && claims.sub === CLIENT) return undefined;
    return entraError(
      700027,
      'The certificate with identifier used to sign the client assertion is not registered.',
    );
  }
}
