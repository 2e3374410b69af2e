import { Secrets } from '../../encoding/secrets/secrets.ts';
import { SealiftError } from '../../errors.ts';
import { Agents } from './agents.ts';
import { exchange } from './exchange.ts';
import { HostLimiter } from './limiter.ts';
import { Lull } from './lull.ts';
import { mayPassLater } from './network-error.ts';
import { redactUrl } from './redact.ts';
import { MAX_REDIRECTS, redirected } from './redirect.ts';
import { delayAfter, isThrottled, isTransient, MAX_ATTEMPTS, pauseUntil, retryAfter } from './retry.ts';
import type { HttpClient, HttpOptions, HttpRequest, HttpResponse } from './types.ts';

class Client implements HttpClient {
  readonly secrets: Secrets;
  readonly #options: HttpOptions & { readonly secrets: Secrets };
  readonly #agents: Agents;
  readonly #limiters = new Map<string, HostLimiter>();
  readonly #lull: Lull;

  constructor(options: HttpOptions) {
    this.secrets = options.secrets ?? new Secrets();
    this.#options = { ...options, secrets: this.secrets };
    this.#agents = new Agents(options);
    this.#lull = new Lull(() => options.whileWaiting?.());
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    try {
      return await this.#follow(request);
    } catch (error) {
      // It names addresses that others gave.
      throw error instanceof SealiftError ? this.secrets.hideIn(error, 'peer') : error;
    }
  }

  async #follow(request: HttpRequest): Promise<HttpResponse> {
    let current = request;
    for (let hops = 0; ; hops += 1) {
      const response = await this.#persist(current);
      const next = redirected(current, response);
      if (!next) return response;
      response.body.destroy();
      if (hops === MAX_REDIRECTS) {
        throw new SealiftError(
          'unexpected_answer',
          `${redactUrl(request.url)} redirects more than ${MAX_REDIRECTS} times`,
        );
      }
      current = next;
    }
  }

  /** Tries until the answer is one that will not change by itself. */
  async #persist(request: HttpRequest): Promise<HttpResponse> {
    const { now, sleep, random } = this.#options;
    const last = request.retry === false ? 1 : MAX_ATTEMPTS;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#attempt(request).catch((error: unknown) => {
        request.signal.throwIfAborted();
        if (error instanceof SealiftError && mayPassLater(error)) return error;
        throw error;
      });
      const failed = outcome instanceof SealiftError;
      if (!failed && !isTransient(outcome.status)) return outcome;
      const asked = failed ? undefined : retryAfter(outcome.headers, now());
      const delay = delayAfter(attempt, asked, random);
      if (attempt >= last || delay === undefined) {
        if (failed) throw outcome;
        return outcome;
      }
      if (!failed) outcome.body.destroy();
      await sleep(delay, request.signal);
    }
  }

  async #attempt(request: HttpRequest): Promise<HttpResponse> {
    const { now, sleep, onExchange, onWarning } = this.#options;
    const limiter = this.#limiter(request.url);
    const streams = request.body?.streams === true;
    const turn = await limiter.acquire(now, sleep, request.signal, streams);
    try {
      const started = now().getTime();
      const response = await exchange(request, this.#agents, this.#options, () => this.#lull.sent());
      const { status, headers } = response;
      if (isThrottled(response)) limiter.slowDown(turn, pauseUntil(response, now()));
      else if (status < 500) limiter.succeeded();
      onExchange?.({
        method: request.method,
        url: this.secrets.hide(redactUrl(request.url), 'peer'),
        status,
        milliseconds: now().getTime() - started,
      });
      if (onWarning)
        for (const text of warnings(headers.warning))
          onWarning(this.secrets.hide(text, 'peer'), request.url.host);
      return response;
    } finally {
      // Released at the headers: a body that streams to another host must not keep that host's turn from coming.
      limiter.release(streams);
    }
  }

  slowDown(url: URL, milliseconds: number): void {
    this.#limiter(url).hold(milliseconds, this.#options.now());
  }

  #limiter(url: URL): HostLimiter {
    const limiter = this.#limiters.get(url.host) ?? new HostLimiter(this.#options.concurrency);
    this.#limiters.set(url.host, limiter);
    return limiter;
  }

  async close(): Promise<void> {
    this.#lull.end();
    this.#agents.close();
  }
}

/** Text of `299 - "text"` (distribution-spec, "Warnings"). */
function warnings(header: string | readonly string[] | undefined): string[] {
  return [header ?? []].flat().flatMap((value) => {
    const match = /^299 - "(.*)"$/.exec(value);
    return match ? [match[1]!.replace(/\\(["\\])/g, '$1')] : [];
  });
}

/** The one HTTP client of a run: keep-alive, a limiter a host, retries with Retry-After, deadlines, redirects by rule. */
export function createHttpClient(options: HttpOptions): HttpClient {
  return new Client(options);
}
