import { pemText } from '../../encoding/pem.ts';
import { selfSignedCertificate } from '../../operations/certificates/self-signed.ts';
import { validityOf } from '../../operations/certificates/validity.ts';
import type { CertificateRunResult } from '../../operations/results.ts';
import type { Certificate } from '../../pki/certificate.ts';
import type { SelfSignedOptions } from '../run-options.ts';
import { certificateRun, checkOut } from './certificate-run.ts';
import { subjectOf } from './inputs.ts';
import { keySource, withKey } from './key-source.ts';
import { warnOfName } from './warn-of-name.ts';

const FOR_TRIALS =
  'a self-signed certificate is for trials: it cannot be revoked, and with each new one everybody who verifies has to change their trust store; a small CA of your own (docs/certificates.md) spares them that';

/** Makes a certificate that its own key signs. Never rejects. */
export function runSelfSigned(
  options: Partial<SelfSignedOptions>,
  signal: AbortSignal,
): Promise<CertificateRunResult> {
  return certificateRun('certificate self-signed', options, signal, async (current, outcome) => {
    const { values, problems, clock, reporter } = current;
    const { days, out, ca } = values;
    const read = values.subject ? await problems.try(() => subjectOf(values.subject)) : undefined;
    await checkOut(out, problems);
    const found = await keySource(current, 'certificate self-signed');
    const { source, subject } = problems.all({ source: found, subject: read });
    let made: Certificate | undefined;
    await withKey(source, out, outcome, async (signer) => {
      const validity = validityOf(clock.now(), days);
      const order = { signer, subject, ...validity, role: ca ? 'authority' : 'signing' } as const;
      made = await selfSignedCertificate(order, current.signal);
      if (!ca) {
        reporter.warning(FOR_TRIALS);
        warnOfName(made.subject, reporter);
      }
      return pemText('CERTIFICATE', made.der);
    });
    // A certificate that could not be written is nowhere, and no result shows it.
    if (!made) return;
    outcome.certificates = [made];
    if (!ca) outcome.validUntil = made.notAfter;
  });
}
