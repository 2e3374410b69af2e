import { type Complaint, complain } from '../encoding/complaint.ts';
import { type Digest, isDigest } from './digest.ts';
import type { DescriptorMembers } from './shapes.ts';

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

const isMediaType = (text: string | undefined): boolean => text !== undefined && MEDIA_TYPE.test(text);

/** What a member has to be beyond its type. */
const RULES: Readonly<Record<string, (members: DescriptorMembers) => boolean>> = {
  mediaType: ({ mediaType }) => isMediaType(mediaType),
  digest: ({ digest }) => digest !== undefined && isDigest(digest),
  size: ({ size }) => size !== undefined && size >= 0,
  platform: ({ platform }) =>
    platform === undefined || (platform.architecture !== undefined && platform.os !== undefined),
  artifactType: ({ artifactType }) => !artifactType || isMediaType(artifactType),
};

/**
 * A descriptor of what was read as one. Unknown members are kept: an entry of somebody else's index is merged and written
 * again, and must lose nothing.
 */
export function parseDescriptor(members: DescriptorMembers, complaint: Complaint): Descriptor {
  for (const [name, holds] of Object.entries(RULES))
    if (!holds(members)) throw complain(complaint, `has a malformed descriptor (${name})`);
  // Empty text is no value to Go; absent it is none to anybody.
  const { artifactType, data, ...others } = members;
  const present =
    artifactType === '' || data === ''
      ? { ...others, ...(artifactType && { artifactType }), ...(data && { data }) }
      : members;
  return present as Descriptor;
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
