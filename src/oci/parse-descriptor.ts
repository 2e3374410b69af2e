import { type Complaint, complain } from '../encoding/complaint.ts';
import type { Descriptor } from './descriptor.ts';
import { isDigest } from './digest.ts';
import type { DescriptorMembers } from './shapes.ts';

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
  if (members.artifactType !== '' && members.data !== '') return members as Descriptor;
  // Empty text is no value to Go; absent it is none to anybody.
  const { artifactType, data, ...others } = members;
  return { ...others, ...(artifactType && { artifactType }), ...(data && { data }) } as Descriptor;
}
