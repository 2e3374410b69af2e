import type { Digest } from './digest.ts';

/** OCI image index, property `platform` (image-spec, image-index.md). */
export interface Platform {
  readonly architecture: string;
  readonly os: string;
  readonly 'os.version'?: string;
  readonly variant?: string;
}

/** OCI content descriptor (image-spec, descriptor.md). `size` is in bytes, a safe non-negative integer. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly urls?: readonly string[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly data?: string;
  readonly platform?: Platform;
  readonly artifactType?: string;
}

type Content = Pick<Descriptor, 'mediaType' | 'size'> & { readonly digest: string };

/** Whether two descriptors have the same media type, digest and size: so signatures and subjects are compared. */
export function sameContent(a: Content, b: Content): boolean {
  return a.mediaType === b.mediaType && a.digest === b.digest && a.size === b.size;
}

/** The descriptor with mediaType, digest and size alone, as the `subject` of a manifest has it. */
export function plainDescriptor({ mediaType, digest, size }: Descriptor): Descriptor {
  return { mediaType, digest, size };
}

/** `os/architecture[/variant]`, as users write platforms. */
export function platformName(descriptor: Descriptor): string {
  const { os, architecture, variant } = descriptor.platform ?? { os: 'unknown', architecture: 'unknown' };
  return [os, architecture, variant].filter((part) => part !== undefined && part !== '').join('/');
}
