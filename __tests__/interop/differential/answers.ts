import { Buffer } from 'node:buffer';
import { extension } from '../../support/certificate-parts.ts';
import { buildCrl, type CrlSpec, type EntrySpec } from '../../support/crl/build-crl.ts';
import * as der from '../../support/der.ts';
import type { Told } from '../../support/kms/loopback.ts';
import { answerOcsp, type ResponderSpec } from '../../support/ocsp/responder.ts';
import {
  type CertificateSpec,
  LEAF,
  type Minted,
  mint,
  namedKey,
  nameOf,
  PURPOSE,
  testSelfSigned,
  toPem,
} from '../../support/pki.ts';
import { type Answering, served } from './responders.ts';

/** A certificate and its issuer, known once they are made; what is served looks here when it is asked. */
export interface Asked {
  subject?: Minted;
  issuer?: Minted;
}

/** What a certificate names, and what is served there. */
export type Naming = (asked: Asked) => CertificateSpec;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR);

/** The content of the INTEGER serialNumber of a certificate (RFC 5280, 4.1). */
async function serialOf({ subject }: Asked): Promise<Uint8Array> {
  return (await subject!.certificate()).serialNumber;
}

const told = (body: Uint8Array | string, status = 200): Told => ({
  status,
  headers: { 'content-type': 'application/octet-stream' },
  body,
});

/** What an OCSP responder does otherwise; a function where that depends on who is asked about. */
type OcspQuirks = Partial<ResponderSpec> | ((asked: Asked) => Partial<ResponderSpec>);

const responder =
  (asked: Asked, quirks: OcspQuirks): Answering =>
  (request) => {
    const more = typeof quirks === 'function' ? quirks(asked) : quirks;
    return told(answerOcsp({ issuer: asked.issuer!, at: new Date(), ...more }, request));
  };

const ocsp =
  (quirks: OcspQuirks): Naming =>
  (asked) => ({ ocspUrls: [served(responder(asked, quirks))] });

const plain =
  (name: 'ocspUrls' | 'crlUrls', answer: Told): Naming =>
  () => ({ [name]: [served(() => answer)] });

type CrlQuirks = Omit<Partial<CrlSpec>, 'entries'> & {
  /** The entry of the certificate in question. */
  readonly listed?: Omit<EntrySpec, 'serial'>;
  readonly entries?: readonly EntrySpec[];
};

/** The serial number is read by the async reader of the certificate, so a list is made when the chain is. */
const crls = new WeakMap<Asked, Uint8Array>();

function crlOf(asked: Asked, { listed, entries = [], ...quirks }: CrlQuirks = {}): Uint8Array {
  return buildCrl({
    issuer: asked.issuer!,
    thisUpdate: inHours(-1),
    nextUpdate: inHours(1),
    ...quirks,
    entries: [
      ...entries,
      ...(listed ? [{ serial: crls.get(asked)!, revokedAt: inHours(-2), ...listed }] : []),
    ],
  });
}

/** Reads what the lists need of the certificate in question. */
export async function prepare(asked: Asked): Promise<void> {
  if (asked.subject) crls.set(asked, await serialOf(asked));
}

type Quirky = CrlQuirks | ((asked: Asked) => CrlQuirks);

const list = (asked: Asked, quirks: Quirky = {}): string =>
  served(() => told(crlOf(asked, typeof quirks === 'function' ? quirks(asked) : quirks)));

const crl =
  (quirks: Quirky = {}): Naming =>
  (asked) => ({ crlUrls: [list(asked, quirks)] });

const NO_CHECK = extension('1.3.6.1.5.5.7.48.1.5', false, der.nothing());
const fullName = (url: string) => der.implicit(6, Buffer.from(url, 'latin1'));
const onePoint = (...urls: string[]): CertificateSpec => ({
  extensions: [
    extension(
      '2.5.29.31',
      false,
      der.sequence(der.sequence(der.explicit(0, der.explicit(0, ...urls.map(fullName))))),
    ),
  ],
});

const delegate = (issuer: Minted, spec: CertificateSpec = {}): Minted =>
  mint({
    subject: nameOf('responder'),
    key: namedKey('responder'),
    issuer,
    keyUsage: { bits: ['digitalSignature'] },
    extendedKeyUsage: { oids: [PURPOSE.ocspSigning] },
    extensions: [NO_CHECK],
    ...spec,
  });

const by =
  (spec: CertificateSpec): OcspQuirks =>
  ({ issuer }) => ({ signer: delegate(issuer!, spec) });

const missing = () => served(() => told('gone', 404));
const NOISE = extension('1.3.6.1.4.1.99999.9', false, der.octetString(new Uint8Array(22_000)));
const CRITICAL = extension('1.3.6.1.4.1.99999.9', true, der.nothing());
const OTHER_SERIAL = Uint8Array.of(7, 7, 7);
const stranger = testSelfSigned().minted[0]!;

