import type { Descriptor } from './descriptor.ts';

/** What Sealift reads from a manifest of any supported kind; the bytes stay what they were. */
export interface Manifest {
  readonly kind: 'image' | 'index';
  readonly mediaType: string;
  readonly artifactType?: string;
  /** `image` only. */
  readonly config?: Descriptor;
  readonly layers: readonly Descriptor[];
  /** `index` only. */
  readonly manifests: readonly Descriptor[];
  readonly subject?: Descriptor;
  readonly annotations: Readonly<Record<string, string>>;
}
