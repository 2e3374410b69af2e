import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { printable } from '../../encoding/printable.ts';
import type { ExtendedAttribute } from './extended-attribute.ts';
import { HEADER, SCHEME_SIGNING_AUTHORITY, SCHEME_X509, type SigningScheme } from './headers.ts';
import { PAYLOAD_MEDIA_TYPE } from './media-types.ts';

/** What a protected header says, in every format. */
export interface SignedHeader {
  readonly scheme: SigningScheme;
  readonly critical: readonly string[];
  /** In the scheme of signing authorities the time that the authority vouches for. */
  readonly signingTime: Date;
  readonly expiry?: Date;
  readonly verificationPlugin?: string;
  readonly unknownCritical: readonly string[];
  readonly extendedAttributes: readonly ExtendedAttribute[];
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
  critical(): readonly (string | number)[];
  /** Everything but what the format itself defines: the keys, and the values as JSON. */
  others(): readonly (readonly [key: string | number, json: unknown])[];
}

/** Headers that name a verification plugin and its least version. A version alone is an unknown critical header. */
const PLUGIN: readonly string[] = [HEADER.verificationPlugin, HEADER.verificationPluginMinVersion];

/** What the specification defines, in every scheme. */
const STANDARD: readonly (string | number)[] = [
  ...[HEADER.signingScheme, HEADER.signingTime, HEADER.authenticSigningTime, HEADER.expiry],
];

/** The zero value of Go's `time.Time`, which Go writes for a time that is not set. */
const NO_TIME = new Date('0001-01-01T00:00:00Z');

/** A header of any type as text for an error. `String()` would throw on an object with a member `toString`. */
export function shown(value: unknown): string {
  return printable(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none'));
}

interface SchemeRules {
  /** The attribute with the time of signing. */
  readonly time: string;
  /** That of the other scheme, which this one may not have. */
  readonly other: string;
  /** What has to be listed as critical where it is there. */
  readonly critical: readonly string[];
}

/** signing-scheme.md, "Signing Schemes"; signature-specification.md, "Signed Attributes". */
const SCHEMES: Readonly<Record<SigningScheme, SchemeRules>> = {
  [SCHEME_X509]: {
    time: HEADER.signingTime,
    other: HEADER.authenticSigningTime,
    critical: [HEADER.signingScheme, HEADER.expiry],
  },
  [SCHEME_SIGNING_AUTHORITY]: {
    time: HEADER.authenticSigningTime,
    other: HEADER.signingTime,
    critical: [HEADER.signingScheme, HEADER.expiry, HEADER.authenticSigningTime],
  },
};

const isScheme = (scheme: unknown): scheme is SigningScheme =>
  typeof scheme === 'string' && Object.hasOwn(SCHEMES, scheme);

function schemeOf(fields: HeaderFields, context: ErrorContext): SigningScheme {
  const scheme = fields.get(HEADER.signingScheme);
  if (!isScheme(scheme)) throw errorIn(context, `has the signing scheme ${shown(scheme)}, which is unknown`);
  const { other } = SCHEMES[scheme];
  if (fields.has(other)) throw errorIn(context, `has ${other}, which belongs to another signing scheme`);
  return scheme;
}

function criticalNames(
  fields: HeaderFields,
  scheme: SigningScheme,
  context: ErrorContext,
): readonly (string | number)[] {
  const names = fields.critical();
  for (const name of SCHEMES[scheme].critical) {
    if (fields.has(name) && !names.includes(name))
      throw errorIn(context, `does not list ${name} as critical`);
  }
  return names;
}

/**
 * The rules of the signed attributes (signature-specification.md, "Signed Attributes"), which both formats share.
 *
 * @throws SealiftError with the code of `context`.
 */
export function readSignedHeader(fields: HeaderFields, context: ErrorContext): SignedHeader {
  const scheme = schemeOf(fields, context);
  const { time } = SCHEMES[scheme];
  const critical = criticalNames(fields, scheme, context);
  if (fields.contentType !== PAYLOAD_MEDIA_TYPE)
    throw errorIn(context, `has the content type ${shown(fields.contentType)}`);
  const signingTime = fields.time(time);
  if (signingTime <= NO_TIME) throw errorIn(context, 'has no signing time');
  const expiry = fields.has(HEADER.expiry) ? fields.time(HEADER.expiry) : undefined;
  if (expiry !== undefined && expiry <= signingTime) throw errorIn(context, 'expires before it was signed');
  const hasPlugin = fields.has(HEADER.verificationPlugin);
  const known: readonly (string | number)[] = [
    ...[HEADER.signingScheme, time, HEADER.expiry],
    ...(hasPlugin ? PLUGIN : []),
  ];
  // An envelope has room for some hundred thousand names.
  const listed = new Set(critical);
  return {
    scheme,
    critical: critical.map(String),
    signingTime,
    ...(expiry === undefined ? {} : { expiry }),
    ...(hasPlugin ? { verificationPlugin: shown(fields.get(HEADER.verificationPlugin)) } : {}),
    unknownCritical: critical.filter((name) => !known.includes(name)).map(String),
    extendedAttributes: fields
      .others()
      .filter(([key]) => !STANDARD.includes(key))
      .map(([key, value]) => ({ key, value, critical: listed.has(key) })),
  };
}
