import { printable } from '../encoding/printable.ts';
import { asSealiftError, SealiftError } from '../errors.ts';
import { isSignedDigest } from '../notation/envelope/signed-digest.ts';
import type { Statement } from '../notation/policy/document.ts';
import { parseStatement } from '../notation/policy/parse.ts';
import type { RevocationSource, TrustMaterial } from '../notation/ports.ts';
import { RevocationChecker } from '../notation/revocation/checker.ts';
import type { EnvelopeVerdict } from '../notation/verification/outcome.ts';
import { verifyEnvelope as judge } from '../notation/verification/verify-envelope.ts';

/** Options of `verifyEnvelope`. */
export interface VerifyEnvelopeOptions {
  /** Of the envelope: `application/jose+json`. */
  readonly mediaType: string;
  /** The descriptor of the artifact that has to be signed, by a sha256, sha384 or sha512 digest. */
  readonly target: { readonly mediaType: string; readonly digest: string; readonly size: number };
  /** One object of a policy's `trustPolicies`. */
  readonly statement: Statement;
  /** From `openTrustStore`. */
  readonly trustStore: Pick<TrustMaterial, 'certificates'>;
  /** Replaces now in every check. */
  readonly at: Date;
  /**
   * Brings OCSP answers and CRLs as bytes, for the signing chain and for that of a timestamp authority. With `'none'`, certificates
   * that name OCSP or CRL are unknown, which fails where it is enforced.
   */
  readonly revocation: RevocationSource | 'none';
}

function bad(what: string): SealiftError {
  return new SealiftError('usage', `verifyEnvelope: ${what}`, { hint: 'See the types of the package.' });
}

const OPTIONS = ['mediaType', 'target', 'statement', 'trustStore', 'at', 'revocation'];

function checkArguments(bytes: Uint8Array, options: VerifyEnvelopeOptions): void {
  if (!(bytes instanceof Uint8Array)) throw bad('the envelope must be a Uint8Array');
  if (typeof options !== 'object' || options === null) throw bad('the options must be an object');
  // An unknown option is an error: the caller may rely on a check that it names.
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) throw bad(`there is no option ${printable(unknown)}`);
  const { mediaType, target, trustStore, at, revocation } = options;
  if (typeof mediaType !== 'string') throw bad('mediaType must be a string');
  if (typeof target?.mediaType !== 'string' || !isSignedDigest(String(target.digest))) {
    throw bad('target must be { mediaType, digest, size } with a sha256, sha384 or sha512 digest');
  }
  if (!Number.isSafeInteger(target.size) || target.size < 0)
    throw bad('target.size must be a number of bytes');
  if (typeof trustStore?.certificates !== 'function') throw bad('trustStore must come from openTrustStore');
  if (!(at instanceof Date) || Number.isNaN(at.getTime())) throw bad('at must be a valid Date');
  const asks = typeof revocation === 'object' && revocation !== null;
  if (
    revocation !== 'none' &&
    !(asks && typeof revocation.ocsp === 'function' && typeof revocation.crl === 'function')
  ) {
    throw bad("revocation must be 'none' or { ocsp, crl }");
  }
}

/**
 * Judges one envelope against one statement, with no registry.
 *
 * Resolves to the verdict, whatever is wrong with the envelope; rejects with a SealiftError for bad arguments: `usage`,
 * `policy_invalid`, or a trust store that is missing, empty or malformed.
 */
export async function verifyEnvelope(
  bytes: Uint8Array,
  options: VerifyEnvelopeOptions,
  signal?: AbortSignal,
): Promise<EnvelopeVerdict> {
  checkArguments(bytes, options);
  signal?.throwIfAborted();
  const { mediaType, target, trustStore, at, revocation } = options;
  const statement = parseStatement(options.statement, { code: 'policy_invalid', what: 'statement' });
  const { digest } = target;
  if (!isSignedDigest(digest)) throw bad('target.digest must be a sha256, sha384 or sha512 digest');
  try {
    const exact = { mediaType: target.mediaType, digest, size: target.size };
    return await judge(bytes, {
      mediaType,
      target: exact,
      statement,
      trustStore,
      at,
      revocation: new RevocationChecker({
        ...(revocation === 'none' ? {} : { source: revocation }),
        now: () => at,
      }),
      signal: signal ?? new AbortController().signal,
    });
  } catch (thrown) {
    throw asSealiftError(thrown);
  }
}
