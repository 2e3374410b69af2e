import { SealiftError } from '../errors.ts';
import { readBody } from '../io/http/body.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../io/http/types.ts';

/** Bytes of an answer; those of key services and token services have some KiB. */
const ANSWER_LIMIT = 256 * 1024;

type WholeRequest = Pick<HttpRequest, 'method' | 'url' | 'headers' | 'retry' | 'signal'>;
type WholeAnswer = Pick<HttpResponse, 'status' | 'headers'> & { readonly bytes: Uint8Array };

/**
 * Sends one request to a key service or token service by the HTTP client of the run, and reads its whole answer. Redirects are
 * not followed, because headers and content carry tokens that the client does not know as such.
 *
 * @throws SealiftError what the client throws; `key_service_unavailable` for a host that is down and not asked any more.
 */
export async function sendWhole(
  http: HttpClient,
  request: WholeRequest,
  content: Uint8Array | undefined,
): Promise<WholeAnswer> {
  const response = await http
    .request({
      ...request,
      redirects: 'none',
      answer: ANSWER_LIMIT,
      ...(content ? { body: { length: content.length, open: () => Promise.resolve(content) } } : {}),
    })
    .catch((error: unknown) => {
      // The client does not know what a host is that it has given up.
      if (!(error instanceof SealiftError) || error.code !== 'registry_unavailable') throw error;
      throw new SealiftError('key_service_unavailable', error.message, { cause: error });
    });
  const { status, headers } = response;
  return { status, headers, bytes: await readBody(response, ANSWER_LIMIT) };
}
