import { Buffer } from 'node:buffer';
import { createHash, randomBytes } from 'node:crypto';
import { SealiftError } from '../../errors.ts';
import type { OpenedEnvelope } from '../../notation/envelope/opened.ts';
import type { TimestampClient } from '../../notation/ports.ts';
import type { RevocationChecker } from '../../notation/revocation/checker.ts';
import { checkUnrevoked } from '../../notation/timestamp/check-unrevoked.ts';
import {
  checkCovers,
  type VerifiedTimestamp,
  verifyTimestamp,
} from '../../notation/timestamp/verify-timestamp.ts';
import type { TimestampEvidence } from '../../notation/verification/outcome.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { invalidAt } from '../../pki/chain.ts';
import { nameText } from '../../pki/name.ts';
import { buildTimestampRequest } from '../../pki/timestamp-request/build-request.ts';
import { readTimestampResponse } from '../../pki/timestamp-request/read-response.ts';
import type { Clock } from '../ports.ts';

export interface TimestamperOptions {
  readonly client: TimestampClient;
  /** The URL of the authority, with its login where it has one. */
  readonly url: string;
  /** The authority as errors name it; safe to print. */
  readonly authority: string;
  /** The root certificate that the authority's chain has to end in. */
  readonly root: Certificate;
  readonly revocation: RevocationChecker;
  readonly clock: Clock;
}

/** What is known of a timestamp that was judged by the root of the run, which is in no trust store. */
export type StampEvidence = Omit<TimestampEvidence, 'store'>;

export interface Stamp {
  /** The TimeStampToken as it was received. */
  readonly token: Uint8Array;
  readonly evidence: StampEvidence;
}

type Signed = Pick<OpenedEnvelope, 'signature' | 'algorithm' | 'chain'>;

/** Milliseconds by which the clock of the authority may differ from ours. Beyond that one of the two tells a wrong time. */
const MOST_APART = 10 * 60_000;

/** The name of the root's store in a verified timestamp; nothing shows it. */
const STORE = 'timestamp root certificate';

const OTHER_ROOT = 'Give the root certificate of this authority as --timestamp-root-cert.';

/** What makes a token useless, as opposed to an error that says nothing about it. */
const REFUSALS: ReadonlySet<string> = new Set([
  'certificate_revoked',
  'timestamp_invalid',
  'timestamp_revocation_unknown',
  'timestamp_untrusted',
]);

/** 128 bits, of which 126 are random: the INTEGER is positive and has no zeros in front. */
function newNonce(): Uint8Array {
  const nonce = randomBytes(16);
  nonce[0] = (nonce[0]! & 0x3f) | 0x40;
  return nonce;
}

/**
 * Gets timestamps of signatures from one authority (RFC 3161). What it says is judged here as a verifier will judge it, so that
 * no signature leaves that would be refused later.
 */
export class Timestamper {
  readonly #options: TimestamperOptions;

  constructor(options: TimestamperOptions) {
    this.#options = options;
  }

  /**
   * Asks for a timestamp of a signature.
   *
   * @throws SealiftError `timestamp_refused`, `timestamp_invalid`, `timestamp_untrusted`, `timestamp_revocation_unknown`,
   *   `certificate_revoked`, or what the client throws.
   */
  async stamp(signed: Signed, signal: AbortSignal): Promise<Stamp> {
    const { client, url, authority, clock } = this.#options;
    const { hash } = signed.algorithm;
    const nonce = newNonce();
    const imprint = createHash(hash).update(signed.signature).digest();
    const asked = clock.now();
    const answer = await client.post(url, await buildTimestampRequest({ hash, imprint, nonce }), signal);
    const token = readTimestampResponse(answer, authority);
    const now = clock.now();
    const timestamp = await this.#judge(token, signed, now);
    const refuse = (reason: string, hint: string) =>
      new SealiftError('timestamp_invalid', `${authority} ${reason}`, { hint });
    if (timestamp.nonce !== BigInt(`0x${Buffer.from(nonce).toString('hex')}`)) {
      throw refuse(
        'answers with a timestamp that belongs to another request (its nonce differs)',
        'Something between may answer from a store; use another timestamp authority.',
      );
    }
    const { time, chain } = timestamp;
    const apart = Math.max(asked.getTime() - time.getTime(), time.getTime() - now.getTime());
    if (apart > MOST_APART) {
      throw refuse(
        `says that it is ${time.toISOString()}, and the clock of this machine says ${now.toISOString()}`,
        'Set the clock that is wrong; if it is the one of the authority, use another one.',
      );
    }
    // Verifiers look at the certificates at the time of the timestamp, and the two times may stand on two sides of an end.
    const invalid = invalidAt(chain, now);
    if (invalid)
      throw refuse(`has a certificate that is ${invalid.state}`, 'Use another timestamp authority.');
    return { token, evidence: await this.#unrevoked(timestamp, signal) };
  }

  /**
   * Judges the timestamp of an existing signature; resolves to `undefined` when it is not as good as a new one. An authority
   * whose revocation is unknown is not.
   */
  async accepts(envelope: OpenedEnvelope, signal: AbortSignal): Promise<StampEvidence | undefined> {
    if (envelope.timestampToken === undefined) return undefined;
    try {
      const timestamp = await this.#judge(envelope.timestampToken, envelope, this.#options.clock.now());
      return await this.#unrevoked(timestamp, signal);
    } catch (error) {
      if (error instanceof SealiftError && REFUSALS.has(error.code)) return undefined;
      throw error;
    }
  }

  async #unrevoked(timestamp: VerifiedTimestamp, signal: AbortSignal): Promise<StampEvidence> {
    const revocation = await checkUnrevoked(timestamp, this.#options.revocation, signal);
    const { chain, time, earliest, latest, policy } = timestamp;
    const { subject, thumbprint } = chain[0]!;
    return { authority: nameText(subject), thumbprint, time, earliest, latest, policy, revocation };
  }

  async #judge(token: Uint8Array, { signature, chain }: Signed, at: Date): Promise<VerifiedTimestamp> {
    const roots = [{ store: STORE, certificate: this.#options.root }];
    const timestamp = await verifyTimestamp(token, { signature, roots, at }).catch((error: unknown) => {
      if (!(error instanceof SealiftError) || error.code !== 'timestamp_untrusted') throw error;
      throw new SealiftError(error.code, error.message, { hint: OTHER_ROOT, cause: error });
    });
    checkCovers(timestamp, chain);
    return timestamp;
  }
}
