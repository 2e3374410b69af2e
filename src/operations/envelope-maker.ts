import pLimit from 'p-limit';
import { SealiftError } from '../errors.ts';
import { openEnvelope } from '../notation/envelope/open.ts';
import type { OpenedEnvelope } from '../notation/envelope/opened.ts';
import type { EnvelopeRequest } from '../notation/envelope/request.ts';
import { checkPluginEnvelope } from '../notation/plugin-envelope.ts';
import type { AnySigner, MadeEnvelope } from '../notation/ports.ts';
import { type Descriptor, sameContent } from '../oci/descriptor.ts';
import { ENVELOPE_LIMIT } from '../oci/limits.ts';
import type { Certificate } from '../pki/certificate.ts';
import { checkMadeChain } from './made-chain.ts';
import { sameChain } from './same-chain.ts';

type Chain = readonly Certificate[];

/** An envelope that was made, and opened again as a reader would. */
export interface SignedEnvelope extends MadeEnvelope {
  readonly opened: OpenedEnvelope;
}

/** Whether a signature under this chain adds nothing. */
export type IsNeedless = (chain: Chain) => boolean;

export interface EnvelopeMakerOptions {
  readonly kind: AnySigner['kind'];
  /** Of its envelopes. */
  readonly mediaType: string;
  /** It is known that each signature takes a round trip at least. */
  readonly isRemote: boolean;
  /** The chain that the user gave, or the key's own. */
  readonly chain: Chain | undefined;
  readonly make: (request: EnvelopeRequest, signal: AbortSignal) => Promise<MadeEnvelope>;
}

/** Opens a new envelope before anything is pushed: whoever made it may answer with anything. */
async function selfCheck(bytes: Uint8Array, mediaType: string, target: Descriptor): Promise<OpenedEnvelope> {
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
 * A key with the chain that belongs to it, or a plugin that brings its chain along: it was asked what it is, and makes
 * envelopes. One command of a plugin runs at a time, as with notation: it may wait for a person and a token.
 */
export class EnvelopeMaker {
  readonly #options: EnvelopeMakerOptions;
  readonly #turns: ReturnType<typeof pLimit>;
  #learned: Chain | undefined;

  constructor(options: EnvelopeMakerOptions) {
    this.#options = options;
    this.#turns = pLimit(options.kind === 'key' ? Number.POSITIVE_INFINITY : 1);
  }

  get mediaType(): string {
    return this.#options.mediaType;
  }

  get isRemote(): boolean {
    return this.#options.isRemote;
  }

  /** Leaf first, root included. Of a plugin it may be known only after its first signature. */
  get chain(): Chain | undefined {
    return this.#options.chain ?? this.#learned;
  }

  /**
   * Makes one envelope and gives it out only if it holds: a key service that answers with a wrong signature is found out
   * here, before anything is pushed.
   *
   * @param isNeedless asked as soon as the chain is known, which may be after signing; then this resolves to `undefined`.
   * @throws SealiftError `self_check_failed`, `plugin_unsupported`, those of the chain, or what the signer throws.
   */
  make(
    request: EnvelopeRequest,
    isNeedless: IsNeedless,
    signal: AbortSignal,
  ): Promise<SignedEnvelope | undefined> {
    const { kind, make, mediaType } = this.#options;
    return this.#turns(async () => {
      signal.throwIfAborted();
      if (this.chain && isNeedless(this.chain)) return undefined;
      const made = await make(request, signal);
      const opened = await selfCheck(made.bytes, mediaType, request.target);
      if (kind !== 'key') this.#checkPlugin(opened, request);
      return isNeedless(opened.chain) ? undefined : { ...made, opened };
    });
  }

  #checkPlugin(opened: OpenedEnvelope, request: EnvelopeRequest): void {
    const { chain: given } = this.#options;
    checkPluginEnvelope(opened, request);
    const [leaf] = opened.chain;
    if (given && given[0]!.thumbprint !== leaf!.thumbprint) {
      throw new SealiftError(
        'key_certificate_mismatch',
        'the plugin signed with another certificate than the first one of the given chain',
        { hint: 'Leave --certificate-chain out, or give the chain that the plugin uses.' },
      );
    }
    // What is pushed has the chain that was given: by that chain it is known the next time.
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
