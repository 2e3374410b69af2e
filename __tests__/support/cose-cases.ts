import { Buffer } from 'node:buffer';
import * as cbor from './cbor.ts';
import { type CoseSpec, type Parts, sign1 } from './cose-envelopes.ts';
import { testChain, testSelfSigned } from './pki.ts';

const N = 'io.cncf.notary.';
export const SCHEME = `${N}signingScheme`;
const EXPIRY = `${N}expiry`;
const TIME = `${N}signingTime`;
const AUTHENTIC = `${N}authenticSigningTime`;
const AGENT = `${N}signingAgent`;
const TOKEN = `${N}timestampSignature`;

const { NULL, UNDEFINED, TRUE } = cbor;
const text = cbor.text;
const list = (...labels: readonly (number | string)[]) => cbor.array(labels.map(cbor.label));
const nothing = cbor.bytes(Buffer.alloc(0));
const countersignature = cbor.array([nothing, cbor.map([]), cbor.bytes(Buffer.from('x'))]);

/** A list of lists, so many levels deep. */
const nested = (levels: number): Uint8Array =>
  levels === 0 ? cbor.int(0) : cbor.array([nested(levels - 1)]);

/** What is done to a COSE envelope; all of its protected header is signed, and nothing of the rest but the payload. */
export interface CoseCase {
  readonly what: string;
  readonly spec: CoseSpec;
  /** The code of the refusal where it is not `envelope_invalid`. */
  readonly code?: string;
}

const cases = (rows: readonly (readonly [string, CoseSpec, string?])[]): readonly CoseCase[] =>
  rows.map(([what, spec, code]) => ({ what, spec, ...(code === undefined ? {} : { code }) }));

/** What Sealift and notation open. */
export const OPENED = cases([
  ['what the specification has', {}],
  ['a self-signed certificate', { chain: testSelfSigned() }],
  ['an RSA key', { chain: testChain({ kind: 'rsa-2048' }) }],
  ['an expiry', { expiry: 2_400_000_000 }],
  ['a certificate that has expired', { chain: testChain({ leaf: { notAfter: new Date('2020-06-01') } }) }],
  ['labels in another order', { protected: [[1, undefined]], pairs: [[cbor.int(1), cbor.int(-7)]] }],
  ['times with fractions', { protected: [[TIME, cbor.tag(1, cbor.float(1_780_308_000.5))]] }],
  ['an expiry with fractions', expiring(cbor.tag(1, cbor.float(2_400_000_000.25)))],
  ['a time before 1970', { protected: [[TIME, cbor.tag(1, cbor.int(-1))]] }],
  ['an attribute twice in crit', { protected: [[2, list(SCHEME, SCHEME)]] }],
  ['signingTime in crit', { protected: [[2, list(SCHEME, TIME)]] }],
  [
    'attributes that are not critical',
    {
      protected: [
        ['com.acme.note', nested(3)],
        [-65_537, TRUE],
      ],
    },
  ],
  [
    'a critical attribute that nobody knows',
    {
      protected: [
        [2, list(SCHEME, 'x', 99)],
        ['x', NULL],
        [99, TRUE],
      ],
    },
  ],
  ['a verification plugin', { protected: [[`${N}verificationPlugin`, text('acme')]] }],
  ['a time as an attribute', { protected: [['x', cbor.tag(1, cbor.int(1))]] }],
  [
    'null and undefined as attributes',
    {
      protected: [
        ['x', NULL],
        ['y', UNDEFINED],
      ],
    },
  ],
  [
    'a kid and other parameters of COSE',
    {
      protected: [
        [4, cbor.bytes(Buffer.from('k'))],
        [16, text('a/b')],
      ],
    },
  ],
  ['an attribute 14 levels deep', { protected: [['x', nested(14)]] }],
  ['no agent', { unprotected: [[AGENT, undefined]] }],
  ['an empty agent', { unprotected: [[AGENT, text('')]] }],
  [
    'an agent in the protected header',
    { protected: [[AGENT, text('x')]], unprotected: [[AGENT, undefined]] },
  ],
  ['a timestamp token', { unprotected: [[TOKEN, cbor.bytes(Buffer.from('token'))]] }],
  ['an empty timestamp token', { unprotected: [[TOKEN, nothing]] }],
  ['an expiry beside what is signed', { unprotected: [[EXPIRY, cbor.int(1)]] }],
  [
    'parameters that are not known beside what is signed',
    {
      unprotected: [
        ['x', nested(3)],
        [99, TRUE],
      ],
    },
  ],
  ['a kid beside what is signed', { unprotected: [[4, cbor.bytes(Buffer.from('k'))]] }],
  ['a countersignature', { unprotected: [[11, countersignature]] }],
  ['countersignatures', { unprotected: [[7, cbor.array([countersignature, countersignature])]] }],
  [
    'a short countersignature',
    {
      unprotected: [
        [12, nothing],
        [9, nothing],
      ],
    },
  ],
]);

