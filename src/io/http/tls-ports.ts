import { SealiftError } from '../../errors.ts';
import { plainToTls } from './plain-to-tls.ts';
import { proxyFor } from './proxy.ts';
import { speaksTls } from './speaks-tls.ts';
import type { HttpOptions, HttpRequest, HttpResponse } from './types.ts';

/** Milliseconds for the beginning of a handshake: a run that has failed already waits no longer. */
const LIMIT = 3_000;

/** An answer in words of its own to what is no HTTP for the other side: Go, nginx, Apache and Tomcat say 400. */
function isWordless({ status, headers }: HttpResponse): boolean {
  return status === 400 && !/\bjson\b/i.test(String(headers['content-type'] ?? ''));
}

/** A connection that was made and then cut, or that gave something else than HTTP. */
function isCut(error: unknown): error is SealiftError {
  if (!(error instanceof SealiftError) || error.code !== 'connection_failed') return false;
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /^(ECONNRESET|EPIPE|HPE_\w+)$/.test(code);
}

/**
 * Tells ports that speak TLS from what else a failure over plain HTTP may mean: most servers answer such a request with 400
 * in words of their own, none at all to HEAD, and others just hang up. Each port is asked once, by the beginning of a TLS
 * handshake alone, when a request to it has failed; no request is repeated over TLS.
 */
export class TlsPorts {
  readonly #options: Pick<HttpOptions, 'env' | 'timeouts'>;
  readonly #known = new Map<string, Promise<boolean>>();

  constructor(options: Pick<HttpOptions, 'env' | 'timeouts'>) {
    this.#options = options;
  }

  /** The outcome of a request. @throws SealiftError `tls_failed` in place of it, where the port speaks TLS. */
  async explained({ url, signal }: HttpRequest, outcome: Promise<HttpResponse>): Promise<HttpResponse> {
    const isPlain = url.protocol === 'http:';
    try {
      const response = await outcome;
      if (!isPlain || !isWordless(response) || !(await this.#isTls(url, signal))) return response;
      response.body.destroy();
      throw plainToTls(url);
    } catch (error) {
      if (isPlain && isCut(error) && !signal.aborted && (await this.#isTls(url, signal)))
        throw plainToTls(url, error);
      throw error;
    }
  }

  #isTls(url: URL, signal: AbortSignal): Promise<boolean> {
    // A proxy makes the connection, and its own answers look the same.
    if (proxyFor(url, this.#options.env) !== undefined) return Promise.resolve(false);
    const known =
      this.#known.get(url.host) ?? speaksTls(url, Math.min(LIMIT, this.#options.timeouts.connect), signal);
    this.#known.set(url.host, known);
    return known;
  }
}
