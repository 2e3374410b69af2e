import type { CertificateSignature, NameSpec } from './certificate-parts.ts';
import { encodeName, extension, signatureOf } from './certificate-parts.ts';
import * as der from './der.ts';
import { nameOf, type TestKey, testKey, toPem } from './pki.ts';

export interface RequestSpec {
  readonly subject?: NameSpec;
  readonly key?: Pick<TestKey, 'privateKey' | 'publicKey'>;
  readonly signature?: CertificateSignature;
  readonly version?: number;
  /** Attributes, encoded whole; `null` leaves the field out. */
  readonly attributes?: readonly Uint8Array[] | null;
  /** Spoils the signature. */
  readonly forged?: boolean;
}

/** An extensionRequest attribute (RFC 2985, 5.4.2) that asks for extensions with these OIDs. */
export function extensionRequest(...ids: readonly string[]): Uint8Array {
  const list = der.sequence(...ids.map((id) => extension(id, true, der.nothing())));
  return der.sequence(der.oid('1.2.840.113549.1.9.14'), der.set(list));
}

/** Makes one PKCS#10 request as other tools do; nothing is checked, so every rule can be broken. */
export function mintRequest(spec: RequestSpec = {}): { readonly der: Uint8Array; readonly pem: string } {
  const { subject = nameOf('release'), key = testKey(), signature = 'sha256', version = 0 } = spec;
  const { attributes = [] } = spec;
  const signer = signatureOf(key.privateKey, signature);
  const info = der.sequence(
    der.integer(version),
    encodeName(subject),
    key.publicKey.export({ format: 'der', type: 'spki' }),
    ...(attributes === null ? [] : [der.explicit(0, ...attributes)]),
  );
  const value = signer.sign(spec.forged ? Buffer.concat([info, Uint8Array.of(0)]) : info);
  const bytes = der.sequence(info, signer.algorithm, der.bitString(value));
  return { der: bytes, pem: toPem('CERTIFICATE REQUEST', bytes) };
}
