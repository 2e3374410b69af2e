import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { TAG } from '../../../src/encoding/der.ts';
import { DerReader } from '../../../src/pki/der-reader.ts';
import { type CertificateSignature, encodeName, extension, signatureOf } from '../certificate-parts.ts';
import * as der from '../der.ts';
import type { Minted } from '../pki.ts';

const HASHES = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1' } as const;
const NONCE = '1.3.6.1.5.5.7.48.1.2';
const hour = 3_600_000;

/** What a responder says about one certificate; a part that is absent is as it should be. */
export interface Answer {
  readonly status?: 'good' | 'revoked' | 'unknown';
  readonly revokedAt?: Date;
  readonly reason?: number;
  readonly invalidityDate?: Date;
  readonly hash?: keyof typeof HASHES;
  readonly nameHash?: Uint8Array;
  readonly keyHash?: Uint8Array;
  readonly serialNumber?: Uint8Array;
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date | null;
  /** Further extensions of the single response, encoded whole. */
  readonly extensions?: readonly Uint8Array[];
}

export interface ResponderSpec extends Answer {
  readonly issuer: Minted;
  /** The clock of the responder. */
  readonly at: Date;
  /** Who signs; the issuer when absent. */
  readonly signer?: Minted;
  readonly answers?: readonly Answer[];
  readonly producedAt?: Date;
  readonly nonce?: 'equal' | 'absent' | 'other' | 'short';
  readonly responderId?: 'name' | 'key' | 'wrong';
  readonly signature?: CertificateSignature;
  readonly forged?: boolean;
  readonly unsigned?: boolean;
  readonly certificates?: readonly Minted[];
  readonly failure?: 1 | 2 | 3 | 5 | 6;
  /** Requests with a nonce get this failure, as from responders that only have answers made beforehand. */
  readonly nonceFailure?: 1 | 6;
  readonly type?: string;
  readonly version?: number;
  readonly responseExtensions?: readonly Uint8Array[];
  readonly trailing?: Uint8Array;
  /** Writes the outermost length as BER: indefinite. */
  readonly ber?: boolean;
}

const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest();
const generalized = (moment: Date) =>
  der.element(0x18, Buffer.from(`${moment.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`));

function keyBits({ key }: Minted): Uint8Array {
  const { reader, root } = DerReader.of(key.publicKey.export({ format: 'der', type: 'spki' }), {
    code: 'internal',
    what: 'key',
  });
  return reader.bits(reader.children(root, TAG.sequence)[1]!);
}

/** The serial number and the nonce of an OCSPRequest with one CertID. */
export function readRequest(request: Uint8Array): { serialNumber: Uint8Array; nonce?: Uint8Array } {
  const { reader, root } = DerReader.of(request, { code: 'internal', what: 'OCSP request' });
  const tbs = reader.parts(reader.children(root, TAG.sequence)[0]!);
  const [one] = reader.children(tbs.required('requestList'), TAG.sequence);
  const [certId] = reader.children(one, TAG.sequence);
  const serialNumber = reader.natural(reader.children(certId, TAG.sequence)[3]!);
  const explicit = tbs.optional(0xa2);
  if (!explicit) return { serialNumber };
  const [nonce] = reader.children(reader.only(explicit, 0xa2), TAG.sequence);
  return { serialNumber, nonce: reader.octets(reader.children(nonce, TAG.sequence)[1]!) };
}

