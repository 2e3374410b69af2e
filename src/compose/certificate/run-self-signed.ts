import { pemText } from '../../encoding/pem.ts';
import { selfSignedCertificate } from '../../operations/certificates/self-signed.ts';
import { validityOf } from '../../operations/certificates/validity.ts';
import type { CertificateRunResult } from '../../operations/results.ts';
import type { SelfSignedOptions } from '../run-options.ts';
import { certificateRun, checkOut, writePem } from './certificate-run.ts';
import { openKey, subjectOf } from './inputs.ts';
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
    const { key, days, out, ca } = values;
    const subject = values.subject ? await problems.try(() => subjectOf(values.subject)) : undefined;
    await checkOut(out, problems);
    const signer = await openKey(current, key, true);
    const order = problems.all({ signer, subject });
    const certificate = await selfSignedCertificate(
      {
        ...order,
        ...validityOf(clock.now(), days),
        role: ca ? 'authority' : 'signing',
      },
      current.signal,
    );
    if (!ca) {
      reporter.warning(FOR_TRIALS);
      warnOfName(certificate.subject, reporter);
      outcome.validUntil = certificate.notAfter;
    }
    await writePem(outcome, out, pemText('CERTIFICATE', certificate.der));
    outcome.certificates = [certificate];
  });
}
