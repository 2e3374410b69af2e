import { prefetch } from '../../async/prefetch.ts';
import { asSealiftError } from '../../errors.ts';
import type { CachedStore } from '../../oci/cache/cached-store.ts';
import type { CachedTarget } from '../../oci/cache/cached-target.ts';
import { copyGraph } from '../../oci/copy/copy-graph.ts';
import { type CopyPlan, planCopy } from '../../oci/copy/plan-copy.ts';
import type { Digest } from '../../oci/digest.ts';
import type { ArtifactGraph } from '../../oci/graph/read-graph.ts';
import type { SignatureRepositoryResult } from '../results.ts';
import { refusedSignature } from '../signature-repository/refused.ts';
import { envelopesOf } from './envelopes-of.ts';
import { writeOrMend } from './mend.ts';
import { refuseReferrersTags } from './referrers-tags.ts';
import type { PromotionOptions } from './target.ts';
import { warnOfSignature } from './warnings.ts';

export interface StorageOptions extends Pick<PromotionOptions, 'dryRun' | 'deep' | 'concurrency' | 'clock'> {
  readonly reporter: PromotionOptions['reporter'];
  /** Resolves when the repository has the image, where it is a destination too; at once where it is none. */
  readonly imageIsThere: Promise<void>;
}

/** The manifests that signatures are attached to, but for those that are signatures themselves. */
function subjectsOf({ attachments }: ArtifactGraph): ReadonlySet<Digest> {
  const own = new Set<Digest>(attachments.map(({ node }) => node.content.descriptor.digest));
  return new Set(attachments.map(({ subject }) => subject.digest).filter((digest) => !own.has(digest)));
}

/**
 * The signatures of one image on their way to the repository that is to have them, once for all destinations. Their subjects need
 * not be there (distribution-spec, "Pushing Manifests with Subject").
 */
export class SignatureStorage {
  readonly #store: CachedTarget;
  readonly #source: CachedStore;
  readonly #graph: ArtifactGraph;
  readonly #options: StorageOptions;
  readonly #added = new Set<string>();
  readonly #stored: Promise<void>;
  #result: SignatureRepositoryResult;

  /** @param graph of signatures alone (`split-signatures.ts`). */
  constructor(
    store: CachedTarget,
    source: CachedStore,
    graph: ArtifactGraph,
    options: StorageOptions,
    signal: AbortSignal,
  ) {
    this.#store = store;
    this.#source = source;
    this.#graph = graph;
    this.#options = options;
    const attachments = { expected: graph.attachments.length, present: 0, added: 0, missing: [] };
    this.#result = { repository: store.name, status: 'failed', attachments, error: null };
    this.#stored = prefetch(this.#run(signal));
  }

  /** What came of it so far. */
  get result(): SignatureRepositoryResult {
    return this.#result;
  }

  /** Resolves when the repository lists every signature, which a reading confirmed. No tag is set before. */
  stored(): Promise<void> {
    return this.#stored;
  }

  async #run(signal: AbortSignal): Promise<void> {
    try {
      const status = await this.#status(signal);
      this.#result = { ...this.#result, status };
    } catch (thrown) {
      const error = asSealiftError(signal.aborted ? signal.reason : thrown);
      this.#result = { ...this.#result, error: error.toJSON() };
      throw error;
    }
  }

  /** The list is not believed: tags of all destinations rest on it, and none of them is asked first whether it sets one. */
  #plan(deep: boolean, signal: AbortSignal): Promise<CopyPlan> {
    const hints = { deep, setsTag: true, subjects: subjectsOf(this.#graph) };
    return planCopy(this.#store, this.#graph, hints, signal);
  }

  async #status(signal: AbortSignal): Promise<SignatureRepositoryResult['status']> {
    const { deep, dryRun, reporter, imageIsThere } = this.#options;
    const plan = await this.#plan(deep, signal);
    for (const { attachment, foundIn } of plan.listed)
      warnOfSignature(reporter, this.#store.name, attachment, foundIn);
    const missing = plan.attachments.map(({ node }) => node.content.descriptor.digest);
    const expected = this.#graph.attachments.length;
    const attachments = { expected, present: expected - missing.length, added: 0, missing };
    this.#result = { ...this.#result, attachments };
    if (missing.length === 0) return dryRun ? 'planned' : 'unchanged';
    await refuseReferrersTags(this.#store, plan, [], this.#graph.root.content.descriptor, signal);
    if (dryRun) return 'planned';
    await imageIsThere;
    const mend = async (isSure: boolean): Promise<boolean> => {
      const looking = this.#plan(true, signal);
      const deeper = isSure ? await looking : await looking.catch(() => undefined);
      if (!deeper || !(isSure || [...deeper.askedBlobs.values()].includes(false))) return false;
      await this.#write(deeper, signal);
      return true;
    };
    try {
      const context = { store: this.#store, graph: this.#graph, signal };
      await writeOrMend(() => this.#write(plan, signal), mend, context);
    } catch (error) {
      const { node, subject } = plan.attachments[0]!;
      throw await refusedSignature(this.#store, { subject, manifest: node.content }, error, signal);
    }
    return 'promoted';
  }

  async #write(plan: CopyPlan, signal: AbortSignal): Promise<void> {
    const { concurrency, clock, deep, reporter } = this.#options;
    reporter.progress({ type: 'phase', phase: 'attach', subject: this.#store.name });
    const options = {
      concurrency,
      deep,
      envelopesOf,
      sleep: (milliseconds: number, during: AbortSignal) => clock.sleep(milliseconds, during),
      onLinked: (linked: CopyPlan['attachments'], foundIn: CopyPlan['listed'][number]['foundIn']) => {
        for (const one of linked) warnOfSignature(reporter, this.#store.name, one, foundIn);
      },
    };
    await copyGraph(this.#source, this.#store, plan, options, signal);
    for (const { node } of plan.attachments) this.#added.add(node.content.descriptor.digest);
    const expected = this.#graph.attachments.length;
    // `copyGraph` has read back what it wrote, so the repository has all of them now.
    const attachments = { expected, present: expected, added: this.#added.size, missing: [] };
    this.#result = { ...this.#result, attachments };
  }
}