function expiring(value: Uint8Array): CoseSpec {
  return {
    protected: [
      [2, list(SCHEME, EXPIRY)],
      [EXPIRY, value],
    ],
  };
}

/** What Sealift refuses and notation opens; every one of them has a row in docs/departures.md. */
export const DEPARTURES = cases([
  ['crit that lists alg', { protected: [[2, list(SCHEME, 1)]] }],
  ['crit that lists the content type', { protected: [[2, list(SCHEME, 3)]] }],
  ['crit that lists itself', { protected: [[2, list(SCHEME, 2)]] }],
  [
    'crit that lists a kid',
    {
      protected: [
        [2, list(SCHEME, 4)],
        [4, nothing],
      ],
    },
  ],
  ['the time of another scheme', { protected: [[AUTHENTIC, cbor.tag(1, cbor.int(1))]] }],
  ['the time of another scheme as text', { protected: [[AUTHENTIC, text('x')]] }],
  ['a second chain in the protected header', { protected: [[33, cbor.array([nothing])]] }],
  ['alg in both headers', { unprotected: [[1, cbor.int(-7)]] }],
  ['an attribute in both headers', { protected: [['x', NULL]], unprotected: [['x', NULL]] }],
  ['an agent that is no text', { unprotected: [[AGENT, cbor.int(1)]] }],
  ['a timestamp that is no byte string', { unprotected: [[TOKEN, text('x')]] }],
  ['a signing time beyond the year 275760', { protected: [[TIME, cbor.tag(1, cbor.int(9e12))]] }],
  ['an expiry beyond the year 275760', expiring(cbor.tag(1, cbor.int(9e12)))],
  ['an expiry that is not a number', expiring(cbor.tag(1, cbor.float(Number.NaN)))],
  ['an integer that is not in its shortest form', { protected: [['x', cbor.int(1, 4)]] }],
  [
    'a label that is not in its shortest form',
    { protected: [[1, undefined]], pairs: [[cbor.int(1, 1), cbor.int(-7)]] },
  ],
  ['a text whose length is not in its shortest form', { protected: [['x', text('x', 2)]] }],
  ['a payload whose length is not in its shortest form', lengthened('payload', 8)],
  ['a header whose length is not in its shortest form', lengthened('protected', 4)],
  ['a tag that is not in its shortest form', { protected: [[TIME, cbor.tag(1, cbor.int(1), 2)]] }],
  ['a simple value that means nothing', { protected: [['x', Buffer.from([0xe0])]] }],
  ['an infinite number as an attribute', { protected: [['x', cbor.float(Number.POSITIVE_INFINITY)]] }],
  ['an integer that is not exact', { protected: [['x', cbor.int(2n ** 60n)]] }],
  ['another tag', { protected: [['x', cbor.tag(99, NULL)]] }],
  ['a time as text in an attribute', { protected: [['x', cbor.tag(0, text('2026-06-01T10:00:00Z'))]] }],
  ['a map with a key that is a byte string', { protected: [['x', cbor.map([[nothing, NULL]])]] }],
  ['a map with a key that is a boolean', { protected: [['x', cbor.map([[TRUE, NULL]])]] }],
  ['an attribute over 16 levels deep', { protected: [['x', nested(20)]] }],
  ['over 20,000 values', { protected: [['x', cbor.array(Array.from({ length: 20_000 }, () => NULL))]] }],
  ['an empty list of countersignatures', { unprotected: [[7, cbor.array([])]] }],
]);

