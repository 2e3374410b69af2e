import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { printable } from '../../encoding/printable.ts';
import { parseTime } from '../../encoding/rfc3339.ts';
import { HEADER } from './headers.ts';
import type { ProtectedMembers } from './shapes.ts';
import { readSignedHeader, type SignedHeader } from './signed-header.ts';

/** Headers that `crit` must not list although they are understood (RFC 7515, 4.1.11; notation refuses them too). */
const NEVER_CRITICAL: readonly string[] = ['alg', 'crit', 'cty', HEADER.signingTime];

/** What JOSE defines, and notation does not give to a plugin. */
const OF_JOSE: readonly string[] = ['alg', 'cty', 'crit'];

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
  return names;
}

/**
 * The header rules of the JWS envelope (signature-envelope-jws.md, "Protected Headers"), after the signature over them was
 * found good.
 */
export function readProtectedHeader(fields: Fields, context: ErrorContext): SignedHeader {
  // The header `b64` could say that the payload was signed unencoded (RFC 7797, 3).
  if (Object.hasOwn(fields, 'b64')) throw errorIn(context, 'has the header b64');
  const has = (name: string) => Object.hasOwn(fields, name);
  return readSignedHeader(
    {
      contentType: fields.cty,
      has,
      get: (name) => (has(name) ? fields[name] : undefined),
      time: (name) => parseTime(fields[name], context),
      critical: () => criticalNames(fields, context),
      others: () => Object.entries(fields).filter(([name]) => !OF_JOSE.includes(name)),
    },
    context,
  );
}
