import type { ErrorCode } from '../../../src/index.ts';
import type { AnswerName } from './answers.ts';
import type { Case } from './dimensions.ts';

/** Where the two programs may differ. */
export type Departure = {
  /** The first cell of its row in docs/departures.md. */
  readonly topic: string;
  readonly concerns: (one: Case) => boolean;
} & (
  | {
      /** The program that refuses; the other one accepts. */
      readonly refuses: 'sealift';
      /** The codes with which it does: another one is another fault, which the row does not explain. */
      readonly codes: readonly ErrorCode[];
    }
  | { readonly refuses: 'notation' }
);

/** Whether one of these answers is served, about whichever certificate. */
const answered =
  (...names: readonly AnswerName[]) =>
  ({ answer }: Case): boolean =>
    names.some((name) => answer === `leaf, ${name}` || answer === `intermediate, ${name}`);

export const DEPARTURES: readonly Departure[] = [
  {
    topic: 'anyExtendedKeyUsage on the signing certificate',
    refuses: 'sealift',
    codes: ['certificate_invalid'],
    concerns: ({ chain }) => chain === 'any purpose',
  },
  {
    topic: 'A critical extension that nobody here understands, in any certificate of a chain',
    refuses: 'sealift',
    codes: ['certificate_invalid'],
    concerns: ({ chain }) => chain === 'unknown critical extension',
  },
  {
    topic: 'Critical attributes that are not known, without plugin',
    refuses: 'sealift',
    codes: ['unknown_critical_attribute'],
    concerns: ({ tampering }) => tampering === 'unknown critical attribute',
  },
  {
    topic:
      'A verification plugin that answers for what it was not asked, or names attributes that it was not given',
    refuses: 'sealift',
    codes: ['plugin_incompatible'],
    concerns: ({ plugin }) =>
      plugin === 'answers what was not asked' || plugin === 'attribute processed that is not there',
  },
  {
    topic:
      'Critical attributes for a verification plugin that is not asked, since the statement skips what it judges',
    refuses: 'sealift',
    codes: ['unknown_critical_attribute'],
    concerns: ({ plugin, level }) =>
      plugin.startsWith('revocation alone') && level === 'strict, revocation skipped',
  },
  {
    topic:
      'COSE: the time of the other signing scheme, `authenticSigningTime` under `notary.x509` or `signingTime` under that of authorities',
    refuses: 'sealift',
    codes: ['envelope_invalid'],
    concerns: ({ scheme, format }) =>
      scheme === 'signing authority, also with signingTime' && format === 'cose',
  },
  {
    topic: 'RSASSA-PSS salt of a JWS',
    refuses: 'sealift',
    codes: ['signature_invalid'],
    concerns: ({ tampering, format, key }) =>
      tampering === 'salt of another length' && format === 'jws' && key.startsWith('rsa'),
  },
  {
    topic: 'A named trust store that does not exist or is malformed',
    refuses: 'sealift',
    codes: ['trust_store_empty', 'trust_store_invalid', 'trust_store_not_found'],
    // A leaf is no trust anchor, so a store of one is malformed to both.
    concerns: ({ store }) => ['missing', 'malformed', 'leaf'].includes(store),
  },
  {
    topic: 'A timestamp with critical extensions',
    refuses: 'sealift',
    codes: ['timestamp_invalid'],
    concerns: ({ timestamp }) => timestamp === 'critical extension',
  },
  {
    topic: 'A timestamp of a time that is to come, its accuracy taken off',
    refuses: 'sealift',
    codes: ['timestamp_invalid'],
    concerns: ({ timestamp }) => timestamp === 'from the future',
  },
  {
    topic: 'Host of a reference and of a scope',
    refuses: 'notation',
    concerns: ({ scope }) => scope === 'host in capitals',
  },
  {
    topic:
      'CRL: name of its issuer, thisUpdate in the future, bytes behind its end, a missing CRLNumber, SHA-1',
    refuses: 'sealift',
    codes: ['revocation_unknown'],
    concerns: answered(
      'CRL other name of issuer',
      'CRL thisUpdate in the future',
      'CRL byte behind',
      'CRL without number',
      'CRL by SHA-1',
    ),
  },
  {
    topic:
      'CRL: issuingDistributionPoint (other kinds of certificates, some reasons, indirect, another point)',
    refuses: 'sealift',
    codes: ['revocation_unknown'],
    concerns: answered(
      'CRL of CAs alone',
      'CRL of users alone',
      'CRL of attributes alone',
      'CRL some reasons',
      'CRL indirect',
      'CRL of other point',
    ),
  },
  {
    topic: 'CRL: a delta in the place of a complete list; a critical extension in any other entry',
    refuses: 'sealift',
    codes: ['revocation_unknown'],
    concerns: answered('CRL delta at the point', 'CRL critical extension in another entry'),
  },
  {
    topic: 'CRL: several names in one distribution point',
    refuses: 'notation',
    concerns: answered('CRL two names, first fails'),
  },
  {
    topic: 'OCSP: who may answer',
    refuses: 'sealift',
    codes: ['revocation_unknown'],
    concerns: answered(
      'OCSP of the certificate itself',
      'OCSP of a sibling',
      'OCSP delegate without purpose',
      'OCSP delegate of another purpose',
      'OCSP delegate that is expired',
    ),
  },
  {
    topic: 'OCSP: a delegate without id-pkix-ocsp-nocheck',
    refuses: 'sealift',
    codes: ['revocation_unknown'],
    concerns: answered('OCSP delegate without nocheck'),
  },
  {
    topic: 'OCSP: the certificate of the issuer in its own answer',
    refuses: 'notation',
    concerns: answered('OCSP with its issuer embedded'),
  },
  {
    topic: 'OCSP: responderID',
    refuses: 'sealift',
    codes: ['revocation_unknown'],
    concerns: answered('OCSP wrong responderID'),
  },
  {
    topic: 'OCSP: CertID',
    refuses: 'sealift',
    codes: ['revocation_unknown', 'certificate_revoked'],
    concerns: answered('OCSP wrong name hash', 'OCSP wrong key hash', 'OCSP good and revoked'),
  },
  {
    topic: 'OCSP: thisUpdate or producedAt in the future',
    refuses: 'sealift',
    codes: ['revocation_unknown'],
    concerns: answered('OCSP thisUpdate in the future', 'OCSP producedAt in the future'),
  },
  {
    topic: 'OCSP: nonce',
    refuses: 'sealift',
    codes: ['revocation_unknown'],
    concerns: answered('OCSP other nonce'),
  },
  {
    topic: 'OCSP: critical extensions of the answer as a whole',
    refuses: 'sealift',
    codes: ['revocation_unknown'],
    concerns: answered('OCSP critical extension of the whole'),
  },
  {
    topic: 'OCSP: SHA-1 in the signature',
    refuses: 'sealift',
    codes: ['revocation_unknown'],
    concerns: answered('OCSP by SHA-1'),
  },
  {
    topic: 'OCSP: size of an answer',
    refuses: 'notation',
    concerns: answered('OCSP over 20 KiB'),
  },
];
