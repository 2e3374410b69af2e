import { Buffer } from 'node:buffer';
import type { Certificate } from '../certificate.ts';
import { CLOCK_SKEW } from '../clock-skew.ts';
import { checkSignedObject } from '../signed-object.ts';
import type { Crl } from './crl.ts';

/**
 * Checks that the issuer made this list: by its name, its key and its key usage (RFC 5280, 6.3.3, f and g).
 *
 * @throws SealiftError with the code of the list's reader.
 */
export function checkCrlIssuer({ reader, issuer, signed }: Crl, authority: Certificate): void {
  if (Buffer.compare(issuer, authority.subject.der) !== 0)
    throw reader.refuse('is by another issuer than the certificate');
  if (authority.keyUsage && !authority.keyUsage.bits.has('cRLSign'))
    throw reader.refuse('is by an issuer whose key usage does not allow to sign CRLs');
  checkSignedObject(reader, signed, authority.publicKey);
}

/** @throws SealiftError for a list that is not of its time, or does not say until when it holds. */
export function checkCrlDates({ reader, thisUpdate, nextUpdate }: Crl, at: Date): void {
  if (nextUpdate === undefined) throw reader.refuse('does not say until when it holds (nextUpdate)');
  if (thisUpdate.getTime() > at.getTime() + CLOCK_SKEW)
    throw reader.refuse(`is from the future (thisUpdate ${thisUpdate.toISOString()})`);
  if (nextUpdate < at) throw reader.refuse(`is out of date since ${nextUpdate.toISOString()}`);
}
