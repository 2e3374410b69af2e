import * as z from 'zod/mini';
import { lazy } from '../../async/lazy.ts';
import { parseJson } from '../../encoding/json.ts';
import { printable } from '../../encoding/printable.ts';
import type { Secrets } from '../../encoding/secrets/secrets.ts';
import { type ErrorCode, SealiftError } from '../../errors.ts';
import { behindTlsHint } from '../../io/http/behind-tls.ts';
import { readBody } from '../../io/http/body.ts';
import { redactUrl } from '../../io/http/redact.ts';
import type { HttpResponse } from '../../io/http/types.ts';
import { type Credential, describeCredential } from './auth/credential.ts';
import {
  NO_WORDS_HINT,
  type RegistryError,
  type RegistryWord,
  registryWord,
  TOO_LARGE_HINT,
} from './registry-words.ts';

const ERROR_LIMIT = 64 * 1024;
/** Characters of one code or message that are looked at and shown. */
const LONGEST_MESSAGE = 1_000;

const bodyShape = lazy(() => {
  const text = z.optional(z.nullable(z.string()));
  const error = z.looseObject({
    code: z.optional(z.string()),
    message: text,
    detail: z.optional(z.unknown()),
  });
  return z.looseObject({ errors: z.array(error) });
});

/** A detail is unstructured by the specification; where it is a text, it often says more than the message. */
function withDetail(message: string, detail: unknown): string {
  if (typeof detail !== 'string' || detail === '') return message;
  return message === '' ? detail : `${message}: ${detail}`;
}

/** Marked, so that the beginning of a secret in front of the cut is known for one. */
function cut(text: string): string {
  return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;
}

/** The errors of an answer; none when it is not the distribution specification's JSON. Never fails. */
export async function readErrors(response: HttpResponse): Promise<RegistryError[]> {
  try {
    const bytes = await readBody(response, ERROR_LIMIT);
    const body = bodyShape().safeParse(parseJson(bytes, { code: 'unexpected_answer', what: 'error' }));
    if (!body.success) return [];
    return body.data.errors.map(({ code, message, detail }) => ({
      code: cut(code ?? ''),
      message: cut(withDetail(message ?? '', detail)),
    }));
  } catch {
    return [];
  }
}

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'denied',
  403: 'denied',
  404: 'artifact_not_found',
  408: 'registry_unavailable',
  413: 'content_too_large',
  429: 'too_many_requests',
};

const HINTS: Readonly<Record<number, string>> = { 413: TOO_LARGE_HINT };

/** Statuses that mean what they say, whatever the text; only some things are forbidden (403) by another name. */
const SAYS_IT = new Set([401, 403, 408, 413, 429]);

function codeFor(status: number, word: RegistryWord | undefined): ErrorCode {
  // Neither an error nor what was asked for: a page, a redirect, an answer to something else.
  if (status < 400) return 'unexpected_answer';
  if (status >= 500) return (status === 500 && word?.definite && word.code) || 'registry_unavailable';
  const byStatus = BY_STATUS[status];
  if (SAYS_IT.has(status)) {
    return status === 403 && word?.forbids ? word.code : byStatus!;
  }
  return word?.code ?? byStatus ?? 'registry_refused';
}

/** Errors of one answer that are shown; a registry may send as many as fit into 64 KiB. */
const SHOWN_ERRORS = 3;

/** What a refused request was made with. */
export interface Login {
  /** `registry.example.com/team/app` */
  readonly repository: string;
  /** What was needed there: `pull` or `push`. */
  readonly right: string;
  /** Whether anybody asked for a login, so that one was sent if there was one. */
  readonly asked: boolean;
  readonly credential: () => Promise<Credential | undefined>;
}

export interface AnswerContext {
  readonly method: string;
  /** What was being done: `push a manifest to registry.example.com/team/app`. */
  readonly action: string;
  /** Of the run: none of them is shown, whoever repeats it. */
  readonly secrets: Pick<Secrets, 'hide'>;
  /** Absent where no login was involved: storage and upload locations elsewhere. */
  readonly login?: Login;
}

async function denied(message: string, login: Login): Promise<SealiftError> {
  const { repository, right, asked } = login;
  const registry = repository.split('/', 1)[0];
  const credential = await login.credential();
  const needed = `needed is the right to ${right} ${repository}`;
  if (!credential) {
    return new SealiftError(
      'credentials_missing',
      `${message}, and there are no credentials for ${registry}; ${needed}`,
      { hint: `Log in with the right to ${right}, for example with \`docker login ${registry}\`.` },
    );
  }
  const used = `${asked ? 'logged in as' : 'without asking for the login'} ${describeCredential(credential)}`;
  return new SealiftError('denied', `${message}, ${used}; ${needed}`, {
    hint: `Check that this login is still good and has the right to ${right} ${repository}.`,
  });
}

/** A write is not followed to another origin, and that may be this very one by plain http. */
function movedHint({ status, headers: { location }, url }: HttpResponse): string | undefined {
  const isMove = status >= 300 && status < 400 && typeof location === 'string';
  return isMove && URL.canParse(location, url.href) ? behindTlsHint(new URL(location, url), url) : undefined;
}

/** An answer that is not the wanted one, as an error that names action, URL, status and the registry's own words. */
export async function answerError(
  response: HttpResponse,
  { method, action, secrets, login }: AnswerContext,
): Promise<SealiftError> {
  const errors = await readErrors(response);
  const { status, url } = response;
  const words = errors
    .slice(0, SHOWN_ERRORS)
    .map(({ code, message }) => printable(secrets.hide([code, message].filter(Boolean).join(': '), 'peer')))
    .join('; ');
  const word = registryWord(errors, method, url);
  const code = codeFor(status, word);
  const said = words === '' ? '' : ` (${words})`;
  const message = `${action}: ${method} ${secrets.hide(redactUrl(url), 'peer')} answers ${status}${said}`;
  if (code === 'denied' && login) return denied(message, login);
  // What is too large for a quota (413) is helped otherwise than what is too large for a limit.
  const hint =
    (word?.code === code || status === 413 ? word?.hint : undefined) ??
    HINTS[status] ??
    movedHint(response) ??
    (code === 'registry_refused' && words === '' ? NO_WORDS_HINT : undefined);
  return new SealiftError(code, message, hint === undefined ? {} : { hint });
}
