import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { HEADER, SCHEME_SIGNING_AUTHORITY, SCHEME_X509 } from './headers.ts';
import { PAYLOAD_MEDIA_TYPE } from './media-types.ts';

/** What a protected header says, in every format. */
export interface SignedHeader {
  readonly critical: readonly string[];
  readonly signingTime: Date;
  readonly expiry?: Date;
  readonly verificationPlugin?: string;
  readonly unknownCritical: readonly string[];
}

/** A protected header whose signature was found good, as one format has it. */
export interface HeaderFields {
  readonly contentType: unknown;
  /** Whether an attribute is there, by its name of {@link HEADER}. */
  has(name: string): boolean;
  get(name: string): unknown;
  /** @throws SealiftError where the attribute is no time of this format. */
  time(name: string): Date;
  /** What is listed as critical and is there. @throws SealiftError where the list breaks a rule of this format. */
  critical(): readonly string[];
}

/** Headers that name a verification plugin and its least version. A version alone is an unknown critical header. */
const PLUGIN: readonly string[] = [HEADER.verificationPlugin, HEADER.verificationPluginMinVersion];

/** The zero value of Go's `time.Time`, which Go writes for a time that is not set. */
const NO_TIME = new Date('0001-01-01T00:00:00Z');

/** A header of any type as text for an error. `String()` would throw on an object with a member `toString`. */
export function shown(value: unknown): string {
  return printable(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none'));
}

function checkScheme(fields: HeaderFields, context: ErrorContext): void {
  const scheme = fields.get(HEADER.signingScheme);
  if (scheme === SCHEME_SIGNING_AUTHORITY) {
    throw new SealiftError(
      'signing_authority_unsupported',
      `${context.what} is of the signing scheme ${scheme}`,
    );
  }
  if (scheme !== SCHEME_X509)
    throw errorIn(context, `has the signing scheme ${shown(scheme)}, which is unknown`);
  if (fields.has(HEADER.authenticSigningTime)) {
    throw errorIn(context, `has ${HEADER.authenticSigningTime}, which belongs to another signing scheme`);
  }
}

function criticalNames(fields: HeaderFields, context: ErrorContext): readonly string[] {
  const names = fields.critical();
  for (const name of [HEADER.signingScheme, HEADER.expiry]) {
    if (fields.has(name) && !names.includes(name))
      throw errorIn(context, `does not list ${name} as critical`);
  }
  return names;
}

/**
 * The rules of the signed attributes (signature-specification.md, "Signed Attributes"), which both formats share.
 *
 * @throws SealiftError with the code of `context`, or `signing_authority_unsupported`.
 */
export function readSignedHeader(fields: HeaderFields, context: ErrorContext): SignedHeader {
  checkScheme(fields, context);
  const critical = criticalNames(fields, context);
  if (fields.contentType !== PAYLOAD_MEDIA_TYPE)
    throw errorIn(context, `has the content type ${shown(fields.contentType)}`);
  const signingTime = fields.time(HEADER.signingTime);
  if (signingTime <= NO_TIME) throw errorIn(context, 'has no signing time');
  const expiry = fields.has(HEADER.expiry) ? fields.time(HEADER.expiry) : undefined;
  if (expiry !== undefined && expiry <= signingTime) throw errorIn(context, 'expires before it was signed');
  const hasPlugin = fields.has(HEADER.verificationPlugin);
  const known: readonly string[] = [
    ...[HEADER.signingScheme, HEADER.signingTime, HEADER.expiry],
    ...(hasPlugin ? PLUGIN : []),
  ];
  return {
    critical,
    signingTime,
    ...(expiry === undefined ? {} : { expiry }),
    ...(hasPlugin ? { verificationPlugin: shown(fields.get(HEADER.verificationPlugin)) } : {}),
    unknownCritical: critical.filter((name) => !known.includes(name)),
  };
}
