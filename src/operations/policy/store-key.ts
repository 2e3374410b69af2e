import type { StoreFolder } from '../../notation/ports.ts';

/** A trust store as policies write it: `ca:acme`. */
export function storeKey({ type, name }: Pick<StoreFolder, 'type' | 'name'>): string {
  return `${type}:${name}`;
}
