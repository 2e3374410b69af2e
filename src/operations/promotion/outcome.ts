import type { Draft } from '../image-result.ts';
import type { DestinationResult, SignatureRepositoryResult } from '../results.ts';
import type { Delivered } from './deliver-all.ts';
import type { Destinations } from './destinations.ts';
import type { KnownImage } from './failed-destination.ts';
import { throwFirst } from './throw-first.ts';

const UNKNOWN: KnownImage = { digest: null, attachments: 0 };

/** The best that a destination came to is the status of the image. */
const STATUSES = ['planned', 'promoted', 'unchanged', 'kept'] as const;

/** What a promotion has come to, as it is noted in the result of its image. */
export class Outcome {
  readonly #draft: Draft;
  readonly #destinations: Destinations;
  readonly #isVerified: boolean;

  constructor(
    draft: Draft,
    destinations: Destinations,
    { isVerified }: { /** Whether the image is judged. */ readonly isVerified: boolean },
  ) {
    this.#draft = draft;
    this.#destinations = destinations;
    this.#isVerified = isVerified;
  }

  /** Notes the destinations that were left out so far: where the source fails as well, they stay in the result. */
  noteRefused(): void {
    this.#draft.update({ destinations: this.#destinations.refused(UNKNOWN) });
  }

  /** Ends a promotion that goes nowhere, since every destination was left out. */
  endRefused(image: KnownImage = UNKNOWN): void {
    this.#note({ results: new Map() }, image, undefined);
  }

  /**
   * Ends a promotion.
   *
   * @param refusal what kept our own signature from being made.
   * @throws SealiftError as {@link throwFirst}, once everything is noted.
   */
  end(delivered: Delivered, image: KnownImage, refusal?: unknown): void {
    const results = this.#note(delivered, image, refusal);
    const { signaturesTo } = delivered;
    const ended: readonly (DestinationResult | SignatureRepositoryResult)[] = [
      ...results,
      ...(signaturesTo ? [signaturesTo] : []),
    ];
    const status = STATUSES.find((one) => ended.some((result) => result.status === one))!;
    this.#draft.update({ status: this.#isVerified ? status : 'unverified' });
  }

  #note(
    { results: delivered, signaturesTo }: Delivered,
    image: KnownImage,
    refusal: unknown,
  ): readonly DestinationResult[] {
    const results = this.#destinations.results(delivered, image);
    this.#draft.update({ destinations: results, ...(signaturesTo ? { signaturesTo } : {}) });
    throwFirst(results, { refusal, signaturesTo });
    return results;
  }
}
