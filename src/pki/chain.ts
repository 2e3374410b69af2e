import { type ErrorContext, errorIn } from '../encoding/error-context.ts';
import { printable } from '../encoding/printable.ts';
import type { Certificate, KeyUsageBit } from './certificate.ts';
import { nameText, sameName } from './name.ts';
import { CERTIFICATE_SIGNATURES } from './signature-algorithms.ts';

const LEAF_FORBIDDEN_USAGE: readonly KeyUsageBit[] = [
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

/** Extended key usages that a code-signing leaf must not have (signature-specification.md, "Certificate Requirements"). */
const LEAF_FORBIDDEN_PURPOSE: Readonly<Record<string, string>> = {
  '2.5.29.37.0': 'anyExtendedKeyUsage',
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
};

/** Subject equals issuer and its own key made the signature; a shared name alone is legal. */
export function isSelfSigned(certificate: Certificate): boolean {
  return sameName(certificate.subject, certificate.issuer) && certificate.isSignedBy(certificate.publicKey);
}

/** What the last certificates of a chain are for. `issuing` has no leaf: its first certificate is a CA. */
type Purpose = 'signing' | 'issuing' | 'timestamping';

/** id-kp-timeStamping (RFC 3161, 2.3). */
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const ANY_PURPOSE = '2.5.29.37.0';

function keyUsageOf(
  { keyUsage }: Certificate,
  problem: (reason: string) => Error,
  purpose: Purpose = 'signing',
): ReadonlySet<KeyUsageBit> {
  if (!keyUsage) throw problem('has no keyUsage extension');
  // In chains of timestamp authorities it need not be critical (notation-core-go, timestamping profile).
  if (!keyUsage.critical && purpose !== 'timestamping')
    throw problem('has a keyUsage extension that is not critical');
  return keyUsage.bits;
}

function checkLeafUsage(
  leaf: Certificate,
  problem: (reason: string) => Error,
  purpose: Purpose = 'signing',
): void {
  if (leaf.basicConstraints?.ca) throw problem('is a CA certificate and cannot sign artifacts');
  const usage = keyUsageOf(leaf, problem, purpose);
  if (!usage.has('digitalSignature')) throw problem('has no digitalSignature in its keyUsage');
  const forbidden = LEAF_FORBIDDEN_USAGE.find((bit) => usage.has(bit));
  if (forbidden !== undefined)
    throw problem(`has ${forbidden} in its keyUsage, which a signing certificate must not have`);
}

function checkLeaf(leaf: Certificate, problem: (reason: string) => Error): void {
  checkLeafUsage(leaf, problem);
  const purpose = leaf.extendedKeyUsage?.oids.find((oid) => Object.hasOwn(LEAF_FORBIDDEN_PURPOSE, oid));
  if (purpose !== undefined) {
    throw problem(
      `has ${LEAF_FORBIDDEN_PURPOSE[purpose]} in its extKeyUsage, which a signing certificate must not have`,
    );
  }
}

/** The certificate of a timestamp authority has one extended key usage, and it is critical (RFC 3161, 2.3). */
function checkTimestampLeaf(leaf: Certificate, problem: (reason: string) => Error): void {
  checkLeafUsage(leaf, problem, 'timestamping');
  const { oids, critical } = leaf.extendedKeyUsage ?? { oids: [], critical: false };
  if (oids.length !== 1 || oids[0] !== TIME_STAMPING)
    throw problem('has not timeStamping alone in its extKeyUsage');
  if (!critical) throw problem('has an extKeyUsage extension that is not critical');
}

function checkAuthority(
  authority: Certificate,
  casBelow: number,
  problem: (reason: string) => Error,
  purpose: Purpose = 'signing',
): void {
  if (!authority.basicConstraints?.ca)
    throw problem('is not a CA certificate, but stands where one is needed');
  const { pathLength } = authority.basicConstraints;
  if (pathLength !== undefined && pathLength < casBelow)
    throw problem(`allows ${pathLength} CAs below it, there are ${casBelow}`);
  if (!keyUsageOf(authority, problem, purpose).has('keyCertSign'))
    throw problem('has no keyCertSign in its keyUsage');
  const purposes = authority.extendedKeyUsage?.oids;
  if (
    purpose === 'timestamping' &&
    purposes &&
    ![TIME_STAMPING, ANY_PURPOSE].some((one) => purposes.includes(one))
  )
    throw problem('is of a CA that issues no certificates for timeStamping');
}

function checkIssued(
  certificate: Certificate,
  issuer: Certificate,
  problem: (reason: string) => Error,
): void {
  if (!sameName(certificate.issuer, issuer.subject))
    throw problem('was not issued by the certificate that follows it');
  if (!certificate.isSignedBy(issuer.publicKey))
    throw problem('does not carry the signature of the certificate that follows it');
}

function checkSignatureAlgorithm(
  { signatureAlgorithm, signatureFault }: Certificate,
  problem: (reason: string) => Error,
): void {
  const named = `is signed with an algorithm that is not allowed (${printable(signatureAlgorithm)})`;
  if (!CERTIFICATE_SIGNATURES.has(signatureAlgorithm)) throw problem(named);
  if (signatureFault !== undefined) throw problem(`${named}: ${signatureFault}`);
}

/** What every certificate of a chain has to meet, whatever its role. */
function checkForm(certificate: Certificate, problem: (reason: string) => Error): void {
  // Only version 3 has extensions (RFC 5280, 4.1.2.1), and Go ignores those of others.
  if (certificate.version !== 3) throw problem('is not X.509 version 3');
  checkSignatureAlgorithm(certificate, problem);
  if (certificate.keyFault !== undefined)
    throw problem(`has a public key that nobody relies on: it ${certificate.keyFault}`);
  const [unprocessed] = certificate.unprocessedCritical;
  if (unprocessed !== undefined)
    throw problem(`has the critical extension ${unprocessed}, which is not understood (RFC 5280, 4.2)`);
}

const LEAF_CHECKS = { signing: checkLeaf, timestamping: checkTimestampLeaf } as const;

/** Checks certificates that follow one another up to a root; the first one is a leaf, or the CA of one. */
function checkUpward(chain: readonly Certificate[], context: ErrorContext, purpose: Purpose): void {
  const beginsWithLeaf = purpose !== 'issuing';
  if (chain.length === 0) throw errorIn(context, 'holds no certificate');
  chain.forEach((certificate, index) => {
    const problem = (reason: string) =>
      errorIn(context, `certificate ${index + 1} (${printable(nameText(certificate.subject))}) ${reason}`);
    checkForm(certificate, problem);
    if (purpose !== 'issuing' && index === 0) LEAF_CHECKS[purpose](certificate, problem);
    else checkAuthority(certificate, beginsWithLeaf ? index - 1 : index, problem, purpose);
    const issuer = chain[index + 1];
    if (issuer === undefined) {
      if (!isSelfSigned(certificate))
        throw problem('is the last one but not a self-signed root: the chain is not complete');
      return;
    }
    checkIssued(certificate, issuer, problem);
    if (isSelfSigned(certificate)) throw problem('is self-signed but not the last one');
  });
}

/**
 * The Notary Project's profile of a code-signing chain, leaf first, root last, complete: structure, roles, key usages and
 * signatures. Time and trust are not checked. Stricter than notation in two points of the specification: no SHA-1 anywhere, no
 * anyExtendedKeyUsage on the leaf.
 *
 * @throws SealiftError with the code of `context`, naming the certificate.
 */
export function checkCodeSigningChain(chain: readonly Certificate[], context: ErrorContext): void {
  checkUpward(chain, context, 'signing');
}

/**
 * The profile of the chain of a timestamp authority: as that of code signing, but for its leaf, which has to be for timestamps
 * alone, and for keyUsage, which need not be critical.
 *
 * @throws SealiftError with the code of `context`, naming the certificate.
 */
export function checkTimestampingChain(chain: readonly Certificate[], context: ErrorContext): void {
  checkUpward(chain, context, 'timestamping');
}

/** The same profile of the CAs alone, the one that will issue a leaf first, root last. */
export function checkAuthorities(authorities: readonly Certificate[], context: ErrorContext): void {
  checkUpward(authorities, context, 'issuing');
}

/**
 * The profile of one certificate that stands in a chain above others, or as all of it where it is no CA. The chain above it is
 * not looked at.
 */
export function checkAlone(certificate: Certificate, context: ErrorContext): void {
  const problem = (reason: string) =>
    errorIn(context, `${printable(nameText(certificate.subject))} ${reason}`);
  checkForm(certificate, problem);
  if (certificate.basicConstraints?.ca) checkAuthority(certificate, 0, problem);
  else checkLeaf(certificate, problem);
}

/** The first certificate that is not valid at `at` (bounds included), with what is wrong; `undefined` when all are. */
export function invalidAt(
  chain: readonly Certificate[],
  at: Date,
): { readonly certificate: Certificate; readonly state: 'expired' | 'not yet valid' } | undefined {
  for (const certificate of chain) {
    if (at < certificate.notBefore) return { certificate, state: 'not yet valid' };
    if (at > certificate.notAfter) return { certificate, state: 'expired' };
  }
  return undefined;
}

/** Until when every certificate of the chain is valid. */
export function validUntil(chain: readonly Certificate[]): Date {
  return new Date(Math.min(...chain.map(({ notAfter }) => notAfter.getTime())));
}
