import { abortable } from '../../async/abortable.ts';
import { SealiftError } from '../../errors.ts';
import { retryAfter } from './retry.ts';
import type { HttpResponse, Sleep } from './types.ts';

/** The longest wait for a new allowance, in milliseconds. */
const LONGEST = 5 * 60_000;

/** Values of `ratelimit-reset` from here on are seconds since 1970, as GitLab writes them, and none that are left. */
const EPOCH = 1_000_000_000;

interface Told {
  readonly remaining: number;
  /** Milliseconds since 1970; `undefined` where the host does not say when there is more. */
  readonly until: number | undefined;
}

function digits(value: string | readonly string[] | undefined): number | undefined {
  return typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}

/**
 * What an answer tells of the allowance. Docker Hub writes `ratelimit-remaining: 100;w=21600`: so many pulls in a window of so
 * many seconds (docs.docker.com, "Pull usage and limits").
 */
function told({ headers }: Pick<HttpResponse, 'headers'>, now: Date): Told | undefined {
  const header = headers['ratelimit-remaining'];
  const match = typeof header === 'string' ? /^(\d{1,12})(?:;w=(\d{1,9}))?$/.exec(header.trim()) : null;
  if (!match) return undefined;
  const reset = digits(headers['ratelimit-reset']);
  const asked = reset !== undefined && reset >= EPOCH ? reset * 1000 : undefined;
  const seconds = reset ?? (match[2] === undefined ? undefined : Number(match[2]));
  const later = seconds === undefined ? retryAfter(headers, now) : seconds * 1000;
  return {
    remaining: Number(match[1]),
    until: asked ?? (later === undefined ? undefined : now.getTime() + later),
  };
}

/** The permission for one pull. It remembers its place in the order in which requests were sent. */
export interface Pull {
  readonly order: number;
}

export interface AllowanceOptions {
  /** The registry, as its users name it. */
  readonly registry: string;
  /** How many pulls of the allowance are left to others. */
  readonly keep: number;
  readonly now: () => Date;
  readonly sleep: Sleep;
  /** Called before a wait, with its milliseconds. */
  readonly onWait: (milliseconds: number) => void;
}

/** Stops pulls from a registry while its allowance has no more left than is kept for others. */
export class Allowance {
  readonly #options: AllowanceOptions;
  #told: Told | undefined;
  /** The place of the request that told it. */
  #toldBy = 0;
  #orders = 0;
  /** Pulls that were let through and are not answered. */
  #pending = 0;
  /** Whether the pull that is under way is the first one after a wait. */
  #isTrying = false;
  /** Whether a wait brought nothing, so that there is no other one before the time that the registry names. */
  #isOver = false;
  #waitedFor: Told | undefined;
  #changed = Promise.withResolvers<void>();

  constructor(options: AllowanceOptions) {
    this.#options = options;
  }

  /** The place of a request that is no pull, whose answer may tell of the allowance all the same. */
  next(): Pull {
    this.#orders += 1;
    return { order: this.#orders };
  }

  /**
   * Waits until a pull may be sent. Each call is followed by one {@link settled}.
   *
   * @throws SealiftError `too_many_requests` where that would take longer than five minutes, or a wait brought nothing.
   */
  async pull(signal: AbortSignal): Promise<Pull> {
    while (!this.#hasMore()) {
      if (this.#pending > 0) await abortable(this.#changed.promise, signal);
      else await this.#recover(signal);
    }
    this.#pending += 1;
    return this.next();
  }

  settled(): void {
    this.#pending -= 1;
    this.#wake();
  }

  /** Reads what an answer to the request tells. */
  answered({ order }: Pull, response: Pick<HttpResponse, 'headers'>): void {
    const news = told(response, this.#options.now());
    if (!news) return;
    // An older answer that comes late knows of more than is left.
    if (order < this.#toldBy && this.#told && news.remaining > this.#told.remaining) return;
    this.#told = news;
    this.#toldBy = order;
    const has = news.remaining > this.#options.keep;
    if (has) this.#isOver = false;
    else if (this.#isTrying) this.#isOver = true;
    this.#isTrying = false;
    this.#wake();
  }

  #hasMore(): boolean {
    return !this.#told || this.#told.remaining - this.#pending > this.#options.keep;
  }

  /** Waits for a new allowance. One pull is let through then, whose answer tells whether there is one. */
  async #recover(signal: AbortSignal): Promise<void> {
    const { now, sleep, keep, onWait } = this.#options;
    const before = this.#told!;
    const left = before.until === undefined ? LONGEST : before.until - now().getTime();
    if (left > LONGEST || (this.#isOver && left > 0)) throw this.#spent(before);
    if (left > 0) {
      if (this.#waitedFor !== before) onWait(left);
      this.#waitedFor = before;
      await sleep(left, signal);
    }
    // Whoever waited for the same allowance sees what the first one leaves of it.
    if (this.#told !== before) return;
    this.#told = { remaining: keep + 1, until: undefined };
    this.#isTrying = true;
  }

  #spent({ remaining, until }: Told): SealiftError {
    const { registry, keep } = this.#options;
    const when = until === undefined ? 'later' : `after ${new Date(until).toISOString()}`;
    return new SealiftError(
      'too_many_requests',
      `${registry} has ${remaining} pulls left of its allowance, and keep-allowance keeps ${keep} for others`,
      {
        hint: `Run it again ${when}, when there is a new allowance: what is promoted already costs no pull then. Or log in for a larger allowance, or lower keep-allowance.`,
      },
    );
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }
}
