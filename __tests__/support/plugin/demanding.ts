import * as cbor from '../cbor.ts';
import { type CoseSpec, craftCose } from '../cose-envelopes.ts';
import { craftJws, type JwsSpec } from '../envelopes.ts';

const N = 'io.cncf.notary.';
const SCHEME = `${N}signingScheme`;
const TIME = `${N}authenticSigningTime`;
export const PLUGIN = `${N}verificationPlugin`;
export const MIN_VERSION = `${N}verificationPluginMinVersion`;

/** Values of attributes that both formats can hold. */
export type AttributeValue = string | number | boolean | null;

export interface Demanding {
  /** `undefined` for a signature that names none. */
  readonly plugin?: AttributeValue | undefined;
  readonly minVersion?: AttributeValue | undefined;
  /** Other attributes, all of them critical but those of `uncritical`. */
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly uncritical?: readonly string[];
  /** Under the scheme of signing authorities, which vouches for this time (RFC 3339). */
  readonly authenticTime?: string;
}

/** Attributes of a signature that demands a verification plugin, and which of them are critical. */
function attributesOf({ plugin, minVersion, attributes = {}, uncritical = [] }: Demanding) {
  const all = new Map<string, AttributeValue>(Object.entries(attributes));
  if (plugin !== undefined) all.set(PLUGIN, plugin);
  if (minVersion !== undefined) all.set(MIN_VERSION, minVersion);
  return { all, critical: [...all.keys()].filter((name) => !uncritical.includes(name)) };
}

export function cborValue(value: AttributeValue): Uint8Array {
  if (typeof value === 'string') return cbor.text(value);
  if (typeof value === 'number') return cbor.int(value);
  if (value === null) return cbor.NULL;
  return value ? cbor.TRUE : Uint8Array.of(0xf4);
}

/** A JWS envelope that demands a verification plugin. */
export function demandingJws(demanding: Demanding, spec: JwsSpec = {}): Uint8Array {
  const { all, critical } = attributesOf(demanding);
  const { authenticTime: time } = demanding;
  return craftJws({
    ...spec,
    protected: {
      ...Object.fromEntries(all),
      ...(time === undefined
        ? {}
        : { [SCHEME]: 'notary.x509.signingAuthority', [`${N}signingTime`]: undefined, [TIME]: time }),
      crit: [
        SCHEME,
        ...(time === undefined ? [] : [TIME]),
        ...(spec.expiry === undefined ? [] : [`${N}expiry`]),
        ...critical,
      ],
      ...spec.protected,
    },
  });
}

/** A COSE envelope that demands a verification plugin. */
export function demandingCose(demanding: Demanding, spec: CoseSpec = {}): Uint8Array {
  const { all, critical } = attributesOf(demanding);
  const { authenticTime: time } = demanding;
  const names = [
    SCHEME,
    ...(time === undefined ? [] : [TIME]),
    ...(spec.expiry === undefined ? [] : [`${N}expiry`]),
    ...critical,
  ];
  return craftCose({
    ...spec,
    protected: [
      ...[...all].map(([name, value]) => [name, cborValue(value)] as const),
      ...(time === undefined
        ? []
        : ([
            [SCHEME, cbor.text('notary.x509.signingAuthority')],
            [`${N}signingTime`, undefined],
            [TIME, cbor.tag(1, cbor.int(Date.parse(time) / 1000))],
          ] as const)),
      [2, cbor.array(names.map((name) => cbor.text(name)))],
      ...(spec.protected ?? []),
    ],
  });
}
