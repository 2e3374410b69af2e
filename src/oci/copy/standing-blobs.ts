import { abortable } from '../../async/abortable.ts';
import type { Digest } from '../digest.ts';

/** Digests that are remembered of all repositories together. Beyond that the run forgets them, and asks again. */
const KEPT = 200_000;

const registryOf = (repository: string): string => repository.slice(0, repository.indexOf('/'));

/**
 * What a run knows of the repositories that it writes many images to: the blobs that it wrote or found there, and those that are being
 * written. Images that share a layer then read and write it once, and another repository of the registry can mount it.
 */
export class StandingBlobs {
  readonly #kept: number;
  #count = 0;
  /** By repository. */
  readonly #standing = new Map<string, Set<Digest>>();
  /** A repository that has the blob, by registry and digest. */
  readonly #somewhere = new Map<string, string>();
  /** Who is writing a blob to any repository of a registry, by registry and digest. */
  readonly #writing = new Map<string, Promise<void>>();
  readonly #empty = new Map<string, Promise<boolean>>();
  readonly #looked = new Set<string>();

  constructor(kept = KEPT) {
    this.#kept = kept;
  }

  has(repository: string, digest: Digest): boolean {
    return this.#standing.get(repository)?.has(digest) ?? false;
  }

  note(repository: string, digest: Digest): void {
    if (this.#count >= this.#kept) {
      this.#standing.clear();
      this.#somewhere.clear();
      this.#count = 0;
    }
    const own = this.#standing.get(repository) ?? new Set();
    this.#standing.set(repository, own);
    this.#count += own.has(digest) ? 0 : 1;
    own.add(digest);
    this.#somewhere.set(`${registryOf(repository)} ${digest}`, repository);
  }

  /** Forgets a repository of which a registry says that something is not there after all. */
  forget(repository: string): void {
    this.#count -= this.#standing.get(repository)?.size ?? 0;
    this.#standing.delete(repository);
  }

  /** Another repository of the same registry that has the blob. */
  sibling(repository: string, digest: Digest): string | undefined {
    const other = this.#somewhere.get(`${registryOf(repository)} ${digest}`);
    return other !== undefined && other !== repository && this.has(other, digest) ? other : undefined;
  }

  /**
   * Waits while somebody else writes the blob to a repository of this registry, then runs `work` as the one who writes it.
   *
   * @param onWait is called before each wait.
   * @returns `false` where the blob stands meanwhile, and `work` was not run.
   */
  async write(
    repository: string,
    digest: Digest,
    { work, onWait }: { readonly work: () => Promise<void>; readonly onWait: () => void },
    signal: AbortSignal,
  ): Promise<boolean> {
    const key = `${registryOf(repository)} ${digest}`;
    for (let other = this.#writing.get(key); other; other = this.#writing.get(key)) {
      onWait();
      await abortable(other, signal);
      if (this.has(repository, digest)) return false;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#writing.set(key, promise);
    try {
      await work();
      this.note(repository, digest);
      return true;
    } finally {
      this.#writing.delete(key);
      resolve();
    }
  }

  /**
   * Whether a repository was empty when the run came to it, so that it has what the run itself wrote. It is asked once.
   *
   * @param ask may be asked again where it fails.
   */
  wasEmpty(repository: string, ask: () => Promise<boolean>): Promise<boolean> {
    const known = this.#empty.get(repository);
    if (known) return known;
    const asked = ask();
    this.#empty.set(repository, asked);
    asked.catch(() => this.#empty.delete(repository));
    return asked;
  }

  /** Whether no image with this digest was looked for there before; `false` too once there were too many to know. */
  isFirst(repository: string, digest: Digest): boolean {
    const key = `${repository} ${digest}`;
    if (this.#looked.has(key) || this.#looked.size >= this.#kept) return false;
    this.#looked.add(key);
    return true;
  }
}
