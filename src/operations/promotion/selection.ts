import { isSignatureManifest } from '../../notation/signature-manifest.ts';
import { isCosignSignatureType, NOTARY_ARTIFACT_TYPE } from '../../oci/artifact-type.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { DIGEST_TAG_SUFFIXES, digestTagType } from '../../oci/digest-tags/digest-tag.ts';
import { isReadable } from '../../oci/discovery/readable.ts';
import type { GraphOptions } from '../../oci/graph/artifact-graph.ts';
import type { DigestTagOptions } from '../../oci/graph/digest-tag-reader.ts';
import { artifactTypeOf, type Manifest } from '../../oci/manifest.ts';
import type { Referrer } from '../../oci/referrers.ts';
import type { AttachmentResult } from '../results.ts';
import type { Gate } from './gate.ts';
import { statusUnder } from './status-under.ts';

/** Which of the attachments a promotion copies. */
export interface Selecting {
  readonly include: 'all' | 'signatures' | 'verified';
  /** Whether signatures of every kind stay behind. */
  readonly excludeSignatures: boolean;
  /** Of what is no signature, only these types are copied; all where none is named. */
  readonly artifactTypes: readonly string[];
}

type Kind = 'notary' | 'cosign' | 'other';

/** What an artifact of this type is that is no signature of the Notary Project. */
function otherKind(artifactType: string): Kind {
  return isCosignSignatureType(artifactType) ? 'cosign' : 'other';
}

function kindOf(manifest: Manifest): Kind {
  return isSignatureManifest(manifest) ? 'notary' : otherKind(artifactTypeOf(manifest));
}

/** The filters of a graph that is promoted, and what they leave behind. */
export class Selection {
  readonly #selecting: Selecting;
  readonly #gates: readonly Gate[];
  readonly #left: AttachmentResult[] = [];
  readonly #unreadable = new Set<string>();

  /** @param gates those that accept the signatures, where only accepted ones are copied. */
  constructor(selecting: Selecting, gates: readonly Gate[]) {
    this.#selecting = selecting;
    this.#gates = gates;
  }

  /** What was found, and stays where it is. */
  get left(): readonly AttachmentResult[] {
    return this.#left;
  }

  /** The same, each with its verdict under these gates. */
  leftUnder(gates: readonly Gate[]): readonly AttachmentResult[] {
    return this.#left.map((one) => ({ ...one, judged: statusUnder(gates, one.digest) ?? null }));
  }

  /** Digests of what says that it is a signature, and cannot be read as one. */
  get unreadable(): ReadonlySet<string> {
    return this.#unreadable;
  }

  /** The filters for `readGraph`. Signatures under digest tags are asked for only where they may be copied, or are left with a word. */
  options(signal: AbortSignal): Pick<GraphOptions, 'keep' | 'likely' | 'digestTags'> {
    const { include } = this.#selecting;
    const suffixes = { all: DIGEST_TAG_SUFFIXES, signatures: ['sig'], verified: [] } as const;
    const digestTags: DigestTagOptions = {
      suffixes: suffixes[include],
      keep: ({ tag, suffix, subject, content: { descriptor }, manifest }) => {
        const artifactType = digestTagType(manifest);
        if (this.#takes(suffix === 'sig' ? 'cosign' : 'other', artifactType)) return true;
        this.#leave({ subject, descriptor, artifactType, foundIn: 'digest-tag', tag });
        return false;
      },
    };
    return {
      keep: (referrer, subject) => this.#keep(referrer, subject, signal),
      likely: this.#likely(),
      digestTags,
    };
  }

  async #keep(referrer: Referrer, subject: Descriptor, signal: AbortSignal): Promise<boolean> {
    const { entry, content, manifest } = referrer;
    const { descriptor } = content;
    const artifactType = artifactTypeOf(manifest);
    const isKept =
      this.#selecting.include === 'verified'
        ? await this.#isAccepted(referrer, subject, signal)
        : this.#takes(kindOf(manifest), artifactType) && this.#canBeRead(referrer);
    if (isKept) return true;
    const { foundIn, elsewhere } = entry;
    const place = { foundIn, ...(elsewhere === undefined ? {} : { signatureRepository: elsewhere }) };
    this.#leave({ subject, descriptor, artifactType, ...place });
    return false;
  }

  #takes(kind: Kind, artifactType: string): boolean {
    const { include, excludeSignatures, artifactTypes } = this.#selecting;
    if (kind !== 'other') return !excludeSignatures && (kind === 'notary' || include !== 'verified');
    return include === 'all' && (artifactTypes.length === 0 || artifactTypes.includes(artifactType));
  }

  async #isAccepted(referrer: Referrer, subject: Descriptor, signal: AbortSignal): Promise<boolean> {
    let isAccepted = false;
    // Every gate is asked, since each destination gets what its own gates accept.
    for (const gate of this.#gates)
      isAccepted = (await gate.accepts(referrer, subject, signal)) || isAccepted;
    return isAccepted;
  }

  /** What says that it is a signature and is none would end the reading of the destination's lists. */
  #canBeRead({ content: { descriptor }, manifest }: Referrer): boolean {
    const entry = { mediaType: descriptor.mediaType, artifactType: artifactTypeOf(manifest) };
    if (isReadable(entry, manifest.layers)) return true;
    this.#unreadable.add(descriptor.digest);
    return false;
  }

  #leave({
    subject,
    descriptor: { digest, size },
    ...found
  }: Pick<AttachmentResult, 'artifactType' | 'foundIn' | 'tag' | 'signatureRepository'> & {
    readonly subject: Descriptor;
    readonly descriptor: Descriptor;
  }): void {
    this.#left.push({ ...found, digest, size, subject: subject.digest, judged: null });
  }

  /** Which listed entries will probably be kept. An entry without a type is decided by its manifest. */
  #likely(): NonNullable<GraphOptions['likely']> {
    const { include } = this.#selecting;
    if (include === 'verified')
      return ({ digest }) => this.#gates.some((gate) => gate.statusOf(digest) === 'passed');
    return ({ artifactType = '' }) => {
      const isNotary = artifactType === NOTARY_ARTIFACT_TYPE;
      return this.#takes(isNotary ? 'notary' : otherKind(artifactType), artifactType);
    };
  }
}
