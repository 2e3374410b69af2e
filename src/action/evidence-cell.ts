import type { RevocationResult, SignatureResult } from '../operations/results.ts';

const METHODS = { ocsp: 'OCSP', crl: 'CRL', file: 'given CRL' } as const;

/** How revocation was answered for a whole chain, in the words of its worst certificate. */
function revocationWords(rows: readonly RevocationResult[]): string {
  const has = (wanted: RevocationResult['status']): boolean => rows.some(({ status }) => status === wanted);
  if (has('revoked')) return 'revoked';
  if (has('unknown')) return 'revocation unknown';
  if (!has('good')) return 'cannot be revoked';
  const asked = new Set(rows.flatMap(({ method }) => (method === null ? [] : [METHODS[method]])));
  return `not revoked (${[...asked].join(', ')})`;
}

/** What a verdict rests on beside the signer: the plugin that judged, the timestamp that counted, and how revocation was answered. */
export function evidenceCell(
  signature: Pick<SignatureResult, 'timestamp' | 'revocation' | 'judgedBy'> | undefined,
): string {
  if (!signature) return '';
  const { timestamp, revocation, judgedBy } = signature;
  const time = timestamp?.time.replace('T', ' ').replace(/(?:\.\d+)?Z$/, ' UTC');
  return [
    ...(judgedBy
      ? [`${judgedBy.judged.join(' and ')} judged by the plugin ${judgedBy.name} ${judgedBy.version}`]
      : []),
    ...(timestamp ? [`timestamp ${time} by ${timestamp.authority}`] : []),
    ...(revocation.length === 0 ? [] : [revocationWords(revocation)]),
  ].join('; ');
}