function lengthened(item: 'payload' | 'protected', width: cbor.Width): CoseSpec {
  return {
    outer: (parts) => {
      // The good one has a length of one or two bytes.
      const whole = parts[item];
      const skip = whole[0] === 0x58 ? 2 : 3;
      return { [item]: cbor.bytes(whole.subarray(skip), width) };
    },
  };
}

/** What both refuse. */
export const REFUSED = cases([
  ['alg of another key size', { protected: [[1, cbor.int(-35)]] }],
  ['alg of another family', { protected: [[1, cbor.int(-37)]] }],
  ['alg as text', { protected: [[1, text('ES256')]] }],
  ['alg as a float', { protected: [[1, cbor.float(-7)]] }],
  ['no alg', { protected: [[1, undefined]] }],
  ['alg in the unprotected header alone', { protected: [[1, undefined]], unprotected: [[1, cbor.int(-7)]] }],
  ['the label of alg as a float', { protected: [[1, undefined]], pairs: [[cbor.float(1), cbor.int(-7)]] }],
  ['no content type', { protected: [[3, undefined]] }],
  ['another content type', { protected: [[3, text('application/json')]] }],
  ['a content type as a number', { protected: [[3, cbor.int(50)]] }],
  ['a content type in capitals', { protected: [[3, text('application/vnd.cncf.notary.payload.V1+json')]] }],
  [
    'a content type behind a space',
    { protected: [[3, text(' application/vnd.cncf.notary.payload.v1+json')]] },
  ],
  [
    'the content type in the unprotected header alone',
    moved(3, text('application/vnd.cncf.notary.payload.v1+json')),
  ],
  ['a scheme that is not known', { protected: [[SCHEME, text('notary.x509.other')]] }],
  ['a scheme that is no text', { protected: [[SCHEME, cbor.bytes(Buffer.from('notary.x509'))]] }],
  [
    'no scheme',
    {
      protected: [
        [SCHEME, undefined],
        [2, list(TIME)],
      ],
    },
  ],
  ['a scheme behind a byte order mark', { protected: [[SCHEME, text('\ufeffnotary.x509')]] }],
  [
    'a label behind a byte order mark',
    {
      protected: [
        [SCHEME, undefined],
        [`\ufeff${SCHEME}`, text('notary.x509')],
        [2, list(`\ufeff${SCHEME}`)],
      ],
    },
  ],
  [
    'a label in another case',
    {
      protected: [
        [SCHEME, undefined],
        [SCHEME.toUpperCase(), text('notary.x509')],
        [2, list(SCHEME.toUpperCase())],
      ],
    },
  ],
  [
    'a label as a byte string',
    { protected: [[SCHEME, undefined]], pairs: [[cbor.bytes(Buffer.from(SCHEME)), text('notary.x509')]] },
  ],
  ['no crit', { protected: [[2, undefined]] }],
  ['an empty crit', { protected: [[2, list()]] }],
  ['a crit that is text', { protected: [[2, text(SCHEME)]] }],
  ['a crit with a float', { protected: [[2, cbor.array([text(SCHEME), cbor.float(1)])]] }],
  ['a crit with a byte string', { protected: [[2, cbor.array([text(SCHEME), nothing])]] }],
  ['crit in the unprotected header', { unprotected: [[2, list(SCHEME)]], protected: [[2, undefined]] }],
  [
    'a scheme that is not critical',
    {
      protected: [
        [2, list('x')],
        ['x', NULL],
      ],
    },
  ],
  ['an expiry that is not critical', { protected: [[EXPIRY, cbor.tag(1, cbor.int(2_400_000_000))]] }],
  ['a critical label that is absent', { protected: [[2, list(SCHEME, 'x')]] }],
  [
    'a critical label that is in the unprotected header',
    { protected: [[2, list(SCHEME, 'x')]], unprotected: [['x', NULL]] },
  ],
  ['no signing time', { protected: [[TIME, undefined]] }],
  ['a signing time without a tag', { protected: [[TIME, cbor.int(1_780_308_000)]] }],
  ['a signing time as text', { protected: [[TIME, cbor.tag(0, text('2026-06-01T10:00:00Z'))]] }],
  ['a signing time as text with the tag of a number', { protected: [[TIME, cbor.tag(1, text('x'))]] }],
  ['an attribute with the tag of a number in front of text', { protected: [['x', cbor.tag(1, text('x'))]] }],
  ['a signing time with two tags', { protected: [[TIME, cbor.tag(1, cbor.tag(1, cbor.int(1)))]] }],
  ['a signing time of null', { protected: [[TIME, NULL]] }],
  ['a signing time that is not a number', { protected: [[TIME, cbor.tag(1, cbor.float(Number.NaN))]] }],
  [
    'a signing time as a bignum',
    { protected: [[TIME, cbor.tag(1, cbor.tag(2, cbor.bytes(Buffer.from([1]))))]] },
  ],
  ['the zero time of Go', { protected: [[TIME, cbor.tag(1, cbor.int(-62_135_596_800))]] }],
  ['an expiry at the signing time', expiring(cbor.tag(1, cbor.int(1_780_308_000)))],
  ['an expiry before the signing time', expiring(cbor.tag(1, cbor.int(1_780_307_999)))],
  ['an expiry without a tag', expiring(cbor.int(2_400_000_000))],
  ['an expiry of null', expiring(NULL)],
  ['a label twice', { pairs: [[text(SCHEME), text('notary.x509')]] }],
  ['a label twice in another form', { pairs: [[text(SCHEME, 4), text('notary.x509')]] }],
  [
    'a label twice deep in an attribute',
    {
      protected: [
        [
          'x',
          cbor.map([
            [cbor.int(1), NULL],
            [cbor.int(1), NULL],
          ]),
        ],
      ],
    },
  ],
  ['a label twice beside what is signed', { unprotectedPairs: [[cbor.int(33), nothing]] }],
  ['an attribute of indefinite length', { protected: [['x', cbor.indefinite(4, [])]] }],
  ['text of indefinite length', { protected: [['x', cbor.indefinite(3, [text('x')])]] }],
  ['text that is no UTF-8', { protected: [['x', text(Buffer.from([0xc3, 0x28]))]] }],
  ['text with half a surrogate pair', { protected: [['x', text(Buffer.from([0xed, 0xa0, 0x80]))]] }],
  ['a reserved length', { protected: [['x', Buffer.from([0x1c])]] }],
  ['a break', { protected: [['x', Buffer.from([0xff])]] }],
  ['an integer over 64 bits signed', { protected: [['x', cbor.int(2n ** 63n)]] }],
  ['an attribute 40 levels deep', { protected: [['x', nested(40)]] }],
  ['a malformed kid', { protected: [[4, text('k')]] }],
  ['a malformed type', { protected: [[16, text('x')]] }],
  [
    'an IV and a partial one',
    {
      protected: [
        [5, nothing],
        [6, nothing],
      ],
    },
  ],
  [
    'an IV and a partial one beside what is signed',
    { protected: [[5, nothing]], unprotected: [[6, nothing]] },
  ],
  ['a countersignature that is signed', { protected: [[11, countersignature]] }],
  ['a malformed countersignature', { unprotected: [[11, cbor.array([nothing, cbor.map([])])]] }],
  [
    'a countersignature with a malformed header',
    {
      unprotected: [
        [7, cbor.array([cbor.bytes(Buffer.from([1])), cbor.map([]), cbor.bytes(Buffer.from('x'))])],
      ],
    },
  ],
  ['a malformed short countersignature', { unprotected: [[12, text('x')]] }],
  ['a tag beside what is signed', { unprotected: [['x', cbor.tag(1, cbor.int(1))]] }],
  ['a chain as one byte string', { unprotected: [[33, nothing]] }],
  ['an empty chain', { unprotected: [[33, cbor.array([])]] }],
  ['no chain', { unprotected: [[33, undefined]] }],
  ['a chain of texts', { unprotected: [[33, cbor.array([text('x')])]] }],
  ['a chain of what is no certificate', { unprotected: [[33, cbor.array([nothing])]] }],
  ['the chain in the protected header alone', moved(33, cbor.array(testSelfSignedDer()))],
  ['a protected header that is empty', { protectedBytes: Buffer.alloc(0) }],
  ['a protected header that is an empty map', { protectedBytes: cbor.map([]) }],
  ['a protected header that is a list', { protectedBytes: cbor.array([]) }],
  ['a protected header with bytes behind it', { protectedBytes: Buffer.concat([cbor.map([]), NULL]) }],
  ['a protected header of indefinite length', { protectedBytes: cbor.indefinite(5, []) }],
  ['a payload of null', { outer: () => ({ payload: NULL }) }],
  ['a payload of undefined', { outer: () => ({ payload: UNDEFINED }) }],
  ['a payload as text', { outer: () => ({ payload: text('{}') }) }],
  ['an empty payload', { payload: Buffer.alloc(0) }],
  ['a payload that is no JSON', { payload: Buffer.from('x') }],
  [
    'a payload of indefinite length',
    { outer: ({ payload }) => ({ payload: cbor.indefinite(2, [payload]) }) },
  ],
  ['no signature', { outer: () => ({ signature: nothing }) }, 'signature_invalid'],
  ['a signature of null', { outer: () => ({ signature: NULL }) }],
  ['a protected header as a map', { outer: () => ({ protected: cbor.map([]) }) }],
  ['an unprotected header as a list', { outer: () => ({ unprotected: cbor.array([]) }) }],
  [
    'an unprotected header in a byte string',
    { outer: ({ unprotected }) => ({ unprotected: cbor.bytes(unprotected) }) },
  ],
  [
    'PSS with another length of salt',
    { chain: testChain({ kind: 'rsa-2048' }), saltLength: 20 },
    'signature_invalid',
  ],
]);

