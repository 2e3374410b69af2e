import { pemText } from '../../encoding/pem.ts';
import { certificateRequest } from '../../operations/certificates/request.ts';
import type { CertificateRunResult } from '../../operations/results.ts';
import { parseName } from '../../pki/parse-name.ts';
import type { RequestOptions } from '../run-options.ts';
import { certificateRun, checkOut, writePem } from './certificate-run.ts';
import { openKey, subjectOf } from './inputs.ts';
import { warnOfName } from './warn-of-name.ts';

/** Makes a request for a certificate of a key. Never rejects. */
export function runRequest(
  options: Partial<RequestOptions>,
  signal: AbortSignal,
): Promise<CertificateRunResult> {
  return certificateRun('certificate request', options, signal, async (current, outcome) => {
    const { values, problems, reporter } = current;
    const { key, out } = values;
    const subject = values.subject ? await problems.try(() => subjectOf(values.subject)) : undefined;
    await checkOut(out, problems);
    const signer = await openKey(current, key, true);
    const order = problems.all({ signer, subject });
    const request = await certificateRequest(order, current.signal);
    warnOfName(parseName(order.subject, { code: 'internal', what: 'subject' }), reporter);
    await writePem(outcome, out, pemText('CERTIFICATE REQUEST', request));
  });
}
