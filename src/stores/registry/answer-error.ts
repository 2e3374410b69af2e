import * as z from 'zod/mini';
import { parseJson } from '../../encoding/json.ts';
import { printable } from '../../encoding/printable.ts';
import { type ErrorCode, SealiftError } from '../../errors.ts';
import { readBody } from '../../io/http/body.ts';
import { redactUrl } from '../../io/http/redact.ts';
import type { HttpResponse } from '../../io/http/types.ts';
import { type Credential, describeCredential } from './auth/credential.ts';

const ERROR_LIMIT = 64 * 1024;

const Body = z.looseObject({
  errors: z.array(
    z.looseObject({ code: z.optional(z.string()), message: z.optional(z.nullable(z.string())) }),
  ),
});

/** One entry of an error answer (distribution-spec, "Error Codes"). */
export interface RegistryError {
  readonly code: string;
  readonly message: string;
}

/** The errors of an answer; none when it is not the distribution specification's JSON. Never fails. */
export async function readErrors(response: HttpResponse): Promise<RegistryError[]> {
  try {
    const bytes = await readBody(response, ERROR_LIMIT);
    const body = Body.safeParse(parseJson(bytes, { code: 'unexpected_answer', what: 'error' }));
    if (!body.success) return [];
    return body.data.errors.map(({ code, message }) => ({ code: code ?? '', message: message ?? '' }));
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

/** What registries say in words when the status alone does not. */
const BY_TEXT: readonly (readonly [RegExp, ErrorCode])[] = [
  [/immutable|TAG_?INVALID|overwrit/i, 'tag_immutable'],
  [/SIZE_INVALID|too large|exceeds? the (maximum|limit)/i, 'content_too_large'],
  [/DIGEST_INVALID/, 'digest_mismatch'],
  [/BLOB_UPLOAD_UNKNOWN/, 'upload_unconfirmed'],
  [/TOOMANYREQUESTS/, 'too_many_requests'],
  [/^DENIED|^UNAUTHORIZED/, 'denied'],
];

/** Some registries forbid to move an immutable tag (403) like anything else that is forbidden. */
const FORBIDDEN_TAG = /\bimmutable\b/i;

function codeFor(status: number, errors: readonly RegistryError[]): ErrorCode {
  // Neither an error nor what was asked for: a page, a redirect, an answer to something else.
  if (status < 400) return 'unexpected_answer';
  if (status >= 500) return 'registry_unavailable';
  const text = errors.map(({ code, message }) => `${code} ${message}`).join('\n');
  if (status === 403 && FORBIDDEN_TAG.test(text)) return 'tag_immutable';
  const byStatus = BY_STATUS[status];
  // 401, 403 and 429 mean what they say, whatever the text.
  if (byStatus !== undefined && byStatus !== 'artifact_not_found') return byStatus;
  const byText = BY_TEXT.find(([pattern]) => pattern.test(text))?.[1];
  return byText ?? byStatus ?? 'registry_refused';
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

/** An answer that is not the wanted one, as an error that names action, URL, status and the registry's own words. */
export async function answerError(
  response: HttpResponse,
  { method, action, login }: AnswerContext,
): Promise<SealiftError> {
  const errors = await readErrors(response);
  const { status, url } = response;
  const words = errors
    .slice(0, SHOWN_ERRORS)
    .map(({ code, message }) => printable([code, message].filter(Boolean).join(': ')))
    .join('; ');
  const code = codeFor(status, errors);
  const said = words === '' ? '' : ` (${words})`;
  const message = `${action}: ${method} ${redactUrl(url)} answers ${status}${said}`;
  return code === 'denied' && login ? denied(message, login) : new SealiftError(code, message);
}
