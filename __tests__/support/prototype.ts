import { Buffer } from 'node:buffer';
import { sign } from 'node:crypto';
import { PROTOTYPE_MEDIA_TYPE } from '../../src/notation/prototype/prototype-manifest.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';
import { type Built, content } from './images.ts';
import { sharedChain } from './pki.ts';

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const part = (value: unknown): string => Buffer.from(encode(value)).toString('base64url');

/** The claims of notaryproject/nv2, "docs/signature", for `target`. */
export const prototypeClaims = (target: Pick<Descriptor, 'mediaType' | 'digest' | 'size'>) => ({
  mediaType: target.mediaType,
  digest: target.digest,
  size: target.size,
  references: ['registry.acme-rockets.io/team/app:v1'],
  exp: 1_767_225_600,
  iat: 1_598_918_400,
  nbf: 1_598_918_400,
});

export interface PrototypeSpec {
  readonly claims: object;
  readonly header?: object;
  /** Another signature than that of the shared chain's key. */
  readonly signature?: string;
}

/** A JWT as nv2 made it, by the leaf of the shared chain (P-256). */
export async function prototypeJwt({ claims, header = {}, signature }: PrototypeSpec): Promise<string> {
  const chain = sharedChain();
  const x5c = (await chain.certificates()).map(({ der }) => Buffer.from(der).toString('base64'));
  const input = `${part({ typ: 'x509', alg: 'ES256', x5c, ...header })}.${part(claims)}`;
  const made = sign('sha256', Buffer.from(input), { key: chain.key.pem, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature ?? made.toString('base64url')}`;
}

/** The forms in which the prototype stored a signature: at first an image manifest without layers, then indexes. */
export const PROTOTYPE_FORMS = ['image', 'index', 'index of version 2'] as const;

/** The manifest that holds a JWT. */
export function prototypeManifest(
  jwt: string,
  signed: Descriptor,
  form: (typeof PROTOTYPE_FORMS)[number],
): Built {
  const bytes = new TextEncoder().encode(jwt);
  const config = { mediaType: PROTOTYPE_MEDIA_TYPE, digest: digestOf(bytes), size: bytes.length };
  const blobs = [{ descriptor: config, bytes }];
  if (form === 'image') {
    const body = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociImage, config, layers: [] };
    return { manifest: content(MEDIA_TYPES.ociImage, encode(body)), blobs, children: [] };
  }
  const isSecond = form === 'index of version 2';
  const mediaType = isSecond ? MEDIA_TYPES.prototypeIndex : MEDIA_TYPES.ociIndex;
  const body = { schemaVersion: isSecond ? 2.1 : 3, mediaType, config, manifests: [signed] };
  return { manifest: content(mediaType, encode(body)), blobs, children: [] };
}
