import { Buffer } from 'node:buffer';
import * as cbor from '../../support/cbor.ts';
import { cosePartsOf, type Parts, sign1 } from '../../support/cose-envelopes.ts';
import { sharedChain } from '../../support/pki.ts';
import { pick, type Random } from './certificate-mutations.ts';

const N = 'io.cncf.notary.';
const NAMES = [
  ...['signingScheme', 'signingTime', 'authenticSigningTime', 'expiry', 'signingAgent'].map((n) => N + n),
  ...['timestampSignature', 'verificationPlugin', 'verificationPluginMinVersion'].map((n) => N + n),
];
const NUMBERS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 15, 16, 32, 33, 34, -1, -7, -37, 23, 24, 255, 256];
const TIMES = [0, 1, -1, 1_780_308_000, 1_790_000_000, 2 ** 32, -62_135_596_800, 2 ** 53, 253_402_300_800];
const TEXTS = ['', 'x', 'a/b', 'notary.x509', 'notary.x509.signingAuthority', '\ufeffnotary.x509', 'é', '\0'];

const WIDTHS: readonly cbor.Width[] = [1, 2, 4, 8];
/** Mostly the shortest form. */
const widthFor = (random: Random, argument: number): cbor.Width | undefined =>
  random() < 0.03 && argument < 256 ? pick(random, WIDTHS) : undefined;

function randomText(random: Random): Uint8Array {
  if (random() < 0.02) return cbor.text(Buffer.from([0xc3, 0x28]));
  const value = pick(random, random() < 0.6 ? NAMES : TEXTS);
  return cbor.text(value, widthFor(random, Buffer.byteLength(value)));
}

function randomNumber(random: Random): Uint8Array {
  if (random() < 0.05) return cbor.int(pick(random, [2n ** 53n, 2n ** 63n - 1n, 2n ** 63n, -(2n ** 63n)]));
  const value = pick(random, NUMBERS);
  return cbor.int(value, widthFor(random, Math.abs(value)));
}

function randomTag(random: Random, depth: number): Uint8Array {
  const roll = random();
  if (roll < 0.5) return cbor.tag(1, cbor.int(pick(random, TIMES)));
  if (roll < 0.6) return cbor.tag(1, cbor.float(pick(random, [0, 1.5, 1e9 + 0.25, -2.5, Number.NaN, 1e300])));
  if (roll < 0.7) return cbor.tag(0, cbor.text('2026-06-01T10:00:00Z'));
  return cbor.tag(pick(random, [0, 1, 2, 3, 18, 24, 99, 55_799]), randomItem(random, depth - 1));
}

const SCALARS: readonly ((random: Random, depth: number) => Uint8Array)[] = [
  randomNumber,
  randomText,
  (random) => cbor.bytes(Buffer.alloc(pick(random, [0, 1, 30])), widthFor(random, 1)),
  () => cbor.NULL,
  () => cbor.UNDEFINED,
  () => cbor.TRUE,
  (random) => cbor.float(pick(random, [0, 1, -7, 33, 0.5, Number.NaN, Number.POSITIVE_INFINITY])),
  randomTag,
  (random) => (random() < 0.2 ? Buffer.from([pick(random, [0xe0, 0xf8, 0xff, 0x1c, 0xf9])]) : cbor.NULL),
];

const times = <T>(random: Random, most: number, make: () => T): T[] =>
  Array.from({ length: Math.floor(random() * (most + 1)) }, make);

function randomPair(random: Random, depth: number): cbor.Pair {
  const label = random() < 0.93 ? pick(random, [randomNumber, randomText]) : randomItem;
  return [label(random, depth), randomItem(random, depth)];
}

/** Any data item, and now and then none at all. */
function randomItem(random: Random, depth: number): Uint8Array {
  const roll = depth > 0 ? random() : 1;
  if (roll < 0.15) return cbor.array(times(random, 4, () => randomItem(random, depth - 1)));
  if (roll < 0.25) return cbor.map(times(random, 3, () => randomPair(random, depth - 1)));
  if (roll < 0.27) return cbor.indefinite(pick(random, [4, 5] as const), []);
  if (roll < 0.32) return randomCountersignature(random, depth - 1);
  return pick(random, SCALARS)(random, depth);
}

function randomCountersignature(random: Random, depth: number): Uint8Array {
  const header = cbor.map(times(random, 2, () => randomPair(random, depth)));
  const unprotected = cbor.map(times(random, 2, () => randomPair(random, depth)));
  return cbor.array([
    cbor.bytes(random() < 0.5 ? Buffer.alloc(0) : header),
    unprotected,
    cbor.bytes(Buffer.from('x')),
  ]);
}

