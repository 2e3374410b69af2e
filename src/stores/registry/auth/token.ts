import { ANY, struct, unread } from '../../../encoding/go-shape.ts';
import { readAs } from '../../../encoding/read-as.ts';
import { type ErrorCode, SealiftError } from '../../../errors.ts';
import { discard, readBody } from '../../../io/http/body.ts';
import { redactUrl } from '../../../io/http/redact.ts';
import type { HttpClient, HttpResponse } from '../../../io/http/types.ts';
import { registryName } from '../api-host.ts';
import { responseError } from '../response-error.ts';
import { checkRealm } from './realm.ts';
import { parseScope } from './scope.ts';
import { requestToken, type TokenAnswer, type TokenRequest } from './token-request.ts';

const TOKEN_LIMIT = 64 * 1024;
/** Lifetime in seconds of a token without `expires_in`, by docker's token specification, and the shortest that is believed. */
const SHORTEST_LIFE = 60;

/** Services add members of their own, such as moments in nanoseconds. The answer is for this program alone. */
const ANSWER = struct(
  {
    token: 'text',
    access_token: 'text',
    refresh_token: 'text',
    // The specification has a number here. For any other value the shortest lifetime is assumed.
    expires_in: ANY,
  },
  unread(ANY),
);

export interface Token {
  readonly value: string;
  /** Seconds from the receipt of the token, since the clock of the token service may differ from ours. */
  readonly lifetime: number;
  /** The refresh token to send the next time, when the service replaced the one that was sent. */
  readonly refreshToken?: string;
}

function lifetimeOf(expiresIn: unknown): number {
  const seconds = typeof expiresIn === 'number' ? expiresIn : SHORTEST_LIFE;
  return Math.max(SHORTEST_LIFE, seconds);
}

/** The error codes of a token service. Another code would be taken for one of the registry: a 404 for a missing image. */
const SAYABLE: ReadonlySet<ErrorCode> = new Set([
  'credentials_missing',
  'denied',
  'registry_refused',
  'registry_unavailable',
  'too_many_requests',
]);

async function refusal(
  { method, response }: TokenAnswer,
  request: TokenRequest,
  secrets: HttpClient['secrets'],
): Promise<SealiftError> {
  const { credential, logins, registry, scopes } = request;
  const { name = '', actions = scopes } = parseScope(scopes[0]) ?? {};
  const error = await responseError(response, {
    method,
    action: `get a token for ${scopes.join(' ')}`,
    secrets,
    login: {
      repository: `${registryName(registry.host)}/${name}`,
      right: actions.join(' and '),
      writes: actions.includes('push'),
      asked: true,
      credential: () => Promise.resolve(credential),
      logins,
    },
  });
  return SAYABLE.has(error.code) ? error : new SealiftError('unexpected_answer', error.message);
}

/** @throws SealiftError `unexpected_answer` for an answer that is too large, which concerns no image. */
function bodyOf(response: HttpResponse): Promise<Uint8Array> {
  return readBody(response, TOKEN_LIMIT).catch((error: unknown) => {
    if (!(error instanceof SealiftError) || error.code !== 'content_too_large') throw error;
    throw new SealiftError('unexpected_answer', error.message);
  });
}

/**
 * Asks the token service of a challenge for a token of `scopes`.
 *
 * @throws SealiftError `denied`, `unexpected_answer` for a service that must not be asked, or what the answer means.
 */
export async function fetchToken(
  http: HttpClient,
  request: TokenRequest,
  signal: AbortSignal,
): Promise<Token> {
  const realm = checkRealm(request.challenge.parameters.realm, request.registry);
  const answer = await requestToken(http, realm, request, signal);
  const { response } = answer;
  if (response.status >= 300 && response.status < 400) {
    await discard(response);
    throw new SealiftError(
      'unexpected_answer',
      `the token service ${redactUrl(realm)} redirects elsewhere, where no credentials are sent`,
    );
  }
  if (response.status !== 200) throw await refusal(answer, request, http.secrets);
  const what = `answer of the token service ${redactUrl(realm)}`;
  const body = readAs(ANSWER, await bodyOf(response), { code: 'unexpected_answer', what });
  const value = body.token || body.access_token;
  // The token becomes a part of a header, so it may have visible ASCII characters alone.
  if (!value || !/^[\x21-\x7e]+$/.test(value))
    throw new SealiftError('unexpected_answer', `${what}: holds no token`);
  const { expires_in: expiresIn, refresh_token: refreshToken } = body;
  const isRenewed = answer.method === 'POST' && refreshToken;
  return { value, lifetime: lifetimeOf(expiresIn), ...(isRenewed ? { refreshToken } : {}) };
}
