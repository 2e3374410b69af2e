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
  token: z.optional(z.nullable(z.string())),
  access_token: z.optional(z.nullable(z.string())),
  // A number; some services write it as text, and none of that is a reason to fail.
  expires_in: z.optional(z.unknown()),
});

/** Services without OAuth 2 for identity tokens; they are asked by GET (ggcr does the same on 404). */
const NO_POST = new Set([404, 405, 501]);

/** Azure's name for "the password is a token". */
const TOKEN_USER = '00000000-0000-0000-0000-000000000000';

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

function loginHeader(credential: Credential | undefined): Record<string, string> {
  if (!credential) return {};
  const [username, password] =
    credential.kind === 'password'
      ? [credential.username, credential.password]
      : [credential.username ?? TOKEN_USER, credential.token];
  return { authorization: basicHeader(username, password) };
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
  return http.request({
    method: 'GET',
    url,
    headers: loginHeader(request.credential),
    redirects: 'same-origin',
    signal,
  });
}

/** Seconds; a life that is not said, or said to be shorter than the least, is the least. */
function lifetimeOf(expiresIn: unknown): number {
  const seconds = typeof expiresIn === 'number' || typeof expiresIn === 'string' ? Number(expiresIn) : 0;
  return Math.max(seconds, SHORTEST_LIFE);
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
  const response = await ask(http, realm, request, signal);
  if (response.status !== 200) {
    if (response.status >= 300 && response.status < 400) {
      await discard(response);
      throw new SealiftError(
        'unexpected_answer',
        `the token service ${redactUrl(realm)} redirects elsewhere`,
      );
    }
    throw await refusal(response, request);
  }
  const what = `answer of the token service ${redactUrl(realm)}`;
  const body = parseJson(await readBody(response, TOKEN_LIMIT), { code: 'unexpected_answer', what });
  const parsed = Answer.safeParse(body);
  const value = parsed.success ? parsed.data.token || parsed.data.access_token : undefined;
  // A token becomes a header; nothing but visible characters may stand in one.
  if (!value || !/^[\x21-\x7e]+$/.test(value))
    throw new SealiftError('unexpected_answer', `${what}: holds no token`);
  return { value, lifetime: lifetimeOf(parsed.data?.expires_in) };
}

async function ask(
  http: HttpClient,
  realm: URL,
  request: TokenRequest,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const { credential } = request;
  if (credential?.kind === 'refresh') {
    const response = await byPost(http, realm, request, credential.token, signal);
    if (!NO_POST.has(response.status)) return response;
    await discard(response);
  }
  return byGet(http, realm, request, signal);
}

/** `repository:team/app:pull,push` names what the login was for. */
async function refusal(response: HttpResponse, request: TokenRequest): Promise<SealiftError> {
  const { credential, registry, scope } = request;
  const [, repository, right] = /^[a-z]+:(.+):([a-z,]+)$/.exec(scope) ?? ['', '', scope];
  return answerError(response, {
    method: credential?.kind === 'refresh' ? 'POST' : 'GET',
    action: `get a token for ${scope}`,
    login: {
      repository: `${registry.host}/${repository}`,
      right: right!,
      asked: true,
      credential: () => Promise.resolve(credential),
    },
  });
}
