import type { Certificate } from '../certificate.ts';
import type { Crl } from './crl.ts';

/**
 * Checks that a list says something about a certificate (RFC 5280, 6.3.3, b).
 *
 * @param names of the distribution point that led to it.
 * @throws SealiftError with the code of the list's reader.
 */
export function checkCrlScope(
  { reader, scope, number, unknownCritical }: Crl,
  certificate: Certificate,
  names: readonly string[],
): void {
  if (unknownCritical.length > 0)
    throw reader.refuse(
      `has a critical extension that is not known (${unknownCritical.slice(0, 3).join(', ')})`,
    );
  if (number === undefined) throw reader.refuse('has no CRLNumber');
  if (scope.indirect) throw reader.refuse('is an indirect CRL, which is not supported');
  const isCa = certificate.basicConstraints?.ca === true;
  if (scope.onlyAttributeCerts || (isCa ? scope.onlyUserCerts : scope.onlyCaCerts))
    throw reader.refuse('is for certificates of another kind');
  if (scope.onlySomeReasons) throw reader.refuse('is complete only for some reasons');
  if (scope.names && !scope.names.some((name) => names.includes(name)))
    throw reader.refuse('is for another distribution point');
}
