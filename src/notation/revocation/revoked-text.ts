import { printable } from '../../encoding/printable.ts';
import type { RevocationRow } from './row.ts';

const METHODS = { ocsp: 'OCSP', crl: 'the CRL', file: 'the given CRL' } as const;

/** What answered: `the CRL http://…`; empty when nothing did. */
export function answeredBy({ method, source }: RevocationRow): string {
  return method === null ? '' : `${METHODS[method]} ${printable(source ?? '', 600)}`.trimEnd();
}

/** One sentence about a revoked certificate: when, why and who says so. */
export function revokedText(row: RevocationRow): string {
  const { subject, revokedAt, reason } = row;
  const when = revokedAt === null ? '' : ` on ${revokedAt.toISOString()}`;
  const why = reason === null ? '' : ` (${printable(reason)})`;
  const by = answeredBy(row);
  return `the certificate ${printable(subject)} was revoked${when}${why}${by && `, as ${by} says`}`;
}