const GOOD: readonly cbor.Pair[] = [
  [cbor.int(1), cbor.int(-7)],
  [cbor.int(2), cbor.array([cbor.text(NAMES[0]!)])],
  [cbor.int(3), cbor.text('application/vnd.cncf.notary.payload.v1+json')],
  [cbor.text(NAMES[1]!), cbor.tag(1, cbor.int(1_780_308_000))],
  [cbor.text(NAMES[0]!), cbor.text('notary.x509')],
];

const EXPIRING: readonly cbor.Pair[] = [
  ...GOOD.with(1, [cbor.int(2), cbor.array([cbor.text(NAMES[0]!), cbor.text(NAMES[3]!)])]),
  [cbor.text(NAMES[3]!), cbor.tag(1, cbor.int(1_790_000_000))],
];

const critical = (random: Random): cbor.Pair => [
  cbor.int(2),
  cbor.array([
    cbor.text(NAMES[0]!),
    ...times(random, 2, () => pick(random, [randomNumber, randomText])(random)),
  ]),
];

/** One change of a list of pairs. */
function changed(random: Random, pairs: readonly cbor.Pair[]): readonly cbor.Pair[] {
  const at = Math.floor(random() * pairs.length);
  const [label, value] = pairs[at]!;
  const roll = random();
  if (roll < 0.1) return pairs.toSpliced(at, 1);
  if (roll < 0.2) return [...pairs, pairs[at]!];
  if (roll < 0.35) return pairs.with(at, [label, randomItem(random, 3)]);
  if (roll < 0.42) return pairs.with(at, [randomPair(random, 1)[0], value]);
  if (roll < 0.5) return pairs.toSpliced(at, 1).toSpliced(Math.floor(random() * pairs.length), 0, pairs[at]!);
  if (roll < 0.65) return [...pairs.filter(([of]) => of[0] !== 2), critical(random)];
  return [...pairs, randomPair(random, 3)];
}

/** So many changes, often one or two. */
function manyChanges(random: Random, pairs: readonly cbor.Pair[]): readonly cbor.Pair[] {
  let result = pairs;
  for (let left = Math.floor(random() ** 2 * 4); left >= 0 && result.length > 0; left -= 1)
    result = changed(random, result);
  return result;
}

/** Bytes with a few of them changed, taken out or put in. */
export function spoilt(random: Random, bytes: Uint8Array): Uint8Array {
  const result = [...bytes];
  for (let left = Math.floor(random() ** 2 * 3); left >= 0; left -= 1) {
    const at = Math.floor(random() * result.length);
    const byte = Math.floor(random() * 256);
    const roll = random();
    if (roll < 0.6) result[at] = roll < 0.3 ? byte : result[at]! ^ (1 << Math.floor(random() * 8));
    else if (roll < 0.8) result.splice(at, 1);
    else result.splice(at, 0, byte);
  }
  return Uint8Array.from(result);
}

/** An envelope with a protected header that is changed, and signed as it is then. */
export function signedMutation(random: Random): Uint8Array {
  const good = pick(random, [GOOD, EXPIRING]);
  const header = cbor.map(random() < 0.75 ? manyChanges(random, good) : good);
  const protectedBytes = random() < 0.25 ? spoilt(random, header) : header;
  return sign1(cosePartsOf({ protectedBytes }));
}

/** An envelope whose signed parts are good, with another unprotected header. */
export function unsignedMutation(random: Random): Uint8Array {
  const good: readonly cbor.Pair[] = [
    [cbor.int(33), cbor.array(sharedChain().minted.map(({ der }) => cbor.bytes(der)))],
    [cbor.text(NAMES[4]!), cbor.text('test/1.0.0')],
  ];
  const parts = cosePartsOf();
  const unprotected = cbor.map(manyChanges(random, good));
  return sign1({ ...parts, unprotected });
}

/** A good envelope with a few bytes changed anywhere. */
export function spoiltEnvelope(random: Random): Uint8Array {
  return spoilt(random, sign1(cosePartsOf()));
}

/** Items of the message swapped, or put in another form. */
export function outerMutation(random: Random): Uint8Array {
  const parts = cosePartsOf();
  const item = pick(random, Object.keys(parts) as (keyof Parts)[]);
  const other =
    random() < 0.3 ? parts[pick(random, Object.keys(parts) as (keyof Parts)[])] : randomItem(random, 2);
  const whole = sign1({ ...parts, [item]: other });
  return random() < 0.3 ? spoilt(random, whole) : whole;
}
