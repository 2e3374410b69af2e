import type { Descriptor } from '../oci/descriptor.ts';
import { type PreparedSigner, signDescriptor } from './prepare-signer.ts';

/** An envelope as it is pushed, with what it says about its times. */
export interface SignedEnvelope {
  readonly bytes: Uint8Array;
  readonly signingTime: Date;
  readonly expiry: Date | undefined;
}

export interface EnvelopeWish {
  readonly target: Descriptor;
  readonly metadata: Readonly<Record<string, string>>;
  /** Milliseconds from the signing time; no expiry when absent. */
  readonly expiresAfter: number | undefined;
  readonly now: Date;
}

/** As many are kept, of some kilobytes each. */
const MOST = 4096;

const made = new WeakMap<PreparedSigner, Map<string, Promise<SignedEnvelope>>>();

function sortedPairs(record: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

async function make(
  prepared: PreparedSigner,
  { target, metadata, expiresAfter, now }: EnvelopeWish,
  signal: AbortSignal,
): Promise<SignedEnvelope> {
  const signingTime = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const expiry = expiresAfter === undefined ? undefined : new Date(signingTime.getTime() + expiresAfter);
  const order = { target, metadata, signingTime, ...(expiry === undefined ? {} : { expiry }) };
  const { bytes, envelope } = await signDescriptor(prepared, order, signal);
  return { bytes, signingTime, expiry: envelope.expiry };
}

/** Whether an envelope that was made earlier in a run still has most of the life that was asked for. */
function isFresh({ expiry }: SignedEnvelope, { expiresAfter, now }: EnvelopeWish): boolean {
  return expiry === undefined || expiry.getTime() - now.getTime() > (expiresAfter ?? 0) / 2;
}

/**
 * The one envelope for this descriptor, metadata and expiry by this key: what goes to several repositories is signed once,
 * and each gets the same bytes.
 *
 * @param signal ends the work for everybody who waits for it, so it is the run's, not one image's.
 */
export async function sharedEnvelope(
  prepared: PreparedSigner,
  wish: EnvelopeWish,
  signal: AbortSignal,
): Promise<SignedEnvelope> {
  const { target, metadata, expiresAfter } = wish;
  const { mediaType, digest, size } = target;
  const key = JSON.stringify([mediaType, digest, size, sortedPairs(metadata), expiresAfter ?? null]);
  const known = made.get(prepared) ?? new Map<string, Promise<SignedEnvelope>>();
  made.set(prepared, known);
  const earlier = known.get(key);
  if (earlier) {
    const envelope = await earlier;
    if (isFresh(envelope, wish)) return envelope;
  }
  const under = make(prepared, wish, signal);
  known.set(key, under);
  const oldest = known.keys().next();
  if (known.size > MOST && !oldest.done) known.delete(oldest.value);
  under.catch(() => {
    if (known.get(key) === under) known.delete(key);
  });
  return under;
}
