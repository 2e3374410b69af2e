import { Buffer } from 'node:buffer';
import * as z from 'zod/mini';
import { parseJson } from '../../../encoding/json.ts';
import { SealiftError } from '../../../errors.ts';
import { discard, readBody } from '../../../io/http/body.ts';
import { redactUrl } from '../../../io/http/redact.ts';
import type { HttpClient, HttpResponse } from '../../../io/http/types.ts';
import { answerError } from '../answer-error.ts';
import type { Challenge } from './challenge.ts';
import type { Credential } from './credential.ts';
import { checkRealm } from './realm.ts';

const TOKEN_LIMIT = 64 * 1024;
/** Seconds a token lives when nobody says; docker's token specification. Shorter lives are not believed either. */
const SHORTEST_LIFE = 60;

const Answer = z.looseObject({
  token: z.optional(z.string()),
  access_token: z.optional(z.string()),
  expires_in: z.optional(z.number()),
});

export interface Token {
  readonly value: string;
  /** Seconds, from when it was received: clocks of token services differ. */
  readonly lifetime: number;
}

export interface TokenRequest {
  readonly challenge: Challenge;
  readonly scope: string;
  readonly credential: Credential | undefined;
  /** `https://registry.example.com` */
  readonly registry: URL;
}

export function basicHeader(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}

function byGet(
  http: HttpClient,
  realm: URL,
  request: TokenRequest,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const url = new URL(realm);
  const { service } = request.challenge.parameters;
  if (service !== undefined) url.searchParams.set('service', service);
  url.searchParams.append('scope', request.scope);
  const { credential } = request;
  const authorization =
    credential?.kind === 'password'
      ? { authorization: basicHeader(credential.username, credential.password) }
      : {};
  return http.request({ method: 'GET', url, headers: authorization, redirects: 'same-origin', signal });
}

/** OAuth 2 (distribution, "token/oauth"): how a refresh token is turned into an access token. */
function byPost(http: HttpClient, realm: URL, request: TokenRequest, token: string, signal: AbortSignal) {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: token,
    service: request.challenge.parameters.service ?? request.registry.host,
    scope: request.scope,
    client_id: 'sealift',
  });
  const bytes = new TextEncoder().encode(form.toString());
  return http.request({
    method: 'POST',
    url: realm,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: { length: bytes.length, open: () => Promise.resolve(bytes) },
    redirects: 'none',
    signal,
  });
}

/**
 * Asks the token service of a challenge for a token of `scope`.
 *
 * @throws SealiftError `denied`, `unexpected_answer` for a service that must not be asked, or what the answer means.
 */
export async function fetchToken(
  http: HttpClient,
  request: TokenRequest,
  signal: AbortSignal,
): Promise<Token> {
  const realm = checkRealm(request.challenge.parameters.realm, request.registry);
  const { credential } = request;
  const response =
    credential?.kind === 'refresh'
      ? await byPost(http, realm, request, credential.token, signal)
      : await byGet(http, realm, request, signal);
  if (response.status !== 200) {
    if (response.status >= 300 && response.status < 400) {
      await discard(response);
      throw new SealiftError(
        'unexpected_answer',
        `the token service ${redactUrl(realm)} redirects elsewhere`,
      );
    }
    const action = `token for ${request.scope}`;
    throw await answerError(response, { action, credential });
  }
  const what = `answer of the token service ${redactUrl(realm)}`;
  const body = parseJson(await readBody(response, TOKEN_LIMIT), { code: 'unexpected_answer', what });
  const parsed = Answer.safeParse(body);
  const value = parsed.success ? parsed.data.token || parsed.data.access_token : undefined;
  // A token becomes a header; nothing else than its characters may stand in one (RFC 6750, 2.1).
  if (!value || !/^[A-Za-z0-9._~+/=:-]+$/.test(value))
    throw new SealiftError('unexpected_answer', `${what}: holds no token`);
  return { value, lifetime: Math.max(SHORTEST_LIFE, parsed.data?.expires_in ?? SHORTEST_LIFE) };
}
