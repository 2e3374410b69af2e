import { taskGroup } from '../../async/task-group.ts';
import { SealiftError } from '../../errors.ts';
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import type { ManifestContent, TargetStore } from '../../oci/ports.ts';
import { isNamedAfterDigest } from '../../oci/referrers-index.ts';
import type { TagResult } from '../results.ts';
import { type Backup, backupTagOf, readBackup, writeBackup } from './backup-tag.ts';
import { confirmTag } from './confirm-tag.ts';
import { ruleFor } from './existing-tags.ts';
import { keepingHint } from './referrers-tags.ts';
import type { TagResults } from './tag-results.ts';
import { tagsBefore } from './tags-before.ts';
import type { PromotionOptions, TagOptions } from './target.ts';

/** Where a tag points right before it moves, and its backup tag. */
interface Move {
  readonly tag: string;
  readonly old: Descriptor | undefined;
  readonly backup?: Backup;
}

/** Means the same as `--existing-tag fail`. */
const NEVER = '--move-tag never';

/** A tag that moves all the time is backed up so often, and then left alone. */
const ROUNDS = 3;

/** The most tags that an error names. */
const SHOWN = 4;

/** The tags of one destination that are pointed at an image, all of them after everything else was written. */
export class TagMover {
  /** Those that are to point at the image and do not yet. */
  readonly due: readonly string[];
  /** Whether one of them points at the image already. */
  readonly isThere: boolean;
  /** Whether all of them are at other digests and stay there, so that there is nothing to promote. */
  readonly isKept: boolean;
  readonly #image: ManifestContent;
  readonly #before: ReadonlyMap<string, Descriptor | undefined>;
  readonly #options: TagOptions;
  readonly #results: TagResults;

  /** @param before where each tag pointed when the run began. */
  constructor(
    image: ManifestContent,
    before: ReadonlyMap<string, Descriptor | undefined>,
    options: TagOptions,
  ) {
    this.#image = image;
    this.#before = before;
    this.#options = options;
    this.#results = tagsBefore(image.descriptor, before, options.existingTag);
    const { all } = this.#results;
    this.due = all.filter(({ action }) => action === 'left').map(({ tag }) => tag);
    this.isThere = all.some(({ action }) => action === 'unchanged');
    this.isKept = all.length > 0 && all.every(({ action }) => action === 'kept');
  }

  get results(): readonly TagResult[] {
    return this.#results.all;
  }

  #ruleOf(tag: string): 'move' | 'keep' | 'fail' {
    return ruleFor(this.#options.existingTag, tag).rule;
  }

  /**
   * Whether a tag that somebody moves during the run is not simply overwritten: a rule holds for where it is then, or that is to
   * be backed up first.
   */
  get hasConditions(): boolean {
    return this.due.some((tag) => !this.#mayOverwrite(tag) || this.#backupOf(tag) !== undefined);
  }

  /** What readers look for under a digest tag may have come during the run, and a rule against moving holds for a late tag too. */
  #mayOverwrite(tag: string): boolean {
    return !isNamedAfterDigest(tag) && this.#ruleOf(tag) === 'move';
  }

