import { ByteBudget } from '../../async/byte-budget.ts';
import { Secrets } from '../../encoding/secrets/secrets.ts';
import { SealiftError } from '../../errors.ts';
import { Agents } from './agents.ts';
import { Allowance } from './allowance.ts';
import { bufferBody } from './buffer-body.ts';
import { DeafHosts, type Down } from './deaf-hosts.ts';
import { exchange } from './exchange.ts';
import { checkGuardedUrl } from './guard/check-url.ts';
import { withIssuerInTunnel } from './issuer-in-tunnel.ts';
import { HostLimiter } from './limiter.ts';
import { isUnreached, mayPassLater } from './network-error.ts';
import { overdue } from './overdue.ts';
import { redactUrl } from './redact.ts';
import { MAX_REDIRECTS, redirected } from './redirect.ts';
import {
  delayAfter,
  isThrottled,
  isTransient,
  LONGEST_RETRYING,
  MAX_ATTEMPTS,
  pauseUntil,
  retryAfter,
} from './retry.ts';
import { Silences } from './silences.ts';
import { allTimeouts, type Timeouts } from './timeouts.ts';
import { TlsPorts } from './tls-ports.ts';
import type { HostBudget, HttpClient, HttpOptions, HttpRequest, HttpResponse } from './types.ts';

/** The time that one request has left, over all its redirects. */
interface Budget {
  failures: number;
  /** The time after which the request is not tried again. The first failure sets it. */
  until: number;
  /** Milliseconds that are left for all answers together, redirects included. */
  left: number;
}

interface Answered {
  readonly response: HttpResponse;
  /** Milliseconds from the end of the request to its answer. */
  readonly milliseconds: number;
}

/** Whether a try says that the host is down: nobody takes a connection there, or it has nothing but errors of its own. */
function downBy(outcome: Answered | SealiftError): Down | undefined {
  if (outcome instanceof SealiftError) return isUnreached(outcome) ? 'unreached' : undefined;
  const { response } = outcome;
  return response.status >= 500 && !isThrottled(response) ? 'unavailable' : undefined;
}

/** The most bytes of long answers that are read at the same time. */
const BODIES = 16 * 1024 * 1024;

class Client implements HttpClient {
  readonly secrets: Secrets;
  readonly #options: HttpOptions & { readonly secrets: Secrets };
  readonly #agents: Agents;
  readonly #limiters = new Map<string, HostLimiter>();
  readonly #allowances = new Map<string, Allowance>();
  readonly #bodies = new ByteBudget(BODIES);
  readonly #tlsPorts: TlsPorts;
  readonly #silences: Silences;
  readonly #deaf: DeafHosts;
  readonly #timeouts: Required<Timeouts>;

  constructor(options: HttpOptions) {
    this.secrets = options.secrets ?? new Secrets();
    this.#options = { ...options, secrets: this.secrets };
    this.#agents = new Agents(options);
    this.#tlsPorts = new TlsPorts(options);
    this.#timeouts = allTimeouts(options.timeouts);
    const { silence } = this.#timeouts;
    this.#deaf = new DeafHosts(options.now);
    this.#silences = new Silences(silence, (host) => options.onSilence?.(host, silence));
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    try {
      return await this.#follow(request);
    } catch (error) {
      // The error names URLs that the other side gave, which may hold secrets.
      throw error instanceof SealiftError ? this.secrets.hideIn(error, 'peer') : error;
    }
  }

