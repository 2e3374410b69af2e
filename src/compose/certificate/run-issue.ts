import { pemText } from '../../encoding/pem.ts';
import { printable } from '../../encoding/printable.ts';
import { chainWarnings } from '../../notation/chain-warnings.ts';
import { issueCertificate } from '../../operations/certificates/issue.ts';
import type { CertificateRunResult } from '../../operations/results.ts';
import { validUntil } from '../../pki/chain.ts';
import { parseRequest } from '../../pki/parse-request.ts';
import { chainOf } from '../chain-of.ts';
import { pemOf } from '../inline.ts';
import type { IssueOptions } from '../run-options.ts';
import { certificateRun, checkOut, writePem } from './certificate-run.ts';
import { openKey } from './inputs.ts';

const CA_COMPLAINT = { code: 'ca_certificate_invalid', what: 'CA certificate' } as const;
const CSR_COMPLAINT = { code: 'csr_invalid', what: 'certificate request' } as const;
const REQUEST_LIMIT = 64 * 1024;

async function requestOf(csr: string) {
  return parseRequest(await pemOf(csr, REQUEST_LIMIT, CSR_COMPLAINT), CSR_COMPLAINT);
}

/** Issues a signing certificate for a request. Never rejects. */
export function runIssue(options: Partial<IssueOptions>, signal: AbortSignal): Promise<CertificateRunResult> {
  return certificateRun('certificate issue', options, signal, async (current, outcome) => {
    const { values, problems, clock, reporter } = current;
    const { caKey, caCertificate, csr, days, out } = values;
    const request = csr ? await problems.try(() => requestOf(csr)) : undefined;
    const authorities = caCertificate
      ? await problems.try(() => chainOf(caCertificate, CA_COMPLAINT))
      : undefined;
    await checkOut(out, problems);
    const signer = await openKey(current, caKey);
    const order = problems.all({ signer, authorities, request });
    const { wishes } = order.request;
    const chain = await issueCertificate({ ...order, days, now: clock.now() }, current.signal);
    if (wishes.length > 0) {
      const names = wishes.map((wish) => printable(wish)).join(', ');
      reporter.warning(
        `not copied from the request: ${names}; a CA says itself what its certificates may do`,
      );
    }
    for (const warning of chainWarnings(chain)) reporter.warning(warning);
    await writePem(outcome, out, chain.map(({ der }) => pemText('CERTIFICATE', der)).join(''));
    outcome.certificates = chain;
    outcome.validUntil = validUntil(chain);
  });
}
