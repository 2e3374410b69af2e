import { pemText } from '../../encoding/pem.ts';
import { printable } from '../../encoding/printable.ts';
import { issueCertificate } from '../../operations/certificate-issue.ts';
import type { CertificateRunResult } from '../../operations/results.ts';
import { validUntil } from '../../pki/chain.ts';
import { parseCertificates } from '../../pki/parse-certificates.ts';
import { parseRequest } from '../../pki/parse-request.ts';
import { contentOf } from '../inline.ts';
import type { IssueOptions } from '../run-options.ts';
import { certificateRun, checkOut, deliver } from './certificate-run.ts';
import { openKey } from './inputs.ts';
import { warnOfName } from './warn-of-name.ts';

const CHAIN_LIMIT = 1024 * 1024;
const REQUEST_LIMIT = 64 * 1024;

async function requestOf(csr: string) {
  const bytes = await contentOf(csr, REQUEST_LIMIT, 'certificate request');
  return parseRequest(bytes, { code: 'csr_invalid', what: 'certificate request' });
}

async function authoritiesOf(caCertificate: string) {
  const bytes = await contentOf(caCertificate, CHAIN_LIMIT, 'CA certificate');
  return parseCertificates(bytes, { code: 'ca_certificate_invalid', what: 'CA certificate' });
}

/** Issues a signing certificate for a request. Never rejects. */
export function runIssue(options: IssueOptions, signal: AbortSignal): Promise<CertificateRunResult> {
  return certificateRun('certificate issue', options, signal, async (current, outcome) => {
    const { values, problems, clock, reporter } = current;
    const { caKey, caCertificate, csr, days, out } = values;
    const request = csr ? await problems.try(() => requestOf(csr)) : undefined;
    const authorities = caCertificate ? await problems.try(() => authoritiesOf(caCertificate)) : undefined;
    await checkOut(out, problems);
    const signer = await openKey(current, caKey);
    problems.throwIfAny();
    const { subject, wishes } = request!;
    const chain = await issueCertificate(
      { signer: signer!, authorities: authorities!, request: request!, days, now: clock.now() },
      current.signal,
    );
    if (wishes.length > 0) {
      const names = wishes.map((wish) => printable(wish)).join(', ');
      reporter.warning(
        `not copied from the request: ${names}; a CA says itself what its certificates may do`,
      );
    }
    warnOfName(subject, reporter);
    await deliver(outcome, out, chain.map(({ der }) => pemText('CERTIFICATE', der)).join(''));
    outcome.certificates = chain;
    outcome.validUntil = validUntil(chain);
  });
}
