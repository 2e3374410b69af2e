import type { ErrorContext } from '../../encoding/error-context.ts';
import { errorIn } from '../../encoding/error-context.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { CLOCK_SKEW } from '../../pki/clock-skew.ts';
import { isAbout } from '../../pki/ocsp/is-about.ts';
import type { BasicResponse, SingleResponse } from '../../pki/ocsp/response.ts';

export interface OcspQuestion {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly at: Date;
  /** Of the scheme signingAuthority alone: the time that the authority vouches for. */
  readonly signedAt?: Date;
}

export interface OcspVerdict {
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly single: SingleResponse;
}

const isToCome = (time: Date, at: Date): boolean => time.getTime() > at.getTime() + CLOCK_SKEW;

function checkFresh(
  { thisUpdate, nextUpdate, hasCritical }: SingleResponse,
  at: Date,
  context: ErrorContext,
): void {
  if (hasCritical) throw errorIn(context, 'has a critical extension that is not known here');
  if (isToCome(thisUpdate, at)) throw errorIn(context, `is valid from ${thisUpdate.toISOString()} only`);
  if (nextUpdate === undefined) throw errorIn(context, 'has no nextUpdate, so it may be of any age');
  // The end has no allowance for clocks that differ, as in notation.
  if (nextUpdate < at) throw errorIn(context, `ended at ${nextUpdate.toISOString()}`);
  if (nextUpdate < thisUpdate) throw errorIn(context, 'ends before it begins');
}

/** An invalidityDate (RFC 5280, 5.3.2) leaves good what was signed before it, where the time of signing is vouched for. */
function statusOf(
  { status, invalidityDate }: SingleResponse,
  signedAt: Date | undefined,
): OcspVerdict['status'] {
  const wasBefore = invalidityDate !== undefined && signedAt !== undefined && signedAt < invalidityDate;
  return status === 'revoked' && wasBefore ? 'good' : status;
}

const ORDER: readonly OcspVerdict['status'][] = ['revoked', 'unknown', 'good'];

/**
 * Judges what a proved answer says about one certificate (RFC 6960, 3.2). Of several answers about it, which may name it by
 * several hashes, the worst one counts.
 *
 * @throws SealiftError with the code of `context`.
 */
export function judgeOcsp(
  response: BasicResponse,
  question: OcspQuestion,
  context: ErrorContext,
): OcspVerdict {
  const { certificate, issuer, at, signedAt } = question;
  if (isToCome(response.producedAt, at))
    throw errorIn(context, `was produced at ${response.producedAt.toISOString()}, which has not come yet`);
  const about = response.responses.filter(({ certId }) => isAbout(certId, certificate, issuer));
  const verdicts = about.map((single): OcspVerdict => {
    checkFresh(single, at, context);
    return { status: statusOf(single, signedAt), single };
  });
  const worst = ORDER.flatMap((status) => verdicts.find((one) => one.status === status) ?? [])[0];
  if (worst === undefined) throw errorIn(context, 'is not about this certificate');
  return worst;
}
