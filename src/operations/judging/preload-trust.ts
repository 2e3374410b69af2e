import { prefetch } from '../../async/prefetch.ts';
import type { Statement } from '../../notation/policy/document.ts';
import type { TrustMaterial } from '../../notation/ports.ts';
import { judgingStores } from '../../notation/signing-schemes.ts';

/** Begins to read the certificates of a statement while the registry is asked. A failure is reported when they are used. */
export function preloadTrust(trust: TrustMaterial, { trustStores }: Statement): void {
  for (const { type, name } of judgingStores(trustStores)) void prefetch(trust.certificates(type, name));
}
