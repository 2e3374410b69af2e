import { Buffer } from 'node:buffer';
import { COSE_MEDIA_TYPE, JWS_MEDIA_TYPE } from '../../../src/notation/envelope/media-types.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import * as cbor from '../../support/cbor.ts';
import { type CoseSpec, cosePartsOf, sign1 } from '../../support/cose-envelopes.ts';
import { craftJws, type JwsSpec } from '../../support/envelopes.ts';
import { namedKey } from '../../support/pki.ts';
import { cborValue } from '../../support/plugin/demanding.ts';
import type { Signing } from './chains.ts';
import type { Case } from './dimensions.ts';
import { pluginAttributes } from './plugins.ts';
import { tokenOf } from './timestamps.ts';

const STAMP = 'io.cncf.notary.timestampSignature';
const SCHEME = 'io.cncf.notary.signingScheme';
const CONTENT = 'application/vnd.cncf.notary.payload.v2+json';
const AUTHORITY = 'notary.x509.signingAuthority';
const OWN_TIME = 'io.cncf.notary.signingTime';
const AUTHORITY_TIME = 'io.cncf.notary.authenticSigningTime';
const HOUR = 3_600_000;

/** The times of a signature by an authority; `undefined` for the scheme notary.x509. */
function authorityOf({
  scheme,
}: Case): { readonly time?: Date; readonly own?: Date; readonly critical: string[] } | undefined {
  if (!scheme.startsWith('signing authority')) return undefined;
  const time = new Date(Date.now() - (scheme.endsWith('of two days ago') ? 48 : 1) * HOUR);
  if (scheme.endsWith('without its time')) return { critical: [SCHEME] };
  if (scheme.endsWith('not critical')) return { time, critical: [SCHEME] };
  const critical = [SCHEME, AUTHORITY_TIME];
  return scheme.endsWith('with signingTime') ? { time, own: time, critical } : { time, critical };
}

const isOf =
  (one: Case) =>
  (tampering: Case['tampering']): boolean =>
    one.tampering === tampering;

function expiryOf({ expiry }: Case): Date | undefined {
  return expiry === 'none' ? undefined : new Date(Date.now() + (expiry === 'ahead' ? 24 : -0.5) * HOUR);
}

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000);
const rfc3339 = (time: Date): string => new Date(seconds(time) * 1000).toISOString().replace('.000Z', 'Z');

function targetOf(one: Case, image: Descriptor): Descriptor {
  const is = isOf(one);
  if (is('another artifact')) return { ...image, digest: digestOf(Buffer.from('another')) };
  return is('another size') ? { ...image, size: image.size + 1 } : image;
}

async function jws(one: Case, { minted, key }: Signing, image: Descriptor): Promise<Uint8Array> {
  const is = isOf(one);
  const expiry = expiryOf(one);
  const authority = authorityOf(one);
  const plugin = pluginAttributes(one);
  const crit = [
    ...(authority?.critical ?? [SCHEME]),
    ...(expiry ? ['io.cncf.notary.expiry'] : []),
    ...plugin.filter(({ critical }) => critical).map(({ name }) => name),
    ...(is('unknown critical attribute') ? ['example.unknown'] : []),
  ];
  const spec: JwsSpec = {
    chain: {
      minted,
      key: is('signature by another key') && one.key === 'ec-256' ? namedKey('another') : key,
    },
    target: targetOf(one, image),
    signingTime: rfc3339(new Date(Date.now() - HOUR)),
    ...(expiry && { expiry: rfc3339(expiry) }),
    ...(is('salt of another length') && { saltLength: 20 }),
    protected: {
      crit,
      ...Object.fromEntries(plugin.map(({ name, value }) => [name, value])),
      ...(authority && {
        [SCHEME]: AUTHORITY,
        [OWN_TIME]: authority.own && rfc3339(authority.own),
        ...(authority.time && { [AUTHORITY_TIME]: rfc3339(authority.time) }),
      }),
      ...((is('unknown critical attribute') || is('unknown attribute')) && { 'example.unknown': 'x' }),
      ...(is('another content type') && { cty: CONTENT }),
    },
  };
  const envelope = JSON.parse(Buffer.from(craftJws(spec)).toString());
  const token = await tokenOf(one, Buffer.from(envelope.signature, 'base64url'));
  if (token) envelope.header[STAMP] = Buffer.from(token).toString('base64');
  if (is('payload replaced')) envelope.payload = Buffer.from('{"targetArtifact":{}}').toString('base64url');
  if (is('signature bit'))
    envelope.signature = flipped(Buffer.from(envelope.signature, 'base64url')).toString('base64url');
  if (is('chain bit'))
    envelope.header.x5c[0] = flipped(Buffer.from(envelope.header.x5c[0], 'base64')).toString('base64');
  return Buffer.from(JSON.stringify(envelope));
}

