import { Buffer } from 'node:buffer';
import { parseJson } from '../encoding/json.ts';
import { SealiftError } from '../errors.ts';
import type { HttpClient, HttpResponse } from '../io/http/types.ts';
import { sendWhole } from './send-whole.ts';

export interface Question {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** False for what must not be done twice, such as making a key. */
  readonly retry?: false;
}

/** Members of a JSON object; empty where the answer is none. */
export type Members = Readonly<Record<string, unknown>>;

export interface JsonAnswer {
  readonly status: number;
  readonly headers: HttpResponse['headers'];
  readonly members: Members;
}

/** The members of a value that should be an object; none when it is not. */
export function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

/** The same value with secrets taken out of its texts. */
function withoutSecrets(value: unknown, secrets: HttpClient['secrets']): unknown {
  if (typeof value === 'string') return secrets.hide(value, 'peer');
  if (Array.isArray(value)) return value.map((one) => withoutSecrets(one, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutSecrets(one, secrets)]));
}

/** A text of a JSON object, or `undefined`. Own members alone. */
export function textOf(members: Members, name: string): string | undefined {
  const value = Object.hasOwn(members, name) ? members[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * Sends one request to a key service by the HTTP client of the run, with its retries, deadlines, proxy and authorities.
 *
 * @throws SealiftError of the connection, or `unexpected_answer` for a success that is not JSON.
 */
export async function askJson(
  http: HttpClient,
  { method, url, headers, body, retry }: Question,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const accepted = {
    accept: 'application/json',
    ...(content ? { 'content-type': 'application/json' } : {}),
    ...headers,
  };
  const sent = { method, url, headers: accepted, signal, ...(retry === undefined ? {} : { retry }) };
  const answer = await sendWhole(http, sent, content);
  const { status, headers: answered, bytes } = answer;
  const what = `the answer of ${url.host}`;
  if (status >= 300 && status < 400) {
    throw new SealiftError(
      'unexpected_answer',
      `${url.host} redirects (${status}); that is not followed with a token`,
      {
        hint: 'Give the address of the server that answers itself.',
      },
    );
  }
  // 204, No Content (RFC 9110, 15.3.5).
  if (status === 204) return { status, headers: answered, members: {} };
  try {
    const members = membersOf(parseJson(bytes, { code: 'unexpected_answer', what }));
    // The texts of a refusal are shown, so secrets are hidden in them. Those of a success are used as they are.
    const shown = status >= 400 ? membersOf(withoutSecrets(members, http.secrets)) : members;
    return { status, headers: answered, members: shown };
  } catch (error) {
    // An error page of a proxy tells nothing beyond its status.
    if (status >= 400) return { status, headers: answered, members: {} };
    const reason = error instanceof Error ? error.message : what;
    throw new SealiftError('unexpected_answer', reason, {
      hint: 'Check that this is the address of the key service, and what stands between.',
      cause: error,
    });
  }
}
