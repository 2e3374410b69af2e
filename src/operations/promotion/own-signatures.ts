import { abortable } from '../../async/abortable.ts';
import { mapGroup } from '../../async/map-group.ts';
import { prefetch } from '../../async/prefetch.ts';
import { asSealiftError, SealiftError } from '../../errors.ts';
import { EMPTY_CONFIG, isSignatureManifest, mayBeUnder } from '../../notation/signature-manifest.ts';
import type { CachedStore } from '../../oci/cache/cached-store.ts';
import type { CachedTarget } from '../../oci/cache/cached-target.ts';
import { type CopyPlan, FIRST_LIST } from '../../oci/copy/plan-copy.ts';
import { type Descriptor, plainDescriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import type { ArtifactGraph, Attachment } from '../../oci/graph/artifact-graph.ts';
import { GraphNode } from '../../oci/graph/graph-node.ts';
import type { FoundIn } from '../../oci/ports.ts';
import type { OwnSignatureRow, ResultError, SignatureResult } from '../results.ts';
import type { Session } from '../session.ts';
import type { SignedEnvelope } from '../signing/envelope-maker.ts';
import { type ExistingSignature, endOf } from '../signing/existing-signature.ts';
import { ownSignatureResult } from '../signing/own-signature-result.ts';
import { SharedEnvelopes } from '../signing/shared-envelopes.ts';
import { signatureManifestOf } from '../signing/signature-manifest-of.ts';
import { SignatureSteps } from '../signing/signature-steps.ts';
import type { Gate } from './gate.ts';
import type { OwnSigning } from './own-signing.ts';

/** One destination, before anything is written to it. */
export interface OwnPlace {
  /** As the user wrote it. */
  readonly reference: string;
  /** Where its signatures stand. */
  readonly store: CachedTarget;
  /** Its name, where that is a repository for the signatures of all destinations. */
  readonly signatureRepository?: string;
  /** What is carried there, and how much of it is missing. */
  readonly graph: ArtifactGraph;
  readonly plan: CopyPlan;
  /** The gate of the statement that names the destination exactly. */
  readonly gate: Gate | undefined;
}

/** Our own signatures of what is promoted, as one destination needs them. */
export interface OwnHere {
  /** Those that it lacks. They are put like all other attachments. */
  readonly attachments: readonly Attachment[];
  /** Their envelopes. */
  readonly envelopes: ReadonlyMap<Digest, Uint8Array>;
  /** Whether the source has the config that signatures have. */
  readonly hasConfig: boolean;
  readonly rows: readonly OwnSignatureRow[];
}

interface OwnRequest extends Session {
  readonly reference: string;
  readonly source: CachedStore;
  readonly destinations: readonly unknown[];
  readonly dryRun: boolean;
}

/** The error of each of several destinations, when the key refused. */
const UNSIGNED = 'the signature of this run could not be made, so nothing was written there';
const UNSIGNED_HINT = 'See the error of the image.';

/** A signature that this run made, as it is attached. */
interface Made {
  readonly attachment: Attachment;
  readonly envelope: Descriptor;
  readonly signed: SignedEnvelope;
}

const digestOf = ({ node }: Attachment): Digest => node.content.descriptor.digest;

/**
 * The signatures of our own that a promotion attaches. Each is made once for all destinations, when the first of them turns out
 * to lack it, and before anything is written there: a key that refuses leaves such a destination as it was.
 */
export class OwnSignatures {
  readonly #request: OwnRequest;
  readonly #signing: OwnSigning;
  readonly #envelopes: SharedEnvelopes;
  readonly #steps: SignatureSteps;
  readonly #signal: AbortSignal;
  /** What the source has under our chain, for each graph that is carried and each subject. */
  readonly #carried = new Map<ArtifactGraph, Map<Digest, Promise<ExistingSignature[]>>>();
  /** Whether one of those that are carried has the config that all signatures have. */
  readonly #configs = new Map<ArtifactGraph, boolean>();
  readonly #made = new Map<Digest, Made>();
  #refusal: unknown;
  readonly #results = new Map<string, SignatureResult>();
  readonly #judged = new Set<string>();

  /** @param signal ends what several destinations wait for, so it has to be that of the image. */
  constructor(request: OwnRequest, signing: OwnSigning, signal: AbortSignal) {
    this.#request = request;
    this.#signal = signal;
    this.#signing = signing;
    this.#envelopes = new SharedEnvelopes(request.envelopes);
    this.#steps = new SignatureSteps({ ...request, ...signing, envelopes: this.#envelopes });
  }

  /** Those that stand at a destination now, and were not carried there. */
  get results(): readonly SignatureResult[] {
    return [...this.#results.values()];
  }

  /** What kept the key from signing, where several destinations failed by it: it is told once, as the error of the image. */
  get refusal(): unknown {
    return this.#refusal;
  }

  /** Whether this error of a destination comes from {@link refusal}. */
  tells(error: ResultError | null): boolean {
    return this.#refusal !== undefined && error?.message === UNSIGNED;
  }

  /** Whether a destination has one that this run made. */
  get hasMade(): boolean {
    return this.results.some(({ made }) => made);
  }

  /**
   * Finds out which signatures a destination lacks, and makes them.
   *
   * @throws SealiftError `signature_exists`, `referrers_tag_taken`, `content_too_large`, or what keeps the key from signing.
   */
  async at(place: OwnPlace, signal: AbortSignal): Promise<OwnHere> {
    try {
      return await this.#at(place, signal);
    } catch (error) {
      const isAlone = this.#request.destinations.length === 1;
      if (isAlone || !this.#envelopes.isRefusal(error)) throw error;
      this.#refusal = error;
      throw new SealiftError(asSealiftError(error).code, UNSIGNED, { hint: UNSIGNED_HINT, cause: error });
    }
  }

  async #at(place: OwnPlace, signal: AbortSignal): Promise<OwnHere> {
    const { root, nodes } = place.graph;
    // The image stands first, although its children are put before it.
    const others = this.#signing.recursive ? nodes.filter((node) => node !== root) : [];
    const decide = ({ content }: GraphNode, joined: AbortSignal) =>
      this.#of(plainDescriptor(content.descriptor), place, joined);
    // The first one finds out whether the registry has the Referrers API, for all the others.
    const each = [
      await decide(root, signal),
      ...(await mapGroup(signal, others, this.#request.concurrency, decide)),
    ];
    const made = each.flatMap((one) => one.made ?? []);
    return {
      attachments: made.map(({ attachment }) => attachment),
      envelopes: new Map(made.map(({ envelope, signed }) => [envelope.digest, signed.bytes])),
      hasConfig: made.length > 0 && this.#hasConfig(place.graph),
      rows: each.map(({ row }) => row),
    };
  }

  #hasConfig(graph: ArtifactGraph): boolean {
    const known =
      this.#configs.get(graph) ??
      graph.attachments.some(({ node }) => node.manifest.config?.digest === EMPTY_CONFIG.digest);
    this.#configs.set(graph, known);
    return known;
  }

  /**
   * Notes that a destination lists attachments now.
   *
   * @param signatureRepository as in {@link OwnPlace}.
   */
  linked(attachments: readonly Attachment[], foundIn: FoundIn, signatureRepository?: string): void {
    for (const one of attachments) {
      const made = this.#made.get(digestOf(one));
      if (!made) continue;
      const { opened, timestamp } = made.signed;
      const { mediaType, chain } = opened;
      const until = endOf(opened, timestamp !== undefined);
      const own = { digest: digestOf(one), subject: one.subject.digest, made: true, foundIn };
      this.#keep(ownSignatureResult({ ...own, signatureRepository, mediaType, chain, until, timestamp }));
    }
  }

  #keep(result: SignatureResult): void {
    if (!this.#results.has(result.digest)) this.#results.set(result.digest, result);
  }

  async #of(
    subject: Descriptor,
    place: OwnPlace,
    signal: AbortSignal,
  ): Promise<{ readonly row: OwnSignatureRow; readonly made?: Made }> {
    const { store, graph, plan } = place;
    const carried = await abortable(this.#carriedOf(graph, subject), signal);
    const known = new Set(graph.attachments.map(digestOf));
    // What holds nothing has no list either.
    const there = plan.targetIsEmpty
      ? []
      : await this.#steps.existing({ store, query: FIRST_LIST, known }, subject, signal);
    const found = [...carried, ...there];
    const row = (action: OwnSignatureRow['action'], digest: Digest | null): OwnSignatureRow => ({
      subject: subject.digest,
      digest,
      action,
    });
    const existing = async (one: ExistingSignature): Promise<{ readonly row: OwnSignatureRow }> => {
      const { digest } = one.entry.descriptor;
      await this.#steps.refuseExisting(subject, digest);
      if (known.has(digest)) return { row: row('carried', digest) };
      const { mediaType, chain } = one.envelope;
      const { foundIn } = one.entry;
      const own = { digest, subject: subject.digest, made: false, mediaType, chain, foundIn };
      const { signatureRepository } = place;
      const { validUntil: until, timestamp } = one;
      this.#keep(ownSignatureResult({ ...own, signatureRepository, until, timestamp }));
      return { row: row('unchanged', digest) };
    };
    if (this.#request.dryRun) {
      const same = await this.#steps.same(found);
      return same ? existing(same) : { row: row('made', null) };
    }
    const beforeKey = () => this.#refuseUnlistable(subject, place, [], signal);
    const step = await this.#steps.next(subject, found, beforeKey, signal);
    if (step.kind === 'existing') return existing(step.existing);
    const made = this.#attachmentOf(subject, step.made);
    await this.#refuseUnlistable(subject, place, [made.attachment], signal);
    await this.#tellOfRefusal(place, subject, step.made, signal);
    return { row: row('made', digestOf(made.attachment)), made };
  }

  /** The signatures of `subject` under our chain that are carried along. */
  #carriedOf(graph: ArtifactGraph, subject: Descriptor): Promise<readonly ExistingSignature[]> {
    const ofGraph = this.#carried.get(graph) ?? new Map<Digest, Promise<ExistingSignature[]>>();
    this.#carried.set(graph, ofGraph);
    const reading = ofGraph.get(subject.digest) ?? prefetch(this.#findCarried(graph, subject));
    ofGraph.set(subject.digest, reading);
    return reading;
  }

  async #findCarried({ attachments }: ArtifactGraph, subject: Descriptor): Promise<ExistingSignature[]> {
    const { chain, service } = await this.#signing.signer;
    // A service renews its certificates, so that its signatures are not found by them.
    const leaf = service ? undefined : chain?.[0];
    const ours = attachments.filter(({ node: { manifest }, subject: { digest } }) => {
      if (digest !== subject.digest || !isSignatureManifest(manifest)) return false;
      return leaf === undefined || mayBeUnder(manifest, leaf);
    });
    if (ours.length === 0) return [];
    const among = new Set(ours.map(digestOf));
    return this.#steps.existing({ store: this.#request.source, among }, subject, this.#signal);
  }

  /** One envelope has one manifest, at every destination. */
  #attachmentOf(subject: Descriptor, signed: SignedEnvelope): Made {
    const { manifest, envelope } = signatureManifestOf(subject, signed);
    const { digest } = manifest.descriptor;
    const made = this.#made.get(digest) ?? {
      // No list has it yet; where it was found is asked of what was carried alone.
      attachment: { node: new GraphNode(manifest), subject, foundIn: 'api' as const },
      envelope,
      signed,
    };
    this.#made.set(digest, made);
    return made;
  }

  /** Refuses, before anything is written, a signature that the destination could not list beside what it is to get. */
  async #refuseUnlistable(
    subject: Descriptor,
    { store, plan }: OwnPlace,
    own: readonly Attachment[],
    signal: AbortSignal,
  ): Promise<void> {
    if (plan.targetIsEmpty) return;
    const beside = plan.attachments.filter((one) => one.subject.digest === subject.digest);
    const contents = [...beside, ...own].map(({ node }) => node.content);
    await store.refuseUnlistable(subject, contents, FIRST_LIST, signal);
  }

  /** Warns of what verifying at the destination would say of the new signature. */
  async #tellOfRefusal(
    { gate, reference }: OwnPlace,
    subject: Descriptor,
    { bytes, opened }: SignedEnvelope,
    signal: AbortSignal,
  ): Promise<void> {
    const { clock, reporter } = this.#request;
    if (!gate || this.#judged.has(reference)) return;
    this.#judged.add(reference);
    const why = await gate.whyRefused(
      { bytes, mediaType: opened.mediaType, target: subject, at: clock.now() },
      signal,
    );
    if (why === undefined) return;
    reporter.warning(
      `${reference}: the statement "${gate.statement.name}" would not accept the signature of this run there: ${why}`,
    );
  }
}