function moved(label: number, value: Uint8Array): CoseSpec {
  return label === 33
    ? { chain: testSelfSigned(), protected: [[label, value]], unprotected: [[label, undefined]] }
    : { protected: [[label, undefined]], unprotected: [[label, value]] };
}

function testSelfSignedDer(): readonly Uint8Array[] {
  return testSelfSigned().minted.map(({ der }) => cbor.bytes(der));
}

const items = ({ protected: header, unprotected, payload, signature }: Parts): readonly Uint8Array[] => [
  header,
  unprotected,
  payload,
  signature,
];

/** What is no COSE_Sign1_Tagged message although all items are good; both refuse it. */
export const WHOLE: readonly (readonly [string, (good: Parts) => Uint8Array])[] = [
  ['no tag', (good) => cbor.array(items(good))],
  ['the tag in a longer form', (good) => cbor.tag(18, cbor.array(items(good)), 1)],
  ['the tag of COSE_Sign', (good) => cbor.tag(98, cbor.array(items(good)))],
  ['the tag of COSE_Mac0', (good) => cbor.tag(17, cbor.array(items(good)))],
  ['the tag twice', (good) => cbor.tag(18, sign1(good))],
  ['another tag in front', (good) => cbor.tag(55_799, sign1(good))],
  ['an array of indefinite length', (good) => cbor.tag(18, cbor.indefinite(4, items(good)))],
  ['the length of the array in a longer form', (good) => cbor.tag(18, cbor.array(items(good), 1))],
  ['an item more', (good) => cbor.tag(18, cbor.array([...items(good), NULL]))],
  ['an item fewer', (good) => cbor.tag(18, cbor.array(items(good).slice(0, 3)))],
  ['a byte behind it', (good) => Buffer.concat([sign1(good), Buffer.from([0])])],
  ['itself twice', (good) => Buffer.concat([sign1(good), sign1(good)])],
  ['a tag on the payload', (good) => sign1({ ...good, payload: cbor.tag(24, good.payload) })],
  ['a tag on the protected header', (good) => sign1({ ...good, protected: cbor.tag(24, good.protected) })],
  ['nothing', () => Buffer.alloc(0)],
  ['its first byte', (good) => sign1(good).subarray(0, 1)],
  ['its first two bytes', (good) => sign1(good).subarray(0, 2)],
  ['hexadecimal text', (good) => Buffer.from(Buffer.from(sign1(good)).toString('hex'))],
];
