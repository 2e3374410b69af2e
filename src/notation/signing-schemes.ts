import { SCHEME_SIGNING_AUTHORITY, SCHEME_X509, type SigningScheme } from './envelope/headers.ts';
import type { TrustStoreType } from './ports.ts';

/** The signing schemes that are judged, and the kind of trust store that has their anchors (signing-scheme.md). */
const STORE_TYPES: Readonly<Record<SigningScheme, TrustStoreType>> = {
  [SCHEME_X509]: 'ca',
  [SCHEME_SIGNING_AUTHORITY]: 'signingAuthority',
};

/** Whether the time of signing is vouched for by the authority that signed. */
export const isOfAuthority = (scheme: SigningScheme): boolean => scheme === SCHEME_SIGNING_AUTHORITY;

export function storeTypeOf(scheme: SigningScheme): TrustStoreType {
  return STORE_TYPES[scheme];
}

export interface StoreName {
  readonly type: TrustStoreType;
  readonly name: string;
}

function storesOf(trustStores: readonly string[], types: readonly TrustStoreType[]): StoreName[] {
  return trustStores.flatMap((store) => {
    const type = types.find((one) => store.startsWith(`${one}:`));
    return type === undefined ? [] : [{ type, name: store.slice(type.length + 1) }];
  });
}

/** The trust stores that signatures of any scheme may need: `TYPE:NAME` as policies write them, split. */
export function anchorStores(trustStores: readonly string[]): StoreName[] {
  return storesOf(trustStores, Object.values(STORE_TYPES));
}

/** Those, and the stores of timestamp authorities: everything that judging under a statement may read. */
export function judgingStores(trustStores: readonly string[]): StoreName[] {
  return storesOf(trustStores, [...Object.values(STORE_TYPES), 'tsa']);
}
