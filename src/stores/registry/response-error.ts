import * as z from 'zod/mini';
import { lazy } from '../../async/lazy.ts';
import { ANY } from '../../encoding/go-shape.ts';
import { printable } from '../../encoding/printable.ts';
import { readAs } from '../../encoding/read-as.ts';
import type { Secrets } from '../../encoding/secrets/secrets.ts';
import { type ErrorCode, type Need, SealiftError } from '../../errors.ts';
import { behindTlsHint } from '../../io/http/behind-tls.ts';
import { readBody } from '../../io/http/body.ts';
import { redactUrl } from '../../io/http/redact.ts';
import type { HttpResponse } from '../../io/http/types.ts';
import { denied, type Login } from './denied.ts';
import {
  NO_WORDS_HINT,
  type RegistryError,
  type RegistryErrorCode,
  registryErrorCode,
  TOO_LARGE_HINT,
} from './error-codes.ts';

const ERROR_LIMIT = 64 * 1024;
/** The most characters of one code or message that are read and shown. */
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

/** Adds the detail of an error to its message when it is a text (distribution-spec, "Error Codes", leaves its form open). */
function withDetail(message: string, detail: unknown): string {
  if (typeof detail !== 'string' || detail === '') return message;
  return message === '' ? detail : `${message}: ${detail}`;
}

/** Cuts a text and marks the cut, so that `Secrets.hide` also finds a secret whose end was cut off. */
function cut(text: string): string {
  return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;
}

/** The errors of an answer; an empty list when its body is not the JSON of distribution-spec, "Error Codes". Never fails. */
export async function readErrors(response: HttpResponse): Promise<RegistryError[]> {
  try {
    const bytes = await readBody(response, ERROR_LIMIT);
    const context = { code: 'unexpected_answer', what: 'error' } as const;
    const body = bodyShape().safeParse(readAs(ANY, bytes, context));
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

/** Statuses that decide the error code whatever the body says; only words with `forbids` and `denies` overrule 403 and 401. */
const SAYS_IT = new Set([401, 403, 408, 413, 429]);

function codeFor(status: number, word: RegistryErrorCode | undefined): ErrorCode {
  // The answer is neither an error nor the wanted content, for example a web page or a redirect.
  if (status < 400) return 'unexpected_answer';
  if (status >= 500) return (status === 500 && word?.definite && word.code) || 'registry_unavailable';
  const byStatus = BY_STATUS[status];
  if (SAYS_IT.has(status)) {
    const overrules = (status === 403 && word?.forbids) || (status === 401 && word?.denies);
    return overrules ? word!.code : byStatus!;
  }
  return word?.code ?? byStatus ?? 'registry_refused';
}

/** The most errors of one answer that are shown; an answer may have as many as fit into 64 KiB. */
const SHOWN_ERRORS = 3;

export interface ResponseContext {
  readonly method: string;
  /** The failed action for the message: `push a manifest to registry.example.com/team/app`. */
  readonly action: string;
  /** The secrets of the run. The message shows none of them, also when the registry repeats one. */
  readonly secrets: Pick<Secrets, 'hide'>;
  /** The repository, where it is written to. */
  readonly target?: string;
  /** Absent for requests without a login, to storage and upload locations on another origin. */
  readonly login?: Login;
}

/** The hint for a redirected write, which is not followed to another origin, such as the same host by plain HTTP. */
function movedHint({ status, headers: { location }, url }: HttpResponse): string | undefined {
  const isMove = status >= 300 && status < 400 && typeof location === 'string';
  return isMove && URL.canParse(location, url.href) ? behindTlsHint(new URL(location, url), url) : undefined;
}

/** Makes an error of an unwanted answer. The error names the action, the URL, the status and the registry's own words. */
export async function responseError(
  response: HttpResponse,
  { method, action, secrets, target, login }: ResponseContext,
): Promise<SealiftError> {
  const errors = await readErrors(response);
  const { status, url } = response;
  const words = errors
    .slice(0, SHOWN_ERRORS)
    .map(({ code, message }) => printable(secrets.hide([code, message].filter(Boolean).join(': '), 'peer')))
    .join('; ');
  const word = registryErrorCode(errors, { method, url, toTarget: target !== undefined });
  const code = codeFor(status, word);
  const said = words === '' ? '' : ` (${words})`;
  const message = `${action}: ${method} ${secrets.hide(redactUrl(url), 'peer')} answers ${status}${said}`;
  if (code === 'denied' && login) return denied(message, login);
  // Registries answer 413 for a full quota too, and that has another remedy than a limit on the size.
  const hint =
    (word?.code === code || status === 413 ? word?.hint : undefined) ??
    HINTS[status] ??
    movedHint(response) ??
    (code === 'registry_refused' && words === '' ? NO_WORDS_HINT : undefined);
  const lacks = word?.code === code ? word.lacks : undefined;
  const needs: Need | undefined =
    lacks && target !== undefined ? { kind: 'repository', repository: target, lacks } : undefined;
  return new SealiftError(code, message, { ...(hint === undefined ? {} : { hint }), needs });
}
