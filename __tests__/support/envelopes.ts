import { Buffer } from 'node:buffer';
import { constants, type KeyObject, sign } from 'node:crypto';
import { algorithmOf } from '../../src/notation/algorithms.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { digestOf } from '../../src/oci/digest.ts';
import type { Minted, TestKey } from './pki.ts';
import { sharedChain } from './pki.ts';

/** What is signed when a test does not say. */
export const TEST_TARGET: Descriptor = {
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  digest: digestOf(new TextEncoder().encode('net-monitor')),
  size: 528,
};

const NOTARY = 'io.cncf.notary.';

export interface JwsSpec {
  /** The chain that goes into x5c, leaf first, and the key that signs. */
  readonly chain?: { readonly minted: readonly Minted[]; readonly key: TestKey };
  readonly target?: Omit<Descriptor, 'digest'> & { readonly digest: string };
  /** User metadata. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** RFC 3339. */
  readonly signingTime?: string;
  /** RFC 3339; listed as critical. */
  readonly expiry?: string;
  /** Replaces the payload. */
  readonly payload?: Uint8Array;
  /** Members of the protected header, over the good ones; `undefined` takes one away. */
  readonly protected?: Readonly<Record<string, unknown>>;
  /** The protected header as text. */
  readonly protectedText?: string;
  /** Members of the unprotected header, over the good ones. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** Members of the envelope, over the good ones; not signed. */
  readonly outer?: Readonly<Record<string, unknown>>;
  /** Salt length of PSS. */
  readonly saltLength?: number;
}

export const base64url = (input: Uint8Array | string): string => Buffer.from(input).toString('base64url');

export function rawSignature(key: KeyObject, hash: string, data: Uint8Array, saltLength: number): Uint8Array {
  return key.asymmetricKeyType === 'ec'
    ? sign(hash, data, { key, dsaEncoding: 'ieee-p1363' })
    : sign(hash, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
}

function payloadOf({ target = TEST_TARGET, annotations }: JwsSpec): Uint8Array {
  const { mediaType, digest, size } = target;
  const targetArtifact = { ...(annotations && { annotations }), digest, mediaType, size };
  return Buffer.from(JSON.stringify({ targetArtifact }));
}

/** A JWS envelope as the specification has it, or with any rule broken: made apart from the code under test. */
export function craftJws(spec: JwsSpec = {}): Uint8Array {
  const { chain = sharedChain(), expiry, signingTime = '2026-06-01T10:00:00Z' } = spec;
  const { jws: alg, hash } = algorithmOf(chain.key.publicKey);
  const header = {
    alg,
    crit: [`${NOTARY}signingScheme`, ...(expiry === undefined ? [] : [`${NOTARY}expiry`])],
    cty: 'application/vnd.cncf.notary.payload.v1+json',
    ...(expiry === undefined ? {} : { [`${NOTARY}expiry`]: expiry }),
    [`${NOTARY}signingScheme`]: 'notary.x509',
    [`${NOTARY}signingTime`]: signingTime,
    ...spec.protected,
  };
  const protectedPart = base64url(spec.protectedText ?? JSON.stringify(header));
  const payload = base64url(spec.payload ?? payloadOf(spec));
  const saltLength = spec.saltLength ?? constants.RSA_PSS_SALTLEN_DIGEST;
  const toBeSigned = Buffer.from(`${protectedPart}.${payload}`);
  const signature = base64url(rawSignature(chain.key.privateKey, hash, toBeSigned, saltLength));
  return Buffer.from(
    JSON.stringify({
      payload,
      protected: protectedPart,
      header: {
        x5c: chain.minted.map(({ der }) => Buffer.from(der).toString('base64')),
        [`${NOTARY}signingAgent`]: 'test/1.0.0',
        ...spec.header,
      },
      signature,
      ...spec.outer,
    }),
  );
}
