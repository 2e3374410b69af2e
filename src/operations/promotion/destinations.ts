import type { SealiftError } from '../../errors.ts';
import type { Reporter } from '../ports.ts';
import type { DestinationResult, ResultError } from '../results.ts';
import { failedDestination, type KnownImage } from './failed-destination.ts';
import type { PromotionTarget } from './target.ts';

/** A destination that could not be opened. */
export interface UnopenedTarget {
  /** As the user wrote it, with its tags. */
  readonly reference: string;
  readonly error: SealiftError;
}

export type PromotionDestination = PromotionTarget | UnopenedTarget;

/** The destinations of one promotion: those that it still goes to, and why it does not go to the others. */
export class Destinations {
  readonly #all: readonly PromotionDestination[];
  readonly #reporter: Reporter;
  readonly #refused = new Map<PromotionDestination, SealiftError>();

  constructor(all: readonly PromotionDestination[], reporter: Reporter) {
    this.#all = all;
    this.#reporter = reporter;
    for (const one of all) if ('error' in one) this.refuse(one, one.error);
  }

  /** In the order in which they were given. */
  get open(): readonly PromotionTarget[] {
    return this.#all.filter((one): one is PromotionTarget => !('error' in one) && !this.#refused.has(one));
  }

  /** Leaves a destination out. Nothing is written to it, and no other one waits for it. */
  refuse(destination: PromotionDestination, error: SealiftError): void {
    const { reference } = destination;
    this.#refused.set(destination, error);
    this.#reporter.progress({ type: 'end', subject: reference, status: 'failed' });
    this.tell(reference, error);
  }

  /** Says of one among several at once why it failed, since the others may go on for long. */
  tell(reference: string, { code, message, hint, needs }: ResultError): void {
    if (this.#all.length === 1) return;
    // What was needed has its remedy at the end of the run, which knows where it takes place.
    const remedy = needs === undefined ? ` ${hint}` : '';
    this.#reporter.progress({
      type: 'notice',
      message: `${reference} failed: ${message} [${code}].${remedy}`,
    });
  }

  /** The results of those that were left out so far. */
  refused(image: KnownImage): readonly DestinationResult[] {
    return this.#all.flatMap((one) => {
      const error = this.#refused.get(one);
      return error ? [failedDestination(one.reference, error, image)] : [];
    });
  }

  /**
   * The results of all destinations in the order in which they were given. One that was left out has failed, whatever is there.
   *
   * @param delivered the results of those that were not left out.
   * @param image its digest, if it is known, and how many attachments it has.
   */
  results(
    delivered: ReadonlyMap<PromotionDestination, DestinationResult>,
    image: KnownImage,
  ): readonly DestinationResult[] {
    return this.#all.map((one) => {
      const error = this.#refused.get(one);
      return error ? failedDestination(one.reference, error, image) : delivered.get(one)!;
    });
  }
}
