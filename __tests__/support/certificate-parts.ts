import { Buffer } from 'node:buffer';
import { constants, type KeyObject, sign } from 'node:crypto';
import { KEY_USAGE_BITS, type KeyUsageBit } from '../../src/pki/certificate.ts';
import * as der from './der.ts';

/** The parts of a certificate in DER: names, extensions, signature algorithms. */

const NAME_TYPES: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  SERIALNUMBER: '2.5.4.5',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  STREET: '2.5.4.9',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  POSTALCODE: '2.5.4.17',
  emailAddress: '1.2.840.113549.1.9.1',
  UID: '0.9.2342.19200300.100.1.1',
  DC: '0.9.2342.19200300.100.1.25',
};

/** One attribute; the type is a short name or an OID, the value a text or an encoded element. */
export type NameAttribute = readonly [type: string, value: string | Uint8Array];
/** RDNs in certificate order; one with several attributes is a list of them. */
export type NameSpec = readonly (NameAttribute | readonly NameAttribute[])[];

export type CertificateSignature =
  | 'sha1'
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'pss-sha256'
  | `pss-sha256-salt-${number}`
  | 'pss-sha256-mask-sha1'
  | 'pss-sha1';

export interface ExtensionSpec {
  /** `null` leaves an extension out. */
  readonly basicConstraints?: {
    readonly critical?: boolean;
    readonly ca: boolean;
    readonly pathLength?: number;
  } | null;
  readonly keyUsage?: { readonly critical?: boolean; readonly bits: readonly KeyUsageBit[] } | null;
  readonly extendedKeyUsage?: { readonly critical?: boolean; readonly oids: readonly string[] } | null;
  readonly ocspUrls?: readonly string[];
  readonly crlUrls?: readonly string[];
  readonly freshestCrlUrls?: readonly string[];
  /** Further extensions, encoded whole. */
  readonly extensions?: readonly Uint8Array[];
}

export function encodeName(name: NameSpec): Uint8Array {
  const attribute = ([type, value]: NameAttribute): Uint8Array =>
    der.sequence(
      der.oid(NAME_TYPES[type] ?? type),
      typeof value !== 'string' ? value : type === 'C' ? der.printableString(value) : der.utf8String(value),
    );
  const isOne = (rdn: NameSpec[number]): rdn is NameAttribute => typeof rdn[0] === 'string';
  return der.sequence(
    ...name.map((rdn) => (isOne(rdn) ? der.set(attribute(rdn)) : der.set(...rdn.map(attribute)))),
  );
}

export function extension(id: string, critical: boolean, value: Uint8Array): Uint8Array {
  const flag = critical ? [der.boolean(true)] : [];
  return der.sequence(der.oid(id), ...flag, der.octetString(value));
}

function encodeKeyUsage(bits: readonly KeyUsageBit[]): Uint8Array {
  const positions = bits.map((bit) => KEY_USAGE_BITS.indexOf(bit));
  const last = Math.max(-1, ...positions);
  const bytes = new Uint8Array((last + 8) >> 3);
  for (const position of positions) bytes[position >> 3]! |= 0x80 >> (position & 7);
  return der.bitString(bytes, last < 0 ? 0 : 7 - (last & 7));
}

function crlPoints(urls: readonly string[]): Uint8Array {
  const point = (url: string) =>
    der.sequence(der.explicit(0, der.explicit(0, der.implicit(6, Buffer.from(url, 'latin1')))));
  return der.sequence(...urls.map(point));
}

export function encodeExtensions(spec: ExtensionSpec): Uint8Array[] {
  const { basicConstraints, keyUsage, extendedKeyUsage, ocspUrls, crlUrls, freshestCrlUrls } = spec;
  const list: Uint8Array[] = [];
  if (basicConstraints) {
    const { ca, pathLength, critical = true } = basicConstraints;
    const limit = pathLength === undefined ? [] : [der.integer(pathLength)];
    list.push(extension('2.5.29.19', critical, der.sequence(...(ca ? [der.boolean(true)] : []), ...limit)));
  }
  if (keyUsage) list.push(extension('2.5.29.15', keyUsage.critical ?? true, encodeKeyUsage(keyUsage.bits)));
  if (extendedKeyUsage) {
    const { critical = false, oids } = extendedKeyUsage;
    list.push(extension('2.5.29.37', critical, der.sequence(...oids.map(der.oid))));
  }
  if (ocspUrls) {
    const ocsp = der.oid('1.3.6.1.5.5.7.48.1');
    const entries = ocspUrls.map((url) => der.sequence(ocsp, der.implicit(6, Buffer.from(url, 'latin1'))));
    list.push(extension('1.3.6.1.5.5.7.1.1', false, der.sequence(...entries)));
  }
  if (crlUrls) list.push(extension('2.5.29.31', false, crlPoints(crlUrls)));
  if (freshestCrlUrls) list.push(extension('2.5.29.46', false, crlPoints(freshestCrlUrls)));
  return [...list, ...(spec.extensions ?? [])];
}

const RSA_OIDS: Readonly<Record<string, string>> = {
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
};
const ECDSA_OIDS: Readonly<Record<string, string>> = {
  sha1: '1.2.840.10045.4.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
};
const HASH_OIDS: Readonly<Record<string, string>> = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
};

/** How an issuer's key signs a certificate, and how that is written. */
export function signatureOf(
  key: KeyObject,
  kind: CertificateSignature,
): { algorithm: Uint8Array; sign(data: Uint8Array): Uint8Array } {
  const [, salt] = /-salt-(\d+)$/.exec(kind) ?? [];
  const [hash = '', maskHash = hash] = kind.replace(/^pss-|-salt-.*$/g, '').split('-mask-');
  if (key.asymmetricKeyType === 'ed25519')
    return { algorithm: der.sequence(der.oid('1.3.101.112')), sign: (data) => sign(null, data, key) };
  if (key.asymmetricKeyType === 'ec') {
    return {
      algorithm: der.sequence(der.oid(ECDSA_OIDS[hash]!)),
      sign: (data) => sign(hash, data, key),
    };
  }
  if (kind === hash) {
    return {
      algorithm: der.sequence(der.oid(RSA_OIDS[hash]!), der.nothing()),
      sign: (data) => sign(hash, data, key),
    };
  }
  const hashId = der.sequence(der.oid(HASH_OIDS[hash]!), der.nothing());
  const maskId = der.sequence(der.oid(HASH_OIDS[maskHash]!), der.nothing());
  const mask = der.sequence(der.oid('1.2.840.113549.1.1.8'), maskId);
  const saltLength = salt === undefined ? (hash === 'sha1' ? 20 : 32) : Number(salt);
  const parameters = der.sequence(
    der.explicit(0, hashId),
    der.explicit(1, mask),
    der.explicit(2, der.integer(saltLength)),
  );
  return {
    algorithm: der.sequence(der.oid('1.2.840.113549.1.1.10'), parameters),
    sign: (data) => sign(hash, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }),
  };
}
