import { printable } from '../../encoding/printable.ts';
import type { CertificateFacts, CertificateRunResult, RunResult } from '../../operations/results.ts';
import { answerText, freshness } from './evidence.ts';
import { factLines, moment, proseLines } from './facts.ts';
import { folded } from './folded.ts';
import type { Page } from './page.ts';

export function isCertificateRun(result: RunResult): result is CertificateRunResult {
  return Object.hasOwn(result, 'certificates');
}

/** For each command, the words for its success. */
const DONE: Readonly<Record<string, string>> = {
  'certificate self-signed': 'self-signed',
  'certificate request': 'requested',
  'certificate issue': 'issued',
  'certificate check': 'passed',
};

function certificateLines(
  certificates: readonly CertificateFacts[],
  revocation: CertificateRunResult['revocation'],
  page: Page,
): string[] {
  return certificates.flatMap((certificate, i) => {
    const { subject, issuer, notBefore, notAfter, keyType, thumbprint, ocspUrls, crlUrls } = certificate;
    const row = revocation.find((one) => one.thumbprint === thumbprint);
    return [
      `  certificate ${i + 1} of ${certificates.length}`,
      ...factLines(
        [
          ['subject', subject],
          ['issuer', issuer],
          ['valid', `${moment(notBefore)} to ${moment(notAfter)}`],
          ['key', keyType],
          ['SHA-256', thumbprint],
          ...ocspUrls.map((url) => ['OCSP', url] as const),
          ...crlUrls.map((url) => ['CRL', url] as const),
          ['status', row && answerText(row)],
          ['answer', row && freshness(row)],
        ],
        4,
        page,
      ),
    ];
  });
}

/** The text of a certificate command: the certificates that it made or checked, and the end of their validity. */
export function certificateRunLines(result: CertificateRunResult, page: Page): string[] {
  const { command, status, certificates, revocation, validUntil, file, newKey } = result;
  const word = status === 'done' ? (DONE[command] ?? 'done') : 'failed';
  if (status === 'failed' && certificates.length === 0 && newKey === null) return [];
  const gap = ' '.repeat(Math.max(2, 13 - word.length));
  const first = page.style(status === 'done' ? 'green' : 'red', word);
  return [
    ...folded(`${first}${gap}`, file === null ? '' : printable(file, 600), page.columns),
    ...(newKey === null ? [] : folded('new key      ', printable(newKey, 600), page.columns)),
    ...certificateLines(certificates, revocation, page),
    ...(validUntil === null
      ? []
      : proseLines(`signatures without a timestamp verify until ${moment(validUntil)}`, 2, page)),
  ];
}
