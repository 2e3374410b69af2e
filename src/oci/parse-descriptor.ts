import { type ErrorContext, errorIn } from '../encoding/error-context.ts';
import type { Descriptor } from './descriptor.ts';
import { isDigest } from './digest.ts';
import type { DescriptorMembers } from './shapes.ts';

/**
 * A media type of RFC 6838, 4.2, which is safe in a header that we send. It may have parameters (RFC 9110, 5.6.6), as
 * `application/vnd.dev.sigstore.bundle+json;version=0.2` has.
 */
const MEDIA_TYPE =
  /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}(?: *; *[\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~-]+|"[ !#-[\]-~]*"))*$/;

/** Says whether a text is a digest that the caller can do something with. */
type IsDigest<D extends string> = (text: string) => text is D;

type Rule = (members: DescriptorMembers, isKnown: (text: string) => boolean) => boolean;

/** The rule of each member beyond its type. An artifact type may be any text, as Go programs take it: we only compare it. */
const RULES: Readonly<Record<string, Rule>> = {
  mediaType: ({ mediaType }) => mediaType !== undefined && MEDIA_TYPE.test(mediaType),
  digest: ({ digest }, isKnown) => digest !== undefined && isKnown(digest),
  size: ({ size }) => size !== undefined && size >= 0,
  platform: ({ platform }) =>
    platform === undefined || (platform.architecture !== undefined && platform.os !== undefined),
};

function check(
  members: DescriptorMembers,
  rules: readonly string[],
  context: ErrorContext,
  isKnown: (text: string) => boolean = isDigest,
): void {
  for (const name of rules)
    if (!RULES[name]!(members, isKnown)) throw errorIn(context, `has a malformed descriptor (${name})`);
}

/** Go programs write an empty text for a member that is absent, so the two are read alike. */
function withoutEmpty(members: DescriptorMembers): Descriptor {
  if (members.artifactType !== '' && members.data !== '') return members as Descriptor;
  const { artifactType, data, ...others } = members;
  return { ...others, ...(artifactType && { artifactType }), ...(data && { data }) } as Descriptor;
}

/**
 * Makes a checked descriptor of its members. Unknown members stay: an entry of a referrers tag is written again when the
 * list is merged, and the entries of others must not change (docs/architecture.md, "The referrers tag").
 *
 * @param isKnown which digests may stand there; those that Sealift checks when absent.
 */
export function parseDescriptor(members: DescriptorMembers, context: ErrorContext): Descriptor;
export function parseDescriptor<D extends string>(
  members: DescriptorMembers,
  context: ErrorContext,
  isKnown: IsDigest<D>,
): Omit<Descriptor, 'digest'> & { readonly digest: D };
export function parseDescriptor(
  members: DescriptorMembers,
  context: ErrorContext,
  isKnown: (text: string) => boolean = isDigest,
): Descriptor {
  check(members, Object.keys(RULES), context, isKnown);
  return withoutEmpty(members);
}

/** The grammar of digests (descriptor.md) for algorithms other than the two that Sealift checks. */
function hasForeignDigest({ digest }: DescriptorMembers): boolean {
  return (
    digest !== undefined &&
    /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/.test(digest) &&
    !/^sha(?:256|512):/.test(digest)
  );
}

/**
 * An entry of a list that others write as well: of referrers, or `index.json` of a layout. `undefined` for content under a
 * digest algorithm that Sealift cannot check: nothing of ours is there, and nothing could be fetched. For what platform an
 * entry is plays no part in a list.
 */
export function parseEntry(members: DescriptorMembers, context: ErrorContext): Descriptor | undefined {
  if (hasForeignDigest(members)) return undefined;
  check(members, ['mediaType', 'digest', 'size'], context);
  return withoutEmpty(members);
}
