import { Buffer } from 'node:buffer';
import { constants, type KeyObject, sign } from 'node:crypto';
import * as der from '../../support/der.ts';
import { pick, type Random } from './certificate-mutations.ts';

/** An AlgorithmIdentifier and a signature that fits it, or nearly does. */
export interface Signed {
  readonly what: string;
  readonly algorithm: Uint8Array;
  sign(toBeSigned: Uint8Array): Uint8Array;
}

const HASHES = {
  sha1: { oid: '1.3.14.3.2.26', length: 20 },
  sha256: { oid: '2.16.840.1.101.3.4.2.1', length: 32 },
  sha384: { oid: '2.16.840.1.101.3.4.2.2', length: 48 },
  sha512: { oid: '2.16.840.1.101.3.4.2.3', length: 64 },
} as const;
type Hash = keyof typeof HASHES;
const NAMES = Object.keys(HASHES) as Hash[];

const ODD_PARAMETERS = [
  [der.sequence()],
  [der.integer(0)],
  [der.nothing(), der.nothing()],
  [],
  [der.nothing()],
];

/** Parameters behind the OID of an algorithm: mostly the right ones. */
const parametersOf = (random: Random, usual: readonly Uint8Array[]): readonly Uint8Array[] =>
  random() < 0.8 ? usual : pick(random, ODD_PARAMETERS);

function pss(random: Random, key: KeyObject): Signed {
  const hash = random() < 0.5 ? 'sha256' : pick(random, NAMES);
  const mask = random() < 0.7 ? hash : pick(random, NAMES);
  const own = HASHES[hash].length;
  const saltLength = random() < 0.5 ? own : pick(random, [0, 1, 20, 31, 32, 48, 64, 180]);
  const id = (name: Hash) =>
    der.sequence(der.oid(HASHES[name].oid), ...parametersOf(random, [der.nothing()]));
  const generator = random() < 0.9 ? '1.2.840.113549.1.1.8' : '1.2.840.113549.1.1.9';
  const parts = [
    der.explicit(0, id(hash)),
    der.explicit(1, der.sequence(der.oid(generator), id(mask))),
    der.explicit(2, der.integer(saltLength)),
    ...(random() < 0.3 ? [der.explicit(3, der.integer(pick(random, [1, 1, 2, 0])))] : []),
    ...(random() < 0.1 ? [der.nothing()] : []),
  ].filter(() => random() < 0.97);
  return {
    what: `PSS ${hash} ${mask} ${saltLength}`,
    algorithm: der.sequence(der.oid('1.2.840.113549.1.1.10'), der.sequence(...parts)),
    sign: (data) => sign(hash, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }),
  };
}

function simple(random: Random, key: KeyObject): Signed {
  const hash = random() < 0.1 ? 'sha1' : pick(random, NAMES.slice(1));
  const kind = key.asymmetricKeyType;
  const parameters = parametersOf(random, kind === 'rsa' ? [der.nothing()] : []);
  const last = { sha1: 5, sha256: 11, sha384: 12, sha512: 13 }[hash];
  const curve = { sha1: '1', sha256: '3.2', sha384: '3.3', sha512: '3.4' }[hash];
  const ids = { rsa: `1.2.840.113549.1.1.${last}`, ec: `1.2.840.10045.4.${curve}`, ed25519: '1.3.101.112' };
  return {
    what: `${kind} ${hash}, ${parameters.length} parameters`,
    algorithm: der.sequence(der.oid(ids[kind as keyof typeof ids]), ...parameters),
    sign: (data) => sign(kind === 'ed25519' ? null : hash, data, key),
  };
}

const integerOf = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.subarray(at + 2, at + 2 + bytes[at + 1]!);

/** Other encodings of a signature. A strict verifier refuses them, a lenient one may accept some. */
const SPELLINGS: readonly ((signature: Uint8Array) => Uint8Array)[] = [
  (signature) => (signature[0] === 0 ? signature.subarray(1) : signature),
  (signature) => Buffer.concat([Uint8Array.of(0), signature]),
  (signature) => Buffer.concat([signature, Uint8Array.of(0)]),
  (signature) => signature.subarray(0, -1),
  (signature) => {
    if (signature[0] !== 0x30) return signature;
    const r = integerOf(signature, 2);
    const s = integerOf(signature, 4 + r.length);
    return der.sequence(der.element(2, Uint8Array.of(0), r), der.element(2, s));
  },
  (signature) => (signature[0] === 0x30 ? der.sequence(signature.subarray(2), der.nothing()) : signature),
];

/** A way in which `key` may sign a certificate. */
export function randomSigned(random: Random, key: KeyObject): Signed {
  const signed = key.asymmetricKeyType === 'rsa' && random() < 0.7 ? pss(random, key) : simple(random, key);
  if (random() < 0.8) return signed;
  const spell = pick(random, SPELLINGS);
  return { ...signed, what: `${signed.what}, spelled otherwise`, sign: (data) => spell(signed.sign(data)) };
}
