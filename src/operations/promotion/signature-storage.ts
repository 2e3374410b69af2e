import { prefetch } from '../../async/prefetch.ts';
import { asSealiftError, type SealiftError } from '../../errors.ts';
import type { CachedStore } from '../../oci/cache/cached-store.ts';
import type { CachedTarget } from '../../oci/cache/cached-target.ts';
import { copyGraph } from '../../oci/copy/copy-graph.ts';
import { type CopyPlan, planCopy } from '../../oci/copy/plan-copy.ts';
import type { Digest } from '../../oci/digest.ts';
import type { ArtifactGraph, Attachment } from '../../oci/graph/artifact-graph.ts';
import type { BlobSource, FoundIn } from '../../oci/ports.ts';
import type { SignatureRepositoryResult } from '../results.ts';
import { refusedSignature } from '../signature-repository/refused.ts';
import { envelopesOf } from './envelopes-of.ts';
import { writeOrMend } from './mend.ts';
import type { OwnSignatures } from './own-signatures.ts';
import { refuseReferrersTags } from './referrers-tags.ts';
import type { SplitGraph } from './split-signatures.ts';
import type { PromotionOptions } from './target.ts';
import { warnOfSignature } from './warnings.ts';
import { withOwnBlobs } from './with-own-blobs.ts';

export interface StorageOptions
  extends Pick<PromotionOptions, 'dryRun' | 'deep' | 'concurrency' | 'clock' | 'reporter'> {
  /** Our own signatures, where they are asked for. */
  readonly own: OwnSignatures | undefined;
  /** Resolves when the repository has the image, where it is a destination too; at once where it is none. */
  readonly imageIsThere: Promise<void>;
}

/** The manifests that signatures are attached to, but for those that are signatures themselves. */
function subjectsOf({ attachments }: ArtifactGraph): ReadonlySet<Digest> {
  const own = new Set<Digest>(attachments.map(({ node }) => node.content.descriptor.digest));
  return new Set(attachments.map(({ subject }) => subject.digest).filter((digest) => !own.has(digest)));
}

const digestOf = ({ node }: Attachment): Digest => node.content.descriptor.digest;

/**
 * The signatures of one image on their way to the repository that is to have them, once for all destinations. Their subjects need
 * not be there (distribution-spec, "Pushing Manifests with Subject").
 */
export class SignatureStorage {
  readonly #store: CachedTarget;
  #source: BlobSource;
  readonly #image: ArtifactGraph;
  #graph: ArtifactGraph;
  readonly #options: StorageOptions;
  readonly #signal: AbortSignal;
  readonly #added = new Set<string>();
  #onFailure: (error: SealiftError) => void = () => {};
  #stored: Promise<void> | undefined;
  readonly #signed = Promise.withResolvers<void>();
  #result: SignatureRepositoryResult;

