import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { printable } from '../../encoding/printable.ts';
import { parseTime } from '../../encoding/rfc3339.ts';
import { SealiftError } from '../../errors.ts';
import { HEADER, SCHEME_SIGNING_AUTHORITY, SCHEME_X509 } from './headers.ts';
import { PAYLOAD_MEDIA_TYPE } from './media-types.ts';
import type { ProtectedMembers } from './shapes.ts';

export interface ProtectedHeader {
  readonly critical: readonly string[];
  readonly signingTime: Date;
  readonly expiry?: Date;
  readonly verificationPlugin?: string;
  readonly unknownCritical: readonly string[];
}

/** Headers that `crit` must not list although they are understood (RFC 7515, 4.1.11; notation refuses them too). */
const NEVER_CRITICAL: readonly string[] = ['alg', 'crit', 'cty', HEADER.signingTime];

/** Headers that name a verification plugin and its least version. A version alone is an unknown critical header. */
const PLUGIN: readonly string[] = [HEADER.verificationPlugin, HEADER.verificationPluginMinVersion];

/** The zero value of Go's `time.Time`, which Go writes for a time that is not set. */
const NO_TIME = new Date('0001-01-01T00:00:00Z');

/** A header of any type as text for an error. `String()` would throw on an object with a member `toString`. */
export function shown(value: unknown): string {
  return printable(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none'));
}

/** The headers that notation names have types, all others are unknown. */
type Fields = ProtectedMembers & Readonly<Record<string, unknown>>;

function criticalNames(fields: Fields, context: ErrorContext): readonly string[] {
  const names = fields.crit ?? [];
  if (names.length === 0) throw errorIn(context, 'has no list of critical headers');
  if (new Set(names).size !== names.length) throw errorIn(context, 'lists a critical header twice');
  for (const name of names) {
    if (!Object.hasOwn(fields, name))
      throw errorIn(context, `lists ${printable(name)} as critical, which is not there`);
    if (NEVER_CRITICAL.includes(name))
      throw errorIn(context, `lists ${name} as critical, which it cannot be`);
  }
  for (const name of [HEADER.signingScheme, HEADER.expiry]) {
    if (Object.hasOwn(fields, name) && !names.includes(name))
      throw errorIn(context, `does not list ${name} as critical`);
  }
  return names;
}

function checkScheme(fields: Fields, context: ErrorContext): void {
  const scheme = fields[HEADER.signingScheme];
  if (scheme === SCHEME_SIGNING_AUTHORITY) {
    throw new SealiftError(
      'signing_authority_unsupported',
      `${context.what} is of the signing scheme ${scheme}`,
    );
  }
  if (scheme !== SCHEME_X509)
    throw errorIn(context, `has the signing scheme ${shown(scheme)}, which is unknown`);
  if (Object.hasOwn(fields, HEADER.authenticSigningTime)) {
    throw errorIn(context, `has ${HEADER.authenticSigningTime}, which belongs to another signing scheme`);
  }
}

/**
 * The header rules of the JWS envelope (signature-envelope-jws.md, "Protected Headers"), after the signature over them was
 * found good.
 */
export function readProtectedHeader(fields: Fields, context: ErrorContext): ProtectedHeader {
  // The header `b64` could say that the payload was signed unencoded (RFC 7797, 3).
  if (Object.hasOwn(fields, 'b64')) throw errorIn(context, 'has the header b64');
  checkScheme(fields, context);
  const critical = criticalNames(fields, context);
  if (fields.cty !== PAYLOAD_MEDIA_TYPE) throw errorIn(context, `has the content type ${shown(fields.cty)}`);
  const signingTime = parseTime(fields[HEADER.signingTime], context);
  if (signingTime <= NO_TIME) throw errorIn(context, 'has no signing time');
  const expiry = Object.hasOwn(fields, HEADER.expiry) ? parseTime(fields[HEADER.expiry], context) : undefined;
  if (expiry !== undefined && expiry <= signingTime) throw errorIn(context, 'expires before it was signed');
  const plugin = fields[HEADER.verificationPlugin];
  const known: readonly string[] = [
    HEADER.signingScheme,
    HEADER.expiry,
    ...(plugin === undefined ? [] : PLUGIN),
  ];
  return {
    critical,
    signingTime,
    ...(expiry === undefined ? {} : { expiry }),
    ...(plugin === undefined ? {} : { verificationPlugin: shown(plugin) }),
    unknownCritical: critical.filter((name) => !known.includes(name)),
  };
}
