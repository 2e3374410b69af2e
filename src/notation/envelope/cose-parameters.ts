import type { CborKey, CborMap, CborValue } from '../../encoding/cbor-values.ts';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { printable } from '../../encoding/printable.ts';
import { readProtectedMap } from './cose-map.ts';

/** COSE header labels (RFC 9052, 3.1; RFC 9360, 2). */
export const LABEL = { alg: 1, crit: 2, contentType: 3, x5chain: 33 } as const;

/** The two maps of a COSE message (RFC 9052, 3). */
export interface CoseHeaders {
  readonly protected: CborMap;
  readonly unprotected: CborMap;
}

type Rule = (value: CborValue) => boolean;

const isBytes: Rule = (value) => value instanceof Uint8Array;
const isLabel: Rule = (value) => typeof value === 'number' || typeof value === 'string';
const isList = (value: CborValue): value is readonly CborValue[] => Array.isArray(value);

/** `tstr / uint`, the text being type and subtype. */
const isMediaType: Rule = (value) =>
  typeof value === 'string'
    ? /^[^/]*\/[^/]*$/.test(value) && !/^ | $/.test(value)
    : typeof value === 'number' && value >= 0;

const isCritical: Rule = (value) => isList(value) && value.length > 0 && value.every(isLabel);

/** Whether `value` is a COSE_Countersignature (RFC 9338, 3.1), by its structure alone. */
function isCountersignature(value: CborValue, context: ErrorContext): boolean {
  if (!isList(value) || value.length !== 3) return false;
  const [header, unprotected, signature] = value;
  if (!(header instanceof Uint8Array && signature instanceof Uint8Array)) return false;
  if (!(unprotected instanceof Map) || signature.length === 0) return false;
  checkParameters({ protected: readProtectedMap(header, context), unprotected }, context);
  return true;
}

const isCountersignatures = (value: CborValue, context: ErrorContext): boolean =>
  isCountersignature(value, context) ||
  (isList(value) && value.length > 0 && value.every((one) => isCountersignature(one, context)));

interface Parameter {
  readonly name: string;
  readonly fits: (value: CborValue, context: ErrorContext) => boolean;
  /** The one map that may have it. */
  readonly only?: keyof CoseHeaders;
}

/** The header parameters that every reader of COSE knows (RFC 9052, 3.1; RFC 9338; RFC 9596), as go-cose checks them. */
const PARAMETERS: ReadonlyMap<CborKey, Parameter> = new Map<CborKey, Parameter>([
  [LABEL.alg, { name: 'alg', fits: isLabel }],
  [LABEL.crit, { name: 'crit', fits: isCritical, only: 'protected' }],
  [LABEL.contentType, { name: 'content type', fits: isMediaType }],
  [4, { name: 'kid', fits: isBytes }],
  [5, { name: 'IV', fits: isBytes }],
  [6, { name: 'Partial IV', fits: isBytes }],
  [7, { name: 'counter signature', fits: isCountersignatures, only: 'unprotected' }],
  [9, { name: 'CounterSignature0', fits: isBytes, only: 'unprotected' }],
  [11, { name: 'Countersignature version 2', fits: isCountersignatures, only: 'unprotected' }],
  [12, { name: 'Countersignature0 version 2', fits: isBytes, only: 'unprotected' }],
  [16, { name: 'typ', fits: isMediaType }],
]);

const labelText = (label: CborKey): string => printable(String(label));

/**
 * Holds both maps to the rules of COSE (RFC 9052, 3 and 3.1): types of the known parameters, the map that each belongs to,
 * no label in both, not IV and Partial IV at once, and nothing critical that is not there.
 *
 * @throws SealiftError with the code of `context`.
 */
export function checkParameters(headers: CoseHeaders, context: ErrorContext): void {
  for (const bucket of ['protected', 'unprotected'] as const) {
    for (const [label, value] of headers[bucket]) {
      const { name, fits, only = bucket } = PARAMETERS.get(label) ?? { name: '', fits: () => true };
      if (only !== bucket) throw errorIn(context, `has the parameter ${name} in the ${bucket} header`);
      if (!fits(value, context)) throw errorIn(context, `has a malformed parameter ${name}`);
    }
  }
  const both = [...headers.unprotected.keys()].find((label) => headers.protected.has(label));
  if (both !== undefined) throw errorIn(context, `has the label ${labelText(both)} in both headers`);
  const has = (label: CborKey) => headers.protected.has(label) || headers.unprotected.has(label);
  if (has(5) && has(6)) throw errorIn(context, 'has both an IV and a Partial IV');
  for (const label of (headers.protected.get(LABEL.crit) ?? []) as readonly CborKey[]) {
    if (!headers.protected.has(label))
      throw errorIn(context, `lists ${labelText(label)} as critical, which is not there`);
  }
}
