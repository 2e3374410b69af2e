import { Buffer } from 'node:buffer';
import { createHash, type KeyObject, sign } from 'node:crypto';
import { encodeName } from './certificate-parts.ts';
import * as der from './der.ts';
import { derTree, writeDerTree } from './der-tree.ts';
import { Loopback, type Told } from './kms/loopback.ts';
import { CA, type CertificateSpec, type Minted, mint, namedKey, nameOf, PURPOSE } from './pki.ts';

const SHA256 = der.sequence(der.oid('2.16.840.1.101.3.4.2.1'));
const TST_INFO = der.oid('1.2.840.113549.1.9.16.1.4');

/** What a TimeStampReq asks for, as DER elements (RFC 3161, 2.4.1). */
export interface Asked {
  readonly imprint: Uint8Array;
  readonly nonce: Uint8Array;
}

/** What an authority does otherwise than it should. */
export interface Quirks {
  /** Milliseconds by which its clock is off. */
  readonly clockOff?: number;
  /** Parts of the TSTInfo as DER elements, in place of those that were asked for. */
  readonly imprint?: Uint8Array;
  readonly nonce?: Uint8Array | null;
  /** The certificate that signs. */
  readonly leaf?: Minted;
  /** The certificates in the token; the one that signs and the root when absent. */
  readonly certificates?: readonly Minted[];
  /** Changes the signed attributes: contentType, messageDigest, signingCertificateV2. */
  readonly attributes?: (usual: readonly Uint8Array[]) => readonly Uint8Array[];
  /** Behind the nonce of the TSTInfo. */
  readonly more?: readonly Uint8Array[];
  readonly policy?: string;
  /** The Accuracy, as a DER element; a second when absent. */
  readonly accuracy?: Uint8Array | null;
  /** The text of genTime. */
  readonly time?: string;
  /** Change the parts of TSTInfo, SignerInfo and SignedData; those of the first are signed as they come. */
  readonly info?: Shape;
  readonly signerInfo?: Shape;
  readonly signedData?: Shape;
  /** The digestAlgorithm; SHA-256 when absent. */
  readonly digest?: Uint8Array;
  /** How the attributes are signed; by ECDSA with SHA-256 when absent. */
  readonly signature?: {
    readonly algorithm: Uint8Array;
    sign(attributes: Uint8Array, key: KeyObject): Uint8Array;
  };
}

/** Changes the parts of a SEQUENCE. */
export type Shape = (usual: readonly Uint8Array[]) => readonly Uint8Array[];

const ECDSA_SHA256 = {
  algorithm: der.sequence(der.oid('1.2.840.10045.4.3.2')),
  sign: (attributes: Uint8Array, key: KeyObject): Uint8Array => sign('sha256', attributes, key),
};
const unchanged: Shape = (usual) => usual;

function askedBy(query: Uint8Array): Asked {
  const [, imprint, nonce] = derTree(query).children ?? [];
  if (!imprint || nonce?.tag !== 0x02) throw new Error('not a TimeStampReq with a nonce');
  return { imprint: writeDerTree(imprint), nonce: writeDerTree(nonce) };
}

export const attribute = (type: string, value: Uint8Array): Uint8Array =>
  der.sequence(der.oid(type), der.set(value));

/**
 * A timestamp authority by HTTP that answers as RFC 3161 has it, or as a test wants it: `quirks` are for all answers, `faults` of
 * the server for the next ones.
 */
export class TimestampAuthority {
  readonly server: Loopback;
  readonly root: Minted;
  readonly leaf: Minted;
  quirks: Quirks = {};
  /** Milliseconds before each answer. */
  delay = 0;
  #serial = 1;

  constructor(spec: { readonly root?: CertificateSpec; readonly leaf?: CertificateSpec } = {}) {
    this.root = mint({
      ...CA,
      subject: nameOf('timestamp root'),
      key: namedKey('timestamp root'),
      ...spec.root,
    });
    this.leaf = this.issue(spec.leaf);
    this.server = new Loopback(async ({ body }) => {
      if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
      return this.told(await this.token(askedBy(body)));
    });
  }

