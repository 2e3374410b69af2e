import type { Digest } from './digest.ts';

/** `REGISTRY/REPOSITORY[:TAG][@DIGEST]`; the registry is written out, with its port if it has one. */
export interface RegistryReference {
  readonly transport: 'docker';
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

/** `oci:DIR[:TAG][@DIGEST]` or `oci-archive:FILE[:TAG][@DIGEST]`. */
export interface LayoutReference {
  readonly transport: 'oci' | 'oci-archive';
  readonly path: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

export type Reference = RegistryReference | LayoutReference;

/** Where to promote to: a reference without digest that may carry several tags (`registry/app:1.4,1,latest`). */
export type Destination = { readonly tags: readonly string[] } & (
  | Omit<RegistryReference, 'tag' | 'digest'>
  | Omit<LayoutReference, 'tag' | 'digest'>
);
