import { Buffer } from 'node:buffer';
import { pemBlocks } from '../../encoding/pem.ts';
import { SealiftError } from '../../errors.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { checkCrlDates, checkCrlIssuer } from '../../pki/crl/check-crl.ts';
import { checkCrlScope } from '../../pki/crl/check-scope.ts';
import type { Crl } from '../../pki/crl/crl.ts';
import { decideRevocation } from '../../pki/crl/decide.ts';
import { findEntries } from '../../pki/crl/find-entries.ts';
import { readCrl } from '../../pki/crl/read-crl.ts';
import { nameText } from '../../pki/name.ts';
import type { RevocationRow } from './row.ts';

/** A CRL that the user gave. */
export interface GivenCrl {
  /** The name of its file. */
  readonly name: string;
  readonly der: Uint8Array;
  readonly crl: Crl;
}

/**
 * Reads a file of one CRL in DER, or of one or more in PEM.
 *
 * @throws SealiftError `crl_invalid`.
 */
export function readGivenCrls(bytes: Uint8Array, name: string): GivenCrl[] {
  const context = { code: 'crl_invalid', what: `CRL ${name}` } as const;
  const given = (der: Uint8Array): GivenCrl => ({ name, der, crl: readCrl(der, context) });
  if (bytes[0] === 0x30) return [given(bytes)];
  const blocks = pemBlocks(Buffer.from(bytes).toString('latin1'), context);
  const [other] = blocks.filter(({ label }) => label !== 'X509 CRL');
  if (other) throw new SealiftError('crl_invalid', `CRL ${name}: holds a block ${other.label}`);
  if (blocks.length === 0) throw new SealiftError('crl_invalid', `CRL ${name}: is neither DER nor PEM`);
  return blocks.map(({ bytes: der }) => given(der));
}

function holds(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

/** What a given list says about a certificate; a listed one is revoked also by a list that is out of date. */
function answerOf(
  { name, crl }: GivenCrl,
  certificate: Certificate,
  issuer: Certificate,
  at: Date,
  signedAt?: Date,
): RevocationRow | undefined {
  if (Buffer.compare(crl.issuer, certificate.issuer.der) !== 0) return undefined;
  const names = certificate.crlPoints.flatMap((point) => point.names);
  if (!holds(() => checkCrlIssuer(crl, issuer)) || crl.scope.indirect) return undefined;
  let revocation: ReturnType<typeof decideRevocation>;
  try {
    revocation = decideRevocation(findEntries(crl, certificate.serialNumber), [], signedAt);
  } catch {
    return undefined;
  }
  const isComplete =
    crl.baseNumber === undefined &&
    crl.freshest.length === 0 &&
    holds(() => checkCrlScope(crl, certificate, names)) &&
    holds(() => checkCrlDates(crl, at));
  if (!revocation && !isComplete) return undefined;
  return {
    subject: nameText(certificate.subject),
    thumbprint: certificate.thumbprint,
    status: revocation ? 'revoked' : 'good',
    method: 'file',
    source: name,
    thisUpdate: crl.thisUpdate,
    nextUpdate: crl.nextUpdate ?? null,
    revokedAt: revocation?.revokedAt ?? null,
    reason: revocation?.reason ?? null,
    message: null,
  };
}

/** What the given lists say about a certificate; `undefined` where none is for it. One that lists it counts before all others. */
export function askGiven(
  crls: readonly GivenCrl[],
  certificate: Certificate,
  issuer: Certificate,
  at: Date,
  signedAt?: Date,
): RevocationRow | undefined {
  const answers = crls.flatMap((one) => answerOf(one, certificate, issuer, at, signedAt) ?? []);
  return answers.find(({ status }) => status === 'revoked') ?? answers[0];
}
