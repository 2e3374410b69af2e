import { Buffer } from 'node:buffer';
import { constants } from 'node:crypto';
import { algorithmOf } from '../../src/notation/algorithms.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import * as cbor from './cbor.ts';
import { rawSignature, TEST_TARGET } from './envelopes.ts';
import type { Minted, TestKey } from './pki.ts';
import { sharedChain } from './pki.ts';

const NOTARY = 'io.cncf.notary.';

type Label = number | string;

/** A label and an encoded value; `undefined` takes the label away. */
type Edits = readonly (readonly [Label, Uint8Array | undefined])[];

/** The encoded items of the array. */
export interface Parts {
  readonly protected: Uint8Array;
  readonly unprotected: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

export interface CoseSpec {
  /** The chain that goes into x5chain, leaf first, and the key that signs. */
  readonly chain?: { readonly minted: readonly Minted[]; readonly key: TestKey };
  readonly target?: Descriptor;
  /** User metadata. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly signingTime?: number;
  /** Seconds; listed as critical. */
  readonly expiry?: number;
  /** Replaces the payload. */
  readonly payload?: Uint8Array;
  /** Parameters of the protected header, over the good ones. */
  readonly protected?: Edits;
  /** Pairs of the protected header behind all others, as they are. */
  readonly pairs?: readonly cbor.Pair[];
  /** Replaces the serialized map of the protected header. */
  readonly protectedBytes?: Uint8Array;
  /** Parameters of the unprotected header, over the good ones; not signed. */
  readonly unprotected?: Edits;
  /** Pairs of the unprotected header behind all others. */
  readonly unprotectedPairs?: readonly cbor.Pair[];
  /** Items of the message, over the good ones; not signed. */
  readonly outer?: (parts: Parts) => Partial<Parts>;
  /** Salt length of PSS. */
  readonly saltLength?: number;
}

function pairsOf(good: Edits, edits: Edits = [], more: readonly cbor.Pair[] = []): readonly cbor.Pair[] {
  const all = new Map<Label, Uint8Array | undefined>([...good, ...edits]);
  const present = [...all].filter((pair): pair is [Label, Uint8Array] => pair[1] !== undefined);
  return [...present.map(([label, value]) => [cbor.label(label), value] as const), ...more];
}

function goodHeader({ chain = sharedChain(), expiry, signingTime = 1_780_308_000 }: CoseSpec): Edits {
  const critical = [`${NOTARY}signingScheme`, ...(expiry === undefined ? [] : [`${NOTARY}expiry`])];
  return [
    [1, cbor.int(algorithmOf(chain.key.publicKey).cose)],
    [2, cbor.array(critical.map((name) => cbor.text(name)))],
    [3, cbor.text('application/vnd.cncf.notary.payload.v1+json')],
    [`${NOTARY}expiry`, expiry === undefined ? undefined : cbor.tag(1, cbor.int(expiry))],
    [`${NOTARY}signingTime`, cbor.tag(1, cbor.int(signingTime))],
    [`${NOTARY}signingScheme`, cbor.text('notary.x509')],
  ];
}

function payloadOf({ target = TEST_TARGET, annotations }: CoseSpec): Uint8Array {
  const { mediaType, digest, size } = target;
  const targetArtifact = { mediaType, digest, size, ...(annotations && { annotations }) };
  return Buffer.from(JSON.stringify({ targetArtifact }));
}

/** The items of a COSE envelope as the specification has it, or with any rule broken. */
export function cosePartsOf(spec: CoseSpec = {}): Parts {
  const { chain = sharedChain(), saltLength = constants.RSA_PSS_SALTLEN_DIGEST } = spec;
  const header = spec.protectedBytes ?? cbor.map(pairsOf(goodHeader(spec), spec.protected, spec.pairs));
  const payload = spec.payload ?? payloadOf(spec);
  const toBeSigned = cbor.array([
    cbor.text('Signature1'),
    cbor.bytes(header),
    cbor.bytes(Buffer.alloc(0)),
    cbor.bytes(payload),
  ]);
  const { hash } = algorithmOf(chain.key.publicKey);
  const unsigned: Edits = [
    [33, cbor.array(chain.minted.map(({ der }) => cbor.bytes(der)))],
    [`${NOTARY}signingAgent`, cbor.text('test/1.0.0')],
  ];
  const good: Parts = {
    protected: cbor.bytes(header),
    unprotected: cbor.map(pairsOf(unsigned, spec.unprotected, spec.unprotectedPairs)),
    payload: cbor.bytes(payload),
    signature: cbor.bytes(rawSignature(chain.key.privateKey, hash, toBeSigned, saltLength)),
  };
  return { ...good, ...spec.outer?.(good) };
}

export const sign1 = ({ protected: header, unprotected, payload, signature }: Parts): Uint8Array =>
  cbor.tag(18, cbor.array([header, unprotected, payload, signature]));

/** A COSE envelope, made apart from the code under test. */
export function craftCose(spec: CoseSpec = {}): Uint8Array {
  return sign1(cosePartsOf(spec));
}
