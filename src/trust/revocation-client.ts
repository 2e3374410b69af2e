import { Buffer } from 'node:buffer';
import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import { readBody } from '../io/http/body.ts';
import { LongBodies } from '../io/http/long-body.ts';
import { redactUrl } from '../io/http/redact.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../io/http/types.ts';
import type { RevocationSource } from '../notation/ports.ts';

/** Bytes of an OCSP answer; one with its certificates has some KiB. */
const OCSP_LIMIT = 64 * 1024;
/** Bytes of a request without a nonce, at most; one with a nonce is longer. */
const SHORT_REQUEST = 100;
/** Bytes of a CRL; one with a million entries has some 40 MiB. */
const CRL_LIMIT = 64 * 1024 * 1024;

/** Tries of one request. A responder that is down must not use up the time of the other one, to which its answer falls back. */
const TRIES = 3;

/** Milliseconds for one question with all its tries, where the user gives no time. */
export const REVOCATION_TIMEOUT = 10_000;

const HINT = 'Check the address with the operator of the certificate authority, and what stands between.';

interface RevocationClientOptions {
  /** Opens the client at the first question. */
  readonly http: () => Promise<HttpClient>;
  /** Milliseconds for one question. */
  readonly timeout?: number;
}

/** What an answer says that it is, for an error. */
function typeOf({ headers }: HttpResponse): string {
  const type = headers['content-type'];
  return type === undefined ? 'without a content type' : `as ${printable([type].flat().join(', '), 100)}`;
}

/**
 * Refuses what cannot be the DER of a SEQUENCE, such as a page of a proxy. The content type decides nothing, as in notation:
 * servers send CRLs under any.
 */
function checkDer(bytes: Uint8Array, response: HttpResponse, what: string): Uint8Array {
  if (bytes[0] === 0x30) return bytes;
  const sent = bytes.length === 0 ? 'with nothing' : `with something else, ${typeOf(response)}`;
  throw new SealiftError(
    'unexpected_answer',
    `${redactUrl(response.url)} does not answer with ${what} in DER but ${sent}`,
    {
      hint: HINT,
    },
  );
}

/** Asks by GET, which caches answer, where the request is short (RFC 6960, appendix A.1; RFC 5019, 5); else by POST. */
function ocspRequest(url: URL, der: Uint8Array): Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'> {
  const accept = 'application/ocsp-response';
  if (der.length <= SHORT_REQUEST && url.search === '') {
    const base64 = encodeURIComponent(Buffer.from(der).toString('base64'));
    // A copy keeps everything else of the URL, which the guard has to see.
    const asked = new URL(url);
    asked.hash = '';
    asked.pathname = `${url.pathname.replace(/\/$/, '')}/${base64}`;
    return { method: 'GET', url: asked, headers: { accept } };
  }
  const headers = { 'content-type': 'application/ocsp-request', accept };
  return { method: 'POST', url, headers, body: { length: der.length, open: () => Promise.resolve(der) } };
}

function checkStatus({ status, url, body }: HttpResponse): void {
  if (status === 200) return;
  body.destroy();
  throw new SealiftError('unexpected_answer', `${redactUrl(url)} answers with the status ${status}`, {
    hint: HINT,
  });
}

/**
 * Asks OCSP responders (RFC 6960, appendix A) and fetches CRLs (RFC 5280, 4.2.1.13) by HTTP, at addresses that certificates
 * name: every request is guarded, and none has credentials.
 */
export function revocationClient({
  http,
  timeout = REVOCATION_TIMEOUT,
}: RevocationClientOptions): RevocationSource {
  const bodies = new LongBodies();

  /** Does `work` in its time, and says so where that is over. */
  async function inTime<T>(
    address: string,
    signal: AbortSignal,
    work: (url: URL, both: AbortSignal) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    if (!URL.canParse(address))
      throw new SealiftError('address_refused', `${printable(address, 300)} is not a URL`);
    const url = new URL(address);
    const late = AbortSignal.timeout(timeout);
    try {
      return await work(url, AbortSignal.any([signal, late]));
    } catch (error) {
      if (!late.aborted || signal.aborted || error !== late.reason) throw error;
      const message = `${redactUrl(url)} did not answer within ${timeout / 1000} s`;
      throw new SealiftError('deadline_exceeded', message, { cause: error, hint: HINT });
    }
  }

  async function ask(request: Omit<HttpRequest, 'guarded' | 'tries'>): Promise<HttpResponse> {
    const client = await http();
    const response = await client.request({ ...request, guarded: true, tries: TRIES });
    checkStatus(response);
    return response;
  }

  return {
    ocsp: (address, der, signal) =>
      inTime(address, signal, async (url, both) => {
        const response = await ask({ ...ocspRequest(url, der), answer: OCSP_LIMIT, signal: both });
        return checkDer(await readBody(response, OCSP_LIMIT), response, 'an OCSP response');
      }),

    crl: (address, signal) =>
      inTime(address, signal, async (url, both) => {
        const response = await ask({
          method: 'GET',
          url,
          headers: { accept: 'application/pkix-crl, */*;q=0.1' },
          answer: 'stream',
          signal: both,
        });
        return checkDer(await bodies.read(response, CRL_LIMIT, both), response, 'a CRL');
      }),
  };
}
