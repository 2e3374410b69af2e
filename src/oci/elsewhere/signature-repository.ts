import { lazyRetried } from '../../async/lazy.ts';
import { SealiftError } from '../../errors.ts';
import {
  canTellExistence,
  type ReferrerEntry,
  type ReferrerQuery,
  type SourceStore,
  type Subject,
} from '../ports.ts';

const ABSENT_HINT =
  'Check the name. Where nothing was stored there yet, leave --signatures-from out, or sign with --signatures-to first.';

/** A repository of `--signatures-from`. Whatever it answers wrong is told with its name, since the image is in another one. */
export class SignatureRepository {
  readonly store: SourceStore;
  readonly #artifactType: string;
  readonly #exists: (signal: AbortSignal) => Promise<boolean>;
  /** Whether it has listed anything, so that it is there. */
  #hasListed = false;

  /** @param artifactType that of signatures; what else is attached there is not looked at. */
  constructor(store: SourceStore, artifactType: string) {
    this.store = store;
    this.#artifactType = artifactType;
    this.#exists = lazyRetried(
      async (signal) => this.#hasListed || !canTellExistence(store) || store.exists(signal),
    );
  }

  /**
   * The signatures that it lists for a subject.
   *
   * @throws SealiftError `artifact_not_found` for a repository that is not there: many registries give an empty list for it, and then
   *   an image would be called unsigned because of a wrong name.
   */
  async *referrers(
    subject: Subject,
    { sources }: ReferrerQuery,
    signal: AbortSignal,
  ): AsyncGenerator<ReferrerEntry> {
    const query: ReferrerQuery = { sources, artifactType: this.#artifactType };
    try {
      let isEmpty = true;
      for await (const entry of this.store.referrers(subject, query, signal)) {
        isEmpty = false;
        this.#hasListed = true;
        yield { ...entry, elsewhere: this.store.name };
      }
      if (!isEmpty || (await this.#exists(signal))) return;
    } catch (error) {
      throw this.#named(error);
    }
    throw this.#named(
      new SealiftError(
        'artifact_not_found',
        'the registry has no such repository, or nothing is listed in it',
        { hint: ABSENT_HINT },
      ),
    );
  }

  /** The outcome of a reading there, with the name in its error. */
  async read<T>(reading: Promise<T>): Promise<T> {
    try {
      return await reading;
    } catch (error) {
      throw this.#named(error);
    }
  }

  #named(error: unknown): unknown {
    if (!(error instanceof SealiftError)) return error;
    const { code, message, hint, needs } = error;
    return new SealiftError(code, `signature repository ${this.store.name}: ${message}`, {
      hint,
      needs,
      cause: error,
    });
  }
}