  constructor(
    store: CachedTarget,
    source: CachedStore,
    { image, signatures }: SplitGraph,
    options: StorageOptions,
    signal: AbortSignal,
  ) {
    this.#store = store;
    this.#source = {
      repository: source.repository,
      has: (descriptor, during) => source.has(descriptor, during),
      blob: (descriptor, given, during) => source.blob(descriptor, given, during),
    };
    this.#image = image;
    this.#graph = signatures;
    this.#options = options;
    this.#signal = signal;
    // Without a destination that waits for it, nobody else handles it.
    this.#signed.promise.catch(() => {});
    const attachments = { expected: signatures.attachments.length, present: 0, added: 0, missing: [] };
    this.#result = { repository: store.name, status: 'failed', attachments, signed: [], error: null };
  }

  /** @param onFailure is called as soon as it is known that they cannot be stored. */
  onFailure(onFailure: (error: SealiftError) => void): void {
    this.#onFailure = onFailure;
  }

  /** Begins to store them, once. */
  begin(): void {
    this.#stored ??= prefetch(this.#run());
  }

  /** Resolves when our own signatures were made; at once where none is asked for. */
  async signed(): Promise<void> {
    this.begin();
    if (this.#options.own) await this.#signed.promise;
  }

  /** Resolves when the repository lists every signature, which a reading confirmed. No tag is set before. */
  stored(): Promise<void> {
    this.begin();
    return this.#stored!;
  }

  /** What came of it in the end; `undefined` where nothing was begun. */
  async ended(): Promise<SignatureRepositoryResult | undefined> {
    await this.#stored?.catch(() => {});
    return this.#stored && this.#result;
  }

  async #run(): Promise<void> {
    try {
      const status = await this.#status(this.#signal);
      this.#result = { ...this.#result, status };
    } catch (thrown) {
      const error = asSealiftError(this.#signal.aborted ? this.#signal.reason : thrown);
      this.#result = { ...this.#result, error: error.toJSON() };
      this.#signed.reject(error);
      this.#onFailure(error);
      throw error;
    }
  }

  /** The list is not believed: tags of all destinations rest on it, and none of them is asked first whether it sets one. */
  #plan(deep: boolean, signal: AbortSignal): Promise<CopyPlan> {
    const hints = { deep, setsTag: true, subjects: subjectsOf(this.#graph) };
    return planCopy(this.#store, this.#graph, hints, signal);
  }

  /** Has our own signatures made, as far as they are not there, and adds them to what is written. */
  async #withOwn(plan: CopyPlan, signal: AbortSignal): Promise<CopyPlan> {
    const { own } = this.#options;
    if (!own) return plan;
    const store = this.#store;
    const { nodes } = this.#image;
    const graph = { ...this.#graph, nodes };
    const place = {
      reference: store.name,
      store,
      signatureRepository: store.name,
      graph,
      plan,
      gate: undefined,
    };
    const { attachments, envelopes, hasConfig, rows } = await own.at(place, signal);
    this.#source = withOwnBlobs(this.#source, envelopes, hasConfig);
    this.#graph = { ...this.#graph, attachments: [...this.#graph.attachments, ...attachments] };
    const others = rows.filter(({ action }) => action !== 'carried').length;
    const expected = this.#result.attachments.expected + others;
    this.#result = {
      ...this.#result,
      signed: rows,
      attachments: { ...this.#result.attachments, expected },
    };
    return { ...plan, attachments: [...plan.attachments, ...attachments] };
  }

  async #status(signal: AbortSignal): Promise<SignatureRepositoryResult['status']> {
    const { deep, dryRun, reporter, imageIsThere } = this.#options;
    const carried = await this.#plan(deep, signal);
    for (const { attachment, foundIn } of carried.listed)
      warnOfSignature(reporter, this.#store.name, attachment, foundIn);
    if (carried.attachments.length > 0)
      await refuseReferrersTags(this.#store, carried, [], this.#graph.root.content.descriptor, signal);
    const plan = await this.#withOwn(carried, signal);
    this.#signed.resolve();
    const missing = plan.attachments.map(digestOf);
    for (const digest of missing) this.#added.add(digest);
    this.#present(this.#result.signed.filter(({ digest }) => digest === null).length);
    if (dryRun) return 'planned';
    if (missing.length === 0) return 'unchanged';
    await imageIsThere;
    try {
      const context = { store: this.#store, graph: this.#graph, signal };
      const mend = (isSure: boolean): Promise<boolean> => this.#mend(isSure, signal);
      await writeOrMend(() => this.#write(plan, signal), mend, context);
    } catch (error) {
      const { node, subject } = plan.attachments[0]!;
      throw await refusedSignature(this.#store, { subject, manifest: node.content }, error, signal);
    }
    return 'promoted';
  }

  /** Notes how many there are, before anything is written. */
  #present(unmade: number): void {
    const { expected } = this.#result.attachments;
    const missing = [...this.#added];
    const present = expected - missing.length - unmade;
    this.#result = { ...this.#result, attachments: { expected, present, added: 0, missing } };
  }

  /** Asks for everything and writes what is gone; see {@link writeOrMend}. */
  async #mend(isSure: boolean, signal: AbortSignal): Promise<boolean> {
    const looking = this.#plan(true, signal);
    const plan = isSure ? await looking : await looking.catch(() => undefined);
    if (!plan || !(isSure || [...plan.askedBlobs.values()].includes(false))) return false;
    // As in the delivery to a destination: a mount may be what lost it.
    await this.#write(plan, signal, false);
    return true;
  }

  async #write(plan: CopyPlan, signal: AbortSignal, mounts = true): Promise<void> {
    const { concurrency, clock, deep, reporter, own } = this.#options;
    const { name } = this.#store;
    reporter.progress({ type: 'phase', phase: 'attach', subject: name });
    const options = {
      concurrency,
      deep,
      mounts,
      envelopesOf,
      sleep: (milliseconds: number, during: AbortSignal) => clock.sleep(milliseconds, during),
      onLinked: (linked: readonly Attachment[], foundIn: FoundIn) => {
        own?.linked(linked, foundIn, name);
        for (const one of linked) warnOfSignature(reporter, name, one, foundIn);
      },
    };
    await copyGraph(this.#source, this.#store, plan, options, signal);
    for (const one of plan.attachments) this.#added.add(digestOf(one));
    const { expected } = this.#result.attachments;
    // `copyGraph` has read back what it wrote, so the repository has all of them now.
    const attachments = { expected, present: expected, added: this.#added.size, missing: [] };
    this.#result = { ...this.#result, attachments };
  }
}
