import pLimit from 'p-limit';
import { SealiftError } from '../../errors.ts';
import { openEnvelope } from '../../notation/envelope/open.ts';
import type { OpenedEnvelope } from '../../notation/envelope/opened.ts';
import type { EnvelopeRequest } from '../../notation/envelope/request.ts';
import { checkPluginEnvelope } from '../../notation/plugin-envelope.ts';
import type { AnySigner, EnvelopeService, MadeEnvelope } from '../../notation/ports.ts';
import { sameContent } from '../../oci/descriptor.ts';
import { ENVELOPE_LIMIT } from '../../oci/limits.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { checkMadeChain } from './made-chain.ts';
import { sameChain } from './same-chain.ts';
import type { StampEvidence, Timestamper } from './timestamper.ts';

type Chain = readonly Certificate[];

/** A new envelope together with the result of opening it. */
export interface SignedEnvelope extends MadeEnvelope {
  readonly opened: OpenedEnvelope;
  /** The timestamp in it, where this run asked for one. */
  readonly timestamp?: StampEvidence;
}

/** An envelope without a timestamp, and what adds one to it. */
export interface Made extends MadeEnvelope {
  /** The envelope with a TimeStampToken. Absent where a plugin made the envelope: only its maker can write it anew. */
  readonly withTimestamp?: (token: Uint8Array) => Uint8Array;
}

/** Says whether a signature under this chain is needless because the store has one. */
export type IsNeedless = (chain: Chain) => boolean;

export interface EnvelopeMakerOptions {
  readonly kind: AnySigner['kind'];
  /** Media type of the envelopes that it makes. */
  readonly mediaType: string;
  /** Whether each signature takes a round trip to a key service. */
  readonly isRemote: boolean;
  /** The chain that the user gave, else the one that the key service holds. */
  readonly chain: Chain | undefined;
  readonly make: (request: EnvelopeRequest, signal: AbortSignal) => Promise<Made>;
  /** Given when every signature is to have a timestamp. */
  readonly timestamper?: Timestamper;
  /** The service that makes the envelopes; absent for a plugin, and where they are made here. */
  readonly service?: EnvelopeService;
}

/** Opens and checks a new envelope before it is pushed, since a key service or plugin may return anything. */
async function selfCheck(
  bytes: Uint8Array,
  mediaType: string,
  target: EnvelopeRequest['target'],
): Promise<OpenedEnvelope> {
  if (bytes.length > ENVELOPE_LIMIT) {
    throw new SealiftError(
      'content_too_large',
      `the new signature of ${target.digest} has ${bytes.length} bytes, and no verifier reads over ${ENVELOPE_LIMIT}`,
      { hint: 'Sign less metadata along, or a shorter chain.' },
    );
  }
  const envelope = await openEnvelope(bytes, mediaType).catch((error: unknown) => {
    const reason = error instanceof SealiftError ? error.message : String(error);
    const message = `the new signature of ${target.digest} does not hold: ${reason}`;
    throw new SealiftError('self_check_failed', message, { cause: error });
  });
  if (sameContent(envelope.target, target)) return envelope;
  throw new SealiftError('self_check_failed', `the new signature is not for ${target.digest}`);
}

/**
 * Makes envelopes with a key and its chain, or with a plugin that returns the chain with each signature. Commands of a plugin
 * run one at a time, as in notation: a plugin may ask a person to touch a token. A service is asked for several at a time.
 */
export class EnvelopeMaker {
  readonly #options: EnvelopeMakerOptions;
  readonly #turns: ReturnType<typeof pLimit>;
  #learned: Chain | undefined;

  constructor(options: EnvelopeMakerOptions) {
    this.#options = options;
    this.#turns = pLimit(options.kind === 'key' || options.service ? Number.POSITIVE_INFINITY : 1);
  }

  get mediaType(): string {
    return this.#options.mediaType;
  }

  /** Whether each signature takes a round trip, to a key service or to a timestamp authority. */
  get isRemote(): boolean {
    return this.#options.isRemote || this.timestamper !== undefined;
  }

  get timestamper(): Timestamper | undefined {
    return this.#options.timestamper;
  }

  /** The service that makes the envelopes; existing signatures are then told apart by the key that it names in them. */
  get service(): EnvelopeService | undefined {
    return this.#options.service;
  }

  /** The chain from the leaf to the root. The chain of a plugin may be `undefined` until its first signature. */
  get chain(): Chain | undefined {
    return this.#options.chain ?? this.#learned;
  }

  /**
   * Makes one envelope and checks it before it is returned, so that a wrong signature of a key service is never pushed.
   *
   * @param isNeedless is called as soon as the chain is known, which may be after signing; if it returns `true`, this resolves
   *   to `undefined`.
   * @throws SealiftError `self_check_failed`, `plugin_unsupported`, an error of the chain, or what the signer or the
   *   timestamper throws.
   */
  async make(
    request: EnvelopeRequest,
    isNeedless: IsNeedless,
    signal: AbortSignal,
  ): Promise<SignedEnvelope | undefined> {
    const { kind, make, mediaType } = this.#options;
    const signed = await this.#turns(async () => {
      signal.throwIfAborted();
      if (this.chain && isNeedless(this.chain)) return undefined;
      const made = await make(request, signal);
      const opened = await selfCheck(made.bytes, mediaType, request.target);
      if (kind !== 'key') this.#checkPlugin(opened, request);
      return isNeedless(opened.chain) ? undefined : { ...made, opened };
    });
    // Outside of the turns: authorities are asked for the timestamps of several signatures at the same time.
    if (!signed) return undefined;
    const { bytes, annotations, opened } = signed;
    return this.timestamper
      ? this.#stamp(this.timestamper, signed, request, signal)
      : { bytes, annotations, opened };
  }

  /** Adds a timestamp, and checks the envelope again as it will be pushed. */
  async #stamp(
    timestamper: Timestamper,
    { withTimestamp, opened: bare, annotations }: SignedEnvelope & Made,
    request: EnvelopeRequest,
    signal: AbortSignal,
  ): Promise<SignedEnvelope> {
    if (!withTimestamp) {
      throw new SealiftError(
        'usage',
        'the plugin makes whole envelopes, which nobody else can add a timestamp to',
      );
    }
    const { token, evidence: timestamp } = await timestamper.stamp(bare, signal);
    const bytes = withTimestamp(token);
    const opened = await selfCheck(bytes, this.mediaType, request.target);
    return { bytes, annotations, opened, timestamp };
  }

  #checkPlugin(opened: OpenedEnvelope, request: EnvelopeRequest): void {
    const { chain: given } = this.#options;
    checkPluginEnvelope(opened, request, this.#options.service);
    const [leaf] = opened.chain;
    if (given && given[0]!.thumbprint !== leaf!.thumbprint) {
      throw new SealiftError(
        'key_certificate_mismatch',
        'the plugin signed with another certificate than the first one of the given chain',
        { hint: 'Leave --certificate-chain out, or give the chain that the plugin uses.' },
      );
    }
    // The envelope has to hold the chain that was given, since the next run finds the signature by that chain.
    if (given && !sameChain(given, opened.chain)) {
      throw new SealiftError(
        'key_certificate_mismatch',
        'the plugin signed under another chain than the given one, though with the same first certificate',
        { hint: 'Leave --certificate-chain out, or give the chain that the plugin uses.' },
      );
    }
    checkMadeChain(leaf!, opened.chain, given, request.signingTime);
    this.#learned = opened.chain;
  }
}
