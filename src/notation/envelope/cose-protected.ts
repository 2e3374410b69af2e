import { CborFloat, type CborKey, type CborMap, CborTag } from '../../encoding/cbor-values.ts';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { jsonOfCbor } from './cose-json.ts';
import { LABEL } from './cose-parameters.ts';
import { readSignedHeader, type SignedHeader } from './signed-header.ts';

/** Text and numbers; every other value as its kind alone, because an error shows it. */
export function plain(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? { type: value.constructor.name } : value;
}

/** Epoch-based date/time (RFC 8949, 3.4.2). Fractions of a second "SHOULD NOT be used", so they are read. */
function timeOf(fields: CborMap, name: string, context: ErrorContext): Date {
  const tagged = fields.get(name);
  const content: unknown = tagged instanceof CborTag ? tagged.value : undefined;
  const seconds = content instanceof CborFloat ? content.value : content;
  const time = new Date(typeof seconds === 'number' ? seconds * 1000 : Number.NaN);
  if (Number.isNaN(time.getTime())) throw errorIn(context, `has a malformed time ${name}`);
  return time;
}

/** What COSE defines, and notation does not give to a plugin. */
const OF_COSE: readonly CborKey[] = [LABEL.alg, LABEL.crit, LABEL.contentType];

/** The labels that no COSE message may list as critical: whoever reads COSE understands them. */
const isNeverCritical = (label: CborKey): boolean => typeof label === 'number' && label >= 0 && label <= 8;

function criticalNames(fields: CborMap, context: ErrorContext): readonly CborKey[] {
  const labels = (fields.get(LABEL.crit) ?? []) as readonly CborKey[];
  if (labels.length === 0) throw errorIn(context, 'has no list of critical headers');
  const never = labels.find(isNeverCritical);
  if (never !== undefined) throw errorIn(context, `lists ${never} as critical, which it cannot be`);
  return labels;
}

/**
 * The header rules of the COSE envelope (signature-envelope-cose.md, "Protected Header"), after the signature over them was
 * found good and `checkParameters` found no fault.
 */
export function readCoseHeader(fields: CborMap, context: ErrorContext): SignedHeader {
  return readSignedHeader(
    {
      contentType: plain(fields.get(LABEL.contentType)),
      has: (name) => fields.has(name),
      get: (name) => plain(fields.get(name)),
      time: (name) => timeOf(fields, name, context),
      critical: () => criticalNames(fields, context),
      others: () =>
        [...fields]
          .filter(([label]) => !OF_COSE.includes(label))
          .map(([label, value]) => [label, jsonOfCbor(value)] as const),
    },
    context,
  );
}