  /** A certificate under the root, fit for timestamps unless `spec` spoils it. */
  issue(spec: CertificateSpec = {}): Minted {
    return mint({
      subject: nameOf('timestamps'),
      key: namedKey('timestamps'),
      issuer: this.root,
      basicConstraints: { ca: false },
      keyUsage: { bits: ['digitalSignature'] },
      extendedKeyUsage: { critical: true, oids: [PURPOSE.timeStamping] },
      ...spec,
    });
  }

  get url(): string {
    return `${this.server.url}/tsa`;
  }

  /** The HTTP answer that grants this token. */
  told(token: Uint8Array): Told {
    return {
      status: 200,
      headers: { 'content-type': 'application/timestamp-reply' },
      body: der.sequence(der.sequence(der.integer(0)), token),
    };
  }

  /** The HTTP answer that says no, in these words. */
  refused(words: string): Told {
    const status = der.sequence(der.integer(2), der.sequence(der.utf8String(words)));
    return { ...this.told(status), body: der.sequence(status) };
  }

  /** A JWS envelope with a token over its signature. Its other bytes stay, since a signature of ECDSA is never made twice. */
  async stamp(jws: Uint8Array, quirks: Quirks = this.quirks): Promise<Uint8Array> {
    const envelope = JSON.parse(Buffer.from(jws).toString()) as { header: object; signature: string };
    const hashed = createHash('sha256').update(Buffer.from(envelope.signature, 'base64url')).digest();
    const imprint = der.sequence(SHA256, der.octetString(hashed));
    const token = await this.token({ imprint, nonce: der.integer(1) }, quirks);
    const timestampSignature = Buffer.from(token).toString('base64');
    const header = { ...envelope.header, 'io.cncf.notary.timestampSignature': timestampSignature };
    return Buffer.from(JSON.stringify({ ...envelope, header }));
  }

  /** A TimeStampToken (RFC 3161, 2.4.2; RFC 5652, 5; RFC 5035, 3). */
  async token(asked: Asked, quirks: Quirks = this.quirks): Promise<Uint8Array> {
    const { clockOff = 0, leaf = this.leaf, signature = ECDSA_SHA256 } = quirks;
    const { info: shapeInfo = unchanged, signerInfo = unchanged, signedData = unchanged } = quirks;
    const nonce = quirks.nonce === undefined ? asked.nonce : quirks.nonce;
    const time = new Date(Date.now() + clockOff).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '');
    const info = der.sequence(
      ...shapeInfo([
        der.integer(1),
        der.oid(quirks.policy ?? '1.3.6.1.4.1.99999.1'),
        quirks.imprint ?? asked.imprint,
        der.integer(this.#serial++),
        der.element(0x18, Buffer.from(quirks.time ?? `${time}Z`)),
        ...(quirks.accuracy === undefined ? [der.sequence(der.integer(1))] : []),
        ...(quirks.accuracy ? [quirks.accuracy] : []),
        ...(nonce ? [nonce] : []),
        ...(quirks.more ?? []),
      ]),
    );
    const certId = der.sequence(der.octetString(createHash('sha256').update(leaf.der).digest()));
    const usual = [
      attribute('1.2.840.113549.1.9.3', TST_INFO),
      attribute('1.2.840.113549.1.9.4', der.octetString(createHash('sha256').update(info).digest())),
      attribute('1.2.840.113549.1.9.16.2.47', der.sequence(der.sequence(certId))),
    ];
    const attributes = (quirks.attributes?.(usual) ?? usual).toSorted(Buffer.compare);
    const { serialNumber } = await leaf.certificate();
    const signer = der.sequence(
      ...signerInfo([
        der.integer(1),
        der.sequence(encodeName(this.root.subject), der.integer(serialNumber)),
        quirks.digest ?? SHA256,
        der.element(0xa0, ...attributes),
        signature.algorithm,
        der.octetString(signature.sign(der.set(...attributes), leaf.key.privateKey)),
      ]),
    );
    const data = der.sequence(
      ...signedData([
        der.integer(3),
        der.set(SHA256),
        der.sequence(TST_INFO, der.explicit(0, der.octetString(info))),
        der.element(0xa0, ...(quirks.certificates ?? [leaf, this.root]).map((one) => one.der)),
        der.set(signer),
      ]),
    );
    return der.sequence(der.oid('1.2.840.113549.1.7.2'), der.explicit(0, data));
  }
}
