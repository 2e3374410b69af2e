import { SealiftError } from '../../errors.ts';
import { plainToTls } from './plain-to-tls.ts';
import { proxyFor } from './proxy.ts';
import { speaksTls } from './speaks-tls.ts';
import type { HttpOptions, HttpRequest, HttpResponse } from './types.ts';

/** Milliseconds for the beginning of a handshake, since the run has failed already. */
const LIMIT = 3_000;

/** Whether the answer may be that of a TLS server to plain HTTP: Go, nginx, Apache and Tomcat send 400 without JSON. */
function mayComeOfTls({ status, headers }: HttpResponse): boolean {
  return status === 400 && !/\bjson\b/i.test(String(headers['content-type'] ?? ''));
}

/** Whether a connection was made and then cut, or gave an answer that is not HTTP. */
function isCut(error: unknown): error is SealiftError {
  if (!(error instanceof SealiftError) || error.code !== 'connection_failed') return false;
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /^(ECONNRESET|EPIPE|HPE_\w+)$/.test(code);
}

/**
 * Finds out whether a request in plain HTTP failed because its port speaks TLS. Most servers answer such a request with 400
 * and a text of their own, with nothing to HEAD, and others hang up. Each port is asked once, after a request to it has failed,
 * by the beginning of a TLS handshake; no request is repeated over TLS.
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
      if (!isPlain || !mayComeOfTls(response) || !(await this.#isTls(url, signal))) return response;
      response.body.destroy();
      throw plainToTls(url);
    } catch (error) {
      if (isPlain && isCut(error) && !signal.aborted && (await this.#isTls(url, signal)))
        throw plainToTls(url, error);
      throw error;
    }
  }

  #isTls(url: URL, signal: AbortSignal): Promise<boolean> {
    // Behind a proxy this is not asked, because the proxy's own answers look the same.
    if (proxyFor(url, this.#options.env) !== undefined) return Promise.resolve(false);
    const known =
      this.#known.get(url.host) ?? speaksTls(url, Math.min(LIMIT, this.#options.timeouts.connect), signal);
    this.#known.set(url.host, known);
    return known;
  }
}
