import { type Complaint, complain } from '../encoding/complaint.ts';
import type { Descriptor } from './descriptor.ts';
import { isDigest } from './digest.ts';
import type { DescriptorMembers } from './shapes.ts';

/**
 * RFC 6838, 4.2: what may stand in a Content-Type and in a header that we send. Parameters (RFC 9110, 5.6.6) stand in types
 * of content, as in `application/vnd.dev.sigstore.bundle+json;version=0.2`.
 */
const MEDIA_TYPE =
  /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}(?: *; *[\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~-]+|"[ !#-[\]-~]*"))*$/;

/** What a member has to be beyond its type. An artifact type is compared and shown, and may be any text, as for Go programs. */
const RULES: Readonly<Record<string, (members: DescriptorMembers) => boolean>> = {
  mediaType: ({ mediaType }) => mediaType !== undefined && MEDIA_TYPE.test(mediaType),
  digest: ({ digest }) => digest !== undefined && isDigest(digest),
  size: ({ size }) => size !== undefined && size >= 0,
  platform: ({ platform }) =>
    platform === undefined || (platform.architecture !== undefined && platform.os !== undefined),
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