  /** Whether the tag pointed at another digest when the run began. */
  #isElsewhere(tag: string): boolean {
    const there = this.#before.get(tag);
    return there !== undefined && there.digest !== this.#image.descriptor.digest;
  }

  #backupOf(tag: string): string | undefined {
    const { backupTag } = this.#options;
    return backupTag === undefined ? undefined : backupTagOf(backupTag, tag);
  }

  /**
   * Refuses a destination, before anything is written there, that has a tag at another digest which may not move.
   *
   * @throws SealiftError `tag_exists`.
   */
  refuseExisting({ name }: TargetStore): void {
    const taken = this.due.filter((tag) => this.#isElsewhere(tag) && this.#ruleOf(tag) === 'fail');
    const [first, ...others] = taken;
    if (first === undefined) return;
    const shown = others.slice(0, SHOWN).map((tag) => `${tag} at ${this.#before.get(tag)!.digest}`);
    const more = others.length > SHOWN ? ` and ${others.length - SHOWN} more` : '';
    const also = shown.length > 0 ? `, as are ${shown.join(', ')}${more}` : '';
    const { option } = ruleFor(this.#options.existingTag, first);
    throw new SealiftError(
      'tag_exists',
      `${name}:${first} is at another image, ${this.#before.get(first)!.digest}${also}, and ${option} forbids to move it; nothing was written there`,
      keepingHint(first) ?? {
        hint: `Promote to another tag. If ${first} is meant to move, say --existing-tag ${first}=move${option === NEVER ? ` in place of ${NEVER}` : ' behind the other rules'}; if it is to stay while the rest goes on, --existing-tag ${first}=keep.`,
      },
    );
  }

  /** Notes what would become of the tags, for a run that sets none. */
  plan(): void {
    for (const tag of this.due) {
      this.#results.set(tag);
      const [old, backup] = [this.#before.get(tag), this.#backupOf(tag)];
      if (old && backup !== undefined && this.#isElsewhere(tag))
        this.#results.backedUp(tag, backup, old.digest);
    }
  }

  /**
   * Sets the tags, and reads each back. All are checked, and what their backup tags are to be pointed at is read, before the
   * first one is moved, so that a refused tag leaves the others unmoved. A backup tag is read back before its own tag moves.
   *
   * @param onMoved is called after each of them, and after each backup tag.
   * @throws SealiftError `tag_moved`, or as {@link confirmTag} and {@link readBackup}.
   */
  async move(
    store: TargetStore,
    { clock }: Pick<PromotionOptions, 'clock'>,
    onMoved: () => void,
    signal: AbortSignal,
  ): Promise<void> {
    const moves = await taskGroup(
      signal,
      this.due.map((tag) => (joined: AbortSignal) => this.#check(store, tag, joined)),
    );
    for (const [at, checked] of moves.entries()) {
      signal.throwIfAborted();
      const tag = this.due[at]!;
      const move = checked && (await this.#backUp(store, checked, { clock, onMoved }, signal));
      if (move === undefined) this.#results.found(tag);
      else {
        await store.tag(this.#image, tag, signal);
        this.#results.set(tag);
      }
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

  /**
   * Sets the backup tag of a move, where it has one. That takes a while, so the tag is looked at again afterwards: the backup has to
   * hold what the move overwrites. Resolves to the move that is left to do, as {@link #check} does.
   */
  async #backUp(
    store: TargetStore,
    checked: Move,
    { clock, onMoved }: Pick<PromotionOptions, 'clock'> & { readonly onMoved: () => void },
    signal: AbortSignal,
  ): Promise<Move | undefined> {
    let move: Move | undefined = checked;
    for (let round = 1; move?.backup !== undefined; round += 1) {
      const { tag, old, backup }: Move = move;
      await writeBackup(store, backup, tag, clock, signal);
      this.#results.backedUp(tag, backup.tag, old!.digest);
      onMoved();
      if (backup.isThere) break;
      const now = await store.resolve({ tag }, signal);
      if (now?.digest === old!.digest) break;
      if (round === ROUNDS) throw this.#moved(store, tag, now);
      move = await this.#check(store, tag, signal);
    }
    signal.throwIfAborted();
    return move;
  }

  #moved({ name }: TargetStore, tag: string, now: Descriptor | undefined): SealiftError {
    const before = this.#before.get(tag)?.digest ?? 'nothing';
    const { rule, option } = ruleFor(this.#options.existingTag, tag);
    // The hint of the code advises --move-tag always.
    const hint =
      rule !== 'move'
        ? `Look at what it points at now: ${option} leaves a tag alone that is at another image. Promote to another tag.`
        : this.#options.moveTag === 'always'
          ? 'Somebody else moves it again and again: look at who does, then run this again.'
          : undefined;
    return new SealiftError(
      'tag_moved',
      `${name}:${tag} moved during this run, from ${before} to ${now?.digest ?? 'nothing'}; it was left alone`,
      keepingHint(tag) ?? (hint === undefined ? {} : { hint }),
    );
  }

  /** What is to be done for a tag; `undefined` where another run has brought it to the image. */
  async #check(store: TargetStore, tag: string, signal: AbortSignal): Promise<Move | undefined> {
    const before = this.#before.get(tag);
    const backup = this.#backupOf(tag);
    const mayRace = this.#options.moveTag === 'always' && this.#mayOverwrite(tag);
    if (mayRace && backup === undefined) return { tag, old: before };
    const now = await store.resolve({ tag }, signal);
    if (now !== undefined && sameContent(now, this.#image.descriptor)) return undefined;
    if (!mayRace && now?.digest !== before?.digest) throw this.#moved(store, tag, now);
    // Where the same bytes only have another media type, there is nothing to go back to.
    const isSame = now?.digest === this.#image.descriptor.digest;
    if (now === undefined || backup === undefined || isSame) return { tag, old: now };
    return { tag, old: now, backup: await readBackup(store, { backup, tag, old: now }, signal) };
  }
}
