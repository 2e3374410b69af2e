import { pemText } from '../../encoding/pem.ts';
import { certificateRequest } from '../../operations/certificates/request.ts';
import type { CertificateRunResult } from '../../operations/results.ts';
import { parseName } from '../../pki/parse-name.ts';
import type { RequestOptions } from '../run-options.ts';
import { certificateRun, checkOut } from './certificate-run.ts';
import { subjectOf } from './inputs.ts';
import { keySource, withKey } from './key-source.ts';
import { warnOfName } from './warn-of-name.ts';

/** Makes a request for a certificate of a key. Never rejects. */
export function runRequest(
  options: Partial<RequestOptions>,
  signal: AbortSignal,
): Promise<CertificateRunResult> {
  return certificateRun('certificate request', options, signal, async (current, outcome) => {
    const { values, problems, reporter } = current;
    const { out } = values;
    const read = values.subject ? await problems.try(() => subjectOf(values.subject)) : undefined;
    await checkOut(out, problems);
    const found = await keySource(current, 'certificate request');
    const { source, subject } = problems.all({ source: found, subject: read });
    await withKey(source, out, outcome, async (signer) => {
      const request = await certificateRequest({ signer, subject }, current.signal);
      warnOfName(parseName(subject, { code: 'internal', what: 'subject' }), reporter);
      return pemText('CERTIFICATE REQUEST', request);
    });
  });
}
