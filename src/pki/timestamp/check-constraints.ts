import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { printable } from '../../encoding/printable.ts';
import type { Certificate } from '../certificate.ts';
import { nameText } from '../name.ts';

/**
 * Refuses a chain whose CAs limit what stands below them (RFC 5280, 4.2.1.10 and 4.2.1.11) where the limit may matter. Go applies
 * these limits to the chains of timestamp authorities; here nothing does, and a limit that nobody applies is none.
 *
 * @param chain leaf first, root last.
 * @throws SealiftError with the code of `context`, naming the certificate.
 */
export function checkConstraints(chain: readonly Certificate[], context: ErrorContext): void {
  chain.forEach((certificate, index) => {
    const refuse = (reason: string): Error =>
      errorIn(context, `certificate ${index + 1} (${printable(nameText(certificate.subject))}) ${reason}`);
    const below = chain.slice(0, index);
    if (certificate.hasNameConstraints && below.some(({ hasSubjectAltName }) => hasSubjectAltName))
      throw refuse(
        'has nameConstraints, and a certificate below it has a subjectAltName: that is not supported',
      );
    // The root is no part of the path (RFC 5280, 6.1).
    if (certificate.requiresExplicitPolicy && index < chain.length - 1)
      throw refuse('requires an explicit policy in its policyConstraints, which is not supported');
  });
}
