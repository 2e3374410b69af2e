import { taskGroup } from '../../async/task-group.ts';
import { SealiftError } from '../../errors.ts';
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import type { ManifestContent, TargetStore } from '../../oci/ports.ts';
import { isDigestTag } from '../../oci/referrers-index.ts';
import type { TagResult } from '../results.ts';
import { confirmTag } from './confirm-tag.ts';
import { keepingHint } from './referrers-tags.ts';
import { TagResults } from './tag-results.ts';
import type { PromotionOptions, TagMove } from './target.ts';

/** The tags of one destination that are pointed at an image, all of them after everything else was written. */
export class TagMover {
  /** Those that do not point at the image yet. */
  readonly due: readonly string[];
  /** Whether one of them points at the image already. */
  readonly isThere: boolean;
  readonly #image: ManifestContent;
  readonly #before: ReadonlyMap<string, Descriptor | undefined>;
  readonly #moveTag: TagMove;
  readonly #results: TagResults;

  /** @param before where each tag pointed when the run began. */
  constructor(image: ManifestContent, before: ReadonlyMap<string, Descriptor | undefined>, moveTag: TagMove) {
    this.#image = image;
    this.#before = before;
    this.#moveTag = moveTag;
    this.#results = new TagResults(before, image.descriptor);
    // A tag that serves the same bytes under another media type is not at the image: readers compare all three.
    const isImage = (there: Descriptor | undefined) =>
      there !== undefined && sameContent(there, image.descriptor);
    this.due = [...before].flatMap(([tag, there]) => (isImage(there) ? [] : [tag]));
    this.isThere = this.due.length < before.size;
  }

  get results(): readonly TagResult[] {
    return this.#results.all;
  }

  /**
   * Refuses a promotion, before anything is copied, whose tags could not be set at the end.
   *
   * @throws SealiftError `tag_moved`.
   */
  refuseTaken({ name }: TargetStore): void {
    if (this.#moveTag !== 'never') return;
    for (const tag of this.due) {
      const previous = this.#before.get(tag)?.digest;
      if (previous === undefined || previous === this.#image.descriptor.digest) continue;
      throw new SealiftError(
        'tag_moved',
        `${name}:${tag} points at ${previous}, and tags are not to be moved`,
        keepingHint(tag) ?? { hint: 'Promote to another tag, or say --move-tag if-unchanged.' },
      );
    }
  }

  /** Notes what would become of the tags, for a run that sets none. */
  plan(): void {
    for (const tag of this.due) this.#results.set(tag);
  }

  /**
   * Sets the tags, and reads each back. All are checked before the first one is moved, so that a refused tag leaves the others
   * unmoved.
   *
   * @param onMoved is called after each of them.
   * @throws SealiftError `tag_moved`, or as {@link confirmTag}.
   */
  async move(
    store: TargetStore,
    { clock }: Pick<PromotionOptions, 'clock'>,
    onMoved: () => void,
    signal: AbortSignal,
  ): Promise<void> {
    const mayMove = await taskGroup(
      signal,
      this.due.map((tag) => (joined: AbortSignal) => this.#mayMove(store, tag, joined)),
    );
    for (const [at, tag] of this.due.entries()) {
      signal.throwIfAborted();
      if (mayMove[at]) {
        await store.tag(this.#image, tag, signal);
        this.#results.set(tag);
      } else this.#results.found(tag);
      onMoved();
    }
    await taskGroup(
      signal,
      this.due.map((tag) => (joined: AbortSignal) => {
        const previous = this.#before.get(tag)?.digest;
        return confirmTag(store, this.#image, { tag, previous }, clock, joined);
      }),
    );
  }

  /** Whether the tag is still to be moved: another run may have brought it to the image. */
  async #mayMove(store: TargetStore, tag: string, signal: AbortSignal): Promise<boolean> {
    // What readers look for under a digest tag may have come during the run.
    if (this.#moveTag === 'always' && !isDigestTag(tag)) return true;
    const now = await store.resolve({ tag }, signal);
    if (now !== undefined && sameContent(now, this.#image.descriptor)) return false;
    const previous = this.#before.get(tag)?.digest;
    if (now?.digest === previous) return true;
    throw new SealiftError(
      'tag_moved',
      `${store.name}:${tag} moved during this run, from ${previous ?? 'nothing'} to ${now?.digest ?? 'nothing'}; it was left alone`,
      keepingHint(tag),
    );
  }
}
