import { Buffer } from 'node:buffer';
import {
  type CertificateSignature,
  encodeName,
  extension,
  type NameSpec,
  signatureOf,
} from '../certificate-parts.ts';
import * as der from '../der.ts';
import { type Minted, TEST_TIME } from '../pki.ts';

const HOUR = 60 * 60 * 1000;

export interface EntrySpec {
  readonly serial: Uint8Array;
  readonly revokedAt?: Date;
  readonly reason?: number;
  readonly invalidityDate?: Date;
  /** Further extensions, encoded whole. */
  readonly extensions?: readonly Uint8Array[];
}

export interface ScopeSpec {
  readonly url?: string;
  readonly flags?: readonly (1 | 2 | 4 | 5)[];
  readonly someReasons?: boolean;
}

export interface CrlSpec {
  readonly issuer: Minted;
  /** The name that is written, where it is to differ from that of `issuer`. */
  readonly issuerName?: NameSpec;
  readonly version?: 1 | 2;
  readonly signature?: CertificateSignature;
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date | null;
  readonly entries?: readonly EntrySpec[];
  /** Further entries, encoded: for lists that are too long to be described one by one. */
  readonly encodedEntries?: Uint8Array;
  readonly number?: number | null;
  readonly base?: number;
  readonly freshest?: readonly string[];
  readonly scope?: ScopeSpec;
  readonly extensions?: readonly Uint8Array[];
  readonly trailing?: Uint8Array;
  readonly forged?: boolean;
}

const url = (text: string) => der.implicit(6, Buffer.from(text, 'latin1'));
const fullName = (text: string) => der.explicit(0, der.explicit(0, url(text)));

const generalizedTime = (date: Date) =>
  der.element(0x18, Buffer.from(`${date.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`));

function entry({
  serial,
  revokedAt = new Date(TEST_TIME.getTime() - HOUR),
  reason,
  invalidityDate,
  extensions = [],
}: EntrySpec) {
  const list = [...extensions];
  if (reason !== undefined)
    list.push(extension('2.5.29.21', false, der.element(0x0a, Uint8Array.of(reason))));
  if (invalidityDate) list.push(extension('2.5.29.24', false, generalizedTime(invalidityDate)));
  return der.sequence(
    der.integer(serial),
    der.time(revokedAt),
    ...(list.length > 0 ? [der.sequence(...list)] : []),
  );
}

function scopeBytes({ url: at, flags = [], someReasons }: ScopeSpec) {
  const flag = (number: 1 | 2 | 4 | 5) =>
    flags.includes(number) ? [der.implicit(number, Uint8Array.of(0xff))] : [];
  const reasons = someReasons ? [der.implicit(3, Uint8Array.of(6, 0x40))] : [];
  return der.sequence(
    ...(at ? [fullName(at)] : []),
    ...flag(1),
    ...flag(2),
    ...reasons,
    ...flag(4),
    ...flag(5),
  );
}

/** Makes one CRL; nothing is checked, so every rule can be broken. */
export function buildCrl(spec: CrlSpec): Uint8Array {
  const { issuer, version = 2, number = 1, nextUpdate = new Date(TEST_TIME.getTime() + HOUR) } = spec;
  const { entries = [], encodedEntries, base, freshest, scope } = spec;
  const signer = signatureOf(issuer.key.privateKey, spec.signature ?? 'sha256');
  const list = [...(spec.extensions ?? [])];
  if (number !== null) list.push(extension('2.5.29.20', false, der.integer(number)));
  if (base !== undefined) list.push(extension('2.5.29.27', true, der.integer(base)));
  if (scope) list.push(extension('2.5.29.28', true, scopeBytes(scope)));
  if (freshest)
    list.push(
      extension('2.5.29.46', false, der.sequence(...freshest.map((one) => der.sequence(fullName(one))))),
    );
  const tbs = der.sequence(
    ...(version === 2 ? [der.integer(1)] : []),
    signer.algorithm,
    encodeName(spec.issuerName ?? issuer.subject),
    der.time(spec.thisUpdate ?? new Date(TEST_TIME.getTime() - HOUR)),
    ...(nextUpdate === null ? [] : [der.time(nextUpdate)]),
    ...(entries.length > 0 || encodedEntries
      ? [der.sequence(...entries.map(entry), ...(encodedEntries ? [encodedEntries] : []))]
      : []),
    ...(version === 2 && list.length > 0 ? [der.explicit(0, der.sequence(...list))] : []),
  );
  const value = signer.sign(spec.forged ? Buffer.concat([tbs, Uint8Array.of(0)]) : tbs);
  const whole = der.sequence(tbs, signer.algorithm, der.bitString(value));
  return spec.trailing ? Buffer.concat([whole, spec.trailing]) : whole;
}
