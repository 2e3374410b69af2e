import type { Reporter } from './ports.ts';

/** Warnings of one kind about one image that are said one by one. */
const FEW = 16;

/**
 * Warns of one thing after the other, and of how many more there are: a registry may name ten thousand of them for each image of a run.
 */
export class FewWarnings {
  readonly #reporter: Reporter;
  readonly #reference: string;
  #count = 0;

  /** @param reference the image that they are about. */
  constructor(reporter: Reporter, reference: string) {
    this.#reporter = reporter;
    this.#reference = reference;
  }

  add(text: string): void {
    this.#count += 1;
    if (this.#count <= FEW) this.#reporter.warning(`${this.#reference}: ${text}`);
  }

  /** Call it after the last one. */
  end(): void {
    const more = this.#count - FEW;
    const text = more === 1 ? 'one more warning' : `${more} more warnings`;
    if (more > 0) this.#reporter.warning(`${this.#reference}: ${text} like the last one`);
  }
}

/** Warns of each in turn, as {@link FewWarnings} does. */
export function warnOfEach<T>(
  reporter: Reporter,
  reference: string,
  all: Iterable<T>,
  text: (one: T) => string,
): void {
  const few = new FewWarnings(reporter, reference);
  for (const one of all) few.add(text(one));
  few.end();
}
