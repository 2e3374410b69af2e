import * as z from 'zod/mini';
import { parseJson } from '../../encoding/json.ts';
import { printable } from '../../encoding/printable.ts';
import { type ErrorCode, SealiftError } from '../../errors.ts';
import { readBody } from '../../io/http/body.ts';
import { redactUrl } from '../../io/http/redact.ts';
import type { HttpResponse } from '../../io/http/types.ts';
import type { Credential } from './auth/credential.ts';

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
  [/TOOMANYREQUESTS/, 'too_many_requests'],
  [/^DENIED|^UNAUTHORIZED/, 'denied'],
];

function codeFor(status: number, errors: readonly RegistryError[]): ErrorCode {
  const text = errors.map(({ code, message }) => `${code} ${message}`).join('\n');
  const byText =
    status >= 400 && status < 500 ? BY_TEXT.find(([pattern]) => pattern.test(text))?.[1] : undefined;
  const byStatus = BY_STATUS[status];
  // 401, 403 and 429 mean what they say, whatever the text.
  if (byStatus !== undefined && byStatus !== 'artifact_not_found') return byStatus;
  if (byText !== undefined) return byText;
  if (byStatus !== undefined) return byStatus;
  return status >= 500 ? 'registry_unavailable' : 'registry_refused';
}

export interface AnswerContext {
  /** What was being done, as a noun: `push to team/app`. */
  readonly action: string;
  /** What the request was made with; `null` where that says nothing. */
  readonly credential?: Credential | undefined | null;
}

/** An answer that is not the wanted one, as an error that names action, URL, status and the registry's own words. */
export async function answerError(
  response: HttpResponse,
  { action, credential }: AnswerContext,
): Promise<SealiftError> {
  const errors = await readErrors(response);
  const { status, url } = response;
  const words = errors
    .map(({ code, message }) => printable([code, message].filter(Boolean).join(': ')))
    .join('; ');
  const code = codeFor(status, errors);
  const message = `${action}: ${redactUrl(url)} answers ${status}${words === '' ? '' : ` (${words})`}`;
  if (code !== 'denied' || credential === null) return new SealiftError(code, message);
  if (!credential) {
    return new SealiftError(
      'credentials_missing',
      `${message}, and there are no credentials for ${url.host}`,
    );
  }
  return new SealiftError('denied', `${message}, with the credentials from ${credential.source}`, {
    hint: `Check that this login may do it: ${action}.`,
  });
}
