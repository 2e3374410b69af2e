import { SealiftError } from '../../errors.ts';
import { redactUrl } from './redact.ts';

/** Milliseconds after which a host that was given up is tried by one request. */
const REST = 30_000;

/** Milliseconds for which a host that is down is asked all the same: one that is started anew is back by then. */
const PATIENCE = 60_000;

/** Why a host is given up, and what is said to those who would ask it. */
const REASONS = {
  silent: ['deadline_exceeded', 'did not answer any try before'],
  unreached: ['connection_failed', 'takes no connection'],
  unavailable: ['registry_unavailable', 'answers with errors of its own alone (5xx)'],
} as const;

/** What happened at all tries of a request. */
export type Down = Exclude<keyof typeof REASONS, 'silent'>;

/** How much a host has said so far. */
interface Heard {
  /** Signs of life: any bytes. */
  readonly signs: number;
  /** Answers that were no errors of its own. */
  readonly answers: number;
}

interface Host extends Heard {
  signs: number;
  answers: number;
  /** When the first request ended that failed at all its tries, in milliseconds since 1970, if there was no answer since. */
  downSince: number | undefined;
  /** Why it is given up, and when the next request may try it; `undefined` for a host that is not. */
  rest: { readonly reason: keyof typeof REASONS; nextTry: number } | undefined;
}

/**
 * The hosts that were silent through all tries of a request, or that have been down for a while. Of hundreds of images each would wait
 * for such a host as long, and the other destinations of each image with it, so that nobody else waits: one request at a time tries
 * whether it answers again.
 */
export class DeafHosts {
  readonly #hosts = new Map<string, Host>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  #of(host: string): Host {
    const known = this.#hosts.get(host) ?? { signs: 0, answers: 0, downSince: undefined, rest: undefined };
    this.#hosts.set(host, known);
    return known;
  }

  /** What {@link giveUp} and {@link down} compare. */
  heard(host: string): Heard {
    const { signs, answers } = this.#of(host);
    return { signs, answers };
  }

  /** Notes a sign of life, which an error of the host itself is too. */
  alive(host: string): void {
    const known = this.#of(host);
    known.signs += 1;
    if (known.rest?.reason === 'silent') known.rest = undefined;
  }

  /** Notes an answer that is no error of the host itself. */
  answered(host: string): void {
    const known = this.#of(host);
    known.answers += 1;
    known.downSince = undefined;
    known.rest = undefined;
  }

  /** Gives a host up that was silent, unless it has shown signs of life since `heard`. */
  giveUp(host: string, { signs }: Heard): void {
    const known = this.#of(host);
    if (known.signs === signs) this.#rest(known, 'silent');
  }

  /** Notes a request that failed at all its tries, and gives the host up where nothing else has come of it for long enough. */
  down(host: string, { answers }: Heard, reason: Down): void {
    const known = this.#of(host);
    if (known.answers !== answers) return;
    const now = this.#now().getTime();
    known.downSince ??= now;
    if (now - known.downSince >= PATIENCE) this.#rest(known, reason);
  }

  #rest(known: Host, reason: keyof typeof REASONS): void {
    known.rest ??= { reason, nextTry: this.#now().getTime() + REST };
  }

  isGivenUp(host: string): boolean {
    return this.#of(host).rest !== undefined;
  }

  /** @throws SealiftError for a host that is given up, with the code of what it was given up for, but for one request now and then. */
  check(url: URL): void {
    const { rest } = this.#of(url.host);
    if (!rest) return;
    const now = this.#now().getTime();
    if (now < rest.nextTry) {
      const [code, what] = REASONS[rest.reason];
      throw new SealiftError(code, `${redactUrl(url)}: not asked any more, since ${url.host} ${what}`);
    }
    rest.nextTry = now + REST;
  }
}
