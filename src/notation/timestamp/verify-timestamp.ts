import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { ErrorContext } from '../../encoding/error-context.ts';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { checkTimestampingChain, invalidAt } from '../../pki/chain.ts';
import { nameText } from '../../pki/name.ts';
import { chainsTo } from '../../pki/timestamp/build-chain.ts';
import { checkConstraints } from '../../pki/timestamp/check-constraints.ts';
import { readTimestampToken, type TimestampToken } from '../../pki/timestamp/read-token.ts';
import { certificateOf, hasSigned } from '../../pki/timestamp/verify-signer.ts';
import { findAlgorithm } from '../algorithms.ts';

/** A root certificate of timestamp authorities, with the name of the store that it is from. */
export interface TimestampRoot {
  readonly store: string;
  readonly certificate: Certificate;
}

export interface TimestampOptions {
  /** The primitive signature that was stamped. */
  readonly signature: Uint8Array;
  readonly roots: readonly TimestampRoot[];
  /** The time that counts as now. */
  readonly at: Date;
}

/** A timestamp whose authority is trusted. Its revocation was not asked for. */
export interface VerifiedTimestamp {
  /** Of the authority, leaf first, root last. */
  readonly chain: readonly Certificate[];
  readonly store: string;
  /** genTime, in whole milliseconds. */
  readonly time: Date;
  /** genTime less and plus the accuracy, rounded outwards to milliseconds. */
  readonly earliest: Date;
  readonly latest: Date;
  /** OID of the policy. */
  readonly policy: string;
  readonly nonce?: bigint;
}

const CONTEXT: ErrorContext = { code: 'timestamp_invalid', what: 'timestamp' };

/** As many bytes as an answer of an authority has at most. */
const TOKEN_LIMIT = 1024 * 1024;

/** The policy of ETSI EN 319 421 (BTSP), under which an accuracy that is left out means one second. */
const BTSP = '0.4.0.2023.1.1';
/** Nanoseconds. */
const SECOND = 1_000_000_000n;
const PER_MILLI = 1_000_000n;

/** Milliseconds by which the clocks of authorities and ours differ without anything being wrong. */
const SKEW = 60_000;

function floorDate(nanoseconds: bigint): Date {
  const [whole, rest] = [nanoseconds / PER_MILLI, nanoseconds % PER_MILLI];
  return new Date(Number(rest < 0n ? whole - 1n : whole));
}
const ceilDate = (nanoseconds: bigint): Date => new Date(-floorDate(-nanoseconds).getTime());

const invalid = (reason: string): SealiftError => new SealiftError(CONTEXT.code, `timestamp: ${reason}`);
const untrusted = (reason: string): SealiftError =>
  new SealiftError('timestamp_untrusted', `timestamp: ${reason}`);

/** The certificate that signed. */
function leafOf({ signer, certificates, content }: TimestampToken): Certificate {
  const leaf = certificateOf(signer, certificates);
  if (!leaf) throw invalid('the certificate of its signer is not in it');
  if (!hasSigned(signer, content, leaf)) throw invalid('its signature does not hold');
  return leaf;
}

function checkValidThen(chain: readonly Certificate[], time: Date): void {
  const ended = invalidAt(chain, time);
  if (!ended) return;
  const subject = printable(nameText(ended.certificate.subject));
  throw invalid(`the certificate ${subject} of the authority was ${ended.state} at ${time.toISOString()}`);
}

/** The first chain to a root that keeps the rules; the fault of the last one that does not is the error. */
function trustedChain(
  leaf: Certificate,
  { certificates }: TimestampToken,
  roots: readonly TimestampRoot[],
  times: readonly Date[],
): readonly Certificate[] {
  let fault: unknown;
  const anchors = roots.map(({ certificate }) => certificate);
  for (const chain of chainsTo(leaf, anchors, certificates)) {
    try {
      checkTimestampingChain(chain, CONTEXT);
      checkConstraints(chain, CONTEXT);
      for (const time of times) checkValidThen(chain, time);
      return chain;
    } catch (error) {
      fault = error;
    }
  }
  throw (
    fault ??
    untrusted(`its authority ${printable(nameText(leaf.subject))} has none of the given roots above it`)
  );
}

/**
 * Verifies a TimeStampToken (RFC 3161) over a signature: its signer, the chain of that to one of `roots` at the time that it tells,
 * and the rules of timestamping certificates (signature-specification.md, "Certificate Requirements").
 *
 * @throws SealiftError `timestamp_invalid`, or `timestamp_untrusted` when the authority has another root.
 */
export async function verifyTimestamp(
  token: Uint8Array,
  { signature, roots, at }: TimestampOptions,
): Promise<VerifiedTimestamp> {
  if (token.length > TOKEN_LIMIT) throw invalid(`it has ${token.length} bytes, the limit is ${TOKEN_LIMIT}`);
  const read = await readTimestampToken(token, CONTEXT);
  const { hash, imprint, time: genTime, policy, nonce, accuracy: said } = read.info;
  if (Buffer.compare(createHash(hash).update(signature).digest(), imprint) !== 0)
    throw invalid('it was made for another signature');
  const leaf = leafOf(read);
  // A fraction of a millisecond counts: the authority and the signer have to be valid on both sides of it.
  const [time, after] = [floorDate(genTime), ceilDate(genTime)];
  const chain = trustedChain(leaf, read, roots, [time, after, read.signer.signingTime ?? time]);
  if (!findAlgorithm(leaf.publicKey))
    throw invalid('the key of its authority is of a kind that is not allowed');
  const accuracy = said === 0n && policy === BTSP ? SECOND : said;
  const earliest = floorDate(genTime - accuracy);
  const latest = ceilDate(genTime + accuracy);
  if (earliest.getTime() > at.getTime() + SKEW)
    throw invalid(`it tells ${time.toISOString()}, which is to come`);
  const { thumbprint } = chain.at(-1)!;
  const { store } = roots.find(({ certificate }) => certificate.thumbprint === thumbprint)!;
  return { chain, store, time, earliest, latest, policy, ...(nonce === undefined ? {} : { nonce }) };
}

/**
 * Checks that every certificate of a signing chain was valid over the whole range of the timestamp, bounds included.
 *
 * @throws SealiftError `timestamp_invalid`, naming the certificate.
 */
export function checkCovers({ earliest, latest }: VerifiedTimestamp, chain: readonly Certificate[]): void {
  for (const moment of [earliest, latest]) {
    const outside = invalidAt(chain, moment);
    if (!outside) continue;
    const { certificate, state } = outside;
    throw invalid(
      `at ${moment.toISOString()} the certificate ${printable(nameText(certificate.subject))} of the signer was ${state}`,
    );
  }
}
