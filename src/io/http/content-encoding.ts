import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { redactUrl } from './redact.ts';
import type { HttpResponse } from './types.ts';

/** The Content-Encoding of an answer, in lower case; `undefined` when its body is not encoded (RFC 9110, 8.4). */
export function contentEncoding({ headers }: Pick<HttpResponse, 'headers'>): string | undefined {
  const encoding = [headers['content-encoding'] ?? ''].flat().join(', ').trim().toLowerCase();
  return encoding === '' || encoding === 'identity' ? undefined : encoding;
}

/** The names of the server and of proxies, for an error: one of them compresses. */
function namesOf({ headers }: Pick<HttpResponse, 'headers'>): string {
  const names = ['server', 'via'].flatMap((name) =>
    headers[name] === undefined ? [] : [`${name}: ${printable([headers[name]].flat().join(', '), 100)}`],
  );
  return names.length === 0 ? '' : ` (${names.join('; ')})`;
}

/** The error for an encoded answer, although every request asks for `identity`. */
export function encodedAnswer(response: HttpResponse): SealiftError {
  const encoding = printable(contentEncoding(response) ?? 'none', 60);
  return new SealiftError(
    'unexpected_answer',
    `${redactUrl(response.url)} is answered with Content-Encoding ${encoding}, which was not asked for${namesOf(response)}`,
    {
      hint: 'What stands before this server (a proxy, a CDN, its own front) compresses its answers; switch that off for its paths.',
    },
  );
}
