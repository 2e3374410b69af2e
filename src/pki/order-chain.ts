import { type ErrorContext, errorIn } from '../encoding/error-context.ts';
import { printable } from '../encoding/printable.ts';
import type { Certificate } from './certificate.ts';
import { nameText, sameName } from './name.ts';

/** The most certificates that are put in order. */
const MOST = 64;

const BELONGING = 'Give the certificate of the key, and those above it up to the root; no other one.';

/** The most certificates that an error names. */
const NAMED = 3;

function names(certificates: readonly Certificate[]): string {
  const shown = certificates.slice(0, NAMED).map(({ subject }) => printable(nameText(subject)));
  const more = certificates.length - shown.length;
  return more > 0 ? `${shown.join('; ')} and ${more} more` : shown.join('; ');
}

function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  return sameName(certificate.issuer, issuer.subject) && certificate.isSignedBy(issuer.publicKey);
}

/** The certificates that issued `certificate`, without the certificate itself. */
function issuersOf(certificate: Certificate, all: readonly Certificate[]): Certificate[] {
  return all.filter((other) => other !== certificate && isIssuedBy(certificate, other));
}

function firstOf(certificates: readonly Certificate[], context: ErrorContext): Certificate {
  const issuers = new Set(certificates.flatMap((one) => issuersOf(one, certificates)));
  const last = certificates.filter((one) => !issuers.has(one));
  // A CA signs no artifacts: of several that issued nothing here, the one that is no CA begins the chain.
  const leaves = last.filter(({ basicConstraints }) => !basicConstraints?.ca);
  const [first, ...others] = leaves.length > 0 ? leaves : last;
  if (first && others.length === 0) return first;
  if (!first) throw errorIn(context, 'holds certificates that issued each other in a circle', BELONGING);
  throw errorIn(context, `may begin with any of these certificates: ${names([first, ...others])}`, BELONGING);
}

/**
 * The certificates of a file in the order of a chain: each followed by the one that issued it. Certificates that are in this
 * order already stay as they are, and a certificate that is there twice counts once.
 *
 * @throws SealiftError with the code of `context` where several orders are possible, or certificates do not belong together.
 */
export function orderChain(
  certificates: readonly Certificate[],
  context: ErrorContext,
): readonly Certificate[] {
  const all = [...new Map(certificates.map((one) => [one.thumbprint, one])).values()];
  // A root is no step of an order: its cross certificate has its name and key, and so seems to have issued it.
  const isInOrder = all.every(
    (one, at) =>
      at + 1 === all.length || (!sameName(one.subject, one.issuer) && isIssuedBy(one, all[at + 1]!)),
  );
  if (isInOrder) return all;
  // Every certificate is compared with every other one. A chain has a handful; a file with more is a bundle.
  if (all.length > MOST)
    throw errorIn(context, `holds ${all.length} certificates, not those of one chain`, BELONGING);
  const chain = [firstOf(all, context)];
  for (;;) {
    const top = chain.at(-1)!;
    const issuers = issuersOf(top, all).filter((one) => !chain.includes(one));
    const [issuer, ...others] = issuers;
    if (!issuer) break;
    if (others.length > 0) {
      const count = `has ${issuers.length} certificates that may have issued ${names([top])}`;
      const prints = issuers.map(({ thumbprint }) => thumbprint.slice(0, 16)).join(', ');
      throw errorIn(
        context,
        `${count}, by one name and key (SHA-256 ${prints})`,
        'Keep the one whose root your verifiers trust.',
      );
    }
    chain.push(issuer);
  }
  const rest = all.filter((one) => !chain.includes(one));
  if (rest.length === 0) return chain;
  const top = chain.at(-1)!;
  const missing = sameName(top.subject, top.issuer)
    ? ''
    : `; ${printable(nameText(top.subject))} was issued by ${printable(nameText(top.issuer))}, which is not there`;
  throw errorIn(
    context,
    `holds certificates that do not belong to the chain of ${names([chain[0]!])}: ${names(rest)}${missing}`,
    missing === '' ? 'Take them out.' : 'Add what is missing, or take out what does not belong there.',
  );
}