  async #follow(request: HttpRequest): Promise<HttpResponse> {
    const { total } = this.#timeouts;
    const budget = { failures: 0, until: Number.POSITIVE_INFINITY, left: total };
    let current = request;
    for (let hops = 0; ; hops += 1) {
      if (current.guarded) checkGuardedUrl(current.url);
      const { response, milliseconds } = await this.#explained(current, budget);
      const next = redirected(current, response);
      if (!next) return response;
      response.body.destroy();
      budget.left -= milliseconds;
      if (budget.left <= 0) throw overdue(request.url, 'no answer but redirects', total);
      if (hops === MAX_REDIRECTS) {
        throw new SealiftError(
          'unexpected_answer',
          `${redactUrl(request.url)} redirects more than ${MAX_REDIRECTS} times`,
        );
      }
      current = next;
    }
  }

  /** Sends the request, and explains a failure by what can be found out afterwards. */
  async #explained(request: HttpRequest, budget: Budget): Promise<Answered> {
    let milliseconds = 0;
    const outcome = this.#sendWithRetries(request, budget).then((answered) => {
      milliseconds = answered.milliseconds;
      return answered.response;
    });
    // A guarded host is not asked again, since that connection would not be guarded.
    const explained = request.guarded ? outcome : this.#tlsPorts.explained(request, outcome);
    const response = await withIssuerInTunnel(request, this.#options, explained);
    return { response, milliseconds };
  }

  /** Tries until the answer is final: one that a later try would not change. */
  async #sendWithRetries(request: HttpRequest, budget: Budget): Promise<Answered> {
    const { now, sleep, random } = this.#options;
    const last = request.retry === false ? 1 : (request.tries ?? MAX_ATTEMPTS);
    const { host } = request.url;
    const heard = this.#deaf.heard(host);
    const begun = performance.now();
    for (;;) {
      const outcome = await this.#attempt(request, budget.left).catch((error: unknown) => {
        request.signal.throwIfAborted();
        if (error instanceof SealiftError && mayPassLater(error)) return error;
        throw error;
      });
      const failed = outcome instanceof SealiftError;
      if (!failed && !isTransient(outcome.response.status)) return outcome;
      budget.failures += 1;
      const time = now().getTime();
      if (budget.failures === 1) budget.until = time + LONGEST_RETRYING;
      const asked = failed ? undefined : retryAfter(outcome.response.headers, now());
      const delay = delayAfter(budget.failures, asked, random);
      const mayWait = delay !== undefined && time + delay <= budget.until;
      const isSilent = failed && outcome.code === 'deadline_exceeded';
      // The time of all tries, where the request stood in line between them.
      const isLong = performance.now() - begun >= MAX_ATTEMPTS * this.#timeouts.idle;
      if (isSilent && (isLong || budget.failures >= MAX_ATTEMPTS)) this.#deaf.giveUp(host, heard);
      const down = downBy(outcome);
      if (down && budget.failures >= MAX_ATTEMPTS) this.#deaf.down(host, heard, down);
      if (budget.failures >= last || !mayWait || this.#deaf.isGivenUp(host)) {
        if (failed) throw outcome;
        return outcome;
      }
      await sleep(delay, request.signal);
    }
  }

  async #attempt(request: HttpRequest, total: number): Promise<Answered> {
    const allowance = this.#allowances.get(request.url.host);
    if (!allowance) return this.#send(request, total);
    // Before a turn is taken, since what is no pull goes on while pulls wait.
    const pull = request.pull ? await allowance.pull(request.signal) : allowance.next();
    try {
      const answered = await this.#send(request, total);
      allowance.answered(pull, answered.response);
      return answered;
    } finally {
      if (request.pull) allowance.settled();
    }
  }

  async #send(request: HttpRequest, total: number): Promise<Answered> {
    const { now, sleep, onExchange, onWarning, userAgent } = this.#options;
    const limiter = this.#limiter(request.url);
    const streams = request.body?.streams === true;
    const turn = await limiter.acquire(now, sleep, request.signal, streams);
    const { host } = request.url;
    const wait = this.#silences.begin(host);
    try {
      this.#deaf.check(request.url);
      const started = performance.now();
      let sent: number | undefined;
      const onSent = (): void => {
        sent = performance.now();
      };
      const timeouts = { ...this.#timeouts, total };
      const { secrets } = this;
      const alive = (): void => {
        this.#deaf.alive(host);
        wait.alive();
      };
      const watched = { alive, end: () => wait.end() };
      const options = { userAgent, timeouts, secrets, onSent, wait: watched };
      const response = await exchange(request, this.#agents, options);
      const { status, headers } = response;
      if (isThrottled(response)) limiter.slowDown(turn, pauseUntil(response, now()));
      else if (status < 500) limiter.succeeded();
      if (status < 500) this.#deaf.answered(host);
      onExchange?.({
        method: request.method,
        url: this.secrets.hide(redactUrl(request.url), 'peer'),
        status,
        milliseconds: Math.round(performance.now() - started),
      });
      for (const text of onWarning ? warnings(headers.warning) : [])
        onWarning?.(this.secrets.hide(text, 'peer'), host);
      const buffered = await bufferBody(request, response, this.#bodies);
      return { response: buffered, milliseconds: sent === undefined ? 0 : performance.now() - sent };
    } catch (error) {
      wait.end();
      throw error;
    } finally {
      // Content keeps no turn while it streams: otherwise two hosts that stream to each other could wait for ever.
      limiter.release(streams);
    }
  }

  slowDown(url: URL, milliseconds: number): void {
    this.#limiter(url).hold(milliseconds, this.#options.now());
  }

  limit(host: string, budget: HostBudget): void {
    const { now, sleep, onWait } = this.#options;
    const url = new URL(`https://${host}`);
    this.#limiter(url).limit(budget);
    const { registry, keepAllowance: keep } = budget;
    if (keep === undefined) return;
    const waits = (milliseconds: number) => onWait?.(registry, milliseconds);
    this.#allowances.set(url.host, new Allowance({ registry, keep, now, sleep, onWait: waits }));
  }

  #limiter(url: URL): HostLimiter {
    const limiter = this.#limiters.get(url.host) ?? new HostLimiter(this.#options.concurrency);
    this.#limiters.set(url.host, limiter);
    return limiter;
  }

  async close(): Promise<void> {
    this.#silences.end();
    this.#agents.close();
  }
}

/** The texts of `Warning: 299 - "text"` headers (distribution-spec, "Warnings"). */
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
