import { prefetch } from '../async/prefetch.ts';
import type { Statement } from '../notation/policy/document.ts';
import type { TrustMaterial } from '../notation/ports.ts';
import { anchorStores } from '../notation/signing-schemes.ts';

/** Reads the statement's certificates while the registry is asked; what is wrong with them is told where they are used. */
export function preloadTrust(trust: TrustMaterial, { trustStores }: Statement): void {
  for (const { type, name } of anchorStores(trustStores)) void prefetch(trust.certificates(type, name));
}
