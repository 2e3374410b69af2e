import { createHash } from 'node:crypto';
import * as der from '../../support/der.ts';
import { type Minted, namedKey, PURPOSE } from '../../support/pki.ts';
import { attribute, type Quirks, TimestampAuthority } from '../../support/timestamp-authority.ts';
import { type AnswerName, type Asked, namingOf, prepare } from './answers.ts';
import type { Case } from './dimensions.ts';

const DAY = 86_400_000;
const authority = new TimestampAuthority();
const stranger = new TimestampAuthority({ root: { key: namedKey('another timestamp root') } });

/** The root of the store `tsa:stamps`. */
export const timestampRoot = authority.root;

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const imprintOf = (bytes: Uint8Array): Uint8Array =>
  der.sequence(der.sequence(der.oid('2.16.840.1.101.3.4.2.1')), der.octetString(sha256(bytes)));

const CRITICAL = der.element(
  0xa1,
  der.sequence(der.oid('1.3.6.1.4.1.99999.8'), der.boolean(true), der.octetString(Uint8Array.of(5, 0))),
);

interface Stamped {
  readonly by?: TimestampAuthority;
  readonly quirks?: Quirks;
  /** The token is over these bytes. */
  readonly over?: Uint8Array;
  readonly token?: Uint8Array;
  /** The certificate that signs, made for each token. */
  readonly leaf?: () => Promise<Minted>;
}

interface Timestamping {
  /** The `verifyTimestamp` of the policy; without it the policy has no tsa store. */
  readonly demanded?: 'always' | 'afterCertExpiry';
  readonly stamped?: Stamped;
}

const good: Timestamping = { demanded: 'always', stamped: {} };
const bent = (quirks: Quirks): Timestamping => ({ demanded: 'always', stamped: { quirks } });

const SHA1 = der.sequence(der.oid('1.3.14.3.2.26'));
/** SigningCertificate (RFC 2634, 5.4) of the usual signer. */
const CERT_ID_V1 = der.sequence(
  der.sequence(der.sequence(der.octetString(createHash('sha1').update(authority.leaf.der).digest()))),
);

/** A signer that names OCSP or a CRL, with what is served there. */
function named(answer: AnswerName): Timestamping {
  const leaf = async (): Promise<Minted> => {
    const asked: Asked = { issuer: authority.root };
    asked.subject = authority.issue(namingOf(answer)(asked));
    await prepare(asked);
    return asked.subject;
  };
  return { demanded: 'always', stamped: { leaf } };
}

const TIMESTAMPS: Readonly<Record<Case['timestamp'], Timestamping>> = {
  'not demanded': {},
  'there, not demanded': { stamped: {} },
  good,
  'good, of two days ago': bent({ clockOff: -2 * DAY }),
  'good, demanded after expiry': { demanded: 'afterCertExpiry', stamped: { quirks: { clockOff: -2 * DAY } } },
  missing: { demanded: 'always' },
  'missing, demanded after expiry': { demanded: 'afterCertExpiry' },
  'of another root': { demanded: 'always', stamped: { by: stranger } },
  'of another signature': { demanded: 'always', stamped: { over: Uint8Array.of(1) } },
  'before all certificates': bent({
    clockOff: -20 * 365 * DAY,
    leaf: authority.issue({ notBefore: new Date('2000-01-01T00:00:00Z') }),
  }),
  'from the future': bent({ clockOff: 2 * DAY }),
  'as wide as the validity': bent({ accuracy: der.sequence(der.integer(1_000_000_000)) }),
  'without accuracy': bent({ accuracy: null }),
  'without certificates': bent({ certificates: [] }),
  'purpose not critical': bent({
    leaf: authority.issue({ extendedKeyUsage: { oids: [PURPOSE.timeStamping] } }),
  }),
  'signer that is expired': bent({ leaf: authority.issue({ notAfter: new Date(Date.now() - 30 * DAY) }) }),
  'critical extension': bent({ more: [CRITICAL] }),
  'signer good by OCSP': named('OCSP good'),
  'signer revoked by OCSP': named('OCSP revoked'),
  'signer unknown by OCSP': named('OCSP unknown'),
  'signer good by CRL': named('CRL good'),
  'signer revoked by CRL': named('CRL revoked'),
  'signer with an expired CRL': named('CRL expired'),
  'signer with an unreachable CRL': named('CRL 404'),
  'ESSCertID of version 1': bent({
    attributes: (usual) => [...usual.slice(0, 2), attribute('1.2.840.113549.1.9.16.2.12', CERT_ID_V1)],
  }),
  'imprint by SHA-1': bent({ imprint: der.sequence(SHA1, der.octetString(new Uint8Array(20))) }),
  'under BTSP without accuracy': bent({ policy: '0.4.0.2023.1.1', accuracy: null }),
  'no token': { demanded: 'always', stamped: { token: Uint8Array.of(0x30, 0) } },
};

export const demandOf = (one: Case): Timestamping['demanded'] => TIMESTAMPS[one.timestamp].demanded;

/** The token over the bytes of a signature, if the case has one. */
export async function tokenOf(one: Case, signature: Uint8Array): Promise<Uint8Array | undefined> {
  const { stamped } = TIMESTAMPS[one.timestamp];
  if (!stamped) return undefined;
  const { by = authority, quirks = {}, over = signature, token, leaf } = stamped;
  return (
    token ??
    by.token(
      { imprint: imprintOf(over), nonce: der.integer(7) },
      { ...quirks, ...(leaf && { leaf: await leaf() }) },
    )
  );
}