function single(spec: ResponderSpec, answer: Answer, asked: Uint8Array): Uint8Array {
  const { status = 'good', hash = 'sha1', at = spec.at } = { ...answer, at: spec.at };
  const digest = (bytes: Uint8Array) => createHash(hash).update(bytes).digest();
  const reason =
    answer.reason === undefined ? [] : [der.explicit(0, der.element(0x0a, Uint8Array.of(answer.reason)))];
  const states = {
    good: () => der.implicit(0, new Uint8Array()),
    revoked: () => der.explicit(1, generalized(answer.revokedAt ?? new Date(at.getTime() - hour)), ...reason),
    unknown: () => der.implicit(2, new Uint8Array()),
  };
  const { nextUpdate = new Date(at.getTime() + hour) } = answer;
  const date = answer.invalidityDate;
  const extensions = [
    ...(date ? [extension('2.5.29.24', false, generalized(date))] : []),
    ...(answer.extensions ?? []),
  ];
  return der.sequence(
    der.sequence(
      der.sequence(der.oid(HASHES[hash]), der.nothing()),
      der.octetString(answer.nameHash ?? digest(encodeName(spec.issuer.subject))),
      der.octetString(answer.keyHash ?? digest(keyBits(spec.issuer))),
      der.integer(answer.serialNumber ?? asked),
    ),
    states[status](),
    generalized(answer.thisUpdate ?? new Date(at.getTime() - hour)),
    ...(nextUpdate ? [der.explicit(0, generalized(nextUpdate))] : []),
    ...(extensions.length > 0 ? [der.explicit(1, der.sequence(...extensions))] : []),
  );
}

function nonceOf(kind: ResponderSpec['nonce'], asked: Uint8Array | undefined): Uint8Array[] {
  if (asked === undefined || kind === 'absent') return [];
  const values = {
    equal: asked,
    other: der.octetString(new Uint8Array(32)),
    short: asked.subarray(0, 9),
  };
  const value = kind === 'short' ? der.octetString(asked.subarray(2, 9)) : values[kind ?? 'equal'];
  return [extension(NONCE, false, value)];
}

const failed = (status: number) => der.sequence(der.element(0x0a, Uint8Array.of(status)));

/** Answers one OCSPRequest as `spec` says: bytes in, bytes out. */
export function answerOcsp(spec: ResponderSpec, request: Uint8Array): Uint8Array {
  const asked = readRequest(request);
  if (spec.failure) return failed(spec.failure);
  if (spec.nonceFailure && asked.nonce) return failed(spec.nonceFailure);
  const signer = spec.signer ?? spec.issuer;
  const names = {
    name: () => der.explicit(1, encodeName(signer.subject)),
    key: () => der.explicit(2, der.octetString(sha1(keyBits(signer)))),
    wrong: () => der.explicit(2, der.octetString(new Uint8Array(20))),
  };
  const extensions = [...nonceOf(spec.nonce, asked.nonce), ...(spec.responseExtensions ?? [])];
  const data = der.sequence(
    ...(spec.version === undefined ? [] : [der.explicit(0, der.integer(spec.version))]),
    names[spec.responderId ?? 'name'](),
    generalized(spec.producedAt ?? spec.at),
    der.sequence(...(spec.answers ?? [spec]).map((answer) => single(spec, answer, asked.serialNumber))),
    ...(extensions.length > 0 ? [der.explicit(1, der.sequence(...extensions))] : []),
  );
  const { algorithm, sign } = signatureOf(signer.key.privateKey, spec.signature ?? 'sha256');
  const value = spec.unsigned ? new Uint8Array() : sign(spec.forged ? Buffer.concat([data, data]) : data);
  const certificates = spec.certificates ?? (spec.signer ? [spec.signer] : []);
  const basic = der.sequence(
    data,
    algorithm,
    der.bitString(value),
    ...(certificates.length > 0
      ? [der.explicit(0, der.sequence(...certificates.map((one) => one.der)))]
      : []),
  );
  const inside = der.sequence(der.oid(spec.type ?? '1.3.6.1.5.5.7.48.1.1'), der.octetString(basic));
  const parts = [der.element(0x0a, Uint8Array.of(0)), der.explicit(0, inside)];
  const whole = spec.ber
    ? Buffer.concat([Uint8Array.of(0x30, 0x80), ...parts, Uint8Array.of(0, 0)])
    : der.sequence(...parts);
  return Buffer.concat([whole, spec.trailing ?? new Uint8Array()]);
}
