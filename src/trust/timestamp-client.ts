import { Buffer } from 'node:buffer';
import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import { readBody } from '../io/http/body.ts';
import type { HttpClient, HttpResponse } from '../io/http/types.ts';
import type { TimestampClient } from '../notation/ports.ts';

/** Bytes of an answer, as many as notation reads. A token with its certificates has some KiB. */
const ANSWER_LIMIT = 1024 * 1024;

const QUERY = 'application/timestamp-query';
const REPLY = 'application/timestamp-reply';

const CHECK_URL = 'Check --timestamp-url, and what stands between.';

/** An answer that is no timestamp, by its status. */
function refusal({ status, headers }: HttpResponse, host: string): SealiftError {
  const authority = `the timestamp authority ${host}`;
  if (status >= 300 && status < 400) {
    return new SealiftError('unexpected_answer', `${authority} redirects (${status})`, {
      hint: 'Give the address that answers itself as --timestamp-url.',
    });
  }
  if (status === 401 || status === 403) {
    return new SealiftError('denied', `${authority} answers with ${status}`, {
      hint: 'Check --timestamp-url, and the login in it if the authority wants one.',
    });
  }
  if (status === 429) {
    return new SealiftError('too_many_requests', `${authority} limits requests (429)`, {
      hint: 'Wait and run it again, or lower --concurrency.',
    });
  }
  if (status === 408 || status >= 500) {
    return new SealiftError('timestamp_authority_unavailable', `${authority} answers with ${status}`);
  }
  if (status !== 200) {
    return new SealiftError('timestamp_refused', `${authority} answers with ${status}`, { hint: CHECK_URL });
  }
  const type = [headers['content-type'] ?? 'nothing'].flat().join();
  return new SealiftError(
    'unexpected_answer',
    `${authority} answers with ${printable(type, 100)}, and not with ${REPLY}`,
    { hint: CHECK_URL },
  );
}

/** An error of the connection, with the words that tell which of the hosts of a run it is. */
function unreached(error: unknown, { aborted }: AbortSignal): unknown {
  if (aborted || !(error instanceof SealiftError)) return error;
  const { code, message, hint } = error;
  return new SealiftError(code, `timestamp authority: ${message}`, {
    hint: `Check --timestamp-url. ${hint}`,
    cause: error,
  });
}

/** Text of a URL without its escapes; one with an escape that is none stays as it is. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The login of a URL as Basic credentials (RFC 7617), which is where the client knows them as a secret. */
function authorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const login = `${unescaped(username)}:${unescaped(password)}`;
  return { authorization: `Basic ${Buffer.from(login, 'utf8').toString('base64')}` };
}

/**
 * Asks timestamp authorities by HTTP (RFC 3161, 3.4), with the client of the run. No redirect is followed. The media type of the
 * answer is compared as a whole, as notation does.
 */
export function timestampClient(http: HttpClient): TimestampClient {
  return {
    async post(address, der, signal) {
      const url = new URL(address);
      const headers = { 'content-type': QUERY, accept: REPLY, ...authorization(url) };
      url.username = '';
      url.password = '';
      const response = await http
        .request({
          method: 'POST',
          url,
          headers,
          body: { length: der.length, open: () => Promise.resolve(der) },
          redirects: 'none',
          answer: ANSWER_LIMIT,
          signal,
        })
        .catch((error: unknown) => {
          throw unreached(error, signal);
        });
      if (response.status !== 200 || response.headers['content-type'] !== REPLY) {
        response.body.destroy();
        throw refusal(response, url.host);
      }
      return readBody(response, ANSWER_LIMIT);
    },
  };
}
