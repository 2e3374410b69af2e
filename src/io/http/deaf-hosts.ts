import { type ErrorCode, SealiftError } from '../../errors.ts';
import { redactUrl } from './redact.ts';

/** Milliseconds after which a host that was given up is tried by one request. */
const REST = 30_000;

/** Milliseconds for which a host that nobody reaches is asked all the same: a registry that is started anew is back by then. */
const PATIENCE = 30_000;

interface Host {
  /** Signs of life so far. */
  signs: number;
  /** When the first request ended that nobody took at any try, if there was no sign of life since. */
  unreachedSince: number | undefined;
  /** When the next request may try it, in milliseconds since 1970; `undefined` for a host that is not given up. */
  nextTry: number | undefined;
  /** What it was given up for. */
  code: ErrorCode;
}

/**
 * The hosts that were silent through all tries of a request, or that nobody has reached for a while. Of hundreds of images each would wait for such a host as long, and the
 * other destinations of each image with it, so that nobody else waits: one request at a time tries whether it answers again.
 */
export class DeafHosts {
  readonly #hosts = new Map<string, Host>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  #of(host: string): Host {
    const known: Host = this.#hosts.get(host) ?? {
      signs: 0,
      unreachedSince: undefined,
      nextTry: undefined,
      code: 'deadline_exceeded',
    };
    this.#hosts.set(host, known);
    return known;
  }

  /** What {@link giveUp} compares. */
  signs(host: string): number {
    return this.#of(host).signs;
  }

  /** Notes a sign of life. */
  alive(host: string): void {
    const known = this.#of(host);
    known.signs += 1;
    known.unreachedSince = undefined;
    known.nextTry = undefined;
  }

  /** Gives a host up, unless it has shown signs of life since it was asked for them. */
  giveUp(host: string, signs: number): void {
    const known = this.#of(host);
    if (known.signs === signs) this.#rest(known, 'deadline_exceeded');
  }

  /** Notes that no try of a request got to a host, and gives it up where that has been so for long enough. */
  unreached(host: string, signs: number): void {
    const known = this.#of(host);
    if (known.signs !== signs) return;
    const now = this.#now().getTime();
    known.unreachedSince ??= now;
    if (now - known.unreachedSince >= PATIENCE) this.#rest(known, 'connection_failed');
  }

  #rest(known: Host, code: ErrorCode): void {
    if (known.nextTry !== undefined) return;
    known.nextTry = this.#now().getTime() + REST;
    known.code = code;
  }

  isGivenUp(host: string): boolean {
    return this.#of(host).nextTry !== undefined;
  }

  /** @throws SealiftError `deadline_exceeded` or `connection_failed` for a host that is given up, but for one request now and then. */
  check(url: URL): void {
    const known = this.#of(url.host);
    if (known.nextTry === undefined) return;
    const now = this.#now().getTime();
    if (now < known.nextTry) {
      throw new SealiftError(
        known.code,
        `${redactUrl(url)}: not asked any more, since ${url.host} did not answer any try before`,
      );
    }
    known.nextTry = now + REST;
  }
}
