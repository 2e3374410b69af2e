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

/** Names that may not stand in `crit`, although they are understood (notation refuses them, too). */
const NEVER_CRITICAL: readonly string[] = ['alg', 'crit', 'cty', HEADER.signingTime];

/** Understood as: a plugin has to judge. A version without a plugin says nothing that is understood. */
const PLUGIN: readonly string[] = [HEADER.verificationPlugin, HEADER.verificationPluginMinVersion];

/** What Go writes for no time at all. */
const NO_TIME = new Date('0001-01-01T00:00:00Z');

/** A member of any type, for an error. Never `String()`: a hostile object has a `toString` that throws. */
export function shown(value: unknown): string {
  return printable(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none'));
}

/** Typed as far as notation has names for them. */
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
  // RFC 7797: the payload would mean something else.
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
