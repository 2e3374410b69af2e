import { Buffer } from 'node:buffer';
import { discard } from '../../../io/http/body.ts';
import type { HttpClient, HttpResponse } from '../../../io/http/types.ts';
import type { Challenge } from './challenge.ts';
import type { Credential } from './credential.ts';

export interface TokenRequest {
  readonly challenge: Challenge;
  /** The scopes of the token; the request cannot do without the first one. */
  readonly scopes: readonly [string, ...string[]];
  readonly credential: Credential | undefined;
  /** The registries for which there is a login, for an error. */
  readonly logins: () => Promise<readonly string[]>;
  /** `https://registry.example.com` */
  readonly registry: URL;
}

export interface TokenAnswer {
  readonly method: 'GET' | 'POST';
  readonly response: HttpResponse;
}

/**
 * How services without OAuth 2 refuse a POST, besides 404 and 405: Artifactory with 401, Azure's of old with 400. They are
 * asked by GET with the same secret, as docker does.
 */
const NO_POST = new Set([400, 401, 404, 405, 415, 501]);

/** The user name by which Azure is told that the password is a token. */
const TOKEN_USER = '00000000-0000-0000-0000-000000000000';

export function basicHeader(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}

/** The Authorization header with which a token service is asked by GET. */
export function loginHeader(credential: Credential): string {
  const [username, password] =
    credential.kind === 'password'
      ? [credential.username, credential.password]
      : [credential.username ?? TOKEN_USER, credential.token];
  return basicHeader(username, password);
}

/** Asks by GET, as docker's token specification has it (distribution, "token/jwt"). */
function byGet(
  http: HttpClient,
  realm: URL,
  { challenge, scopes, credential, registry }: TokenRequest,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const url = new URL(realm);
  const { service } = challenge.parameters;
  if (service !== undefined) url.searchParams.set('service', service);
  for (const scope of scopes) url.searchParams.append('scope', scope);
  const headers = credential ? { authorization: loginHeader(credential) } : {};
  const clientCertificate = realm.origin === registry.origin;
  return http.request({ method: 'GET', url, headers, redirects: 'same-origin', clientCertificate, signal });
}

/** Asks by POST for an access token in return for a refresh token, as OAuth 2 has it (distribution, "token/oauth"). */
function byPost(
  http: HttpClient,
  realm: URL,
  { challenge, scopes, registry }: TokenRequest,
  token: string,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: token,
    service: challenge.parameters.service ?? registry.host,
    scope: scopes.join(' '),
    client_id: 'sealift',
  });
  const bytes = new TextEncoder().encode(form.toString());
  return http.request({
    method: 'POST',
    url: realm,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: { length: bytes.length, open: () => Promise.resolve(bytes) },
    redirects: 'none',
    clientCertificate: realm.origin === registry.origin,
    signal,
  });
}

/** Asks the token service at `realm`, which the caller has checked: with an identity token by POST, else by GET. */
export async function requestToken(
  http: HttpClient,
  realm: URL,
  request: TokenRequest,
  signal: AbortSignal,
): Promise<TokenAnswer> {
  const { credential } = request;
  if (credential?.kind === 'refresh') {
    const response = await byPost(http, realm, request, credential.token, signal);
    if (!NO_POST.has(response.status)) return { method: 'POST', response };
    await discard(response);
  }
  return { method: 'GET', response: await byGet(http, realm, request, signal) };
}