/** The last byte but four is part of a signature in an envelope's signature as in a certificate. */
function flipped(bytes: Uint8Array): Buffer {
  const changed = Buffer.from(bytes);
  changed[changed.length - 5]! ^= 1;
  return changed;
}

/** The content of a CBOR byte string of at least 24 and at most 65,535 bytes. */
const contentOf = (bytes: Uint8Array): Uint8Array => bytes.subarray(bytes[0] === 0x58 ? 2 : 3);

async function cose(one: Case, { minted, key }: Signing, image: Descriptor): Promise<Uint8Array> {
  const is = isOf(one);
  const expiry = expiryOf(one);
  const authority = authorityOf(one);
  const plugin = pluginAttributes(one);
  const crit = [
    ...(authority?.critical ?? [SCHEME]),
    ...(expiry ? ['io.cncf.notary.expiry'] : []),
    ...plugin.filter(({ critical }) => critical).map(({ name }) => name),
    ...(is('unknown critical attribute') ? ['example.unknown'] : []),
  ];
  const texts = (names: readonly string[]) => cbor.array(names.map((name) => cbor.text(name)));
  const epoch = (time: Date) => cbor.tag(1, cbor.int(seconds(time)));
  const unknown = ['example.unknown', cbor.text('x')] as const;
  const spec: CoseSpec = {
    chain: {
      minted,
      key: is('signature by another key') && one.key === 'ec-256' ? namedKey('another') : key,
    },
    target: targetOf(one, image),
    signingTime: seconds(new Date(Date.now() - HOUR)),
    ...(expiry && { expiry: seconds(expiry) }),
    ...(is('salt of another length') && { saltLength: 20 }),
    protected: [
      [2, texts(crit)],
      ...plugin.map(({ name, value }) => [name, cborValue(value)] as const),
      ...(authority
        ? ([
            [SCHEME, cbor.text(AUTHORITY)],
            [OWN_TIME, authority.own && epoch(authority.own)],
            [AUTHORITY_TIME, authority.time && epoch(authority.time)],
          ] as const)
        : []),
      ...(is('unknown critical attribute') || is('unknown attribute') ? [unknown] : []),
      ...(is('another content type') ? [[3, cbor.text(CONTENT)] as const] : []),
    ],
  };
  const parts = cosePartsOf(spec);
  const token = await tokenOf(one, contentOf(parts.signature));
  const chain = minted.map(({ der }) => der);
  if (is('chain bit')) chain[0] = flipped(chain[0]!);
  return sign1({
    ...parts,
    unprotected: cbor.map([
      [cbor.label(33), cbor.array(chain.map((der) => cbor.bytes(der)))],
      [cbor.label('io.cncf.notary.signingAgent'), cbor.text('test/1.0.0')],
      ...(token ? [[cbor.label(STAMP), cbor.bytes(token)] as const] : []),
    ]),
    ...(is('payload replaced') && { payload: cbor.bytes(Buffer.from('{"targetArtifact":{}}')) }),
    ...(is('signature bit') && { signature: cbor.bytes(flipped(contentOf(parts.signature))) }),
  });
}

const FORMATS = {
  jws: { mediaType: JWS_MEDIA_TYPE, other: COSE_MEDIA_TYPE, make: jws },
  cose: { mediaType: COSE_MEDIA_TYPE, other: JWS_MEDIA_TYPE, make: cose },
} as const;

/** The envelope of a case over an image. */
export async function envelopeOf(one: Case, signing: Signing, image: Descriptor) {
  const is = isOf(one);
  const { mediaType, other, make } = FORMATS[one.format];
  const whole = await make(one, signing, image);
  const bytes = is('byte behind the envelope')
    ? Buffer.concat([whole, Uint8Array.of(0x30)])
    : is('envelope cut')
      ? whole.subarray(0, -1)
      : whole;
  const claimed = { digest: digestOf(bytes), size: bytes.length + (is('size of the envelope') ? 1 : 0) };
  return { bytes, descriptor: { ...claimed, mediaType: is('other format named') ? other : mediaType } };
}