/** A silent responder is not among them: it costs notation two seconds, and a list five. */
const NAMINGS = {
  'OCSP good': ocsp({}),
  'OCSP revoked': ocsp({ status: 'revoked' }),
  'OCSP revoked with a reason': ocsp({ status: 'revoked', reason: 1 }),
  'OCSP on hold': ocsp({ status: 'revoked', reason: 6 }),
  'OCSP unknown': ocsp({ status: 'unknown' }),
  'OCSP unknown, CRL good': (asked) => ({ ...ocsp({ status: 'unknown' })(asked), ...crl()(asked) }),
  'OCSP unknown, CRL revoked': (asked) => ({
    ...ocsp({ status: 'unknown' })(asked),
    ...crl({ listed: {} })(asked),
  }),
  'OCSP good, CRL revoked': (asked) => ({ ...ocsp({})(asked), ...crl({ listed: {} })(asked) }),
  'OCSP revoked, CRL good': (asked) => ({ ...ocsp({ status: 'revoked' })(asked), ...crl()(asked) }),
  'OCSP stale, CRL good': (asked) => ({ ...ocsp({ nextUpdate: inHours(-1) })(asked), ...crl()(asked) }),
  'OCSP 404, then good': (asked) => ({ ocspUrls: [missing(), served(responder(asked, {}))] }),
  'OCSP stale': ocsp(() => ({ thisUpdate: inHours(-2), nextUpdate: inHours(-1) })),
  'OCSP without nextUpdate': ocsp({ nextUpdate: null }),
  'OCSP thisUpdate in the future': ocsp(() => ({ thisUpdate: inHours(1), nextUpdate: inHours(2) })),
  'OCSP producedAt in the future': ocsp(() => ({ producedAt: inHours(1) })),
  'OCSP about another certificate': ocsp({ serialNumber: OTHER_SERIAL }),
  'OCSP wrong name hash': ocsp({ nameHash: new Uint8Array(20) }),
  'OCSP wrong key hash': ocsp({ keyHash: new Uint8Array(20) }),
  'OCSP hashes by SHA-256': ocsp({ hash: 'sha256' }),
  'OCSP two answers': ocsp({ answers: [{ serialNumber: OTHER_SERIAL }, {}] }),
  'OCSP good and revoked': ocsp({ answers: [{}, { status: 'revoked' }] }),
  'OCSP of a stranger': ocsp({ signer: stranger }),
  'OCSP forged': ocsp({ forged: true }),
  'OCSP unsigned': ocsp({ unsigned: true }),
  'OCSP wrong responderID': ocsp({ responderId: 'wrong' }),
  'OCSP responderID by key': ocsp({ responderId: 'key' }),
  'OCSP other nonce': ocsp({ nonce: 'other' }),
  'OCSP without nonce': ocsp({ nonce: 'absent' }),
  'OCSP delegate': ocsp(by({})),
  'OCSP delegate without nocheck': ocsp(by({ extensions: [] })),
  'OCSP delegate without purpose': ocsp(by({ extendedKeyUsage: null })),
  'OCSP delegate of another purpose': ocsp(by({ extendedKeyUsage: { oids: [PURPOSE.codeSigning] } })),
  'OCSP delegate that is expired': ocsp(by({ notAfter: new Date(Date.now() - DAY) })),
  'OCSP of the certificate itself': ocsp(({ subject }) => ({ signer: subject! })),
  'OCSP of a sibling': ocsp(({ issuer }) => ({
    signer: mint({ ...LEAF, subject: nameOf('sibling'), key: namedKey('sibling'), issuer: issuer! }),
  })),
  'OCSP with its issuer embedded': ocsp(({ issuer }) => ({ certificates: [issuer!] })),
  'OCSP by SHA-1': ocsp({ signature: 'sha1' }),
  'OCSP over 20 KiB': ocsp({ responseExtensions: [NOISE] }),
  'OCSP critical extension': ocsp({ extensions: [CRITICAL] }),
  'OCSP critical extension of the whole': ocsp({ responseExtensions: [CRITICAL] }),
  'OCSP says malformedRequest': ocsp({ failure: 1 }),
  'OCSP says internalError': ocsp({ failure: 2 }),
  'OCSP says tryLater': ocsp({ failure: 3 }),
  'OCSP says sigRequired': ocsp({ failure: 5 }),
  'OCSP says unauthorized': ocsp({ failure: 6 }),
  'OCSP byte behind': ocsp({ trailing: Uint8Array.of(0) }),
  'OCSP of another type': ocsp({ type: '1.3.6.1.5.5.7.48.1.99' }),
  'OCSP 500': plain('ocspUrls', told('broken', 500)),
  'OCSP 404': plain('ocspUrls', told('gone', 404)),
  'OCSP HTML': plain('ocspUrls', told('<html>hello</html>')),
  'OCSP redirect': (asked) => {
    const good = served(responder(asked, {}));
    // A request by GET is part of the address.
    const location = (request: Uint8Array) =>
      `${good}/${encodeURIComponent(Buffer.from(request).toString('base64'))}`;
    return {
      ocspUrls: [served((request) => ({ status: 307, headers: { location: location(request) }, body: '' }))],
    };
  },
  'OCSP over https': () => ({ ocspUrls: ['https://127.0.0.1:1/ocsp'] }),
  'CRL good': crl(),
  'CRL with others': crl({ entries: [{ serial: OTHER_SERIAL }] }),
  'CRL revoked': crl({ listed: {} }),
  'CRL revoked with a reason': crl({ listed: { reason: 1 } }),
  'CRL on hold': crl({ listed: { reason: 6 } }),
  'CRL removeFromCRL': crl({ listed: { reason: 8 } }),
  'CRL hold, removed by delta': (asked) =>
    crl({
      listed: { reason: 6 },
      freshest: [list(asked, { number: 2, base: 1, listed: { reason: 8, revokedAt: inHours(-1) } })],
    })(asked),
  'CRL good, revoked by delta': (asked) =>
    crl({ freshest: [list(asked, { number: 2, base: 1, listed: {} })] })(asked),
  'CRL expired': crl(() => ({ thisUpdate: inHours(-2), nextUpdate: inHours(-1) })),
  'CRL without nextUpdate': crl({ nextUpdate: null }),
  'CRL thisUpdate in the future': crl(() => ({ thisUpdate: inHours(1), nextUpdate: inHours(2) })),
  'CRL without number': crl({ number: null }),
  'CRL delta at the point': crl({ number: 2, base: 1 }),
  'CRL indirect': crl({ scope: { flags: [4] } }),
  'CRL of other point': crl({ scope: { url: 'http://crl.example.com/other.crl' } }),
  'CRL other name of issuer': crl({ issuerName: nameOf('somebody') }),
  'CRL of CAs alone': crl({ scope: { flags: [2] } }),
  'CRL of users alone': crl({ scope: { flags: [1] } }),
  'CRL of attributes alone': crl({ scope: { flags: [5] } }),
  'CRL some reasons': crl({ scope: { someReasons: true } }),
  'CRL byte behind': crl({ trailing: Uint8Array.of(0) }),
  'CRL by SHA-1': crl({ signature: 'sha1' }),
  'CRL forged': crl({ forged: true }),
  'CRL of a stranger': crl({ issuer: stranger }),
  'CRL critical extension': crl({ extensions: [CRITICAL] }),
  'CRL critical extension in its entry': crl({ listed: { extensions: [CRITICAL] } }),
  'CRL critical extension in another entry': crl({
    entries: [{ serial: OTHER_SERIAL, extensions: [CRITICAL] }],
  }),
  'CRL PEM': (asked) => ({ crlUrls: [served(() => told(toPem('X509 CRL', crlOf(asked))))] }),
  'CRL version 1': crl({ version: 1 }),
  'CRL two points, one fails': (asked) => ({ crlUrls: [list(asked), missing()] }),
  'CRL two points, both good': (asked) => ({ crlUrls: [list(asked), list(asked)] }),
  'CRL two points, one revokes': (asked) => ({ crlUrls: [list(asked), list(asked, { listed: {} })] }),
  'CRL two names, first fails': (asked) => onePoint(missing(), list(asked)),
  'CRL two names, both good': (asked) => onePoint(list(asked), list(asked)),
  'CRL freshest good': (asked) => crl({ freshest: [list(asked, { number: 2, base: 1 })] })(asked),
  'CRL freshest fails': (asked) => crl({ freshest: [missing()] })(asked),
  'CRL freshest is no delta': (asked) => crl({ freshest: [list(asked, { number: 2 })] })(asked),
  'CRL freshest not later': (asked) => crl({ freshest: [list(asked, { number: 1, base: 1 })] })(asked),
  'CRL freshest on a later base': (asked) => crl({ freshest: [list(asked, { number: 3, base: 2 })] })(asked),
  'CRL freshest in the certificate alone': (asked) => ({
    ...crl()(asked),
    freshestCrlUrls: [list(asked, { number: 2, base: 1 })],
  }),
  'CRL 404': plain('crlUrls', told('gone', 404)),
  'CRL HTML': plain('crlUrls', told('<html>hello</html>')),
} as const satisfies Readonly<Record<string, Naming>>;

export type AnswerName = keyof typeof NAMINGS;
export const ANSWERS = Object.keys(NAMINGS) as AnswerName[];

export const namingOf = (name: AnswerName): Naming => NAMINGS[name];
