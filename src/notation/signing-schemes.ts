import { SCHEME_X509 } from './envelope/headers.ts';
import type { TrustStoreType } from './ports.ts';

/** The signing schemes that are judged, and the kind of trust store that has their anchors (signing-scheme.md). */
const STORE_TYPES: Readonly<Record<string, TrustStoreType>> = { [SCHEME_X509]: 'ca' };

/** @param scheme of an envelope that was opened, so it is one of the table. */
export function storeTypeOf(scheme: string): TrustStoreType {
  return STORE_TYPES[scheme]!;
}

/** The trust stores that signatures of any scheme may need: `TYPE:NAME` as policies write them, split. */
export function anchorStores(
  trustStores: readonly string[],
): { readonly type: TrustStoreType; readonly name: string }[] {
  const types = new Set<string>(Object.values(STORE_TYPES));
  return trustStores.flatMap((store) => {
    const colon = store.indexOf(':');
    const type = store.slice(0, colon);
    return types.has(type) ? [{ type: type as TrustStoreType, name: store.slice(colon + 1) }] : [];
  });
}
