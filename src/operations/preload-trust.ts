import { prefetch } from '../async/prefetch.ts';
import type { Statement } from '../notation/policy/document.ts';
import type { TrustMaterial } from '../notation/ports.ts';

/** Reads the statement's certificates while the registry is asked; what is wrong with them is told where they are used. */
export function preloadTrust(trust: TrustMaterial, { trustStores }: Statement): void {
  for (const store of trustStores) {
    const name = /^ca:(.+)$/.exec(store)?.[1];
    if (name !== undefined) void prefetch(trust.certificates('ca', name));
  }
}
