import { Buffer } from 'node:buffer';
import { parseJson } from '../../encoding/json.ts';
import { SealiftError } from '../../errors.ts';
import { readBody } from '../../io/http/body.ts';
import { mayPassLater } from '../../io/http/network-error.ts';
import { backoff, isTransient, retryAfter } from '../../io/http/retry.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../io/http/types.ts';
import type { Clock } from '../../operations/ports.ts';
import type { ApiAddresses } from './addresses.ts';

/** Twenty comments of 65,536 characters, each character escaped, and what stands around them. */
const ANSWER_LIMIT = 8 * 1024 * 1024;
const ERROR_LIMIT = 64 * 1024;
const TRIES = 3;
/** The longest wait that GitHub may ask for. What is filed here is worth no longer one. */
const LONGEST_WAIT = 30_000;

const HINT = 'Check GITHUB_API_URL, and what stands between the runner and GitHub.';

interface Parts {
  readonly http: HttpClient;
  readonly addresses: ApiAddresses;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Whether GitHub refuses because of too many requests: 429, or 403 with Retry-After or an empty budget. */
function isLimited({ status, headers }: HttpResponse): boolean {
  if (status === 429) return true;
  return status === 403 && (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0');
}

/** Milliseconds until a limited request may be tried again: Retry-After, else the time of the reset. */
function waitOf({ headers }: HttpResponse, now: Date): number | undefined {
  const asked = retryAfter(headers, now);
  if (asked !== undefined) return asked;
  const reset = headers['x-ratelimit-reset'];
  const isTime = typeof reset === 'string' && /^\d{1,11}$/.test(reset);
  return isTime ? Math.max(1000, Number(reset) * 1000 - now.getTime()) : undefined;
}

function limited(host: string, wait: number | undefined): SealiftError {
  const when = wait === undefined ? '' : `; it may be asked again in ${Math.ceil(wait / 1000)} s`;
  return new SealiftError('too_many_requests', `${host} limits the requests of this token${when}`, {
    hint: 'Run the job again later.',
  });
}

/** A write that GitHub may have done although it did not say so must not be sent twice. */
function isRepeatable(method: string, url: URL, { graphql }: ApiAddresses): boolean {
  return method !== 'POST' || url.href === graphql;
}

/** Sends one request, and again where that may help: five hundreds, cut connections, and limits that end soon. */
async function send(request: HttpRequest, { http, addresses, clock }: Parts): Promise<HttpResponse> {
  const { method, url, signal } = request;
  const repeats = isRepeatable(method, url, addresses);
  for (let tried = 1; ; tried += 1) {
    const outcome = await http.request(request).catch((error: unknown) => {
      signal.throwIfAborted();
      if (error instanceof SealiftError && mayPassLater(error) && repeats && tried < TRIES) return error;
      throw error;
    });
    const answer = outcome instanceof SealiftError ? undefined : outcome;
    const isOver = answer !== undefined && isLimited(answer);
    if (answer && !isOver && !(isTransient(answer.status) && repeats)) return answer;
    const now = clock.now();
    const asked = answer && (isOver ? waitOf(answer, now) : retryAfter(answer.headers, now));
    const wait = asked ?? backoff(tried, Math.random);
    if (answer && (tried === TRIES || wait > LONGEST_WAIT)) {
      if (!isOver) return answer;
      answer.body.destroy();
      throw limited(url.host, asked);
    }
    answer?.body.destroy();
    await clock.sleep(wait, signal);
  }
}

/** The JSON of an answer, which has to be an object or a list. Of a refusal, whose body may be anything, only JSON is kept. */
async function jsonOf(response: HttpResponse, { http }: Parts): Promise<string> {
  const { status, url } = response;
  const isRefusal = status >= 400;
  try {
    const bytes = await readBody(response, isRefusal ? ERROR_LIMIT : ANSWER_LIMIT);
    const value = parseJson(bytes, {
      code: 'unexpected_answer',
      what: `the answer of ${url.host}`,
      hint: HINT,
    });
    if (typeof value !== 'object' || value === null)
      throw new SealiftError('unexpected_answer', `${url.host} answers with JSON that is no object`, {
        hint: HINT,
      });
    return isRefusal ? http.secrets.hide(JSON.stringify(value), 'peer') : Buffer.from(bytes).toString('utf8');
  } catch (error) {
    if (isRefusal) return '{}';
    throw error;
  }
}

/**
 * The HTTP client of a run in the shape of `fetch`, for GitHub's API alone: its proxy, authorities and deadlines hold there
 * too. A redirect to another origin is not followed, because the token must not go there.
 */
export function apiFetch(parts: Parts): typeof globalThis.fetch {
  const origins = Object.values<string>({ ...parts.addresses }).map((text) => new URL(text).origin);
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!origins.includes(url.origin))
      throw new SealiftError('internal', `${url.host} is not the host of GitHub's API`);
    const { body } = init;
    const content = body === undefined || body === null ? undefined : Buffer.from(String(body));
    const method = (init.method ?? 'GET') as HttpRequest['method'];
    const sent = Object.entries(Object.fromEntries(new Headers(init.headers)));
    const response = await send(
      {
        method,
        url,
        headers: Object.fromEntries(sent.filter(([name]) => name !== 'user-agent')),
        redirects: 'same-origin',
        retry: false,
        answer: ANSWER_LIMIT,
        signal: parts.signal,
        ...(content ? { body: { length: content.length, open: () => Promise.resolve(content) } } : {}),
      },
      parts,
    );
    const { status } = response;
    if (status >= 300 && status < 400) {
      response.body.destroy();
      const message = `${url.host} redirects to another host (${status}), to which the token is not sent`;
      throw new SealiftError('unexpected_answer', message, { hint: HINT });
    }
    const text = status === 204 ? null : await jsonOf(response, parts);
    return new Response(text, { status, headers: { 'content-type': 'application/json' } });
  };
}
