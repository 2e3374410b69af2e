import { SealiftError } from '../../errors.ts';
import { redactUrl } from './redact.ts';

/** Milliseconds after which a host that was given up is tried by one request. */
const REST = 30_000;

interface Host {
  /** Signs of life so far. */
  signs: number;
  /** When the next request may try it, in milliseconds since 1970; `undefined` for a host that is not given up. */
  nextTry: number | undefined;
}

/**
 * The hosts that were silent through all tries of a request. Of hundreds of images each would wait for such a host as long, and the
 * other destinations of each image with it, so that nobody else waits: one request at a time tries whether it answers again.
 */
export class DeafHosts {
  readonly #hosts = new Map<string, Host>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  #of(host: string): Host {
    const known = this.#hosts.get(host) ?? { signs: 0, nextTry: undefined };
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
    known.nextTry = undefined;
  }

  /** Gives a host up, unless it has shown signs of life since it was asked for them. */
  giveUp(host: string, signs: number): void {
    const known = this.#of(host);
    if (known.signs === signs) known.nextTry ??= this.#now().getTime() + REST;
  }

  isGivenUp(host: string): boolean {
    return this.#of(host).nextTry !== undefined;
  }

  /** @throws SealiftError `deadline_exceeded` for a host that is given up, but for one request now and then. */
  check(url: URL): void {
    const known = this.#of(url.host);
    if (known.nextTry === undefined) return;
    const now = this.#now().getTime();
    if (now < known.nextTry) {
      throw new SealiftError(
        'deadline_exceeded',
        `${redactUrl(url)}: not asked any more, since ${url.host} did not answer any try before`,
      );
    }
    known.nextTry = now + REST;
  }
}
