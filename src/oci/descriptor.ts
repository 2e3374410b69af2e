import * as z from 'zod/mini';
import { lazy } from '../async/lazy.ts';
import { type Complaint, complain } from '../encoding/complaint.ts';
import { printable } from '../encoding/printable.ts';
import { type Digest, isDigest } from './digest.ts';
import { refuseLookalikes } from './lookalike.ts';

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

/** RFC 6838, 4.2: what may stand in a Content-Type and in a header that we send. */
const MEDIA_TYPE = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/;

// Loose: a descriptor of somebody else's index is merged and written again, and must lose nothing.
const shape = lazy(() => {
  const mediaType = z.string().check(z.regex(MEDIA_TYPE));
  return z.looseObject({
    mediaType,
    digest: z.custom<Digest>((value) => typeof value === 'string' && isDigest(value)),
    size: z.int().check(z.minimum(0)),
    urls: z.optional(z.nullable(z.array(z.string()))),
    annotations: z.optional(z.nullable(z.record(z.string(), z.string()))),
    data: z.optional(z.nullable(z.string())),
    platform: z.optional(
      z.nullable(
        z.looseObject({
          architecture: z.string(),
          os: z.string(),
          'os.version': z.optional(z.string()),
          variant: z.optional(z.string()),
        }),
      ),
    ),
    artifactType: z.optional(z.nullable(z.union([mediaType, z.literal('')]))),
  });
});

const names = lazy(() => Object.keys(shape().shape));

/** Reads a descriptor; malformed members are refused, unknown ones kept. */
export function parseDescriptor(value: unknown, complaint: Complaint): Descriptor {
  const { success, data, error } = shape().safeParse(value);
  if (!success) {
    const place = error.issues[0]?.path.join('.') ?? '';
    throw complain(complaint, `has a malformed descriptor (${printable(place) || 'not an object'})`);
  }
  refuseLookalikes(value, names(), complaint);
  // Members that are absent stay absent: a descriptor is compared, merged and written again.
  const present = Object.entries(data).filter(
    ([, member]) => member !== undefined && member !== null && member !== '',
  );
  return Object.fromEntries(present) as unknown as Descriptor;
}

/** Same content: what a signature and a subject are compared on. */
export function sameContent(a: Descriptor, b: Descriptor): boolean {
  return a.mediaType === b.mediaType && a.digest === b.digest && a.size === b.size;
}

/** Only mediaType, digest and size: the form in which a descriptor becomes a subject. */
export function plainDescriptor({ mediaType, digest, size }: Descriptor): Descriptor {
  return { mediaType, digest, size };
}

/** `os/architecture[/variant]`, as users write platforms. */
export function platformName(descriptor: Descriptor): string {
  const { os, architecture, variant } = descriptor.platform ?? { os: 'unknown', architecture: 'unknown' };
  return [os, architecture, variant].filter((part) => part !== undefined && part !== '').join('/');
}
